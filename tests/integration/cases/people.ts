import { DateTime } from "luxon";
import { z } from "zod";
import { sql, tenant } from "../vocabulary.ts";
import type { Hour, Known, Queued } from "./case.ts";

const id = z.object({ id: z.uuid() });

/** A member as the case wants them; their id. */
export async function know(phone: string, known: Known): Promise<string> {
  const columns = {
    tenant_id: tenant,
    phone_number: phone,
    first_name: "Ada",
    email: `ada.${phone.slice(1)}@engines.example`,
    email_verified: true,
    verified: true,
    poc_agent_type: "concierge",
    timezone: zoneWhere(known.hour ?? "noon"),
    ...known.columns,
  };
  const [made] = await sql`insert into public.users ${sql(columns)} returning id`;
  const person = id.parse(made).id;
  if (known.consent !== false) {
    await sql`insert into public.consent_events (tenant_id, user_id, kind, source)
      values (${tenant}, ${person}, 'first_contact', 'import')`;
  }
  return person;
}

export async function idOf(phone: string): Promise<string | null> {
  const [found] = await sql`select id from public.users
    where tenant_id = ${tenant} and phone_number = ${phone}`;
  return found === undefined ? null : id.parse(found).id;
}

/** A zone of whole hours in which it is noon, or the middle of the night, at this moment. */
function zoneWhere(hour: Hour): string | null {
  if (hour === "unknown") return null;
  const wanted = hour === "noon" ? 12 : 2;
  const ahead = ((wanted - DateTime.utc().hour + 36) % 24) - 12;
  // The sign of Etc/GMT is that of POSIX: west is positive.
  return `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}

/** Some agent would like them to be told something. */
export async function queue(person: string, queued: Queued): Promise<void> {
  const columns = {
    tenant_id: tenant,
    user_id: person,
    agent_id: "account-manager",
    message_data: {},
    final_message: "There is news for you.",
    scheduled_for: new Date(),
    ...queued,
  };
  await sql`insert into public.message_queue ${sql(columns)}`;
}
