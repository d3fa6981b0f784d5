import type { PostOutcome } from "./signed-post.ts";

/** Beyond this the oldest are forgotten. */
const ENTRIES_MAX = 100_000;

export interface WebhookEntry extends PostOutcome {
  at: Date;
  messageSid: string;
  from: string;
  to: string;
}

/** Every post of a person's text to the application, with its answer. */
export class WebhookLog {
  #entries: WebhookEntry[] = [];

  add(entry: WebhookEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > ENTRIES_MAX) this.#entries.shift();
  }

  list(): readonly WebhookEntry[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries = [];
  }
}
