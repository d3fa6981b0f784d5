import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Event, eventsOf } from "../../../local/chat/events.ts";
import { Page } from "../../../local/chat/page.ts";
import { signIn } from "../access/sign-in.ts";
import { sql, stack } from "../vocabulary.ts";

/** Harbor Desk of supabase/seed.sql, which has an assistant. */
export const TENANT = "00000000-0000-4000-8000-000000000002";

const answer = z.object({
  id: z.string(),
  text: z.string(),
  html: z.string(),
  stopped: z.boolean(),
});
/** What has become of a message. */
export const told = z.object({
  message_id: z.string(),
  state: z.string(),
  answer: answer.nullable(),
});

/** What a page was told in the end. */
export function lastOf(events: Event[]) {
  const last = events.at(-1);
  if (last?.event !== "answer") throw new Error(`the stream ended with ${last?.event}`);
  return told.parse(last.data);
}

export function shownIn(events: Event[]): string {
  return events.flatMap(({ event, data }) => (event === "delta" ? [data.text] : [])).join("");
}

export async function allOf(response: Response): Promise<Event[]> {
  const events: Event[] = [];
  for await (const event of eventsOf(response)) events.push(event);
  return events;
}

/** Somebody new at Harbor Desk, signed in the whole way, with a conversation of their own. */
export async function openPage(): Promise<Page> {
  const email = `reader-${randomUUID()}@centaur.example`;
  await sql`insert into public.users (tenant_id, email, email_verified)
    values (${TENANT}, ${email}, true)`;
  const client = await signIn(email);
  await client.rpc("link_sign_in");
  return await Page.open(stack, client);
}
