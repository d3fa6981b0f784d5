import { createHmac, timingSafeEqual } from "node:crypto";

/** What the local stack calls the one key that it signs with. */
export const KEY_ID = "local";

const BEARER = /^(Bearer )([\w-]+)\.([\w-]+)\.([\w-]+)$/i;

/**
 * An Authorization header whose token names its key. Hosted Auth writes `kid` into what it signs, and
 * @supabase/server refuses a token without it; @supabase/lite leaves it out. One that is not signed
 * with our secret passes as it came, and is refused where it is looked at.
 */
export function namedKey(authorization: string, secret: string): string {
  const [, bearer, header, claims, signature] = BEARER.exec(authorization) ?? [];
  if (header === undefined || claims === undefined || signature === undefined) return authorization;
  const sign = (text: string) => createHmac("sha256", secret).update(text).digest();
  const given = Buffer.from(signature, "base64url");
  const ours = sign(`${header}.${claims}`);
  if (given.length !== ours.length || !timingSafeEqual(given, ours)) return authorization;
  const named = Buffer.from(JSON.stringify({ alg: "HS256", typ: "JWT", kid: KEY_ID }));
  const signed = `${named.toString("base64url")}.${claims}`;
  return `${bearer}${signed}.${sign(signed).toString("base64url")}`;
}
