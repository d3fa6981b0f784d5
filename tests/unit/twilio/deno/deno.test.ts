import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { open } from "../../carrier/play.ts";
import { runDeno } from "../../run-deno.ts";

async function sendParts(count: number, apiUrl: string): Promise<unknown> {
  const script = "tests/unit/twilio/deno/send-parts.ts";
  return JSON.parse(await runDeno(script, [String(count)], { TWILIO_API_URL: apiUrl }));
}

const created = JSON.stringify({ sid: `SM${"0".repeat(32)}`, status: "queued", num_segments: "1" });
const answer = `HTTP/1.1 201 Created\r\ncontent-length: ${created.length}\r\n\r\n${created}`;

test("a part is posted once when its kept connection is reset after Twilio got it", async () => {
  let posts = 0;
  const server = createServer((socket) => {
    let onThisConnection = 0;
    socket.on("error", () => socket.destroy());
    socket.on("data", (data) => {
      if (!data.toString().startsWith("POST")) return;
      posts += 1;
      onThisConnection += 1;
      if (onThisConnection > 1) socket.resetAndDestroy();
      else socket.write(answer);
    });
  });
  onTestFinished(() => void server.close());

  const results = await sendParts(4, await open(server));
  const accepted = expect.objectContaining({ kind: "accepted" });
  const unknown = { kind: "unknown", cause: "network" };
  expect(results).toEqual([accepted, unknown, accepted, unknown]);
  expect(posts).toBe(4);
});

test("a refused connection and a host without address are known never to have got a part", async () => {
  const closed = createServer();
  const url = await open(closed);
  closed.close();
  for (const apiUrl of [url, "http://twilio.invalid"]) {
    expect(await sendParts(1, apiUrl)).toMatchObject([{ kind: "later", reason: "unreachable" }]);
  }
});

test.each(["signatures", "segments", "consent"])("the cases of %s pass", async (name) => {
  const printed = await runDeno("tests/eval/run.ts", [name, "--cases", `tests/cases/${name}.json`]);
  expect(printed).toMatch(/^[1-9]\d* passed, 0 failed$/m);
});
