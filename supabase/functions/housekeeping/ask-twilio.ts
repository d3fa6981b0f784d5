import {
  answeredStatus,
  type Connection,
  type Credentials,
  connect,
  unknownCause,
} from "../_shared/twilio/rest-client.ts";

const ANSWER_MS_MAX = 20_000;
/** How long Twilio is left alone after a refusal, whatever its `Retry-After` says. */
const WAIT_SECONDS_MIN = 60;
const WAIT_SECONDS_MAX = 1_800;

/** Why nothing was learned, in a stable word, and how long to wait before the next question. */
export interface Trouble {
  reason: string;
  seconds: number;
}

/** `absent`: Twilio has no such thing. */
export type Asked<Value> =
  | { kind: "answered"; value: Value }
  | { kind: "absent" }
  | ({ kind: "trouble" } & Trouble);

/** Asks Twilio one question, with a deadline of its own. Never throws. */
export async function askTwilio<Value>(
  credentials: Credentials,
  question: (client: Connection["client"]) => Promise<Value>,
): Promise<Asked<Value>> {
  const twilio = connect(credentials, ANSWER_MS_MAX);
  if (twilio === null) return trouble("not_configured");
  try {
    return { kind: "answered", value: await question(twilio.client) };
  } catch (error) {
    const { status } = answeredStatus(error);
    if (status === 404) return { kind: "absent" };
    return trouble(
      status === 401 ? "not_configured" : unknownCause(error, twilio),
      Number(twilio.http.retryAfter ?? 0),
    );
  }
}

export function trouble(reason: string, seconds = 0): { kind: "trouble" } & Trouble {
  const wanted = Number.isFinite(seconds) ? seconds : 0;
  const wait = Math.min(Math.max(wanted, WAIT_SECONDS_MIN), WAIT_SECONDS_MAX);
  return { kind: "trouble", reason, seconds: wait };
}
