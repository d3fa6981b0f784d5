import { execFile } from "node:child_process";
import { createServer, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { open } from "../../carrier/play.ts";
import { runDeno } from "../../run-deno.ts";

const ASK = fileURLToPath(new URL("ask.ts", import.meta.url));

async function runNode(file: string, _args: string[], env: Record<string, string>) {
  const { stdout } = await promisify(execFile)(process.execPath, [file], {
    env: { ...process.env, ...env },
  });
  return stdout;
}

describe.each([
  ["Node", runNode],
  ["Deno", runDeno],
] as const)("under %s", (_name, run) => {
  const ask = async (url: string) =>
    JSON.parse(await run(ASK, [], { ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: "test" }));

  test.for<[string, (socket: Socket) => void]>([
    ["closed", (socket) => socket.end()],
    ["reset", (socket) => socket.resetAndDestroy()],
  ])("a request whose connection is %s before the answer is sent once", async ([, lose]) => {
    let posts = 0;
    const server = createServer((socket) => {
      socket.on("error", () => socket.destroy());
      socket.on("data", (data) => {
        if (!data.toString().startsWith("POST")) return;
        posts += 1;
        lose(socket);
      });
    });
    onTestFinished(() => void server.close());

    const lost = { outcome: "network", attempts: 1, unpaid: false };
    expect(await ask(await open(server))).toEqual(lost);
    expect(posts).toBe(1);
  });

  test("what nobody got is known to be free, and is tried again", async () => {
    const closed = createServer();
    const url = await open(closed);
    const never = { outcome: "network", attempts: 2, unpaid: true };
    const plain = createServer((socket) => {
      socket.on("error", () => socket.destroy());
      socket.on("data", () => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    });
    onTestFinished(() => void plain.close());
    closed.close();

    expect(await ask(url)).toEqual(never);
    expect(await ask("http://model.invalid")).toEqual(never);
    expect(await ask((await open(plain)).replace("http:", "https:"))).toEqual(never);
  });
});
