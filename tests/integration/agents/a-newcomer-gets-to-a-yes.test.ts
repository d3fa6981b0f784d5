import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { introduceOneself, mail, told } from "../door/mail.ts";
import { innovator } from "../network/introductions.ts";
import { ask, researchReaches } from "../network/members.ts";
import {
  eventually,
  messagesOf,
  person,
  quiet,
  replies,
  sql,
  stranger,
  text,
} from "../vocabulary.ts";

/** An hour goes by for them, and it is about noon where they are: news may reach them. */
async function anHourLater(phone: string): Promise<void> {
  await sql`
    update public.users set last_active_at = now() - interval '1 hour', timezone = (
      select z.name from private.timezones z
      where z.name like '%/%' order by abs(extract(epoch from
        (now() at time zone z.name)::time - time '13:00')), z.name limit 1)
    where phone_number = ${phone}`;
}

/** Somebody offers an introduction that is to the point for an analytical engineer. */
async function offered(phone: string): Promise<string> {
  const owner = await innovator(100);
  const [intro] = await sql<{ id: string }[]>`
    insert into public.intro_opportunities (tenant_id, connector_user_id, innovator_id,
      prospect_name, prospect_title, innovator_name)
    select u.tenant_id, u.id, n.id, 'Noah', 'Builder of analytical engines', 'Dry Boats'
    from public.users u, public.innovators n join public.users o on o.id = n.user_id
    where u.phone_number = ${phone} and o.phone_number = ${owner.phone} returning id`;
  return intro?.id ?? "";
}

async function traceOf(phone: string, words: string) {
  const theirs = (await messagesOf(phone)).find((message) => message.content === words);
  return await sql<{ step: string; detail: Record<string, unknown> }[]>`
    select step, detail from worker.trace(${theirs?.trace_id ?? ""})`;
}

test("a stranger is let in, has research begun, is told of an introduction and says yes", async () => {
  const phone = stranger();
  await text(phone, "hi, who is this?");
  await replies(phone, 1);
  const email = `ada-${randomUUID().slice(0, 8)}@engines.example`;
  const address = await introduceOneself(phone, email);
  expect(await person(phone)).toMatchObject({ first_name: "Ada", verified: false });
  expect(await mail(email, address)).toBe(200);
  await told(phone, /Welcome to Yachtparty, Ada/);
  await quiet(phone);
  expect(await person(phone)).toMatchObject({ email, email_verified: true, verified: true });

  expect(await ask(phone, "find me a CRM for yachts")).toContain('on record: "a CRM for yachts"');
  await researchReaches(phone, "wait");
  expect(await ask(phone, "what is open?")).toBe("Open: a CRM for yachts (waits for answers).");

  await anHourLater(phone);
  const intro = await offered(phone);
  await told(phone, /^News for you: .*Noah/);
  await eventually(async () => {
    const [row] = await sql`select m.status from public.intro_opportunities i
      join public.messages m on m.id = i.told_in where i.id = ${intro}`;
    expect(row?.status).toMatch(/^(sent|delivered)$/);
  });
  expect(await ask(phone, "Yes, gladly")).toContain("Your yes is on record");
  const [consented] = await sql`
    select status, connector_response from public.intro_opportunities where id = ${intro}`;
  expect(consented).toEqual({ status: "accepted", connector_response: "Yes, gladly" });
  const open = await ask(phone, "what is open?");
  expect(open).toContain("a CRM for yachts (waits for answers)");
  expect(open).toContain("to Dry Boats (accepted)");

  const [ends] = await sql<{ dead: number; unanswered: number; unsent: number }[]>`
    select (select count(*) from public.event_dead_letters d
        where d.task_id in (select t.id from public.agent_tasks t where t.user_id = u.id))::integer
        as dead,
      (select count(*) from public.messages m where m.user_id = u.id and m.direction = 'inbound'
        and m.task_id is null)::integer as unanswered,
      (select count(*) from public.messages m where m.user_id = u.id and m.direction = 'outbound'
        and m.status not in ('sent', 'delivered'))::integer as unsent
    from public.users u where u.phone_number = ${phone}`;
  expect(ends).toEqual({ dead: 0, unanswered: 0, unsent: 0 });

  const trace = await traceOf(phone, "Yes, gladly");
  expect(trace.find(({ step }) => step === "task reply claimed")?.detail).toMatchObject({
    status: "completed",
    proposed: [{ type: "answer_introduction", refused: null }],
    applied: ["answer_introduction", "reply"],
  });
  const calls = trace.filter(({ step }) => step === "model called").map(({ detail }) => detail);
  expect(calls).toHaveLength(2);
  for (const call of calls) {
    expect(call).toMatchObject({ outcome: "ok", model: "claude-sonnet-5-5" });
    expect(call.prompt).toMatch(/^[0-9a-f]{12}$/);
    expect(call.prompt_version).toBe("default");
    expect(Number(call.cost_usd)).toBeGreaterThan(0);
  }
  expect(JSON.stringify(trace)).not.toMatch(/gladly|Noah/);
});
