import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { json } from "node:stream/consumers";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { postText, textsTo } from "../../../local/carrier/client.ts";
import { type Stack, startStack } from "../../../local/stack.ts";
import { eventually, stranger } from "../vocabulary.ts";

const START_MS_MAX = 60_000;
const MODEL = "some-model-of-ours";

let server: Server;
let stack: Stack;
let sql: Sql;
const asked: string[] = [];

/** As little as a server has to say to be compatible: no cache counts, no id of the request. */
async function startServer(): Promise<string> {
  server = createServer(async (request, response) => {
    const { model } = z.object({ model: z.string() }).parse(await json(request));
    asked.push(`${request.url} ${model}`);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(
      JSON.stringify({
        id: "1",
        type: "message",
        role: "assistant",
        model,
        content: [{ type: "text", text: "Hello from another server." }],
        stop_reason: "end_turn",
        usage: { input_tokens: 1_234, output_tokens: 56 },
      }),
    );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("it has no port");
  return `http://127.0.0.1:${address.port}`;
}

beforeAll(async () => {
  const baseUrl = await startServer();
  const model = { apiKey: undefined, baseUrl };
  stack = await startStack({ services: { databaseUrl: undefined, model } });
}, START_MS_MAX);

afterAll(async () => {
  await sql?.end();
  await stack?.stop();
  server?.closeAllConnections();
  server?.close();
});

test("a compatible server answers, is logged with its tokens, and without a price costs nobody knows what", async () => {
  const { DB_URL, CARRIER_URL, TWILIO_PHONE_NUMBER } = stack.values;
  sql = postgres(DB_URL, { max: 1, onnotice() {} });
  await sql`update public.agent_instances set model = ${MODEL} where agent_type = 'bouncer'`;
  const phone = stranger();
  await postText(CARRIER_URL, { from: phone, to: TWILIO_PHONE_NUMBER, body: "hi, who is this?" });
  await eventually(async () => {
    const [reply] = await textsTo(CARRIER_URL, phone);
    expect(reply?.body).toContain("Hello from another server.");
  });
  expect(asked.filter((one) => one.endsWith(MODEL))).toEqual([`/v1/messages ${MODEL}`]);

  const calls = await sql`select l.outcome, l.model_used, l.input_tokens, l.output_tokens,
      l.cache_read_tokens, l.cache_write_tokens, l.cost_usd
    from public.agent_actions_log l join public.users u on u.id = l.user_id
    where u.phone_number = ${phone}`;
  expect(calls).toEqual([
    {
      outcome: "ok",
      model_used: MODEL,
      input_tokens: 1_234,
      output_tokens: 56,
      cache_read_tokens: null,
      cache_write_tokens: null,
      cost_usd: null,
    },
  ]);
  // What is not known is not taken for nothing.
  const [booked] = await sql`select sum(coalesce(r.actual_micro_usd, r.reserved_micro_usd)) > 0
    as something from private.budget_reservations r`;
  expect(booked?.something).toBe(true);
});
