import { afterAll, beforeAll, expect, test } from "vitest";
import { agents } from "../../bench/agents/bench.ts";
import type { Bench, Section } from "../../bench/bench.ts";
import { chat } from "../../bench/chat/bench.ts";
import { fairness } from "../../bench/fairness/bench.ts";
import { growth } from "../../bench/growth/bench.ts";
import { matching } from "../../bench/matching/bench.ts";
import { orchestrator } from "../../bench/orchestrator/bench.ts";
import { order } from "../../bench/order/bench.ts";
import { printSection } from "../../bench/print.ts";
import { queue } from "../../bench/queue/bench.ts";
import { schema } from "../../bench/schema/bench.ts";
import { type Server, startServer } from "../../bench/server.ts";

/** Each starts queues, claimers and databases by the dozen. */
const BENCH_MS_MAX = 240_000;
let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** Of each table its title and the first cells of its rows, which say what was measured. */
async function shapeOf(bench: Bench, named: number): Promise<Record<string, string[]>> {
  const options = { iterations: 1, small: true, server };
  const section = await bench.run(options, { said() {}, waiting() {} });
  expectPrinted(section);
  return Object.fromEntries(
    section.tables.map(({ title, columns, rows }) => {
      for (const row of rows) expect(row).toHaveLength(columns.length);
      return [title, rows.map((row) => row.slice(0, named).join(": "))];
    }),
  );
}

/** Nothing that was measured is missing from what a terminal shows. */
function expectPrinted(section: Section): void {
  const lines = printSection(section);
  expect(lines[0]).toBe(`# ${section.title}`);
  for (const { title, rows } of section.tables) {
    const at = lines.indexOf(`## ${title}`);
    expect(at).toBeGreaterThan(0);
    for (const [nth, row] of rows.entries()) {
      for (const cell of row) expect(lines[at + 2 + nth]).toContain(cell);
    }
  }
  expect(lines.slice(-section.goals.length).map((line) => line.slice(0, 8))).toEqual(
    section.goals.map(({ met }) => (met ? "met     " : "MISSED  ")),
  );
  expect(lines.join("\n")).not.toMatch(/NaN|undefined|Infinity/);
}

test(
  "the queue is measured beside every peer, in every way of each",
  async () => {
    expect(await shapeOf(queue, 2)).toEqual({
      "Enqueueing, one client": [
        "ours: a task",
        "ours: an event, and its task",
        "ours: a thousand a statement",
        "graphile-worker: a job",
        "graphile-worker: a thousand a statement",
        "pg-boss: a job",
        "pg-boss: a thousand a statement",
      ],
      Draining: [
        "ours: batch 10, 1 lane a claim",
        "ours: batch 10, 10 lanes a claim",
        "ours: batch 100, 1 lane a claim",
        "ours: batch 100, 5 lanes a claim",
        "ours: batch 100, 32 lanes a claim",
        "graphile-worker: plain",
        "graphile-worker: batched",
        "pg-boss: batch 10",
        "pg-boss: batch 100",
        "graphile-worker, a queue a lane: plain",
        "graphile-worker, a queue a lane: batched",
        "pg-boss, strict FIFO a key: batch 10",
        "pg-boss, strict FIFO a key: batch 100",
      ],
      "From add to start, one at a time, somebody waiting": [
        "ours: LISTEN, then claim",
        "graphile-worker: plain",
        "graphile-worker: batched",
        "pg-boss: notified",
      ],
      "By the bell: pg_net's stand-in, which like pg_net pauses a second after each batch": [
        expect.stringMatching(/^nothing else happens: \d/),
        expect.stringMatching(/^an event each 100 ms: \d/),
      ],
    });
  },
  BENCH_MS_MAX,
);

test(
  "fairness is measured between conversations and between tenants",
  async () => {
    expect(await shapeOf(fairness, 1)).toEqual({
      "p95 of the quiet ones' waiting": [
        "one conversation with 1,000 tasks, 50 with one",
        "one tenant with 1,000 due lanes, 5 with 10",
      ],
    });
  },
  BENCH_MS_MAX,
);

test(
  "order is counted with and without an idle transaction beside it",
  async () => {
    expect(await shapeOf(order, 1)).toEqual({
      "What was survived": ["none", "idle in transaction, 1 s"],
    });
  },
  BENCH_MS_MAX,
);

test(
  "the orchestrator is measured against a plain update, and with a past behind it",
  async () => {
    expect(await shapeOf(orchestrator, 1)).toEqual({
      "Texts a second": ["verdicts", "verdicts, and what may go let go"],
      "As the past grows": ["verdicts, a text"],
      "By which plans, with the past behind it": [expect.stringMatching(/\S/)],
    });
  },
  BENCH_MS_MAX,
);

test(
  "growth is measured for claim and finish, and every index has its readers told",
  async () => {
    const shape = await shapeOf(growth, 2);
    expect(shape["As finished tasks pile up"]?.map((line) => line.split(",")[0])).toEqual([
      "claim",
      "finish",
    ]);
    expect(shape["Why each index is there: who reads it"]).toEqual(
      expect.arrayContaining([
        "agent_tasks: tasks_waiting_in_order",
        "lanes: lanes_due",
        "leases: leases_pkey",
      ]),
    );
  },
  BENCH_MS_MAX,
);

test(
  "the schema's bench makes each of its comparisons",
  async () => {
    expect(await shapeOf(schema, 1)).toEqual({
      "A member's rows under RLS, 100 of 400 messages; goal ≤ 1.3×": [
        "all of theirs",
        "the newest 50 of one conversation",
        "their newest 50 of all",
        "the same, naming the user",
        "their conversations",
      ],
      "Inserting a message with all triggers, a commit each; goal ≤ 3×": [
        "inbound, to the same indexes",
        "inbound, to a primary key alone",
        "outbound, to the same indexes",
        "outbound, to a primary key alone",
        "outbound, to the two rows it leaves, bare",
      ],
      "Hot queries as the tables grow; goal ≤ 1.2×": [
        "a number's thread (find_thread)",
        "a text arrives (receive_sms)",
        "a text arrives twice (receive_sms)",
        "the lanes that are due (due_lanes)",
        "a lane's next task (lane_head)",
        "the last 20 of a thread (messages_view)",
        "a lane is claimed, with context (claim)",
        "texts are accounted for (account_for)",
        "a turn ends (finish)",
        "the last look at a text (begin_send)",
        "the carrier's news (receive_status)",
        "its parts make a text (refresh_message)",
        "a text's trace (trace)",
        "an operator's unprocessed events",
        "member: the newest 50 of one conversation",
        "member: their newest 50 of all",
        "member: the same, naming the user",
        "member: their conversations",
      ],
    });
  },
  BENCH_MS_MAX,
);

test(
  "an agent's turn is measured by its calls, its context and its price",
  async () => {
    expect(await shapeOf(agents, 1)).toEqual({
      "A turn of the Concierge": ["1", "3"],
      "What a model is sent as a conversation grows": ["10", "50", "60", "120"],
      "What a thousand turns cost, by private.model_prices": expect.arrayContaining([
        "claude-haiku-5-5",
        "claude-sonnet-5-5",
      ]),
    });
  },
  BENCH_MS_MAX,
);

test(
  "experts and connectors are found among ten times as many, and lists stored beside COPY",
  async () => {
    const asked = [
      "experts for a question",
      "connectors, the company known",
      "connectors, the company misspelt",
      "an innovator's next ten",
      "whom a new colleague may know",
    ];
    expect(await shapeOf(matching, 1)).toEqual({
      "Who knows what, and whom, as the rows grow tenfold": asked,
      "By which plans, among the many": asked,
      "A list of 1,000 rows": ["rows a second"],
      "The memory it takes": [expect.stringMatching(/^\d+ MiB$/)],
    });
  },
  BENCH_MS_MAX,
);

test(
  "an answer on the web is measured beside the model's own",
  async () => {
    expect(await shapeOf(chat, 1)).toEqual({
      "From the request until there is to be read": [
        "the first byte",
        "the first sentence",
        "all of it",
      ],
      "The crisis screen, all texts of its cases again and again": [
        "its signature looked at",
        "the crisis screen",
        "the same after six texts of the last two hours",
      ],
      "The crisis screen on hostile text, of all kinds the slowest": [
        "2,000 characters",
        "20,000 characters",
      ],
      "Beside the smallest call of the database through the same gateway (stop_answer)": [
        "one such call",
        "first sentence, beyond the model's",
      ],
    });
  },
  BENCH_MS_MAX,
);
