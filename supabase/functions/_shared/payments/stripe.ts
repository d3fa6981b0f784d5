// `stripe` (MIT, no dependencies): Stripe's own client signs, versions and reads what we would
// otherwise write by hand, and it runs on fetch and Web Crypto. Only the two functions that speak
// with Stripe import it: a cold isolate pays some 200 ms for it.
import Stripe from "stripe";
import { env, requireEnv } from "../env.ts";
import { Fault } from "../errors.ts";
import { fetchOnce } from "../http/fetch-once.ts";

/** One request, from connecting to the last byte: well within a lease. */
const ANSWER_MS_MAX = 20_000;

/**
 * Stripe's API. Each request is made once: whether it is made again the engine decides.
 * Environment: STRIPE_SECRET_KEY; STRIPE_API_URL in place of Stripe's own address, for tests.
 * Throws `config_missing`.
 */
export function stripeApi(): Stripe {
  return new Stripe(requireEnv("STRIPE_SECRET_KEY"), {
    httpClient: Stripe.createFetchHttpClient(fetchOnce),
    timeout: ANSWER_MS_MAX,
    maxNetworkRetries: 0,
    telemetry: false,
    ...elsewhere(env("STRIPE_API_URL")),
  });
}

function elsewhere(apiUrl: string | undefined) {
  if (apiUrl === undefined) return {};
  if (!URL.canParse(apiUrl)) {
    throw new Fault("config_missing", { detail: "STRIPE_API_URL is not a URL" });
  }
  const { protocol, hostname, port } = new URL(apiUrl);
  const scheme = protocol === "http:" ? "http" : "https";
  return {
    protocol: scheme,
    host: hostname,
    port: port || (scheme === "http" ? 80 : 443),
  } as const;
}
