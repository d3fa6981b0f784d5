import twilio from "twilio";
import type RequestClient from "twilio/lib/base/RequestClient.js";
import { z } from "zod";
import { env } from "../env.ts";
import { fetchOnce } from "../http/fetch-once.ts";
import { sid } from "./fields.ts";

const API_URL = "https://api.twilio.com";

export interface Credentials {
  accountSid: string;
  authToken: string;
}

/** Stable words for the log; `http_502` and the like carry Twilio's HTTP status. */
export type UnknownCause = "timeout" | "network" | "unreadable" | `http_${number}`;

export type Connection = NonNullable<ReturnType<typeof connect>>;

/**
 * The package's client over `TWILIO_API_URL`, one deadline for all it does, or null when there is
 * nothing to connect with.
 */
export function connect(credentials: Credentials, deadlineMs: number) {
  const { accountSid, authToken } = credentials;
  const apiUrl = env("TWILIO_API_URL") ?? API_URL;
  const usable = sid("AC").safeParse(accountSid).success && authToken !== "";
  if (!usable || !URL.canParse(apiUrl)) return null;
  const http = new FetchRequestClient(apiUrl, AbortSignal.timeout(deadlineMs));
  return { http, client: twilio(accountSid, authToken, { httpClient: http }) };
}

/** What both of the package's exceptions, the old shape's and RFC 9457's, have in common. */
const answeredError = z.object({
  status: z.number().int(),
  code: z.number().int().nullable().catch(null),
});

/** The HTTP status and Twilio's code of an error that Twilio answered with; nulls of any other. */
export function answeredStatus(error: unknown): { status: number | null; code: number | null } {
  return answeredError.safeParse(error).data ?? { status: null, code: null };
}

/** Why nothing is known of a request that failed. */
export function unknownCause(error: unknown, connection: Connection): UnknownCause {
  const { status } = answeredStatus(error);
  if (status !== null) return `http_${status}`;
  if (error instanceof Error && error.name === "TimeoutError") return "timeout";
  return connection.http.answered ? "unreadable" : "network";
}

/** Parameters as the package hands them over: values, or lists of values. */
const value = z.union([z.string(), z.number(), z.boolean()]);
const parameters = z.record(z.string(), z.union([value, z.array(value)])).default({});

/**
 * The package's HTTP client, on `fetch`: the same under Node and Deno, one deadline over headers
 * and body, no retry, no redirect. Every request goes to `apiUrl` whatever host the package names.
 */
class FetchRequestClient extends twilio.RequestClient {
  /** Whether the last request was answered to its end, readable or not. */
  answered = false;
  /** The `Retry-After` header of the last answer. */
  retryAfter: string | null = null;
  readonly #apiUrl: string;
  readonly #deadline: AbortSignal;

  constructor(apiUrl: string, deadline: AbortSignal) {
    super();
    this.#apiUrl = apiUrl;
    this.#deadline = deadline;
  }

  override async request<Data>(options: RequestClient.RequestOptions<Data>) {
    const url = this.#target(options.uri, options.params);
    const headers = new Headers(options.headers);
    headers.set("authorization", `Basic ${btoa(`${options.username}:${options.password}`)}`);
    headers.set("content-type", "application/x-www-form-urlencoded");
    const body = options.method === "post" ? form(options.data).toString() : null;
    const method = options.method.toUpperCase();

    this.answered = false;
    const init = { method, headers, body, redirect: "manual", signal: this.#deadline } as const;
    const response = await fetchOnce(url, init);
    const text = await response.text();
    this.answered = true;
    this.retryAfter = response.headers.get("retry-after");
    return { statusCode: response.status, body: json(text, response.ok), headers: {} };
  }

  #target(uri: string, query: unknown): URL {
    const named = new URL(uri);
    const url = new URL(named.pathname + named.search, this.#apiUrl);
    for (const [name, text] of form(query)) url.searchParams.append(name, text);
    return url;
  }
}

function form(data: unknown): URLSearchParams {
  const pairs = Object.entries(parameters.parse(data)).flatMap(([name, values]) =>
    [values].flat().map((one) => [name, String(one)]),
  );
  return new URLSearchParams(pairs);
}

/** An error page that is not JSON is still an error of its status; a success must be readable. */
function json(text: string, ok: boolean) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (ok) throw cause;
    return null;
  }
}
