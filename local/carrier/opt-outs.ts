export type OptOutType = "STOP" | "START" | "HELP";

/** Twilio's default keywords; a text counts only as a whole, in any case, trimmed. */
const KEYWORDS: Record<string, OptOutType | undefined> = {
  STOP: "STOP",
  STOPALL: "STOP",
  UNSUBSCRIBE: "STOP",
  CANCEL: "STOP",
  END: "STOP",
  QUIT: "STOP",
  REVOKE: "STOP",
  OPTOUT: "STOP",
  START: "START",
  UNSTOP: "START",
  YES: "START",
  HELP: "HELP",
  INFO: "HELP",
};

/** Twilio's standard answers to them. */
const REPLIES: Record<OptOutType, string> = {
  STOP:
    "You have successfully been unsubscribed. You will not receive any more messages from this " +
    "number. Reply START to resubscribe.",
  START:
    "You have successfully been re-subscribed to messages from this number. Reply HELP for help. " +
    "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
  HELP: "Reply STOP to unsubscribe. Msg&Data Rates May Apply.",
};

/** Who told the carrier to stop, between which two numbers; it enforces that by itself. */
export class OptOuts {
  readonly #stopped = new Set<string>();

  has(person: string, ours: string): boolean {
    return this.#stopped.has(`${person} ${ours}`);
  }

  /**
   * Acts on a text from a person as Twilio does with Advanced Opt-Out, and returns what it took it
   * for and answered, or null. YES is a keyword only of someone who has stopped.
   */
  hear(person: string, ours: string, body: string): { type: OptOutType; reply: string } | null {
    const word = body.trim().toUpperCase();
    const type = Object.hasOwn(KEYWORDS, word) ? KEYWORDS[word] : undefined;
    if (type === undefined) return null;
    if (word === "YES" && !this.has(person, ours)) return null;
    if (type === "STOP") this.#stopped.add(`${person} ${ours}`);
    if (type === "START") this.#stopped.delete(`${person} ${ours}`);
    return { type, reply: REPLIES[type] };
  }

  clear(): void {
    this.#stopped.clear();
  }
}
