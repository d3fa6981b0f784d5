import { eventually, quiet, replies, sql, stranger, text } from "../vocabulary.ts";

/** A word that nobody else knows anything about, in this run and the next. */
export function topic(): string {
  const letters = [...crypto.randomUUID().replace(/\D/g, "")];
  return `rig${letters.map((digit) => "bcdfghjklm"[Number(digit)]).join("")}`.slice(0, 14);
}

/** A member for whom it is about noon, who has not just written, and who knows something. */
export async function expert(...topics: string[]): Promise<string> {
  const phone = stranger();
  await text(phone, "hi");
  await replies(phone, 1);
  await quiet(phone);
  await sql`
    update public.users set verified = true, first_name = 'Ada', expertise = ${topics},
      last_active_at = now() - interval '1 hour', timezone = (
        select z.name from private.timezones z
        where z.name like '%/%' order by abs(extract(epoch from
          (now() at time zone z.name)::time - time '13:00')), z.name limit 1)
    where phone_number = ${phone}`;
  return phone;
}

/** Some time passes, in which this person has not written; what waits for them may leave. */
export async function later(phone: string): Promise<void> {
  await sql`update public.users set last_active_at = now() - interval '1 hour'
    where phone_number = ${phone}`;
  await sql`update public.message_queue q set look_at = now() from public.users u
    where u.id = q.user_id and u.phone_number = ${phone} and q.status = 'queued'`;
  await sql`select worker.process_outbound_messages()`;
}

/** The text about this that reaches somebody, whenever it does. */
export async function told(phone: string, words: RegExp, count = 1): Promise<string> {
  return await eventually(async () => {
    await later(phone);
    const texts = (await replies(phone, count, 1)).map((reply) => reply.body);
    const found = texts.find((body) => words.test(body));
    if (found === undefined) throw new Error(`no text says ${words}: ${texts.join(" | ")}`);
    return found;
  }, 45);
}

/** What became of a question of somebody's. */
export async function questionsOf(phone: string) {
  return await sql<
    { id: string; status: string; closed_reason: string | null; asked: number; loop: boolean }[]
  >`select r.id, r.status, r.closed_reason, r.closed_loop_at is not null as loop,
      coalesce(cardinality(r.target_user_ids), 0) as asked
    from public.community_requests r join public.users u on u.id = r.requesting_user_id
    where u.phone_number = ${phone} order by r.created_at`;
}

/** A week goes by, for this person's questions. */
export async function aWeekGoesBy(phone: string): Promise<void> {
  await sql`update public.community_requests r set expires_at = now() from public.users u
    where u.id = r.requesting_user_id and u.phone_number = ${phone} and r.status <> 'closed'`;
  await sql`select worker.close_expired_community_requests()`;
}
