import { describe, expect, test, vi } from "vitest";
import { Faults } from "../../../local/carrier/faults.ts";
import { ours, person, play } from "./play.ts";

const text = { to: person, from: ours, body: "hi" };

describe("a fault with a count", () => {
  test.each([
    ["http429", 429, 20429],
    ["http500", 500, 20500],
  ])(
    "%s strikes so often, before anything is accepted, and then no more",
    async (name, status, code) => {
      const { call, client } = await play();
      await call("POST", "/faults", { [name]: 2 });
      for (const _ of [1, 2]) {
        await expect(client.messages.create(text)).rejects.toMatchObject({ status, code });
      }
      await client.messages.create(text);
      expect((await call("GET", "/faults")).json).toMatchObject({ applied: { [name]: 2 } });
      expect(await client.messages.list()).toHaveLength(1);
    },
  );

  test("429 carries Retry-After when it is asked for", async () => {
    const { call, carrier, client } = await play();
    await call("POST", "/faults", { http429: 1, retryAfterSeconds: 7 });
    const answer = await fetch(
      `${carrier.url}/2010-04-01/Accounts/${client.accountSid}/Messages.json`,
      {
        method: "POST",
        headers: { authorization: `Basic ${btoa(`${client.accountSid}:${client.password}`)}` },
      },
    );
    expect(answer.headers.get("retry-after")).toBe("7");
  });

  test("reset breaks the connection and accepts nothing", async () => {
    const { call, client } = await play();
    await call("POST", "/faults", { reset: 1 });
    await expect(client.messages.create(text)).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(await client.messages.list()).toEqual([]);
  });

  test.each(["http500Accepted", "resetAccepted", "garbled201"])(
    "%s accepts the text and keeps it from the sender",
    async (name) => {
      const { call, client } = await play();
      await call("POST", "/faults", { [name]: 1 });
      await expect(client.messages.create(text)).rejects.toThrow();
      await vi.waitFor(async () => {
        expect(await client.messages.list()).toMatchObject([{ body: "hi", status: "delivered" }]);
      });
    },
  );

  test("timeoutAccepted accepts the text and never answers", async () => {
    const { call, client, carrier } = await play();
    await call("POST", "/faults", { timeoutAccepted: 1 });
    const post = fetch(`${carrier.url}/2010-04-01/Accounts/${client.accountSid}/Messages.json`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${client.accountSid}:${client.password}`)}` },
      body: new URLSearchParams({ To: person, From: ours, Body: "hi" }),
      signal: AbortSignal.timeout(300),
    });
    await expect(post).rejects.toMatchObject({ name: "TimeoutError" });
    expect(await client.messages.list()).toHaveLength(1);
  });

  test("refuseForMs closes the port for a while", async () => {
    const { call, client } = await play();
    await call("POST", "/faults", { refuseForMs: 200 });
    await expect(client.messages.create(text)).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await vi.waitFor(async () => expect(await client.messages.list()).toEqual([]), 5_000);
  });
});

describe("a fault with a probability", () => {
  test("strikes about so often, and alike for the same seed", () => {
    const run = (seed: number) => {
      const faults = new Faults();
      faults.plan({ seed, http500: { probability: 0.3 } });
      return Array.from({ length: 1_000 }, () => faults.strikes("http500"));
    };
    const struck = run(7).filter(Boolean).length;
    expect(struck).toBeGreaterThan(250);
    expect(struck).toBeLessThan(350);
    expect(run(7)).toEqual(run(7));
    expect(run(7)).not.toEqual(run(8));
  });

  test("strikes at most so often as its count says", () => {
    const faults = new Faults();
    faults.plan({ http429: { probability: 0.5, count: 3 } });
    const struck = Array.from({ length: 100 }, () => faults.strikes("http429")).filter(Boolean);
    expect(struck).toHaveLength(3);
  });

  test("0 never strikes and 1 always", () => {
    const faults = new Faults();
    faults.plan({ http429: { probability: 0 }, http500: { probability: 1 } });
    for (let time = 0; time < 50; time++) {
      expect(faults.strikes("http429")).toBe(false);
      expect(faults.strikes("http500")).toBe(true);
    }
    expect(faults.report().applied).toEqual({ http500: 50 });
  });
});

test("DELETE /faults plans nothing and counts from 0", async () => {
  const { call, client } = await play();
  await call("POST", "/faults", { http500: { probability: 1 } });
  await expect(client.messages.create(text)).rejects.toThrow();
  expect((await call("DELETE", "/faults")).json).toEqual({ planned: {}, applied: {} });
  await expect(client.messages.create(text)).resolves.toMatchObject({ status: "queued" });
});
