import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { RunningPart } from "../parts/run-part.ts";
import { faultLine } from "../stack-fault.ts";
import type { FunctionsConfig } from "./config.ts";
import { denoBinary } from "./deno-binary.ts";
import { BootError } from "./isolate.ts";
import { Pool } from "./pool.ts";

/** `/functions/v1/<name>…` as callers write it, `/<name>…` as the function sees it. */
const FUNCTION_PATH = /^(?:\/functions\/v1)?(\/([a-z][a-z0-9-]*)(?:[/?].*)?)$/;
const CONTROL_PATH = /^\/_runtime\/isolates(?:\/(\d+))?$/;

/** Above what any door takes, so that a door's own limit is what answers. */
const BODY_BYTES_MAX = 20 * 1024 * 1024;

/**
 * The hosted functions runtime, imitated: maps a path to a function, hands the request to one of
 * its isolates and streams the answer back. `GET /_runtime/isolates` lists them for tests, and
 * `DELETE /_runtime/isolates/<id>` kills one.
 */
export async function serveFunctions(config: FunctionsConfig): Promise<RunningPart> {
  denoBinary(); // Missing, it is noticed here and not at the first text.
  const pool = new Pool(config);
  const server = createServer((request, response) => {
    answer(request, response, config, pool).catch((error) => {
      process.stderr.write(`functions: ${faultLine(error)}\n`);
      if (response.headersSent) response.destroy();
      else if (error instanceof BootError) {
        refuse(response, 503, "BOOT_ERROR", "Worker failed to boot (please check logs)");
      } else refuse(response, 500, "WORKER_ERROR", "Function exited due to an error");
    });
  });
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(config.port, "127.0.0.1", listening);
  });
  if (config.warm) for (const name of config.names) pool.start(name);
  return {
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await pool.close();
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  config: FunctionsConfig,
  pool: Pool,
): Promise<void> {
  const url = request.url ?? "/";
  const method = request.method ?? "GET";
  const control = CONTROL_PATH.exec(url);
  if (control !== null) return steer(pool, method, control[1], response);
  const [, path, name] = FUNCTION_PATH.exec(url) ?? [];
  if (path === undefined || name === undefined || !config.names.includes(name)) {
    return refuse(response, 404, "NOT_FOUND", "Requested function was not found");
  }
  const body = await readBody(request);
  if (body === undefined) return refuse(response, 413, "TOO_LARGE", "The body is too large");
  const { connection: _, "transfer-encoding": __, ...headers } = request.headers;
  await passOn(await pool.choose(name).send({ method, path, headers, body }), response);
}

/** The request's body, or undefined when it is larger than BODY_BYTES_MAX. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES_MAX) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Streams an isolate's answer to the caller; when the caller is gone, only reads it to its end. */
function passOn(answer: IncomingMessage, response: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    const { connection: _, "transfer-encoding": __, ...headers } = answer.headers;
    // Hosted functions cannot serve web pages on the shared domain.
    if (headers["content-type"]?.startsWith("text/html")) headers["content-type"] = "text/plain";
    response.writeHead(answer.statusCode ?? 500, headers);
    answer.pipe(response);
    response.once("close", () => {
      answer.unpipe(response);
      answer.resume();
    });
    answer.once("end", resolve);
    answer.once("error", reject);
  });
}

function steer(pool: Pool, method: string, id: string | undefined, response: ServerResponse): void {
  if (method === "GET" && id === undefined) {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(pool.all().map((isolate) => isolate.view())));
    return;
  }
  const isolate = id === undefined ? undefined : pool.find(Number(id));
  if (method !== "DELETE" || isolate === undefined) {
    refuse(response, 404, "NOT_FOUND", "No such isolate");
    return;
  }
  isolate.kill();
  isolate.gone.then(() => response.writeHead(204).end());
}

function refuse(response: ServerResponse, status: number, code: string, message: string): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ code, message }));
}
