import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { isPublicAddress } from "../alerts/public-address.ts";
import { fetchOnce } from "../http/fetch-once.ts";

/** For a name's addresses and the answer of its server together. */
const CHECK_MS_MAX = 5_000;

export interface CheckPorts {
  fetch?: typeof fetch;
  /** The addresses of a name; rejects when there are none. */
  resolve?: (name: string) => Promise<string[]>;
  /** Instead of `CHECK_MS_MAX`. */
  checkMsMax?: number;
}

/**
 * Whether a page that a search names is there: `ok`, `moved` (a redirect, which is not followed),
 * `http_404` …, `no_answer`, `not_https`, `not_public` or `unresolved`. Asks with HEAD, and only
 * servers that are the internet's: a search result must not have us knock at our own doors. A name
 * whose answer changes between the look and the connection is not caught. Never throws.
 */
export async function checkUrl(address: string, ports: CheckPorts = {}): Promise<string> {
  const url = URL.parse(address);
  if (url?.protocol !== "https:" || url.username !== "") return "not_https";
  const signal = AbortSignal.timeout(ports.checkMsMax ?? CHECK_MS_MAX);
  try {
    const refusal = await orAborted(refusalOf(url, ports.resolve ?? resolveByDns), signal);
    if (refusal !== null) return refusal;
    const ask = (ports.fetch ?? fetchOnce)(url, { method: "HEAD", redirect: "manual", signal });
    const response = await orAborted(ask, signal);
    await response.body?.cancel();
    if (response.ok) return "ok";
    return response.status >= 300 && response.status < 400 ? "moved" : `http_${response.status}`;
  } catch {
    return "no_answer";
  }
}

async function refusalOf(
  url: URL,
  resolve: NonNullable<CheckPorts["resolve"]>,
): Promise<string | null> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = isIP(host) === 0 ? await resolve(host).catch(() => []) : [host];
  if (addresses.length === 0) return "unresolved";
  return addresses.every(isPublicAddress) ? null : "not_public";
}

async function resolveByDns(name: string): Promise<string[]> {
  const found = await lookup(name, { all: true });
  return found.map(({ address }) => address);
}

/** A look-up of a name listens to no signal. */
async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
