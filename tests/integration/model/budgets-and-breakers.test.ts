import { afterEach, expect, test } from "vitest";
import {
  eventually,
  fault,
  hurry,
  noFaults,
  quiet,
  replies,
  sql,
  stack,
  stranger,
  tasksOf,
  tenant,
  text,
} from "../vocabulary.ts";

/** The tenant's own settings, besides those that all tests share. */
async function set(settings: Record<string, number>): Promise<void> {
  await sql`update public.tenants set settings = settings || ${sql.json(settings)}
    where id = ${tenant}`;
}

afterEach(async () => {
  await noFaults();
  await sql`update public.tenants set settings = settings - array['message_budget_micro_usd',
    'user_day_budget_micro_usd', 'tenant_day_budget_micro_usd', 'log_content']
    where id = ${tenant}`;
});

/** What the newest error of somebody's reply says. */
async function lastError(phone: string): Promise<unknown> {
  const [row] = await sql`select t.errors -> -1 as error from public.agent_tasks t
    join public.users u on u.id = t.user_id
    where u.phone_number = ${phone} and t.task_type = 'reply'
    order by t.created_at desc limit 1`;
  return row?.error;
}

async function callsOf(phone: string) {
  return await sql`select l.outcome, l.attempts, l.error, l.input_data, l.output_data
    from public.agent_actions_log l join public.users u on u.id = l.user_id
    where u.phone_number = ${phone} order by l.created_at`;
}

test("a day that is spent makes people wait, who are told until when, and they are answered when there is more", async () => {
  const ada = stranger();
  await set({ tenant_day_budget_micro_usd: 1 });
  await text(ada, "I'm Ada Lovelace");
  await eventually(async () =>
    expect(await lastError(ada)).toMatchObject({
      code: "model_budget",
      message: "no model call: tenant_day_budget",
    }),
  );
  const [told] = await replies(ada, 1);
  expect(told?.body).toMatch(/limit for my answers is reached.*midnight UTC/);
  expect(await callsOf(ada)).toMatchObject([
    { outcome: "budget", attempts: 0, error: "tenant_day_budget" },
  ]);

  await set({ tenant_day_budget_micro_usd: 1_000_000_000 });
  await hurry(ada);
  await replies(ada, 2);
  await quiet(ada);
});

test("a text that has spent its own budget is answered in plain words", async () => {
  const ada = stranger();
  await set({ message_budget_micro_usd: 1 });
  await text(ada, "I'm Ada Lovelace");
  const [reply] = await replies(ada, 1);
  expect(reply?.body).toMatch(/Sorry, I have no good answer to that/);
  await quiet(ada);
});

test("a model that is down is left alone by everybody, and tried by one", async () => {
  const phones = Array.from({ length: 6 }, stranger);
  await fault(stack.MODEL_URL, { kind: "overloaded", role: "bouncer", count: 1_000 });
  await eventually(async () => {
    for (const phone of phones) {
      await text(phone, "hi");
      await hurry(phone);
    }
    const [breaker] = await sql`select state from private.model_breakers
      where model = 'claude-haiku-5-5'`;
    expect(breaker?.state).toBe("open");
  });
  const late = stranger();
  await text(late, "I'm Ada Lovelace");
  await eventually(async () =>
    expect(await lastError(late)).toMatchObject({ code: "model_breaker" }),
  );
  expect((await tasksOf(late))[0]?.retry_count).toBe(0);

  // It is well again, and has cooled down.
  await fetch(`${stack.MODEL_URL}/faults`, { method: "DELETE" });
  await sql`update private.model_breakers set retry_at = clock_timestamp()
    where model = 'claude-haiku-5-5'`;
  await hurry(late);
  await replies(late, 1);
  const [breaker] = await sql`select state from private.model_breakers
    where model = 'claude-haiku-5-5'`;
  expect(breaker?.state).toBe("closed");
  for (const phone of phones) {
    await hurry(phone);
    await replies(phone, 1);
    await quiet(phone);
  }
});

test("what was said is kept for a tenant that wants it, redacted", async () => {
  const ada = stranger();
  await set({ log_content: 1 });
  await text(ada, "I'm Ada, my other number is 415-555-0199, ada@engines.example");
  await replies(ada, 1);
  await quiet(ada);
  const [first] = await callsOf(ada);
  const kept = JSON.stringify([first?.input_data, first?.output_data]);

  expect(kept).toContain("my other number is [phone], [email]");
  expect(kept).toContain("update_profile");
  expect(kept).not.toMatch(/555-0199|engines\.example/);
});
