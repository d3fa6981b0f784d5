import type { Direction, Message } from "./message.ts";

/** Beyond this the oldest are forgotten. */
const MESSAGES_MAX = 200_000;

export interface MessageFilter {
  direction?: Direction | undefined;
  to?: string | undefined;
  from?: string | undefined;
  /** Whether this time of sending is wanted; a text that was not sent yet has none. */
  sentAt?: ((sentAt: Date | null) => boolean) | undefined;
}

/** All texts that went through the carrier, in the order in which it accepted them. */
export class MessageBook {
  #messages: Message[] = [];
  readonly #bySid = new Map<string, Message>();

  add(message: Message): void {
    this.#messages.push(message);
    this.#bySid.set(message.sid, message);
    if (this.#messages.length <= MESSAGES_MAX) return;
    const oldest = this.#messages.shift();
    if (oldest !== undefined) this.#bySid.delete(oldest.sid);
  }

  get(sid: string): Message | undefined {
    return this.#bySid.get(sid);
  }

  list({ direction, to, from, sentAt }: MessageFilter = {}): Message[] {
    return this.#messages.filter(
      (message) =>
        (direction === undefined || message.direction === direction) &&
        (to === undefined || message.to === to) &&
        (from === undefined || message.from === from) &&
        (sentAt === undefined || sentAt(message.sentAt)),
    );
  }

  clear(): void {
    this.#messages = [];
    this.#bySid.clear();
  }
}
