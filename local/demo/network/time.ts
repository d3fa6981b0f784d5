import type { Sql } from "postgres";

/** The clock of these people is moved, and nobody else's: it is about noon where they are. */
export async function noon(sql: Sql, phones: string[]): Promise<void> {
  await sql`
    update public.users set timezone = (
      select z.name from private.timezones z
      where z.name like '%/%' order by abs(extract(epoch from
        (now() at time zone z.name)::time - time '13:00')), z.name limit 1)
    where phone_number in ${sql(phones)}`;
}

/** Some time passes, in which these people have not written; what waits for them may leave. */
export async function later(sql: Sql, phones: string[]): Promise<void> {
  await sql`update public.users set last_active_at = now() - interval '1 hour'
    where phone_number in ${sql(phones)} and last_active_at > now() - interval '1 hour'`;
  await sql`update public.message_queue q set look_at = now() from public.users u
    where u.id = q.user_id and u.phone_number in ${sql(phones)} and q.status = 'queued'`;
  // An hour in which they were texted is not this one.
  await sql`update public.user_message_budget b set slots_at = array(
      select case when s > now() - interval '1 hour' then s - interval '1 hour' else s end
      from unnest(b.slots_at) s)
    from public.users u where u.id = b.user_id and u.phone_number in ${sql(phones)}
      and exists (select from unnest(b.slots_at) s where s > now() - interval '1 hour')`;
  await sql`select worker.process_outbound_messages()`;
}

/** A week goes by, for the questions of these people. */
export async function aWeekGoesBy(sql: Sql, phones: string[]): Promise<void> {
  await sql`update public.community_requests r set expires_at = now() from public.users u
    where u.id = r.requesting_user_id and u.phone_number in ${sql(phones)}
      and r.status <> 'closed'`;
  await sql`select worker.close_expired_community_requests()`;
}
