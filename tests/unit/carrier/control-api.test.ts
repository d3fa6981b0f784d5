import { expect, test, vi } from "vitest";
import { ours, person, play } from "./play.ts";

test.each([
  ["POST", "/inbound", "not json", "body: must be JSON"],
  ["POST", "/inbound", {}, "from: Invalid input: expected string, received undefined"],
  [
    "POST",
    "/inbound",
    { from: "415", to: "nobody", body: "x" },
    "to: must be E.164 or a short code",
  ],
  ["POST", "/inbound", { from: person, to: "+14155550999", body: "x" }, "to: is not one of this"],
  [
    "POST",
    "/inbound",
    { from: person, to: ours, body: "x", extra: 1 },
    'Unrecognized key: "extra"',
  ],
  ["POST", "/faults", { http529: 1 }, 'Unrecognized key: "http529"'],
  ["POST", "/faults", { http429: { probability: 2 } }, "http429"],
  ["POST", "/faults", { http429: 0 }, "http429"],
  ["GET", "/texts?to=bob", undefined, "to: must be E.164 or a short code"],
])("%s %s refuses %j by 400 and says why", async (method, path, body, why) => {
  const { call, received } = await play();
  const { status, json } = await call(method, path, body);
  expect(status).toBe(400);
  expect(json).toEqual({ error: expect.stringContaining(why) });
  expect(received).toEqual([]);
});

test("a path that is none is a 404 that lists those there are", async () => {
  const { call } = await play();
  const { status, json } = await call("GET", "/inbound");
  expect(status).toBe(404);
  expect(json).toEqual({ error: expect.stringContaining("POST /inbound") });
});

test("GET /texts shows the application's texts in order, by receiver and sender", async () => {
  const { call, client } = await play();
  for (const [to, body] of [
    [person, "a"],
    ["+14155550124", "b"],
    [person, "c"],
  ] as const) {
    await client.messages.create({ to, from: ours, body, validityPeriod: 60 });
  }
  await call("POST", "/inbound", { from: person, to: ours, body: "not ours" });
  const path = `/texts?to=${encodeURIComponent(person)}&from=${encodeURIComponent(ours)}`;
  expect((await call("GET", path)).json).toMatchObject({
    texts: [
      {
        body: "a",
        to: person,
        from: ours,
        encoding: "GSM-7",
        segments: 1,
        validityPeriodSeconds: 60,
      },
      { body: "c" },
    ],
  });
});

test("POST /reset forgets texts, stops, webhooks and faults, and texts under way", async () => {
  const { call, client, received, applicationUrl } = await play({ statusStepMs: 50 });
  await call("POST", "/inbound", { from: person, to: ours, body: "STOP" });
  await call("POST", "/faults", { callbacksHeld: 5 });
  const statusCallback = `${applicationUrl}/status`;
  await client.messages.create({ to: "+14155550124", from: ours, body: "gone", statusCallback });
  await call("POST", "/reset");

  expect((await call("GET", "/texts")).json).toEqual({ texts: [] });
  expect((await call("GET", "/webhooks")).json).toEqual({ webhooks: [] });
  expect((await call("GET", "/faults")).json).toEqual({ planned: {}, applied: {} });
  await client.messages.create({ to: person, from: ours, body: "after", statusCallback });
  await vi.waitFor(() => expect(received.at(-1)?.parameters.MessageStatus).toBe("delivered"));
  const callbacks = received.filter(({ path }) => path === "/status");
  expect(callbacks.every(({ parameters }) => parameters.To === person)).toBe(true);
});
