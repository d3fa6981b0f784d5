import { know } from "../cases/people.ts";
import { eventually, sql } from "../vocabulary.ts";

/** An asker of questions: Grace, of the seed. */
const ASKER = "00000000-0000-4000-8000-000000000021";

/**
 * A member with something of everything: an introduction that they were not told of, a question
 * that they were asked, research of their own. Their id.
 */
export async function memberWithBusiness(phone: string): Promise<string> {
  const id = await know(phone, {});
  await sql`insert into public.intro_opportunities
      (tenant_id, connector_user_id, prospect_name, innovator_name)
    select u.tenant_id, u.id, 'Noah', 'Dry Boats' from public.users u where u.id = ${id}`;
  await sql`insert into public.community_requests
      (tenant_id, requesting_agent_type, requesting_user_id, question, target_user_ids)
    select u.tenant_id, 'concierge', ${ASKER}, 'how is boat ' || right(u.phone_number, 4) || ' kept dry', array[u.id]
    from public.users u where u.id = ${id}`;
  await sql`insert into public.solution_workflows
      (tenant_id, user_id, request_description, current_step)
    select u.tenant_id, u.id, 'a pump', 'research' from public.users u where u.id = ${id}`;
  return id;
}

/** Waits until the Account Manager has ranked the introduction and the question of all of them. */
export async function ranked(phones: string[]): Promise<void> {
  await eventually(async () => {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::integer as count from public.user_priorities p
      join public.users u on u.id = p.user_id
      where u.phone_number = any (${phones}) and p.status = 'active'`;
    if (row?.count !== 2 * phones.length) throw new Error(`${row?.count} priorities`);
  });
}
