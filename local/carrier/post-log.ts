import type { SendFault } from "./faults.ts";
import type { Call } from "./http.ts";

/** Beyond this the oldest are forgotten. */
const ENTRIES_MAX = 100_000;

/** One POST of a text by the application, whatever became of it. No word of the text. */
export interface PostEntry {
  to: string;
  /** Where its callbacks go: whoever sent it knows it again by that. */
  statusCallback: string | null;
  at: Date;
  /** When it was accepted or refused; null while it waits. */
  decidedAt: Date | null;
  /** When the sender had the answer, or was gone. */
  endedAt: Date | null;
  /** Null when it was not accepted. */
  messageSid: string | null;
  /** Why it was refused, as Twilio numbers it; a fault's refusals have none. */
  errorCode: number | null;
  fault: SendFault | null;
}

/** Every POST of a text, in the order in which they came. */
export class PostLog {
  #entries: PostEntry[] = [];

  begin(call: Call, form: URLSearchParams): PostEntry {
    const entry: PostEntry = {
      to: form.get("To") ?? "",
      statusCallback: form.get("StatusCallback"),
      at: call.at,
      decidedAt: null,
      endedAt: null,
      messageSid: null,
      errorCode: null,
      fault: null,
    };
    void call.over.then(() => {
      entry.endedAt = new Date();
    });
    this.#entries.push(entry);
    if (this.#entries.length > ENTRIES_MAX) this.#entries.shift();
    return entry;
  }

  list(): readonly PostEntry[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries = [];
  }
}
