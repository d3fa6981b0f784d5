/**
 * @typedef {{ status: number, body: unknown }} Answer 0: there was no answer.
 * @typedef {{ api_url: string, functions_url: string, publishable_key: string, tenant_id?: string }} Config
 */

/** Longer than the Data API may take for a statement. */
const CALL_MS_MAX = 15_000;

/**
 * Asks, and reads the answer as JSON. Never rejects.
 * @param {string} url
 * @param {{ method?: string, headers?: Record<string, string>, body?: unknown }} [request]
 * @returns {Promise<Answer>}
 */
export async function call(url, { method = "GET", headers = {}, body } = {}) {
  try {
    const response = await fetch(url, {
      method,
      headers: body === undefined ? headers : { ...headers, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      cache: "no-store",
      signal: AbortSignal.timeout(CALL_MS_MAX),
    });
    return { status: response.status, body: await jsonOf(response) };
  } catch {
    return { status: 0, body: null };
  }
}

/**
 * What a response says; null when that is nothing, no JSON, or does not arrive.
 * @param {Response} response
 */
export async function jsonOf(response) {
  return jsonOrNull(await response.text().catch(() => ""));
}

/**
 * @param {string} text
 * @returns {unknown}
 */
export function jsonOrNull(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
export function asRecord(value) {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>[]}
 */
export function asRecords(value) {
  return Array.isArray(value) ? value.map(asRecord) : [];
}
