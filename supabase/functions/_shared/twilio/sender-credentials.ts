import { z } from "zod";
import { callWorker, type WorkerClient } from "../worker/call.ts";
import type { Credentials } from "./rest-client.ts";

/** A rotated token is taken up within this time. */
const CACHE_MS = 60_000;

const answer = z.object({ account_sid: z.string(), auth_token: z.string().nullable() }).nullable();

const cache = new Map<string, { credentials: Credentials; until: number }>();

/**
 * What a sender signs in to Twilio with, from Vault. The token is empty when Vault has none:
 * `sendPart` then says `not_configured`. Throws `database_failed`.
 */
export async function senderCredentials(
  client: WorkerClient,
  senderId: string,
): Promise<Credentials> {
  const cached = cache.get(senderId);
  if (cached !== undefined && cached.until > Date.now()) return cached.credentials;
  const args = { sender_id: senderId };
  const found = await callWorker(client, "sender_credentials", args, answer, { repeatable: true });
  const credentials = { accountSid: found?.account_sid ?? "", authToken: found?.auth_token ?? "" };
  if (credentials.authToken !== "") {
    cache.set(senderId, { credentials, until: Date.now() + CACHE_MS });
  }
  return credentials;
}

/** Twilio refused them: the next text reads Vault again. */
export function forgetCredentials(senderId: string): void {
  cache.delete(senderId);
}
