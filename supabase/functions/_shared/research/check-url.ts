import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { isPublicAddress } from "../alerts/public-address.ts";
import { fetchOnce } from "../http/fetch-once.ts";

/** For the addresses of all names and the answers of all servers together. */
const CHECK_MS_MAX = 5_000;
/** From a name to its `www`, to a language, to a page. */
const REDIRECTS_MAX = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

export interface CheckPorts {
  fetch?: typeof fetch;
  /** The addresses of a name; rejects when there are none. */
  resolve?: (name: string) => Promise<string[]>;
  /** Instead of `CHECK_MS_MAX`. */
  checkMsMax?: number;
}

/**
 * Whether a page that a search names is there: `ok`, `http_404` …, `no_answer`, `not_https`,
 * `not_public`, `unresolved`, or `moved` too often. Asks with HEAD, and only servers that are the
 * internet's: a search result must not have us knock at our own doors, nor a page that it leads to,
 * so each redirect is looked at as the first address was.
 *
 * Between that look and the connection a name may change its answer (DNS rebinding). What then
 * answers must prove by its certificate to be the server of that name, before it is asked for
 * anything: no door of ours can. That is why http is not asked at all. Never throws.
 */
export async function checkUrl(address: string, ports: CheckPorts = {}): Promise<string> {
  const signal = AbortSignal.timeout(ports.checkMsMax ?? CHECK_MS_MAX);
  try {
    let next = address;
    for (let hop = 0; hop <= REDIRECTS_MAX; hop += 1) {
      const { reached, location } = await ask(next, ports, signal);
      if (location === null) return reached;
      next = location;
    }
    return "moved";
  } catch {
    return "no_answer";
  }
}

/** One address: what came of it, and where it leads to, if it does. */
async function ask(address: string, ports: CheckPorts, signal: AbortSignal) {
  const said = (reached: string, location: string | null = null) => ({ reached, location });
  const url = URL.parse(address);
  if (url?.protocol !== "https:" || url.username !== "") return said("not_https");
  const refusal = await orAborted(refusalOf(url, ports.resolve ?? resolveByDns), signal);
  if (refusal !== null) return said(refusal);
  const asking = (ports.fetch ?? fetchOnce)(url, { method: "HEAD", redirect: "manual", signal });
  const response = await orAborted(asking, signal);
  await response.body?.cancel();
  if (response.ok) return said("ok");
  const location = response.headers.get("location");
  if (!REDIRECTS.has(response.status) || location === null) return said(`http_${response.status}`);
  return said("moved", URL.parse(location, url)?.href ?? location);
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
