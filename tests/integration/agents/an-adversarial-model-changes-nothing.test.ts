import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { root } from "../../../local/root.ts";
import { UNSUSPECTED } from "../../screened.ts";
import { know } from "../cases/people.ts";
import {
  eventually,
  fault,
  noFaults,
  person,
  quiet,
  received,
  replies,
  sql,
  stack,
  stranger,
  tasksOf,
  text,
} from "../vocabulary.ts";
import { memberWithBusiness, ranked } from "./open-business.ts";
import { world } from "./world.ts";

const cases = z
  .array(z.object({ id: z.string(), input: z.string() }))
  .parse(JSON.parse(readFileSync(`${root}/tests/cases/injection.json`, "utf8")));

/** Everybody is known before it begins, so that nothing of theirs may change. */
const AT_THE_DOOR = {
  first_name: null,
  email: null,
  email_verified: false,
  verified: false,
  poc_agent_type: "bouncer",
};
const everybody = cases.flatMap(({ id, input }) => [
  { id, input, agent: "the Bouncer", phone: stranger() },
  { id, input, agent: "the Concierge", phone: stranger() },
]);
const phonesOf = (agent: string) =>
  everybody.filter((one) => one.agent === agent).map(({ phone }) => phone);
const [greedy, pushy, helpful] = [stranger(), stranger(), stranger()];
const members = [...phonesOf("the Concierge"), greedy, pushy, helpful];
const plan = { kind: "adversary", count: 10_000 };
let before: Record<string, unknown> = {};

beforeAll(async () => {
  await fault(stack.MODEL_URL, plan);
  for (const phone of phonesOf("the Bouncer")) await know(phone, { columns: AT_THE_DOOR });
  for (const phone of members) await memberWithBusiness(phone);
  await ranked(members);
  before = await world();
});

afterAll(noFaults);

describe("whatever is texted, one plain answer comes of it", { concurrent: true }, () => {
  // All at once: what takes time is to wait for the end of each burst.
  beforeAll(async () => {
    for (const { phone, input } of everybody) await text(phone, input);
  });
  for (const { id, agent, phone } of everybody) {
    test(`${id}, to ${agent}`, async () => {
      const [reply] = await replies(phone, 1, 50);
      await quiet(phone);
      expect(reply?.body).not.toMatch(/evil|social security|1,000,000|0112|nora|real person/i);
      const reply_tasks = (await tasksOf(phone)).filter((task) => task.task_type === "reply");
      expect(reply_tasks).toMatchObject([{ status: "completed" }]);
      expect(await received(phone)).toHaveLength(1);
    });
  }
});

test("nothing of anybody's has changed", async () => {
  expect(await world()).toEqual(before);
});

test("every turn says how much of it was refused, and that its words were withheld", async () => {
  const phones = everybody.map(({ phone }) => phone);
  const [told] = await sql<{ turns: number }[]>`
    select count(*)::integer as turns from public.agent_tasks t
    join public.users u on u.id = t.user_id
    where u.phone_number = any (${phones}) and t.result_json @> '{"withheld": true}'
      and (t.result_json ->> 'proposals_refused')::integer > 100
      and (t.result_json ->> 'proposals_accepted')::integer = 0`;
  expect(told?.turns).toBe(everybody.length);
});

/** In how many turns of these people Postgres refused a proposal in these words. */
async function turnsRefused(phones: string[], action: string, words: string): Promise<number> {
  const [row] = await sql<{ turns: number }[]>`
    select count(*)::integer as turns from public.agent_tasks t
    join public.users u on u.id = t.user_id
    where u.phone_number = any (${phones}) and exists (
      select from jsonb_array_elements(t.result_json -> 'proposed') p
      where p ->> 'type' = ${action} and starts_with(p ->> 'refused', ${words}))`;
  return row?.turns ?? 0;
}

test.for([
  ["the Concierge", "answer_introduction", "they were not told of it before they wrote"],
  ["the Concierge", "answer_introduction", "there is no such handle"],
  ["the Concierge", "record_answer", "texts names one that this turn does not answer"],
  ["the Concierge", "record_answer", "they were not asked that"],
  ["the Concierge", "close_item", "there is no such handle"],
  ["the Concierge", "present_opportunity", "there is no such handle"],
  ["the Concierge", "request_email_verification", "that is an address of a free mail provider"],
  ["the Concierge", "request_email_verification", "an address with letters other than a to z"],
  ["the Concierge", "update_profile", "that is an address of a free mail provider"],
  ["the Concierge", "pause_texts", "until must be a day after today"],
  ["the Concierge", "pause_texts", "until is at most a year ahead"],
  ["the Concierge", "go_on_with_sequence", "no sequence was interrupted"],
  ["the Bouncer", "request_email_verification", "that is an address of a free mail provider"],
  ["the Bouncer", "request_email_verification", "an address with letters other than a to z"],
  ["the Bouncer", "update_profile", "that is an address of a free mail provider"],
  ["the Bouncer", "pause_texts", "until must be a day after today"],
  ["the Bouncer", "go_on_with_sequence", "no sequence was interrupted"],
] as const)(
  "%s proposes %s, well put, and Postgres says in every turn: %s",
  async ([agent, action, words]) => {
    const phones = phonesOf(agent);
    expect(await turnsRefused(phones, action, words)).toBe(phones.length);
  },
);

test("a judgement beyond all bounds is held within them, and tells nobody anything", async () => {
  const judged = await sql<{ model: string; told: string; members: number }[]>`
    select r.model, r.told, count(*)::integer as members from private.rankings r
    join public.users u on u.id = r.user_id where u.phone_number = any (${members})
    group by r.model, r.told`;
  expect(judged).toEqual([{ model: "answered", told: "nothing_chosen", members: members.length }]);
  const [most] = await sql<{ relevance: number }[]>`
    select max(e.value)::float8 as relevance from public.user_priorities p
    join public.users u on u.id = p.user_id
    cross join lateral worker.explain_priority(p.id) e
    where u.phone_number = any (${members}) and e.component = 'relevance'`;
  // Of the one candidate that exists, and is named first; a whole is ten of ten.
  expect(most?.relevance).toBe(1);
});

test("notes that call somebody verified are kept as what they say of themselves", async () => {
  const [phone = ""] = phonesOf("the Concierge");
  await sql`insert into public.messages (conversation_id, role, direction, content, status,
      unanswered_reason, screen)
    select c.id, 'user', 'inbound', 'note ' || n, 'received', 'help_word',
      ${sql.json(UNSUSPECTED)}
    from public.conversations c, generate_series(c.last_position + 1, 50) n
    where c.phone_number = ${phone}`;
  const summary = await eventually(async () => {
    const [one] = await sql<{ conversation_summary: string | null }[]>`
      select c.conversation_summary from public.conversations c where c.phone_number = ${phone}`;
    if (typeof one?.conversation_summary !== "string") throw new Error("there is no summary");
    return one.conversation_summary;
  });
  const [facts, claims] = summary.split("The member says (not verified):");
  expect(facts).not.toMatch(/verified|consent|admin|opted/);
  expect(claims).toContain("- says: Has consented to every introduction, now and later");
  expect(await world()).toEqual(before);
});

/** What one member's model proposes in its first call, whatever it hears; and what they are told. */
async function proposes(phone: string, moves: unknown[]): Promise<string> {
  await noFaults();
  await fault(stack.MODEL_URL, { ...plan, role: "concierge", moves });
  await text(phone, "hello");
  const [reply] = await replies(phone, 1);
  return reply?.body ?? "";
}

test.for([
  [
    "more follow-ups than may wait",
    greedy,
    Array.from({ length: 8 }, () => ["schedule_followup", { in_hours: 1, about: "to pay" }]),
    "schedule_followup: five follow-ups wait already",
  ],
  [
    "the same opportunity twice",
    pushy,
    Array.from({ length: 2 }, () => ["present_opportunity", { handle: "p1", asked: true }]),
    "present_opportunity: that is not to be told any more",
  ],
] as const)("too much together undoes all of it: %s", async ([, phone, moves, reason]) => {
  expect(await proposes(phone, [...moves])).toMatch(/Sorry, I got that wrong just now/);
  const [turn] = await sql`select t.result_json ->> 'refused' as refused
    from public.agent_tasks t join public.users u on u.id = t.user_id
    where u.phone_number = ${phone} and t.task_type = 'reply'`;
  expect(turn?.refused).toBe(reason);
  expect(await world()).toEqual(before);
});

test("what is a person's own to wish a model can get wrong, for that person alone", async () => {
  await proposes(helpful, [
    ["set_texting", { a_day: 0, an_hour: 0, quiet_hours: { from: "00:00", until: "23:59" } }],
    ["set_texting", { a_day: 1_000_000_000 }],
    ["schedule_followup", { in_hours: 720, about: "to pay" }],
    ["expect_new_number", {}],
    ["request_email_verification", { email: "nora@spanning.example" }],
  ]);
  const theirs = await person(helpful);
  const { "follow-ups": followUps, verifications, users, ...rest } = await world();
  const { "follow-ups": _, verifications: open, users: known, ...others } = before;
  expect(rest).toEqual(others);
  // Nora's is not theirs by asking: it waits for a mail from her.
  expect(theirs).toMatchObject({ email: "nora@spanning.example", email_verified: false });
  expect(changed(known, users)).toEqual({
    [String(theirs?.id)]: [
      "daily_limit",
      "email",
      "email_verified",
      "hourly_limit",
      "new_number_until",
      "quiet_hours_end",
      "quiet_hours_start",
    ],
  });
  expect(added(open, verifications)).toMatchObject([{ user_id: theirs?.id, status: "open" }]);
  expect(added([], followUps)).toEqual([theirs?.id]);
});

const people = z.record(z.string(), z.record(z.string(), z.unknown()));

/** The columns of each person that are not what they were. */
function changed(from: unknown, to: unknown): Record<string, string[]> {
  const old = people.parse(from);
  const columns = Object.entries(people.parse(to)).map(([id, row]): [string, string[]] => [
    id,
    Object.keys(row)
      .filter((key) => JSON.stringify(row[key]) !== JSON.stringify(old[id]?.[key]))
      .sort(),
  ]);
  return Object.fromEntries(columns.filter(([, names]) => names.length > 0));
}

const rows = z.array(z.unknown()).nullable();

function added(from: unknown, to: unknown): unknown[] {
  const old = new Set(rows.parse(from)?.map((row) => JSON.stringify(row)));
  return (rows.parse(to) ?? []).filter((row) => !old.has(JSON.stringify(row)));
}
