import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { accountSid, authToken, open, ours } from "./play.ts";

const script = fileURLToPath(new URL("../../../local/carrier/main.ts", import.meta.url));

/** The carrier as a process of its own, on this port, and what it says on stderr. */
function startPart(port: number): { part: ChildProcess; said: () => string } {
  const inboundUrl = "http://127.0.0.1:9/twilio-webhook";
  const config = { port, accountSid, authToken, numbers: [ours], inboundUrl };
  const part = fork(script, {
    env: { ...process.env, PART_CONFIG: JSON.stringify(config) },
    execArgv: [],
    silent: true,
  });
  onTestFinished(() => void part.kill("SIGKILL"));
  let said = "";
  part.stderr?.on("data", (chunk) => {
    said += chunk;
  });
  return { part, said: () => said };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const url = await open(server);
  await new Promise((closed) => server.close(closed));
  return Number(new URL(url).port);
}

test.each(["SIGTERM", "disconnect"] as const)(
  "the carrier serves once it says that it is ready, and ends on %s",
  async (end) => {
    const port = await freePort();
    const { part } = startPart(port);
    const [message] = await once(part, "message");
    expect(message).toEqual({ ready: {} });
    const answer = await fetch(`http://127.0.0.1:${port}/texts`);
    expect(await answer.json()).toEqual({ texts: [] });

    const exited = once(part, "exit");
    if (end === "disconnect") part.disconnect();
    else part.kill("SIGTERM");
    expect(await exited).toEqual([0, null]);
  },
);

test("a port that is taken is one line and a non-zero exit", async () => {
  const taken = createServer();
  onTestFinished(() => void taken.close());
  const port = Number(new URL(await open(taken)).port);
  const { part, said } = startPart(port);
  expect(await once(part, "close")).toEqual([1, null]);
  expect(said()).toBe(`listen EADDRINUSE: address already in use 127.0.0.1:${port}\n`);
});
