import { z } from "zod";
import { checkoutTexted } from "../../../local/stripe/purse.ts";
import { fault, sql, stack } from "../vocabulary.ts";

const answered = z.looseObject({ id: z.string().optional() });

/** What a person at Stripe's page or dashboard does; what Stripe answers. */
export async function at(path: string, body?: Record<string, unknown>) {
  const response = await fetch(stack.STRIPE_URL + path, {
    method: "POST",
    ...(body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return answered.parse(await response.json());
}

export function stripeFault(plan: { kind: string; count: number }): Promise<void> {
  return fault(stack.STRIPE_URL, plan);
}

export async function nothingWrongAtStripe(): Promise<void> {
  await fetch(`${stack.STRIPE_URL}/faults`, { method: "DELETE" });
}

const delivered = z.array(
  z.object({
    event: z.object({
      id: z.string(),
      data: z.object({
        object: z.looseObject({ id: z.string(), payment_intent: z.string().nullish() }),
      }),
    }),
  }),
);

/** The events of a checkout. */
export async function eventsAre(session: string) {
  const log = delivered.parse(await (await fetch(`${stack.STRIPE_URL}/events`)).json());
  return log.filter(({ event }) => event.data.object.id === session);
}

/** The checkout that a text links to. */
export function checkout(text: string): string {
  const session = checkoutTexted([{ body: text }]);
  if (session === null) throw new Error(`no payment link: ${text}`);
  return session;
}

export async function balanceOf(phone: string): Promise<number> {
  const [row] = await sql<{ credit_balance: number }[]>`
    select credit_balance from public.users where phone_number = ${phone}`;
  return row?.credit_balance ?? Number.NaN;
}

export async function ledgerOf(phone: string): Promise<Array<[string, number]>> {
  const rows = await sql<{ event_type: string; amount: number }[]>`
    select c.event_type, c.amount from public.credit_events c
    join public.users u on u.id = c.user_id where u.phone_number = ${phone}
    order by c.created_at`;
  return rows.map(({ event_type, amount }) => [event_type, amount]);
}

/** Somebody's newest purchase, or that of a checkout. */
export async function purchaseOf(phone: string, session: string | null = null) {
  const [row] = await sql`
    select p.status, p.stripe_session, p.reversed_credits, p.owed_credits
    from public.credit_purchases p join public.users u on u.id = p.user_id
    where u.phone_number = ${phone} and coalesce(p.stripe_session = ${session}, true)
    order by p.created_at desc limit 1`;
  return row;
}
