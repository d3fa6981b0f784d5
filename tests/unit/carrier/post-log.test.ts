import { expect, test, vi } from "vitest";
import { ours, person, play } from "./play.ts";

const text = { to: person, from: ours, body: "words" };

test("every POST of a text is noted, accepted or not, and none of its words", async () => {
  const { call, client, applicationUrl } = await play();
  await call("POST", "/faults", { http429: 1 });
  const statusCallback = `${applicationUrl}/status?part=1`;
  await expect(client.messages.create({ ...text, statusCallback })).rejects.toThrow();
  await expect(client.messages.create({ ...text, to: "+15005550001" })).rejects.toThrow();
  const { sid } = await client.messages.create({ ...text, statusCallback });

  const instant = expect.stringMatching(/Z$/);
  const times = { at: instant, decidedAt: instant, endedAt: instant };
  const posts = [
    { ...times, to: person, statusCallback, messageSid: null, errorCode: null, fault: "http429" },
    {
      ...times,
      to: "+15005550001",
      statusCallback: null,
      messageSid: null,
      errorCode: 21211,
      fault: null,
    },
    { ...times, to: person, statusCallback, messageSid: sid, errorCode: null, fault: null },
  ];
  await vi.waitFor(async () => expect((await call("GET", "/posts")).json).toEqual({ posts }));
});

test("a slow POST is undecided for a while, and is processed though its sender is gone", async () => {
  const { call, client, carrier } = await play();
  await call("POST", "/faults", { slow: 1, slowMs: 300 });
  const sender = new AbortController();
  const sent = fetch(`${carrier.url}/2010-04-01/Accounts/${client.accountSid}/Messages.json`, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${client.accountSid}:${client.password}`)}` },
    body: new URLSearchParams({ To: person, From: ours, Body: "hi" }),
    signal: sender.signal,
  });
  await vi.waitFor(async () => {
    expect((await call("GET", "/posts")).json).toMatchObject({ posts: [{ decidedAt: null }] });
  });
  sender.abort();
  await expect(sent).rejects.toThrow();
  await vi.waitFor(async () => expect(await client.messages.list()).toHaveLength(1));
  expect((await call("GET", "/posts")).json).toMatchObject({
    posts: [{ messageSid: expect.stringMatching(/^SM/), fault: null }],
  });
});

test("a reset forgets the POSTs", async () => {
  const { call, client } = await play();
  await client.messages.create(text);
  await call("POST", "/reset");
  expect((await call("GET", "/posts")).json).toEqual({ posts: [] });
});
