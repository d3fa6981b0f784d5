import { sql } from "../vocabulary.ts";

/** Everything that is anybody's, but for texts, their summaries, and the engine's own work. */
export async function world(): Promise<Record<string, unknown>> {
  const [row] = await sql<{ state: Record<string, unknown> }[]>`
    select jsonb_build_object(
      'users', (select jsonb_object_agg(u.id, to_jsonb(u)
          - '{last_active_at,last_active,updated_at,texted_at}'::text[])
        from public.users u),
      'credits', (select jsonb_agg(c order by c.id) from public.credit_events c),
      'consent', (select jsonb_agg(c order by c.id) from public.consent_events c
        where c.kind <> 'first_contact'),
      'intros', (select jsonb_agg(i order by i.id) from public.intro_opportunities i),
      'requests', (select jsonb_agg(r order by r.id) from public.community_requests r),
      'responses', (select jsonb_agg(r order by r.id) from public.community_responses r),
      'research', (select jsonb_agg(w order by w.id) from public.solution_workflows w),
      -- How they rank is the Account Manager's to say, day by day; what became of them is not.
      'priorities', (select jsonb_agg(jsonb_build_array(p.id, p.user_id, p.item_type, p.item_id,
          p.status, p.presented_at) order by p.id)
        from public.user_priorities p),
      'innovators', (select jsonb_agg(i order by i.id) from public.innovators i),
      'prospects', (select jsonb_agg(p order by p.id) from public.prospects p),
      -- Who is at the door and falls silent is asked once more, whatever a model says.
      'queue', (select jsonb_agg(q.user_id order by q.id) from public.message_queue q
        where q.subject is null or q.subject not like 're_engage:%'),
      'follow-ups', (select jsonb_agg(t.user_id order by t.id) from public.agent_tasks t
        where t.task_type = 'schedule_followup'),
      'verifications', (select jsonb_agg(v order by v.id) from private.email_verifications v),
      'tenants', (select jsonb_agg(t order by t.id) from public.tenants t)) as state`;
  return row?.state ?? {};
}
