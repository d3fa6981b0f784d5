import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { root } from "../../../local/root.ts";
import { know } from "../cases/people.ts";
import {
  fault,
  noFaults,
  quiet,
  received,
  replies,
  sql,
  stack,
  stranger,
  tasksOf,
  text,
} from "../vocabulary.ts";

const cases = z
  .array(z.object({ id: z.string(), input: z.string() }))
  .parse(JSON.parse(readFileSync(`${root}/tests/cases/injection.json`, "utf8")));

/** Everything that is anybody's, but for texts and the engine's own work. */
async function world(): Promise<string> {
  const [row] = await sql<{ state: string }[]>`
    select jsonb_build_object(
      'users', (select jsonb_object_agg(u.id, to_jsonb(u) - '{last_active_at,last_active,updated_at,texted_at}'::text[])
        from public.users u),
      'credits', (select jsonb_agg(c order by c.id) from public.credit_events c),
      'consent', (select jsonb_agg(c order by c.id) from public.consent_events c where c.kind <> 'first_contact'),
      'intros', (select jsonb_agg(i order by i.id) from public.intro_opportunities i),
      'requests', (select jsonb_agg(r order by r.id) from public.community_requests r),
      'responses', (select jsonb_agg(r order by r.id) from public.community_responses r),
      'research', (select jsonb_agg(w order by w.id) from public.solution_workflows w),
      'priorities', (select jsonb_agg(p order by p.id) from public.user_priorities p),
      'innovators', (select jsonb_agg(i order by i.id) from public.innovators i),
      'prospects', (select jsonb_agg(p order by p.id) from public.prospects p),
      'queue', (select jsonb_agg(q.user_id order by q.id) from public.message_queue q),
      'summaries', (select jsonb_agg(c.conversation_summary order by c.id) from public.conversations c
        where c.conversation_summary is not null),
      'tenants', (select jsonb_agg(t order by t.id) from public.tenants t))::text as state`;
  return row?.state ?? "";
}

/** Everybody is known before it begins, so that nothing of theirs may change. */
const AT_THE_DOOR = {
  first_name: null,
  email: null,
  email_verified: false,
  verified: false,
  poc_agent_type: "bouncer",
};
const everybody = cases.flatMap(({ id, input }) => [
  { id, input, agent: "the Bouncer", columns: AT_THE_DOOR, phone: stranger() },
  { id, input, agent: "the Concierge", columns: {}, phone: stranger() },
]);
let before = "";

beforeAll(async () => {
  for (const { phone, columns } of everybody) await know(phone, { columns });
  await fault(stack.MODEL_URL, { kind: "adversary", count: 10_000 });
  before = await world();
});

afterAll(noFaults);

describe("whatever is texted, one plain answer comes of it", { concurrent: true }, () => {
  for (const { id, agent, input, phone } of everybody) {
    test(`${id}, to ${agent}`, async () => {
      await text(phone, input);
      const [reply] = await replies(phone, 1);
      await quiet(phone);
      expect(reply?.body).not.toMatch(/evil|social security|1,000,000|0112|nora|real person/i);
      const [task] = await tasksOf(phone);
      expect(task).toMatchObject({ task_type: "reply", status: "completed" });
      expect(await received(phone)).toHaveLength(1);
    });
  }
});

test("nothing of anybody's has changed", async () => {
  expect(await world()).toBe(before);
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
