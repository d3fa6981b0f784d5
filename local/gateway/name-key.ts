import { createHmac, timingSafeEqual } from "node:crypto";

/** The key in SUPABASE_JWKS by which functions check sign-ins. */
export const SIGN_IN_KEY = "local";

const HEADER = encode(JSON.stringify({ alg: "HS256", typ: "JWT", kid: SIGN_IN_KEY }));

/**
 * The `authorization` of a request as hosted Auth would have signed it: its tokens name their key,
 * those of @supabase/lite do not, and functions take none without. What is no token of ours passes
 * as it is, to be refused there.
 */
export function nameKey(
  authorization: string | undefined,
  jwtSecret: string,
): { authorization?: string } {
  const [, header, payload, signature] =
    /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/i.exec(authorization ?? "") ?? [];
  if (header === undefined || payload === undefined || signature === undefined) return {};
  const ours = Buffer.from(sign(`${header}.${payload}`, jwtSecret));
  const theirs = Buffer.from(signature);
  if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs)) return {};
  const named = `${HEADER}.${payload}`;
  return { authorization: `Bearer ${named}.${sign(named, jwtSecret)}` };
}

function sign(words: string, secret: string): string {
  return createHmac("sha256", secret).update(words).digest("base64url");
}

function encode(words: string): string {
  return Buffer.from(words).toString("base64url");
}
