/** What the offline model notes of a call: no words of anybody. */
export interface LoggedCall {
  /** Counts from 1 since the start. */
  number: number;
  /** When it began to arrive. */
  at: string;
  /** When the answer left whole, or the caller hung up; null while it is open. */
  ended_at: string | null;
  /** `answered`: all of the answer was handed over. `closed`: the connection ended before. */
  end: "answered" | "closed" | null;
  /** The `request-id` of the answer. */
  request_id: string;
  /** `metadata.user_id`: an opaque reference to the person. */
  user: string | null;
  role: string | null;
  model: string;
  /** SHA-256 of the cached part of the system prompt, in hex. */
  system_hash: string;
  messages: number;
  tools: number;
  /** Which model call of its turn it was. */
  call: number;
  /** `ok`, `invalid: <reason>` when the real API would have refused it, or the fault's kind. */
  outcome: string;
  /** The names of the tools it called. */
  tool_uses: string[];
}

/** Beyond this the oldest are forgotten. */
const CALLS_MAX = 100_000;

/** The newest calls, oldest first. */
export class CallLog {
  #calls: LoggedCall[] = [];
  #count = 0;

  /** Notes a call; what it gives back may be written on until the call is over. */
  add(call: Omit<LoggedCall, "number">): LoggedCall {
    this.#count += 1;
    const logged = { number: this.#count, ...call };
    this.#calls.push(logged);
    if (this.#calls.length > CALLS_MAX) this.#calls.shift();
    return logged;
  }

  /** The calls after this number. */
  after(number: number): LoggedCall[] {
    return this.#calls.filter((call) => call.number > number);
  }
}
