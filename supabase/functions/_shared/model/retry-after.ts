/** Longer than this no provider gets to silence us: the queue asks again. */
export const RETRY_AFTER_SECONDS_MAX = 300;

/**
 * How long a provider asks us to wait, in whole seconds, at least 1 and at most
 * `RETRY_AFTER_SECONDS_MAX`; null when it does not say. `Retry-After` is seconds or an HTTP date
 * (RFC 9110, 10.2.3).
 */
export function retryAfterSeconds(headers: Headers | undefined, now = Date.now()): number | null {
  const value = headers?.get("retry-after")?.trim();
  if (!value) return null;
  const seconds = /^[A-Z][a-z]{2}, /.test(value) ? (Date.parse(value) - now) / 1000 : Number(value);
  if (!Number.isFinite(seconds) || value.startsWith("-")) return null;
  return Math.min(Math.max(Math.ceil(seconds), 1), RETRY_AFTER_SECONDS_MAX);
}
