import { expect } from "vitest";
import { uploadTexted } from "../../../local/demo/network/upload-link.ts";
import { eventually, quiet, replies, sql, stack } from "../vocabulary.ts";
import { member } from "./members.ts";

export interface Person {
  phone: string;
  email: string;
}

let people = 0;

/** A member with a verified email, at a company of this test's own. */
export async function memberAt(company: string, firstName: string): Promise<Person> {
  const phone = await member();
  people += 1;
  const email = `${firstName.toLowerCase()}.${phone.slice(-7)}.${people}@engines.example`;
  await sql`update public.users set email = ${email}, email_verified = true, company = ${company},
    title = 'Engineer', first_name = ${firstName}, last_name = 'Byron' where phone_number = ${phone}`;
  return { phone, email };
}

/** A member who offers a solution and has bought credits. */
export async function innovator(credits: number): Promise<Person> {
  const person = await memberAt("Dry Boats", "Ada");
  await sql`with one as (update public.users set innovator = true
      where phone_number = ${person.phone} returning tenant_id, id)
    insert into public.innovators (tenant_id, user_id, company_name)
      select tenant_id, id, 'Dry Boats' from one`;
  await sql`insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, processed)
    select i.tenant_id, i.user_id, 'purchase', ${credits}, 'innovator', i.id, 'bought:' || i.id, true
    from public.innovators i join public.users u on u.id = i.user_id
    where u.phone_number = ${person.phone}`;
  return person;
}

/** Where the page posts whose link somebody was texted. */
export async function linkOf(phone: string): Promise<string> {
  const texts = await replies(phone, 1);
  expect(texts.some(({ body }) => body.includes(`${stack.UPLOAD_PAGE_URL}#`))).toBe(true);
  return uploadTexted(texts, stack.FUNCTIONS_URL) ?? "";
}

export function bring(link: string, csv: string, headers: Record<string, string> = {}) {
  return fetch(link, {
    method: "POST",
    headers: { "content-type": "text/csv", ...headers },
    body: csv,
  });
}

/** Whoever is offered one of an innovator's prospects now, once somebody is. */
export function offeredTo(owner: Person, whom: Person): Promise<string> {
  return eventually(async () => {
    const [intro] = await sql<{ id: string }[]>`select i.id from public.intro_opportunities i
      join public.innovators n on n.id = i.innovator_id join public.users o on o.id = n.user_id
      join public.users c on c.id = i.connector_user_id
      where o.phone_number = ${owner.phone} and c.phone_number = ${whom.phone}
        and i.status = 'open'
        and exists (select from public.user_priorities p where p.item_id = i.id
          and p.status = 'active')`;
    if (intro === undefined) throw new Error("nobody was offered it");
    return intro.id;
  });
}

export async function introOf(id: string) {
  const [intro] = await sql`select status, intro_email from public.intro_opportunities
    where id = ${id}`;
  return intro;
}

export function until(id: string, status: string): Promise<void> {
  return eventually(async () => {
    const intro = await introOf(id);
    if (intro?.status !== status) throw new Error(`it is ${intro?.status}`);
  });
}

/** What the Intro Agent would like somebody told arrives, whatever the hour; the text. */
export function heard(phone: string, words: RegExp): Promise<string> {
  return eventually(async () => {
    await sql`update public.message_queue q set priority = 'urgent', look_at = now()
      from public.users u where u.id = q.user_id and u.phone_number = ${phone}
        and q.agent_id = 'intro-agent' and q.status = 'queued'`;
    await sql`select worker.process_outbound_messages()`;
    const said = (await replies(phone, 1)).find(({ body }) => words.test(body));
    if (said === undefined) throw new Error(`nobody was told ${words}`);
    await quiet(phone);
    return said.body;
  });
}

/** Its time is over. */
export async function runOut(id: string): Promise<void> {
  await sql`update public.intro_opportunities set expires_at = now() where id = ${id}`;
  await sql`select worker.wake_introductions()`;
}

export async function balance(phone: string) {
  const [row] = await sql`select u.credit_balance as cached,
      (select coalesce(sum(c.amount), 0)::integer from public.credit_events c
        where c.user_id = u.id and c.processed) as ledger
    from public.users u where u.phone_number = ${phone}`;
  if (row?.cached !== row?.ledger) throw new Error("a balance is not its ledger's sum");
  return row?.cached;
}

export const functions = stack.FUNCTIONS_URL;
