/** What the offline model notes of a call: no words of anybody. */
export interface LoggedCall {
  /** Counts from 1 since the start. */
  number: number;
  at: string;
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

const CALLS_MAX = 1_000;

/** The newest calls, oldest first. */
export class CallLog {
  #calls: LoggedCall[] = [];
  #count = 0;

  add(call: Omit<LoggedCall, "number" | "at">): void {
    this.#count += 1;
    this.#calls.push({ number: this.#count, at: new Date().toISOString(), ...call });
    if (this.#calls.length > CALLS_MAX) this.#calls.shift();
  }

  /** The calls after this number. */
  after(number: number): LoggedCall[] {
    return this.#calls.filter((call) => call.number > number);
  }
}
