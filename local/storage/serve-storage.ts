import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import type { Bucket, StorageConfig } from "./config.ts";
import { ObjectFolder } from "./object-folder.ts";

/** As hosted: so many objects in one request. */
const REMOVED_MAX = 1_000;

/** Where Storage is, seen from outside. */
export const STORAGE_PATH = "/storage/v1/";

const BUCKET_PATH = /^\/storage\/v1\/object\/([^/]+)$/;
const OBJECT_PATH = /^\/storage\/v1\/object\/(?:authenticated\/)?([^/]+)\/(.+)$/;

/** Storage's errors: all have HTTP status 400 but that of a missing key, and their own in the body. */
const ERRORS = {
  unsigned: [401, "Unauthorized", "Invalid API key"],
  route: [
    404,
    "not_found",
    "This stand-in stores, reads and removes objects, and does nothing else",
  ],
  bucket: [404, "Bucket not found", "Bucket not found"],
  object: [404, "not_found", "Object not found"],
  key: [400, "InvalidKey", "Invalid key"],
  exists: [409, "Duplicate", "The resource already exists"],
  size: [413, "Payload too large", "The object exceeded the maximum allowed size"],
  type: [415, "invalid_mime_type", "mime type is not supported"],
} as const;

type ErrorName = keyof typeof ERRORS;

/**
 * The part of Storage's REST API that keeps and gives back an object, for the secret key alone:
 * README.md beside this file says what it lacks.
 */
export function serveStorage(config: StorageConfig, secretKey: string) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const error = await answer(request, response, config, secretKey);
    if (error === null) return;
    const [statusCode, name, message] = ERRORS[error];
    const body = JSON.stringify({ statusCode: String(statusCode), error: name, message });
    // What was not read of a body is thrown away: who is still sending could not hear the answer.
    request.resume();
    const headers = { "content-type": "application/json" };
    response.writeHead(error === "unsigned" ? 401 : 400, headers).end(body);
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  config: StorageConfig,
  secretKey: string,
): Promise<ErrorName | null> {
  const given = request.headers.apikey ?? request.headers.authorization?.replace(/^Bearer /, "");
  if (given !== secretKey) return "unsigned";
  const { pathname } = new URL(request.url ?? "/", "http://storage");
  const [, emptied] = BUCKET_PATH.exec(pathname) ?? [];
  if (request.method === "DELETE" && emptied !== undefined) {
    return await removeAll(request, response, config, emptied);
  }
  const [, bucketName, path] = OBJECT_PATH.exec(pathname) ?? [];
  if (bucketName === undefined || path === undefined) return "route";
  if (!Object.hasOwn(config.buckets, bucketName)) return "bucket";
  const bucket = config.buckets[bucketName];
  const key = keyOf(path);
  if (bucket === undefined) return "bucket";
  if (key === null) return "key";
  const folder = new ObjectFolder(config.folder, bucketName);
  const { method } = request;
  if (method === "GET") return await give(response, folder, key);
  if (method === "POST" || method === "PUT") {
    return await take(request, response, { folder, bucket, bucketName, key });
  }
  return "route";
}

/** The names on the way to an object, or null when they could lead elsewhere. */
function keyOf(path: string): string[] | null {
  let names: string[];
  try {
    names = path.split("/").map(decodeURIComponent);
  } catch {
    return null;
  }
  return names.every((name) => /^[\w!.*'() &$@=;:+,?-]+$/.test(name) && !/^\.+$/.test(name))
    ? names
    : null;
}

async function give(
  response: ServerResponse,
  folder: ObjectFolder,
  key: string[],
): Promise<ErrorName | null> {
  const found = await folder.read(key);
  if (found === null) return "object";
  response.writeHead(200, { "content-type": found.contentType }).end(found.bytes);
  return null;
}

const removal = z.object({ prefixes: z.array(z.string()).max(REMOVED_MAX) });

/** Removes objects by their keys; those that are not there are left out of the answer. */
async function removeAll(
  request: IncomingMessage,
  response: ServerResponse,
  config: StorageConfig,
  bucketName: string,
): Promise<ErrorName | null> {
  if (!Object.hasOwn(config.buckets, bucketName)) return "bucket";
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const asked = removal.safeParse(JSON.parse(Buffer.concat(chunks).toString() || "null"));
  if (!asked.success) return "key";
  const folder = new ObjectFolder(config.folder, bucketName);
  const removed: Array<{ name: string }> = [];
  for (const name of asked.data.prefixes) {
    const key = keyOf(name);
    if (key === null || (await folder.read(key)) === null) continue;
    await folder.remove(key);
    removed.push({ name });
  }
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(removed));
  return null;
}

interface Upload {
  folder: ObjectFolder;
  bucket: Bucket;
  bucketName: string;
  key: string[];
}

async function take(
  request: IncomingMessage,
  response: ServerResponse,
  { folder, bucket, bucketName, key }: Upload,
): Promise<ErrorName | null> {
  const contentType = request.headers["content-type"] ?? "application/octet-stream";
  if (!isTaken(contentType, bucket)) return "type";
  const isThere = (await folder.read(key)) !== null;
  // PUT replaces what is there; POST adds, unless it says that it may replace.
  if (request.method === "PUT" && !isThere) return "object";
  const mayReplace = request.method === "PUT" || request.headers["x-upsert"] === "true";
  if (isThere && !mayReplace) return "exists";

  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= bucket.bytesMax) chunks.push(chunk);
  }
  if (length > bucket.bytesMax) return "size";
  await folder.write(key, Buffer.concat(chunks), contentType);
  const stored = { Id: randomUUID(), Key: [bucketName, ...key].join("/") };
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(stored));
  return null;
}

function isTaken(contentType: string, { contentTypes }: Bucket): boolean {
  if (contentTypes === null) return true;
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  return contentTypes.some((allowed) =>
    allowed.endsWith("/*") ? type.startsWith(allowed.slice(0, -1)) : type === allowed,
  );
}
