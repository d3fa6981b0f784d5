import type { Database } from "./database.ts";
import type { Outreach } from "./plan.ts";

/**
 * Queues a proactive text, or a sequence of them, for somebody. A lost answer is asked for again
 * under the same ids. Of whom we have never heard there is nobody to text.
 */
export async function queueOutreach(
  database: Database,
  phone: string,
  { key, priority, subject, parts, expiresSeconds }: Outreach,
): Promise<void> {
  await database.patiently(
    (sql) => sql`insert into public.message_queue (id, tenant_id, user_id, agent_id, message_data,
        final_message, scheduled_for, priority, subject, sequence_id, sequence_position,
        sequence_total, expires_at)
      select md5(${key}::text || n)::uuid, u.tenant_id, u.id, 'concierge', '{}',
        'News of your harbour, ' || n || ' of ' || ${parts}::integer, now(), ${priority},
        ${subject}, case when ${parts}::integer > 1 then md5(${key}::text)::uuid end,
        case when ${parts}::integer > 1 then n end,
        case when ${parts}::integer > 1 then ${parts}::integer end,
        now() + make_interval(secs => ${expiresSeconds})
      from public.users u cross join generate_series(1, ${parts}::integer) n
      where u.phone_number = ${phone}
      on conflict (id) do nothing`,
  );
}
