import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { type Stack, startStack } from "../../../local/stack.ts";
import { UNSUSPECTED } from "../../screened.ts";
import { readStateMachines } from "../../state-machine/document.ts";
import { edgesDrawn } from "../../state-machine/edges-drawn.ts";
import { edgesSeen, type Machine, watchEdges } from "../../state-machine/watch-edges.ts";

/* The engine by itself, on a database of its own: texts, claims, finishes, status news and sweeps at
once, by workers that dawdle, fail and repeat themselves. */

const SENDER = "00000000-0000-4000-8000-000000000011";
const ACCOUNT = "AC00000000000000000000000000000001";
const PEOPLE = 20;
const TEXTS = 15;

const claimed = z.object({
  turns: z.array(
    z.object({
      lease: z.string(),
      lane_key: z.string(),
      context: z.looseObject({ kind: z.string() }),
      tasks: z.array(z.object({ id: z.string(), context: z.record(z.string(), z.unknown()) })),
    }),
  ),
});
type Turn = z.infer<typeof claimed>["turns"][number];
type Ending = Record<string, postgres.JSONValue>;

let stack: Stack;
let sql: Sql;
const running = new Set<string>();
const overlaps: string[] = [];
const posted: Array<{ lane: string; text: string }> = [];

beforeAll(async () => {
  stack = await startStack({ dbOnly: true });
  sql = postgres(stack.adminUrl, { max: 24, onnotice: () => {} });
  await sql`update private.settings set value = 20 where name = 'reply_debounce_ms'`;
  await sql`update private.settings set value = 60 where name = 'reply_debounce_max_ms'`;
  await watchEdges(sql);
}, 60_000);

afterAll(async () => {
  await sql.end();
  await stack.stop();
});

async function receive(person: number, text: number): Promise<void> {
  const sms = {
    message_sid: `SM${person}-${text}`,
    from: `+1415555${1000 + person}`,
    body: `text ${text}`,
    keyword: null,
    screen: UNSUSPECTED,
  };
  const store = () => sql`select worker.receive_sms(${SENDER}, ${sql.json(sms)})`;
  // Every fifth is delivered twice at once.
  await Promise.all(text % 5 === 0 ? [store(), store()] : [store()]);
}

/** Claims and finishes until told to stop; some finishes are repeated, as after a lost answer. */
async function work(
  name: string,
  stopping: AbortSignal,
  act: (turn: Turn) => Promise<Ending>,
): Promise<void> {
  while (!stopping.aborted) {
    await sql`select worker.answer_bell(${name})`;
    const [row] = await sql`select worker.claim(${name}, 4) as claim`;
    await Promise.all(
      claimed.parse(row?.claim).turns.map(async (turn) => {
        if (running.has(turn.lane_key)) overlaps.push(turn.lane_key);
        running.add(turn.lane_key);
        const ending = await act(turn);
        running.delete(turn.lane_key);
        const turns = sql.json([{ lease: turn.lease, ...ending }]);
        await sql`select worker.finish(${turns})`;
        if (Math.random() < 0.1) await sql`select worker.finish(${turns})`;
      }),
    );
  }
}

async function reply(turn: Turn): Promise<Ending> {
  if (Math.random() < 0.05) {
    return { outcome: "retry", error: { code: "tried", message: "and failed" } };
  }
  const text = `up to ${turn.context.watermark}`;
  const actions = [
    { type: "update_profile", input: { title: `Title ${text}` } },
    { type: "reply", input: { text } },
  ];
  return { outcome: "done", actions, result: {} };
}

async function send(turn: Turn): Promise<Ending> {
  for (const task of turn.tasks) {
    const message = z.object({ content: z.string() }).parse(task.context.message);
    const part = { index: 0, count: 1, body: message.content, encoding: "GSM-7", segments: 1 };
    const [row] = await sql`select worker.begin_send(${turn.lease}, ${task.id},
      ${sql.json(part)}) as begun`;
    const begun = z.object({ ok: z.boolean(), part_id: z.string().optional() }).parse(row?.begun);
    if (!begun.ok || begun.part_id === undefined) continue;
    posted.push({ lane: turn.lane_key, text: message.content });
    const settled = { part_id: begun.part_id, kind: "accepted", sid: `SM${task.id}` };
    // The carrier's news races our own record of the answer.
    await Promise.all([
      sql`select worker.receive_status(${ACCOUNT}, ${settled.sid}, 'delivered', null,
        ${begun.part_id})`,
      sql`select worker.settle_send(${turn.lease}, ${sql.json(settled)})`,
    ]);
  }
  return { outcome: "done", actions: [], result: {} };
}

async function sweep(stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) await sql`select worker.process_tasks_batch(), pg_sleep(0.05)`;
}

async function deadlocks(): Promise<number> {
  const [row] = await sql`select deadlocks::integer from pg_stat_database
    where datname = current_database()`;
  return z.number().parse(row?.deadlocks);
}

test("under many workers every text is answered once, in order, with no overlap and no deadlock", async () => {
  const before = await deadlocks();
  const stop = new AbortController();
  const workers = [
    ...[1, 2, 3, 4].map(() => work("bouncer", stop.signal, reply)),
    ...[1, 2, 3, 4].map(() => work("sms-sender", stop.signal, send)),
    sweep(stop.signal),
  ];
  const people = Array.from({ length: PEOPLE }, (_, person) => person);
  const drained = (async () => {
    await Promise.all(
      people.map(async (person) => {
        for (let text = 0; text < TEXTS; text += 1) await receive(person, text);
      }),
    );
    await expect
      .poll(
        async () =>
          (
            await sql`select count(*)::integer as open from public.agent_tasks
            where status in ('pending', 'processing') and task_type in ('reply', 'send_sms')`
          )[0]?.open,
        { timeout: 60_000, interval: 50 },
      )
      .toBe(0);
  })();
  await Promise.race([drained, Promise.all(workers)]);
  await drained;
  stop.abort();
  await Promise.all(workers);

  const [texts] = await sql`select count(*)::integer as stored,
    count(*) filter (where task_id is not null)::integer as answered
    from public.messages where direction = 'inbound'`;
  expect(texts).toEqual({ stored: PEOPLE * TEXTS, answered: PEOPLE * TEXTS });
  const [out] = await sql`select count(*)::integer as written,
    count(*) filter (where status = 'delivered')::integer as delivered,
    count(distinct task_id)::integer as turns
    from public.messages where direction = 'outbound'`;
  expect(out?.delivered).toBe(out?.written);
  expect(out?.turns).toBe(out?.written);
  expect(posted).toHaveLength(out?.written);
  const sentTwice = posted.length - new Set(posted.map(({ lane, text }) => lane + text)).size;
  expect(sentTwice).toBe(0);
  expect(outOfOrder()).toEqual([]);
  expect(overlaps).toEqual([]);
  const [events] = await sql`select count(*)::integer as open from public.events
    where not processed and event_type = 'message.received'`;
  expect(events?.open).toBe(0);
  const left = await sql`select lane_key from private.lanes
    where function_name in ('bouncer', 'sms-sender')
      and (due is not null or lease_token is not null)`;
  expect(left).toHaveLength(0);
  expect(await deadlocks()).toBe(before);
}, 120_000);

function outOfOrder(): string[] {
  const reached = new Map<string, number>();
  return posted.flatMap(({ lane, text }) => {
    const upTo = Number(text.split(" ").at(-1));
    const wrong = upTo <= (reached.get(lane) ?? 0);
    reached.set(lane, upTo);
    return wrong ? [`${lane}: ${text}`] : [];
  });
}

test.each<Machine>(["task", "lane", "message", "part"])(
  "and no %s went a way that docs/state-machine.md does not draw",
  async (machine) => {
    const drawn = edgesDrawn((await readStateMachines()).diagrams, machine);
    const seen = await edgesSeen(sql, machine);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.filter((edge) => !drawn.includes(edge))).toEqual([]);
  },
);
