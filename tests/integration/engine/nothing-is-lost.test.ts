import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { postText, textsTo } from "../../../local/carrier/client.ts";
import { type Stack, startStack } from "../../../local/stack.ts";

/* A stack of its own, whose rings get lost and doubled, whose Postgres is cut off without a word and
whose isolates are killed in the middle of their work. */

const people = Array.from({ length: 8 }, (_, n) => `+1415555${2000 + n}`);
const isolates = z.array(z.object({ id: z.number(), function: z.string() }));

let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ functionsWarm: true, pgNet: { lose: 30, duplicate: 30 } });
  // What a killed worker held comes back when its lease runs out: of a claim that was still under
  // way when its isolate died, too, which no later look at the leases could tell from a live one's.
  await withDatabase(
    (sql) => sql`update private.settings set value = 15 where name = 'lease_seconds'`,
  );
}, 60_000);

afterAll(() => stack.stop());

/** Everybody texts at once; the SIDs of the texts that were acknowledged. */
async function everybodyTexts(body: string): Promise<string[]> {
  const { CARRIER_URL, TWILIO_PHONE_NUMBER: to } = stack.values;
  const posted = await Promise.all(people.map((from) => postText(CARRIER_URL, { from, to, body })));
  return posted.filter((one) => one.webhookStatus === 200).map((one) => one.messageSid);
}

async function withDatabase<Value>(look: (sql: Sql) => Promise<Value>): Promise<Value> {
  const sql = postgres(stack.values.DB_URL, { max: 1, onnotice: () => {} });
  try {
    return await look(sql);
  } finally {
    await sql.end();
  }
}

async function inWork(): Promise<number> {
  const [row] = await withDatabase((sql) => sql`select count(*)::integer as n from private.leases`);
  return z.number().parse(row?.n);
}

async function killWorkers(): Promise<void> {
  const at = `${stack.runtimeUrl}/_runtime/isolates`;
  const running = isolates.parse(await (await fetch(at)).json());
  for (const { id, function: name } of running) {
    if (name === "bouncer" || name === "sms-sender")
      await fetch(`${at}/${id}`, { method: "DELETE" });
  }
}

test("lost rings, a crashed Postgres and killed isolates delay texts; none is lost, none sent twice", async () => {
  const acknowledged = await everybodyTexts("I'm Ada Lovelace");
  await stack.restartPostgres("immediate");
  acknowledged.push(...(await everybodyTexts("I am the CTO")));
  await expect.poll(inWork, { timeout: 30_000, interval: 20 }).toBeGreaterThan(0);
  await killWorkers();
  acknowledged.push(...(await everybodyTexts("at Analytical Engines")));

  await expect
    .poll(
      () =>
        withDatabase(
          async (sql) =>
            (
              await sql`select count(*)::integer as n from public.agent_tasks
                where status in ('pending', 'processing')`
            )[0]?.n,
        ),
      // The slowest way: a lease (15 s), then a text of unknown fate (60 s), each seen by a sweep.
      { timeout: 150_000, interval: 200 },
    )
    .toBe(0);

  const [texts] = await withDatabase(
    (sql) => sql`select count(*)::integer as stored,
      count(*) filter (where task_id is not null)::integer as answered
      from public.messages where direction = 'inbound'
        and twilio_message_sid in ${sql(acknowledged)}`,
  );
  expect(texts).toEqual({ stored: acknowledged.length, answered: acknowledged.length });
  const parts = await withDatabase(
    (sql) => sql`select p.twilio_message_sid as sid from public.message_parts p
      where p.twilio_message_sid is not null`,
  );
  const carried = (
    await Promise.all(people.map((to) => textsTo(stack.values.CARRIER_URL, to)))
  ).flat();
  // The carrier's own record: one text for each part, and each part's SID among them.
  expect(carried.map((text) => text.messageSid).sort()).toEqual(
    parts.map((part) => part.sid).sort(),
  );
}, 240_000);
