import { afterEach, expect, test, vi } from "vitest";
import { handOut } from "../../../supabase/functions/data-export/hand-out.ts";
import { FakeDatabase } from "../worker/fake-database.ts";

const id = "00000000-0000-4000-8000-000000000001";
const TOKEN = "ab".repeat(24);
const DOOR = "http://functions.test/data-export";

afterEach(() => vi.restoreAllMocks());

function door(answers: ConstructorParameters<typeof FakeDatabase>[0] = {}) {
  vi.spyOn(console, "log").mockImplementation(() => {});
  const database = new FakeDatabase({
    begin_export: () => ({ body: { request_id: id, relations: ["public.messages"] } }),
    export_rows: ({ skip }) => ({
      body: Array.from({ length: skip === 0 ? 1_000 : 7 }, (_, nth) => ({ nth, skip })),
    }),
    end_export: () => ({ body: true }),
    ...answers,
  });
  const ask = (method: string, query = `?token=${TOKEN}`, authId: string | null = null) =>
    handOut(new Request(`${DOOR}${query}`, { method }), database.client, authId);
  return { ask, database };
}

test("all pages of a table come in one file, and how many rows they were is on record", async () => {
  const { ask, database } = door();
  const answer = await ask("POST");
  expect(answer.headers.get("content-disposition")).toContain("my-data.json");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  const { tables, cut } = await answer.json();
  expect([tables.messages.length, cut]).toEqual([1_007, false]);
  expect(database.named("end_export")).toEqual([{ request_id: id, rows_count: 1_007 }]);
  expect(JSON.stringify(database.named("begin_export"))).not.toContain(TOKEN);
});

test("looking at a link uses nothing up", async () => {
  const { ask, database } = door();
  expect(await (await ask("GET")).text()).toContain("uses nothing up");
  expect(database.calls).toEqual([]);
});

test("the page's token comes in a header, and that is the link", async () => {
  const { database } = door();
  const headers = { "link-token": TOKEN };
  const answer = await handOut(new Request(DOOR, { method: "POST", headers }), database.client, id);
  expect(answer.status).toBe(200);
  expect(database.named("begin_export")).toMatchObject([
    { token_hash: expect.stringMatching(/^[0-9a-f]{64}$/), auth_id: null },
  ]);
});

test("a sign-in needs no link, and no link borrows a sign-in", async () => {
  const { ask, database } = door();
  await ask("POST", "?tenant=tiller", id);
  await ask("POST", `?token=${TOKEN}`, id);
  expect(database.named("begin_export")).toMatchObject([
    { token_hash: null, auth_id: id, tenant: "tiller" },
    { token_hash: expect.stringMatching(/^[0-9a-f]{64}$/), auth_id: null },
  ]);
});

test.each([
  ["nobody", "POST", "", "unauthorized"],
  ["a token that is none", "POST", "?token=x", "unauthorized"],
  ["a PUT", "PUT", `?token=${TOKEN}`, "method_not_allowed"],
])("%s is refused", async (_, method, query, code) => {
  await expect(door().ask(method, query)).rejects.toMatchObject({ code });
});

test.each([
  ["nobody", "unauthorized"],
  ["too_many", "too_many_requests"],
])("a link that Postgres refuses (%s) gives nothing", async (refused, code) => {
  const { ask, database } = door({ begin_export: () => ({ body: { refused } }) });
  await expect(ask("POST")).rejects.toMatchObject({ code });
  expect(database.named("export_rows")).toEqual([]);
});

test("a file has an end, and says so", async () => {
  const page = Array.from({ length: 1_000 }, () => ({ text: "x" }));
  const { ask } = door({ export_rows: () => ({ body: page }) });
  const { tables, cut } = await (await ask("POST")).json();
  expect([tables.messages.length, cut]).toEqual([100_000, true]);
});

test("a file of few rows that are long ends long before an isolate does", async () => {
  const page = Array.from({ length: 1_000 }, () => ({ text: "x".repeat(4_000) }));
  const { ask } = door({ export_rows: () => ({ body: page }) });
  const { tables, cut } = await (await ask("POST")).json();
  expect([tables.messages.length, cut]).toEqual([3_000, true]);
});
