import { expect } from "vitest";
import { eventually, quiet, replies, sql, stranger, text } from "../vocabulary.ts";

/** Somebody who has been let in: their next text is the Concierge's. */
export async function member(): Promise<string> {
  const phone = stranger();
  await text(phone, "hi");
  await replies(phone, 1);
  await quiet(phone);
  await sql`update public.users set verified = true, first_name = 'Ada' where phone_number = ${phone}`;
  return phone;
}

/** Texts, and the answer to it. */
export async function ask(phone: string, words: string): Promise<string> {
  const [before] = await sql<{ count: number }[]>`
    select count(*)::integer as count from public.messages m join public.users u on u.id = m.user_id
    where u.phone_number = ${phone} and m.direction = 'outbound' and m.status <> 'cancelled'`;
  const count = (before?.count ?? 0) + 1;
  await text(phone, words);
  const answers = await replies(phone, count);
  await quiet(phone);
  return answers.at(-1)?.body ?? "";
}

/** Research of somebody's has come to this step, or to this end. */
export async function researchReaches(phone: string, place: string): Promise<void> {
  await eventually(async () => {
    const [research] = await sql<{ place: string }[]>`
      select private.place_of(w) as place from public.solution_workflows w
      join public.users u on u.id = w.user_id where u.phone_number = ${phone}`;
    expect(research?.place).toBe(place);
  });
}

/** An item is among somebody's priorities. */
export async function rank(phone: string, itemType: string, itemId: string): Promise<string> {
  const [priority] = await sql<{ id: string }[]>`
    insert into public.user_priorities (tenant_id, user_id, priority_rank, item_type, item_id)
    select u.tenant_id, u.id, 1, ${itemType}, ${itemId} from public.users u
    where u.phone_number = ${phone} returning id`;
  return priority?.id ?? "";
}

/** An agent would like somebody told of a priority of theirs, whatever the hour. */
export async function tell(phone: string, priorityId: string, words: string): Promise<void> {
  await sql`
    insert into public.message_queue
      (tenant_id, user_id, agent_id, message_data, subject, scheduled_for, priority)
    select p.tenant_id, p.user_id, 'account-manager', jsonb_build_object('priority_id', p.id,
      'item_type', p.item_type, 'item_id', p.item_id, 'text', ${words}::text),
      'priority:' || p.id, now(), 'urgent'
    from public.user_priorities p where p.id = ${priorityId}`;
  await eventually(async () => {
    await sql`select worker.process_outbound_messages()`;
    const [waiting] = await sql`select from public.message_queue q
      join public.users u on u.id = q.user_id
      where u.phone_number = ${phone} and q.status = 'queued'`;
    if (waiting !== undefined) throw new Error("it was not looked at yet");
  });
}

/** What events tell of somebody, but for their texts. */
export async function eventsOf(phone: string): Promise<string[]> {
  const events = await sql<{ event_type: string }[]>`
    select e.event_type from public.events e join public.users u
      on u.id = (e.payload ->> 'user_id')::uuid
    where u.phone_number = ${phone} and e.event_type <> 'message.received'
      -- What only wakes the Account Manager is another test's business.
      and e.created_by is distinct from 'item_trigger' order by e.created_at`;
  return events.map((event) => event.event_type);
}
