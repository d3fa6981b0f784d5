import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { UNSUSPECTED } from "../../../screened.ts";
import { type RaceDatabase, raceDatabase } from "./race-database.ts";
import type { Act } from "./stop-points.ts";
import { violations } from "./violations.ts";
import { claim, expire, finish, only, replies, sweep, type Turn, turn } from "./vocabulary.ts";

/* A person at two tabs, the page that streams to them, and the sweep. */

const TENANT = "00000000-0000-4000-8000-000000000002";

let db: RaceDatabase;
let page: { authId: string; conversation: string };

beforeAll(async () => {
  db = await raceDatabase();
});

beforeEach(async () => {
  await db.clear();
  page = { authId: randomUUID(), conversation: randomUUID() };
  await db.watch`insert into auth.users (id) values (${page.authId})`;
  await db.watch`with met as (
      insert into public.users (tenant_id, auth_id) values (${TENANT}, ${page.authId}) returning *)
    insert into public.conversations (id, tenant_id, user_id, channel)
      select ${page.conversation}, tenant_id, id, 'web' from met`;
});

afterEach(async () => {
  await db.letAllGo();
  expect(await violations(db.watch)).toEqual([]);
});

afterAll(() => db.stop());

const opened = z.object({
  message_id: z.uuid(),
  state: z.string(),
  duplicate: z.boolean(),
  turn: turn.nullable(),
});

/** They write; again, when it is said by which name. */
function write(name: string = randomUUID()): Act<z.infer<typeof opened>> {
  const { authId, conversation } = page;
  return async (tx) => {
    const [row] = await tx`select worker.open_chat(${authId}, ${conversation}, ${name}, 'hello',
      ${tx.json(UNSUSPECTED)}, agents => array['assistant']) as answer`;
    return opened.parse(row?.answer);
  };
}

const watched = z.object({ held: z.boolean(), stopped: z.boolean() });

/** The page looks whether the turn is still its own. */
function watch({ lease }: Turn): Act<z.infer<typeof watched>> {
  return async (tx) => {
    const [row] = await tx`select worker.watch_stream(${lease}) as answer`;
    return watched.parse(row?.answer);
  };
}

/** The turn that a page has, whose message is stored. */
async function streaming(): Promise<Turn> {
  const { turn: has } = await db.meanwhile(write());
  if (has === null) throw new Error("somebody else has the turn");
  return has;
}

async function said(): Promise<string[]> {
  const rows = await db.watch<{ content: string }[]>`select content from public.messages
    where conversation_id = ${page.conversation} order by position`;
  return rows.map(({ content }) => content);
}

test("one message twice at once: the second waits, and is the first", async () => {
  const name = randomUUID();
  const first = await db.stopAt("chat.stored", write(name));
  const second = await db.waits(write(name));
  const one = await first.end();
  const other = await second.end();
  expect(one).toMatchObject({ duplicate: false, turn: { lease: expect.any(String) } });
  expect(other).toMatchObject({ duplicate: true, turn: null, message_id: one.message_id });
  expect(await said()).toEqual(["hello"]);
});

test("two messages at once: one is streamed, and the lane's agent answers the other after it", async () => {
  const first = await db.stopAt("chat.stored", write());
  const second = await db.waits(write());
  const { turn: streamed } = await first.end();
  expect(await second.end()).toMatchObject({ state: "queued", duplicate: false, turn: null });
  if (streamed === null) throw new Error("nobody streams");
  expect(await db.meanwhile(claim("assistant"))).toEqual([]);
  expect(await db.meanwhile(finish(streamed, replies("One")))).toBe("finished");
  const next = only(await db.meanwhile(claim("assistant")));
  expect(await db.meanwhile(finish(next, replies("Two")))).toBe("finished");
  expect(await said()).toEqual(["hello", "hello", "One", "Two"]);
});

test("what comes while an answer is being stored waits, and finds the lane idle", async () => {
  const has = await streaming();
  const storing = await db.stopAt("finish.applied", finish(has, replies("One")));
  const writing = await db.waits(write());
  expect(await storing.end()).toBe("finished");
  const { turn: next } = await writing.end();
  if (next === null) throw new Error("nobody streams");
  expect(await db.meanwhile(finish(next, replies("Two")))).toBe("finished");
  expect(await said()).toEqual(["hello", "One", "hello", "Two"]);
});

test("a lease that the sweep is taking is not beaten, and its page says nothing more", async () => {
  const has = await streaming();
  await expire(db.watch, has);
  const sweeping = await db.stopAt("sweep.fenced", sweep());
  const looking = await db.waits(watch(has));
  expect(await sweeping.end()).toBe(1);
  expect(await looking.end()).toEqual({ held: false, stopped: false });
  expect(await db.meanwhile(finish(has, replies("Too late")))).toBe("late");
  const next = only(await db.meanwhile(claim("assistant")));
  expect(await db.meanwhile(finish(next, replies("One")))).toBe("finished");
  expect(await said()).toEqual(["hello", "One"]);
});

test("a lease that is beaten just before the sweep comes stays", async () => {
  const has = await streaming();
  await expire(db.watch, has);
  const beating = await db.stopAt("test.committing", async (tx) => {
    const held = await watch(has)(tx);
    await tx`select private.stop_point('test.committing')`;
    return held;
  });
  expect(await db.meanwhile(sweep())).toBe(0);
  expect(await beating.end()).toEqual({ held: true, stopped: false });
  expect(await db.meanwhile(finish(has, replies("One")))).toBe("finished");
});

test("none of them has met a deadlock", async () => {
  expect(await db.deadlocks()).toBe(0);
});
