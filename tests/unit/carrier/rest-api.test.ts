import { describe, expect, test, vi } from "vitest";
import { clientOf, ours, person, play } from "./play.ts";

describe("the twilio package sends a text", () => {
  test("and gets what Twilio answers: a SID, queued, its segments, dates in whole seconds", async () => {
    const { client } = await play({ statusStepMs: 60_000 });
    const message = await client.messages.create({ to: person, from: ours, body: "ж".repeat(71) });
    expect(message).toMatchObject({
      sid: expect.stringMatching(/^SM[0-9a-f]{32}$/),
      status: "queued",
      direction: "outbound-api",
      to: person,
      from: ours,
      numSegments: "2",
      errorCode: null,
      dateSent: null,
      apiVersion: "2010-04-01",
    });
    expect(Math.abs(Date.now() - message.dateCreated.getTime())).toBeLessThan(5_000);
  });

  test("through a messaging service: accepted, with the number and the segments not known yet", async () => {
    const sid = "MG00000000000000000000000000000001";
    const { client } = await play({
      statusStepMs: 60_000,
      messagingServices: [{ sid, number: ours }],
    });
    const message = await client.messages.create({
      to: person,
      messagingServiceSid: sid,
      body: "hi",
    });
    expect(message).toMatchObject({
      status: "accepted",
      messagingServiceSid: sid,
      numSegments: "0",
    });
  });

  test.each([
    ["a To that is no number", { to: "555" }, 21211],
    ["a To that Twilio's tests call invalid", { to: "+15005550001" }, 21211],
    ["a To that cannot be reached", { to: "+15005550002" }, 21612],
    ["a To in a region that is not enabled", { to: "+15005550003" }, 21408],
    ["a To with a forbidden prefix", { to: "+8801712345678" }, 21408],
    ["a To that is blocked", { to: "+15005550004" }, 21610],
    ["a To that takes no SMS", { to: "+15005550009" }, 21614],
    ["no To", { to: "" }, 21604],
    ["no body", { body: "" }, 21602],
    ["a body of white space", { body: " \n" }, 21602],
    ["a body of 1,601 characters", { body: "a".repeat(1_601) }, 21617],
    ["no From", { from: "" }, 21603],
    ["a From that is not the account's", { from: "+14155550199" }, 21659],
    ["a From whose queue is full", { from: "+15005550008" }, 21611],
    ["the same From and To", { to: ours }, 21266],
    ["a service that does not exist", { messagingServiceSid: `MG${"0".repeat(32)}` }, 21701],
    ["a validity of 0 seconds", { validityPeriod: 0 }, 21624],
    ["a validity of 36,001 seconds", { validityPeriod: 36_001 }, 21624],
    ["a callback URL that is none", { statusCallback: "not a url" }, 21609],
  ])("and is refused with %s", async (_, change, code) => {
    const { client, call } = await play({ forbiddenPrefixes: ["+880"] });
    const text = { to: person, from: ours, body: "hi", ...change };
    await expect(client.messages.create(text)).rejects.toMatchObject({
      code,
      status: code === 21701 ? 404 : 400,
      moreInfo: `https://www.twilio.com/docs/errors/${code}`,
    });
    expect((await call("GET", "/texts")).json).toEqual({ texts: [] });
  });

  test("and is refused with a wrong token, and with another account's path", async () => {
    const { carrier } = await play();
    const wrong = clientOf(carrier.url, "wrong");
    const text = { to: person, from: ours, body: "hi" };
    await expect(wrong.messages.create(text)).rejects.toMatchObject({ status: 401, code: 20003 });
    const other = clientOf(carrier.url).api.accounts(`AC${"f".repeat(32)}`);
    await expect(other.messages.create(text)).rejects.toMatchObject({ status: 401, code: 20003 });
  });
});

describe("the twilio package reads texts", () => {
  test("one of them, with its later status", async () => {
    const { client } = await play();
    const { sid } = await client.messages.create({ to: person, from: ours, body: "hi" });
    await vi.waitFor(async () => {
      const message = await client.messages(sid).fetch();
      expect(message).toMatchObject({ sid, body: "hi", status: "delivered" });
      expect(message.dateSent).toBeInstanceOf(Date);
    });
  });

  test("not one that does not exist", async () => {
    const { client } = await play();
    const missing = client.messages(`SM${"0".repeat(32)}`).fetch();
    await expect(missing).rejects.toMatchObject({ status: 404, code: 20404 });
  });

  test("all of them, newest first, page by page, each once", async () => {
    const { client } = await play();
    const bodies = Array.from({ length: 7 }, (_, index) => `text ${index}`);
    for (const body of bodies) await client.messages.create({ to: person, from: ours, body });
    const listed = await client.messages.list({ pageSize: 3 });
    expect(listed.map(({ body }) => body)).toEqual(bodies.toReversed());
    expect(await client.messages.list({ pageSize: 3, limit: 4 })).toHaveLength(4);
  });

  test("a page is not shifted by texts that come meanwhile", async () => {
    const { client } = await play();
    for (const body of ["a", "b", "c"])
      await client.messages.create({ to: person, from: ours, body });
    const first = await client.messages.page({ pageSize: 2 });
    await client.messages.create({ to: person, from: ours, body: "d" });
    const second = await first.nextPage();
    expect(first.instances.map(({ body }) => body)).toEqual(["c", "b"]);
    expect(second?.instances.map(({ body }) => body)).toEqual(["a"]);
  });

  test("only those to, from, or sent at the times asked for", async () => {
    const { client, call } = await play();
    await client.messages.create({ to: "+14155550111", from: ours, body: "out" });
    await call("POST", "/inbound", { from: person, to: ours, body: "in" });
    const bodies = async (filter: Parameters<typeof client.messages.list>[0]) =>
      (await client.messages.list(filter)).map(({ body }) => body);

    expect(await bodies({ to: "+14155550111" })).toEqual(["out"]);
    expect(await bodies({ from: person })).toEqual(["in"]);
    expect(await bodies({ to: person })).toEqual([]);
    await vi.waitFor(async () => {
      expect(await bodies({ dateSentAfter: new Date(Date.now() - 60_000) })).toHaveLength(2);
    });
    expect(await bodies({ dateSentAfter: new Date(Date.now() + 60_000) })).toEqual([]);
    expect(await bodies({ dateSentBefore: new Date(Date.now() - 60_000) })).toEqual([]);
  });

  test("not by time while they wait in the queue", async () => {
    const { client } = await play({ statusStepMs: 60_000 });
    await client.messages.create({ to: person, from: ours, body: "waiting" });
    expect(await client.messages.list({ dateSentAfter: new Date(0) })).toEqual([]);
    expect(await client.messages.list()).toHaveLength(1);
  });
});
