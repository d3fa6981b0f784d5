import { afterEach, expect, test } from "vitest";
import {
  eventually,
  fault,
  noFaults,
  quiet,
  replies,
  sql,
  stack,
  stranger,
  text,
} from "../vocabulary.ts";

afterEach(noFaults);

/** A member for whom it is about noon, and who has not just written. */
async function member(): Promise<string> {
  const phone = stranger();
  await text(phone, "hi");
  await replies(phone, 1);
  await quiet(phone);
  await sql`
    update public.users set verified = true, expertise = '{wooden hulls}', title = 'Shipwright',
      last_active_at = now() - interval '1 hour', timezone = (
        select z.name from private.timezones z
        where z.name like '%/%' order by abs(extract(epoch from
          (now() at time zone z.name)::time - time '13:00')), z.name limit 1)
    where phone_number = ${phone}`;
  return phone;
}

async function offer(phone: string, prospect: string, title: string): Promise<void> {
  await sql`
    insert into public.intro_opportunities
      (tenant_id, connector_user_id, prospect_name, prospect_title, bounty_credits)
    select u.tenant_id, u.id, ${prospect}, ${title}, 50
    from public.users u where u.phone_number = ${phone}`;
}

async function rankingOf(phone: string) {
  const [row] = await sql<{ model: string | null; told: string | null; ranked: number }[]>`
    select r.model, r.told, (select count(*)::integer from public.user_priorities p
      where p.user_id = r.user_id and p.status = 'active') as ranked
    from private.rankings r join public.users u on u.id = r.user_id
    where u.phone_number = ${phone}`;
  return row;
}

test("a new introduction wakes the Account Manager, is ranked, explained, and texted once", async () => {
  const ada = await member();
  await offer(ada, "Noah", "Builder of wooden hulls");
  await eventually(async () =>
    expect(await rankingOf(ada)).toEqual({ model: "answered", told: "queued", ranked: 1 }),
  );
  const parts = await sql<{ component: string; contribution: string; value_score: string }[]>`
    select e.component, e.contribution, p.value_score
    from public.user_priorities p join public.users u on u.id = p.user_id
    cross join lateral worker.explain_priority(p.id) e where u.phone_number = ${ada}`;
  const cents = (amount: string | undefined) => Math.round(Number(amount) * 100);
  expect(parts.map((part) => part.component)).toContain("relevance");
  expect(parts.reduce((sum, part) => sum + cents(part.contribution), 0)).toBe(
    cents(parts[0]?.value_score),
  );

  const [, news] = await replies(ada, 2);
  expect(news?.body).toMatch(/Noah/);

  await offer(ada, "Ham", "Builder of wooden hulls");
  await eventually(async () =>
    expect((await rankingOf(ada))?.told).toMatch(/^(too_soon|told_already|no_candidate)$/),
  );
  await quiet(ada);
  const texts = await sql`
    select q.status, q.subject from public.message_queue q join public.users u on u.id = q.user_id
    where u.phone_number = ${ada} and q.agent_id = 'account-manager'`;
  expect(texts).toHaveLength(1);
  expect(await replies(ada, 2)).toHaveLength(2);
});

test("when the model is down the ranking is made without it, and nobody is texted", async () => {
  const ada = await member();
  await fault(stack.MODEL_URL, { kind: "unauthorized", role: "account-manager" });
  await offer(ada, "Noah", "Builder of wooden hulls");
  await eventually(async () =>
    expect(await rankingOf(ada)).toEqual({ model: "failed", told: "nothing_chosen", ranked: 1 }),
  );
  await offer(ada, "Ham", "Cook");
  await eventually(async () =>
    expect(await rankingOf(ada)).toEqual({ model: "answered", told: "queued", ranked: 2 }),
  );
});
