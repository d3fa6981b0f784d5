import { afterEach, expect, test } from "vitest";
import { ask, member, researchReaches } from "../network/members.ts";
import { eventually, fault, noFaults, quiet, replies, sql, stack, text } from "../vocabulary.ts";

afterEach(noFaults);

/** Which models have answered somebody as the Concierge, in order. */
async function modelsOf(phone: string): Promise<(string | null)[]> {
  const calls = await sql<{ model: string | null }[]>`
    select i.model from public.agent_actions_log l
    join public.users u on u.id = l.user_id
    join public.agent_instances i on i.id = l.agent_instance_id
    where u.phone_number = ${phone} and i.agent_type = 'concierge' order by l.created_at`;
  return calls.map(({ model }) => model);
}

test("a variant that is switched off while it thinks still answers, and the next one goes on", async () => {
  const ada = await member();
  const [variant] = await sql<{ id: string }[]>`
    insert into public.agent_instances (agent_type, model, tenant_id, user_id)
    select 'concierge', 'claude-opus-5-5', u.tenant_id, u.id from public.users u
    where u.phone_number = ${ada} returning id`;
  await ask(ada, "find me a pump");
  await researchReaches(ada, "wait");
  expect(await modelsOf(ada)).toEqual(["claude-opus-5-5", "claude-opus-5-5"]);

  await fault(stack.MODEL_URL, { kind: "delay", role: "concierge", delay_ms: 1_500 });
  await text(ada, "what is open?");
  await eventually(async () => expect(await modelsOf(ada)).toHaveLength(3));
  await sql`update public.agent_instances set status = 'terminated', terminated_at = now()
    where id = ${variant?.id ?? ""}`;
  const texts = await replies(ada, 3);
  expect(texts.at(-1)?.body).toBe("Open: a pump (waits for answers).");
  await quiet(ada);

  // The other knows what was said to the one before.
  expect(await ask(ada, "cancel the pump research")).toBe("Done: a pump is closed.");
  const models = await modelsOf(ada);
  expect(models[2]).toBe("claude-opus-5-5");
  expect(models.slice(-2)).toEqual(["claude-sonnet-5-5", "claude-sonnet-5-5"]);
  const [threads] = await sql`select count(distinct c.id)::integer as count
    from public.conversations c where c.phone_number = ${ada}`;
  expect(threads?.count).toBe(1);
});
