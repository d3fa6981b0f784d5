import { z } from "zod";
import { eventually, sql, stack, tenant } from "../vocabulary.ts";

let names = 0;

/** A word that no other test uses. */
export function aName(): string {
  names += 1;
  return `t${Date.now().toString(36)}-${names}`;
}

/** A way to tell the tenant of its alerts. A webhook is caught by the carrier's hook of that name. */
export async function channel(
  kind: "webhook" | "email" | "sms",
  address: string,
  step: "first" | "escalation" = "first",
): Promise<string> {
  const [row] = await sql<{ id: string; secret_name: string | null }[]>`
    insert into public.alert_channels (tenant_id, kind, address, step, secret_name)
    values (${tenant}, ${kind}, ${address}, ${step},
      case ${kind} when 'webhook' then 'alert_channel_' || gen_random_uuid() end)
    returning id, secret_name`;
  if (row === undefined) throw new Error("there is no channel");
  if (row.secret_name !== null) {
    await sql`select vault.create_secret(${SECRET}, ${row.secret_name})`;
  }
  return row.id;
}

export const SECRET = `whsec_${"B".repeat(43)}=`;

export function hookUrl(name: string): string {
  return `${stack.CARRIER_URL}/hooks/${name}`;
}

/** The channels of the test that has ended hear of nothing that follows. */
export async function noChannels(): Promise<void> {
  await sql`delete from public.alert_channels where id::text not like '00000000-%'`;
}

/** A warning begins: work has died. */
export async function warn(subject: string): Promise<void> {
  await sql`insert into public.event_dead_letters (tenant_id, task_id, task_type, reason, attempts,
      errors, first_failed_at, last_failed_at)
    values (${tenant}, gen_random_uuid(), ${subject}, 'permanent', 1, '[]', now(), now())`;
}

export async function warnNoMore(subject: string): Promise<void> {
  await sql`update public.event_dead_letters set discarded_at = now(), discarded_reason = 'a test'
    where task_type = ${subject}`;
}

/** Something critical begins: a lane is set aside. */
export async function alarm(subject: string): Promise<void> {
  await sql`insert into private.lanes (lane_key, tenant_id) values (${subject}, ${tenant})`;
  await sql`insert into private.leases (lane_key, tenant_id, function_name, claimed_at, expires_at)
    values (${subject}, ${tenant}, ${subject}, now(), 'infinity')`;
}

export async function alarmNoMore(subject: string): Promise<void> {
  await sql`delete from private.lanes where lane_key = ${subject}`;
}

export async function look(): Promise<void> {
  await sql`select private.raise_alerts()`;
}

/** What the channels were told, or are to be, of one subject. */
export async function told(subject: string) {
  return await sql<
    {
      id: string;
      channel_id: string;
      occasion: string;
      status: string;
      attempts: number;
      last_error: string | null;
    }[]
  >`select d.id, d.channel_id, d.occasion, d.status, d.attempts, d.last_error
    from public.alert_deliveries d join public.alerts a on a.id = d.alert_id
    where a.subject = ${subject} order by d.created_at`;
}

/** Waits until nothing of this subject waits to be told. */
export async function allTold(subject: string, seconds = 30) {
  return await eventually(async () => {
    const rows = await told(subject);
    const open = rows.filter((row) => row.status === "waiting" || row.status === "sending");
    if (rows.length === 0 || open.length > 0)
      throw new Error(`${open.length} are still to be told`);
    return rows;
  }, seconds);
}

/** What a channel waits with for a later time may be told now, once its turn has ended. */
export async function hurryChannel(id: string): Promise<void> {
  const lane = `upkeep:${id}`;
  await eventually(() =>
    sql.begin(async (tx) => {
      await tx`select private.lock_lanes(${[lane]})`;
      const { count } = await tx`update public.agent_tasks set scheduled_for = now()
        where lane_key = ${lane} and status = 'pending'`;
      if (count === 0) throw new Error("nothing waits");
      await tx`select private.settle_lanes(touched => ${[lane]})`;
    }),
  );
}

const hooks = z.object({
  hooks: z.array(
    z.object({
      name: z.string(),
      headers: z.record(z.string(), z.string()),
      body: z.string(),
      status: z.number(),
    }),
  ),
});

/** The webhooks that a hook has caught. */
export async function caught(name: string) {
  const answer = await fetch(`${stack.CARRIER_URL}/hooks`);
  return hooks.parse(await answer.json()).hooks.filter((hook) => hook.name === name);
}

const emails = z.object({
  emails: z.array(z.object({ to: z.string(), subject: z.string(), text: z.string() })),
});

export async function emailsTo(address: string) {
  const answer = await fetch(`${stack.CARRIER_URL}/emails`);
  return emails.parse(await answer.json()).emails.filter((email) => email.to === address);
}
