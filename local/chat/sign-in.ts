import { randomUUID } from "node:crypto";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import type { Sql } from "postgres";
import type { StackValues } from "../stack-values.ts";

/**
 * Somebody who signs up with an address and is taken to have proved it: the mail that Auth would
 * have them answer is not read here. Linked to the user whose verified address it is.
 */
export async function signInAs(
  values: StackValues,
  sql: Sql,
  email: string,
): Promise<SupabaseClient> {
  const client = createClient(values.API_URL, values.PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const account = { email, password: randomUUID() };
  const begun = await client.auth.signUp(account);
  if (begun.error !== null) throw begun.error;
  await sql`update auth.users set email_confirmed_at = now() where email = ${email}`;
  const signedIn = await client.auth.signInWithPassword(account);
  if (signedIn.error !== null) throw signedIn.error;
  const linked = await client.rpc("link_sign_in");
  if (linked.error !== null) throw linked.error;
  return client;
}
