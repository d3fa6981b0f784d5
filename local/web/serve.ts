import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Answer, type Call, jsonAnswer, serveCalls } from "../carrier/http.ts";
import type { WebConfig } from "./config.ts";

const KINDS: Record<string, string> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
};

/** A host of static files: those of `web/`, and those that a host of them writes itself. */
export async function serveWeb(config: WebConfig): Promise<{ close(): Promise<void> }> {
  const server = serveCalls((call) => answer(config, call), "web");
  server.listen(config.port, "127.0.0.1");
  await once(server, "listening");
  return {
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  { folder, uploadUrl, dataUrl, chat }: WebConfig,
  call: Call,
): Promise<Answer> {
  const { pathname } = call.url;
  if (pathname === "/upload/config.json") return jsonAnswer(200, { upload_url: uploadUrl });
  if (pathname === "/data/config.json") return jsonAnswer(200, { data_url: dataUrl });
  if (pathname === "/chat/config.json") return jsonAnswer(200, chat);
  const [, page, name = "index.html"] = /^\/([a-z]+)\/([a-z-]+\.[a-z]+)?$/.exec(pathname) ?? [];
  const kind = KINDS[name.split(".")[1] ?? ""];
  if (call.method !== "GET" || page === undefined || kind === undefined) return notFound;
  try {
    const body = await readFile(join(folder, page, name));
    return { status: 200, body, headers: { "content-type": kind } };
  } catch {
    return notFound;
  }
}

const notFound: Answer = { status: 404, body: "There is no such page.\n" };
