import { createClient } from "@supabase/supabase-js";
import { expect, test } from "vitest";
import { z } from "zod";
import { pageCors } from "../../../supabase/functions/_shared/http/page-cors.ts";
import { receiveUpload } from "../../../supabase/functions/prospects-upload/receive-upload.ts";
import { BATCH_ROWS, FAULTS_MAX } from "../../../supabase/functions/prospects-upload/store-list.ts";

const UPLOAD = "c6000000-0000-4000-8000-000000000001";
const TOKEN = "ab".repeat(24);

type Call = { name: string; args: Record<string, unknown> };
const batchArgs = z.object({ batch: z.number(), rows: z.array(z.unknown()) });

/** A database that answers as ours does; `fail` says when it does not. */
function database(refused?: string, fail: (call: Call) => boolean = () => false) {
  const calls: Call[] = [];
  const client = createClient("http://127.0.0.1:9", "key", {
    global: {
      fetch: async (input, init) => {
        const name = String(input).split("/").at(-1) ?? "";
        const args = z.record(z.string(), z.unknown()).parse(JSON.parse(String(init?.body)));
        calls.push({ name, args });
        if (fail({ name, args })) return Response.json({ code: "XX000" }, { status: 400 });
        if (name === "begin_upload") {
          if (refused !== undefined) return Response.json({ refused });
          return Response.json({ upload_id: UPLOAD, rows_max: 5_000, country: "US" });
        }
        if (name === "end_upload") return Response.json(true);
        return Response.json({ added: batchArgs.parse(args).rows.length, merged: 0 });
      },
    },
  });
  return { client, calls };
}

function request(body: string, query = `?token=${TOKEN}`, type = "text/csv"): Request {
  return new Request(`https://x.example/prospects-upload${query}`, {
    method: "POST",
    headers: { "content-type": type },
    body,
  });
}

const list = (rows: number, line = (n: number) => `n${n}@ark.example`) =>
  `email\n${Array.from({ length: rows }, (_, n) => line(n)).join("\n")}\n`;

test("a list goes in batches, each once and in order, and is counted", async () => {
  const { client, calls } = database();
  const answer = await receiveUpload(request(list(BATCH_ROWS * 2 + 1)), client, null);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    upload_id: UPLOAD,
    rows: BATCH_ROWS * 2 + 1,
    added: BATCH_ROWS * 2 + 1,
    faults: [],
    stopped: null,
  });
  expect(calls.map(({ name, args }) => [name, args.batch])).toEqual([
    ["begin_upload", undefined],
    ["add_prospects", 1],
    ["add_prospects", 2],
    ["add_prospects", 3],
    ["end_upload", undefined],
  ]);
});

test("the token leaves the function as a hash alone", async () => {
  const { client, calls } = database();
  await receiveUpload(request(list(1)), client, null);
  expect(JSON.stringify(calls)).not.toContain(TOKEN);
  expect(calls[0]?.args.token_hash).toMatch(/^[0-9a-f]{64}$/);
});

test("a list that is wrong throughout is answered with no more faults than anybody reads", async () => {
  const { client } = database();
  const answer = await receiveUpload(request(list(1_000, (n) => `wrong ${n}`)), client, null);
  const body = z
    .object({ faults: z.array(z.unknown()), faults_left_off: z.number(), refused: z.number() })
    .parse(await answer.json());
  expect(body.faults).toHaveLength(FAULTS_MAX);
  expect(body).toMatchObject({ faults_left_off: 1_000 - FAULTS_MAX, refused: 1_000 });
});

test("a list that breaks off keeps what came before, and says so", async () => {
  const { client, calls } = database();
  const answer = await receiveUpload(request(`${list(3)}"never ends`), client, null);
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ added: 3, stopped: { row: 5, reason: "not_csv" } });
  expect(calls.at(-1)).toMatchObject({ name: "end_upload", args: { whole: false } });
});

test("a database that refuses a batch ends the list, and no other batch is sent", async () => {
  const { client, calls } = database(undefined, ({ args }) => args.batch === 1);
  const failed = receiveUpload(request(list(BATCH_ROWS * 4)), client, null);
  await expect(failed).rejects.toMatchObject({ code: "database_failed" });
  expect(calls.filter(({ name }) => name === "add_prospects")).toHaveLength(1);
  expect(calls.at(-1)).toMatchObject({ name: "end_upload", args: { whole: false } });
});

test.each([
  ["without a link or a sign-in", request(list(1), ""), undefined, 401],
  ["with a token of another shape", request(list(1), "?token=x"), undefined, 401],
  ["with a link that is spent", request(list(1)), "nobody", 401],
  ["too often in a day", request(list(1)), "too_many", 429],
  ["as a picture", request(list(1), `?token=${TOKEN}`, "image/png"), undefined, 415],
  ["by PUT", new Request(`https://x.example/?token=${TOKEN}`, { method: "PUT" }), undefined, 405],
])("nobody brings a list %s", async (_, given, refused, status) => {
  const { client, calls } = database(refused);
  await expect(receiveUpload(given, client, null)).rejects.toMatchObject({ status });
  expect(calls.filter(({ name }) => name === "add_prospects")).toEqual([]);
});

test("who opens the address reads how to send a list to it, and their link stays good", async () => {
  const { client, calls } = database();
  const get = new Request(`https://x.example/?token=${TOKEN}`);
  const answer = await receiveUpload(get, client, null);
  expect(answer.headers.get("content-type")).toMatch(/^text\/plain/);
  expect(await answer.text()).toContain("curl --data-binary @list.csv");
  expect(calls).toEqual([]);
});

test("from a browser the page alone may send a list, and without a page none", () => {
  expect(pageCors("https://acme.example/upload/")).toMatchObject({
    headers: {
      "access-control-allow-origin": "https://acme.example",
      "access-control-allow-headers": "authorization, content-type, link-token",
      vary: "origin",
    },
  });
  expect(pageCors(undefined)).toBe("disabled");
  expect(pageCors("no address")).toBe("disabled");
});
