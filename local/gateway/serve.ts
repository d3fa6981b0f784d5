import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { App } from "@supabase/lite";
import { createPostgresConnection } from "@supabase/lite/postgres";
import type { RunningPart } from "../parts/run-part.ts";
import { STORAGE_PATH, serveStorage } from "../storage/serve-storage.ts";
import { allowPages } from "./allow-pages.ts";
import type { GatewayConfig } from "./config.ts";
import { emailCode } from "./email-code.ts";
import { forward } from "./forward.ts";
import { nameKey } from "./name-key.ts";

const FUNCTIONS_PATH = "/functions/v1/";
const JSONB_OID = 3802;
/** Hosted PostgREST logs in as `authenticator`, whose statements may take this long. */
const STATEMENT_MS_MAX = 8_000;

/** Longer than an isolate lives: one that was frozen finds its connections as it left them. */
const KEEP_ALIVE_MS = 600_000;

/** Serves the Data API, Auth and Storage, and passes `/functions/v1/*` to the functions runtime. */
export async function serveGateway(config: GatewayConfig): Promise<RunningPart> {
  const connection = createPostgresConnection({
    url: config.databaseUrl,
    postgresOptions: {
      onnotice() {},
      connection: { application_name: "gateway", statement_timeout: STATEMENT_MS_MAX },
      // The gateway hands jsonb arguments over as text that is already JSON; the driver's own
      // serializer would make a JSON string of it.
      types: {
        jsonb: {
          to: JSONB_OID,
          from: [JSONB_OID],
          serialize: (x: unknown) => (typeof x === "string" ? x : JSON.stringify(x)),
          parse: JSON.parse,
        },
      },
    },
  });
  const app = new App({
    connection,
    api: { schemas: config.schemas, max_rows: config.rowsMax },
    auth: {
      enabled: true,
      publishable_key: config.publishableKey,
      secret_key: config.secretKey,
      jwt_secret: config.jwtSecret,
      site_url: config.siteUrl,
      email: { enable_confirmations: config.emailConfirmations },
    },
    studio: { enabled: false },
    options: { server: { admin: false } },
  });
  await app.init();
  // At the first request that has a role, @supabase/lite looks for row security and grants what it
  // thinks fit. That is now, before anyone else asks.
  await connection.withContext({ auth: { role: "anon" } }, async () => {});

  const serveApi = getRequestListener(async (request) => app.fetch(await emailCode(request)));
  const storage = serveStorage(config.storage, config.secretKey);
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    if (path.startsWith(STORAGE_PATH)) {
      return storage(request, response).catch((cause: unknown) => {
        console.error(`storage: ${cause instanceof Error ? cause.message : "unknown error"}`);
        response.destroy();
      });
    }
    if (!path.startsWith(FUNCTIONS_PATH)) {
      return allowPages(request, response) || serveApi(request, response);
    }
    return forward(request, response, {
      port: config.functionsPort,
      path,
      headers: {
        "x-forwarded-for": request.socket.remoteAddress ?? "",
        ...nameKey(request.headers.authorization, config.jwtSecret),
      },
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(config.port, "127.0.0.1", listening);
  });
  return {
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await connection.close();
    },
  };
}
