import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { env } from "../env.ts";
import { isPublicAddress } from "./public-address.ts";

export type Refusal = "not_https" | "not_public" | "unresolved";

/** The addresses of a name. Rejects when there are none. */
export type Resolve = (name: string) => Promise<string[]>;

const resolveByDns: Resolve = async (name) => {
  const found = await lookup(name, { all: true });
  return found.map(({ address }) => address);
};

/**
 * Why an operator's URL is not posted to: it is not https, or its host is, or has among its
 * addresses, one that is not the internet's. Null: it may be. A name whose answer changes between
 * this and the connection is not caught.
 *
 * ALERTS_MAY_REACH_LOCAL is for a stack on one's own machine: there any address may be.
 */
export async function addressRefusal(
  url: URL,
  resolve: Resolve = resolveByDns,
): Promise<Refusal | null> {
  if (env("ALERTS_MAY_REACH_LOCAL") !== undefined) return null;
  if (url.protocol !== "https:") return "not_https";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0) return isPublicAddress(host) ? null : "not_public";
  const addresses = await resolve(host).catch(() => []);
  if (addresses.length === 0) return "unresolved";
  return addresses.every(isPublicAddress) ? null : "not_public";
}
