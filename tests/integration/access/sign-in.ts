import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { inject } from "vitest";
import { eventually, stack } from "../vocabulary.ts";

const GATEWAY_LOG = join(inject("backstage").logFolder, "gateway.log");

/** The Data API as a visitor has it: with the publishable key, and no sign-in. */
export function visit(): SupabaseClient {
  return createClient(stack.API_URL, stack.PUBLISHABLE_KEY, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
}

/** The same for somebody who signs up with an address, proves it, leaves, and signs in with it. */
export async function signIn(email: string): Promise<SupabaseClient> {
  const client = visit();
  const account = { email, password: randomUUID() };
  for (const step of [
    () => client.auth.signUp(account),
    async () => client.auth.verifyOtp({ email, token: await codeFor(email), type: "signup" }),
    () => client.auth.signOut(),
    () => client.auth.signInWithPassword(account),
  ]) {
    const { error } = await step();
    if (error !== null) throw error;
  }
  return client;
}

/** The code that an address was sent: the local gateway prints its mail. */
export function codeFor(email: string): Promise<string> {
  return eventually(async () => {
    const log = await readFile(GATEWAY_LOG, "utf8");
    const code = /code(?: is)?: (\d{6})/.exec(log.split(`To: ${email}\n`)[1] ?? "")?.[1];
    if (code === undefined) throw new Error("no mail has come");
    return code;
  });
}
