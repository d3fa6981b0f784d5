import { Fault } from "../_shared/errors.ts";

const TOKEN = /^[0-9a-f]{48}$/;

/** The hash of a link's token, which alone Postgres keeps. Throws `unauthorized` of what is no token. */
export async function hashOfToken(token: string): Promise<string> {
  if (!TOKEN.test(token)) throw new Fault("unauthorized");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
