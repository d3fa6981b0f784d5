import { randomUUID } from "node:crypto";
import { z } from "zod";
import { eventsOf } from "../../chat/events.ts";
import type { Page } from "../../chat/page.ts";

const ANSWER_MS_MAX = 60_000;
const LOOK_EVERY_MS = 100;
/** Of an answer that was shown already, this much is said again. */
const END_CHARACTERS = 60;

const told = z.object({
  answer: z.object({ id: z.string(), text: z.string(), stopped: z.boolean() }).nullable(),
});
const refused = z.object({ message: z.string(), retry_after_seconds: z.number() });

type Say = (line: string) => void;

/** Somebody at a page, who says what they do and what they read. */
export class Reader {
  readonly page: Page;
  readonly #say: Say;
  #seen = 0;

  constructor(page: Page, say: Say) {
    this.page = page;
    this.#say = say;
  }

  /** Asks, and reads the answer sentence by sentence as it comes; its id. */
  async ask(text: string): Promise<string> {
    this.#writes(text);
    return await this.#read(await this.page.post(text));
  }

  /** Reads the first sentence, and has had enough. */
  async stop(text: string): Promise<string> {
    this.#writes(text);
    return await this.#read(await this.page.post(text), async () => {
      this.#say("  reader   (presses Stop)");
      await this.page.stop();
    });
  }

  /** Reads the beginning, closes the tab, and comes back. */
  async leave(text: string): Promise<void> {
    this.#writes(text);
    for await (const { event, data } of eventsOf(await this.page.post(text))) {
      if (event === "delta") this.#reads(`… ${String(data.text).trim()}`);
      if (event === "delta") break;
    }
    this.#say("  reader   (closes the tab; comes back, and reads the whole answer)");
    await this.catchUp();
  }

  /** Writes from two tabs at once, of which one sends its message twice. */
  async fromTwoTabs(first: string, second: string): Promise<void> {
    this.#say(`  reader ▸ ${first}   (from one tab,`);
    this.#say(`         ▸ ${second}   and at once, twice, from another)`);
    const id = randomUUID();
    const answers = await Promise.all([
      this.page.post(first),
      this.page.post(second, { id }),
      this.page.post(second, { id }),
    ]);
    await Promise.all(answers.map((answer) => answer.text()));
    await this.catchUp(2);
  }

  /** Writes although they have written too much. */
  async tooFast(text: string): Promise<number> {
    this.#writes(text);
    const answer = await this.page.post(text);
    const { message, retry_after_seconds } = refused.parse(await answer.json());
    this.#reads(`${answer.status} ${message} (Again in ${retry_after_seconds} s.)`);
    return answer.status;
  }

  async rate(message: string, rating: "up" | "down", comment?: string): Promise<void> {
    const { error } = await this.page.client.rpc("give_feedback", {
      message_id: message,
      rating,
      ...(comment === undefined ? {} : { comment }),
    });
    if (error !== null) throw new Error(`the thumb was not taken: ${error.code}`);
    this.#say(`  reader   ${rating === "up" ? "👍" : "👎"}${comment ? ` “${comment}”` : ""}`);
  }

  /** Takes a thumb back. */
  async unrate(message: string): Promise<void> {
    await this.page.client.rpc("withdraw_feedback", { message_id: message });
    this.#say("  reader   (takes it back)");
  }

  /** Waits until so many answers stand there that were not read before, and says them. */
  async catchUp(answers = 1): Promise<void> {
    const until = Date.now() + ANSWER_MS_MAX;
    for (;;) {
      const messages = await this.page.read();
      const ours = messages.slice(this.#seen).filter(({ role }) => role !== "user");
      if (ours.length >= answers) {
        for (const { text } of ours) this.#reads(shortened(text));
        this.#seen = messages.length;
        return;
      }
      if (Date.now() > until) throw new Error(`no answer within ${ANSWER_MS_MAX / 1000} s`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  async #read(response: Response, onFirst?: () => Promise<void>): Promise<string> {
    let shown = "";
    let id = "";
    for await (const { event, data } of eventsOf(response)) {
      if (event === "delta") {
        this.#reads(`… ${String(data.text).trim()}`);
        if (shown === "") await onFirst?.();
        shown += data.text;
      }
      if (event === "queued") await this.catchUp();
      if (event !== "answer") continue;
      const { answer } = told.parse(data);
      id = answer?.id ?? "";
      this.#reads(
        answer?.stopped
          ? `(kept, marked as stopped: …${end(answer.text)})`
          : shortened(answer?.text ?? ""),
      );
    }
    this.#seen = (await this.page.read()).length;
    return id;
  }

  #writes(text: string): void {
    this.#say(`  reader ▸ ${text}`);
  }

  #reads(text: string): void {
    this.#say(`         ◂ ${text}`);
  }
}

function shortened(text: string): string {
  return text.length <= 3 * END_CHARACTERS
    ? text
    : `${text.slice(0, END_CHARACTERS)} … ${end(text)} (${text.length} characters)`;
}

function end(text: string): string {
  return text.slice(-END_CHARACTERS);
}
