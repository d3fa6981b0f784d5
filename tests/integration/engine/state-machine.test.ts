import { afterAll, beforeAll, expect, test } from "vitest";
import { readStateMachines } from "../../state-machine/document.ts";
import { edgesDrawn } from "../../state-machine/edges-drawn.ts";
import { Engine } from "../../state-machine/engine.ts";
import { lanesAllowed } from "../../state-machine/lanes-allowed.ts";
import { laneWalks } from "../../state-machine/walk-lanes.ts";
import { taskWalks } from "../../state-machine/walk-tasks.ts";
import { textWalks } from "../../state-machine/walk-texts.ts";
import { edgesSeen, MACHINES, type Machine, watchEdges } from "../../state-machine/watch-edges.ts";
import { type OwnDatabase, ownDatabase } from "../schema/own-database.ts";

/* docs/state-machine.md against the database: what it names is there, what it draws can be walked, and
nothing else was walked on the way. */

const { diagrams, rules, lanes } = await readStateMachines();
const drawn = diagrams.map(({ title }) => title);

let db: OwnDatabase;

beforeAll(async () => {
  db = await ownDatabase(1);
  await watchEdges(db.sql);
  const engine = new Engine(db.sql);
  await engine.rest();
  // Tasks last: their last walk forgets what is over.
  for (const [walk, go] of Object.entries({ ...textWalks, ...laneWalks, ...taskWalks })) {
    await go(engine).catch((cause: unknown) => {
      throw new Error(`could not be walked: ${walk}`, { cause });
    });
    await engine.rest();
  }
}, 120_000);

afterAll(() => db.stop());

/** Columns that say what a row is; a lane has no other. */
const stateColumns: Record<Machine, string[]> = {
  task: ["status"],
  lane: ["due", "lease_token", "paused_at"],
  message: ["status"],
  part: ["status"],
};

test("there is one diagram each for a task, a lane, a message and a part", () => {
  expect(drawn).toEqual(Object.keys(MACHINES));
});

test.each<Machine>(["task", "message", "part"])(
  "the states drawn of a %s are the words that its table knows",
  async (machine) => {
    const known = await db.sql<{ word: string }[]>`select m.word[1] as word
      from pg_constraint k,
        regexp_matches(pg_get_constraintdef(k.oid), '''(\\w+)''::text', 'g') as m (word)
      where k.conrelid = ${MACHINES[machine]}::regclass and k.conname = 'status_is_known'`;
    const states = diagrams.find(({ title }) => title === machine)?.states;
    expect(states?.toSorted()).toEqual(known.map(({ word }) => word).sort());
  },
);

test("the states drawn of a lane are those of its table, and its checks allow these alone", async () => {
  const states = diagrams.find(({ title }) => title === "lane")?.states;
  expect(states?.toSorted()).toEqual(lanes.map(({ state }) => state).sort());
  const allowed = await lanesAllowed(db.sql);
  expect(new Set(lanes)).toEqual(new Set(allowed));
  expect(allowed).toHaveLength(lanes.length);
});

test("every function on an edge is there, once", async () => {
  const makers = new Set(diagrams.flatMap(({ edges }) => edges.flatMap(({ by }) => by)));
  makers.delete("time");
  const found = await db.sql<{ proname: string }[]>`select proname from pg_proc
    where pronamespace in ('worker'::regnamespace, 'private'::regnamespace)
      and proname in ${db.sql([...makers])}`;
  expect(found.map(({ proname }) => proname).sort()).toEqual([...makers].sort());
});

test("every rule that the document names is in its table", async () => {
  const found = await db.sql<{ table: string; name: string }[]>`
    select conrelid::regclass::text as table, conname as name from pg_constraint where conrelid <> 0
    union select indrelid::regclass::text, relname from pg_index join pg_class on oid = indexrelid
    union select tgrelid::regclass::text, tgname from pg_trigger`;
  const there = new Set(found.map(({ table, name }) => `${table} ${name}`));
  const bare = rules.map(({ table, name }) => `${table.replace("public.", "")} ${name}`);
  expect(bare.filter((rule) => !there.has(rule))).toEqual([]);
});

test.each<Machine>(["task", "lane", "message", "part"])(
  "every check on the state of a %s is named in the document",
  async (machine) => {
    const table = MACHINES[machine];
    const checks = await db.sql<{ name: string }[]>`select distinct k.conname as name
      from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
      where k.conrelid = ${table}::regclass and k.contype = 'c'
        and a.attname in ${db.sql(stateColumns[machine])}`;
    const named = rules.filter((rule) => rule.table === table).map(({ name }) => name);
    expect(checks.length).toBeGreaterThan(0);
    expect(named).toEqual(expect.arrayContaining(checks.map(({ name }) => name)));
  },
);

test.each<Machine>(["task", "lane", "message", "part"])(
  "each edge drawn of a %s can be walked from each function on it, and there is no other",
  async (machine) => {
    expect(await edgesSeen(db.sql, machine)).toEqual(edgesDrawn(diagrams, machine));
  },
);
