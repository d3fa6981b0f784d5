import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { callWorker } from "../../../supabase/functions/_shared/worker/call.ts";
import { FakeDatabase } from "./fake-database.ts";

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Fails so many times, then answers true. */
function failing(times: number, failure: { status: number; body: unknown }) {
  let left = times;
  return new FakeDatabase({
    ring_on: () => {
      left -= 1;
      return left >= 0 ? failure : { body: true };
    },
  });
}

function ringOn(database: FakeDatabase, repeatable: boolean) {
  const args = { function_name: "bouncer" };
  return callWorker(database.client, "ring_on", args, z.boolean(), { repeatable });
}

const deadlock = { status: 500, body: { code: "40P01", message: "deadlock detected" } };
const refusal = { status: 400, body: { code: "22023", message: "no" } };
const gateway = { status: 502, body: "bad gateway" };

test("a deadlock is repeated, repeatable or not: nothing happened", async () => {
  const database = failing(3, deadlock);
  expect(await ringOn(database, false)).toBe(true);
  expect(database.calls).toHaveLength(4);
});

test("at most three times", async () => {
  const database = failing(9, deadlock);
  await expect(ringOn(database, true)).rejects.toMatchObject({
    code: "database_failed",
    detail: "ring_on: 40P01",
  });
  expect(database.calls).toHaveLength(4);
});

test("an answer lost on the way is asked for again only when that is safe", async () => {
  expect(await ringOn(failing(1, gateway), true)).toBe(true);
  const once = failing(1, gateway);
  await expect(ringOn(once, false)).rejects.toMatchObject({ code: "database_failed" });
  expect(once.calls).toHaveLength(1);
});

test("a refusal is final", async () => {
  const database = failing(1, refusal);
  await expect(ringOn(database, true)).rejects.toMatchObject({ detail: "ring_on: 22023" });
  expect(database.calls).toHaveLength(1);
});

test("an answer of another shape is a fault that says which call it was", async () => {
  const database = new FakeDatabase({ ring_on: () => ({ body: "yes" }) });
  await expect(ringOn(database, true)).rejects.toMatchObject({ detail: "ring_on: unreadable" });
});
