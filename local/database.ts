import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Writable } from "node:stream";
import postgres, { type Sql } from "postgres";
import { installExtensions } from "./extensions/install.ts";
import { installPlain } from "./extensions/stand-ins.ts";
import { provisionAuth } from "./gateway/auth-schema.ts";
import type { Keys } from "./keys.ts";
import type { PartExit } from "./parts/start-part.ts";
import { findPostgres } from "./postgres/binaries.ts";
import { prepareDatabase } from "./postgres/prepare.ts";
import { type PostgresServer, startPostgres } from "./postgres/server.ts";
import { faultLine, StackFault } from "./stack-fault.ts";

const VERSION_MIN = 150_000;
const CONNECT_SECONDS_MAX = 10;

/** hosted Supabase's owner of a project's objects, with `supabase start`'s password. */
const OWNER = { name: "postgres", password: "postgres" };
const GATEWAY = "local_gateway";

export interface DatabaseOptions {
  /** A server of the user's own; without it the embedded one is started. */
  databaseUrl: string | undefined;
  dataFolder: string;
  port: number;
  settings: Record<string, string>;
  keys: Keys;
  log: Writable;
  onCrash: (exit: PartExit) => void;
}

export interface Database {
  /** The embedded server, if it is ours to stop. */
  server: PostgresServer | undefined;
  /** As a superuser. */
  adminUrl: string;
  /** As the role that owns the project's objects and runs its migrations. */
  ownerUrl: string;
  /** As the gateway. */
  gatewayUrl: string;
}

/** A server with the roles, schemas and extensions of a hosted project, ready for migrations. */
export async function startDatabase(options: DatabaseOptions): Promise<Database> {
  const { keys } = options;
  const server = options.databaseUrl === undefined ? await startEmbedded(options) : undefined;
  try {
    const adminUrl = server?.superuserUrl ?? options.databaseUrl ?? "";
    const owner = server === undefined ? loginOf(adminUrl) : OWNER;
    const gateway = { name: GATEWAY, password: keys.gatewayPassword };
    const admin = postgres(adminUrl, {
      max: 1,
      onnotice() {},
      connect_timeout: CONNECT_SECONDS_MAX,
    });
    try {
      if (server === undefined) await checkServer(admin);
      await prepareDatabase(admin, owner, gateway);
      if (server === undefined) await installPlain(admin, owner.name);
      await provisionAuth(admin, adminUrl, owner.name);
      await giveVault(admin, owner.name);
    } finally {
      await admin.end();
    }
    return {
      server,
      adminUrl,
      ownerUrl: as(adminUrl, owner),
      gatewayUrl: as(adminUrl, gateway),
    };
  } catch (error) {
    await server?.stop("immediate");
    throw error;
  }
}

async function startEmbedded(options: DatabaseOptions): Promise<PostgresServer> {
  const binaries = await findPostgres();
  installExtensions(binaries.extensionFolder);
  mkdirSync(options.dataFolder, { recursive: true });
  return await startPostgres({
    binaries,
    dataFolder: join(options.dataFolder, "postgres"),
    port: options.port,
    password: options.keys.superuserPassword,
    settings: options.settings,
    log: options.log,
    onCrash: options.onCrash,
  });
}

/** That a server of the user's own can be reached, is new enough and lets us make roles. */
async function checkServer(admin: Sql): Promise<void> {
  const [row] = await admin`
    select current_setting('server_version_num')::integer as version,
      current_setting('server_version') as name, current_setting('is_superuser') = 'on' as super
  `.catch((cause) => {
    throw new StackFault(`DATABASE_URL: ${faultLine(cause)}`, { cause });
  });
  if (row?.version < VERSION_MIN) {
    throw new StackFault(`DATABASE_URL: PostgreSQL ${row?.name} is too old, 15 is the oldest.`);
  }
  if (row?.super !== true) {
    throw new StackFault("DATABASE_URL: its role must be a superuser, to make the API's roles.");
  }
}

/**
 * `supabase db push` writes the Vault secrets before the first migration, so Vault stands before
 * it; and on hosted projects it is there from the start.
 */
async function giveVault(admin: Sql, owner: string): Promise<void> {
  await admin.begin(async (sql) => {
    await sql`set local role ${sql(owner)}`;
    await sql`create extension if not exists supabase_vault with schema vault`;
  });
}

function loginOf(url: string): { name: string; password: string } {
  const { username, password } = new URL(url);
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) };
}

function as(url: string, login: { name: string; password: string }): string {
  const other = new URL(url);
  other.username = encodeURIComponent(login.name);
  other.password = encodeURIComponent(login.password);
  return other.href;
}
