import { REPLY_CHARACTERS_MAX } from "../actions.ts";
import type { ReplyContext } from "../worker/turn.ts";
import { wordsToSend } from "./words-to-send.ts";

/** The end of a sentence with what closes it, or of a line: no link and no number is half before it. */
const ENDING = /[.!?…]["'’”)\]*_`]*\s+|\n+/gu;

/**
 * After the first words so many more are waited for, and an eighth of what stands there: each look is
 * over all that was written. A model has written an eighth more before anybody has read the rest.
 */
const NEXT_CHARACTERS_MIN = 60;
const NEXT_SHARE = 1 / 8;

/**
 * What may be shown of an answer that is still being written: whole sentences, each looked at as the
 * answer's end will be, together with all that stands before it. So nothing is shown that could not
 * have been sent as it stands. When a later sentence condemns an earlier one, no more is shown, and
 * the answer that is stored takes the place of it all: docs/decisions/0025.
 */
export class ShownWords {
  readonly #context: ReplyContext;
  readonly #show: (text: string) => void;
  #written = "";
  #looked = 0;
  #shown = "";
  #condemned = false;

  /** @param show is given what comes next, never again what was shown. */
  constructor(context: ReplyContext, show: (text: string) => void) {
    this.#context = context;
    this.#show = show;
  }

  /** Whether anything has been shown. */
  get begun(): boolean {
    return this.#shown !== "";
  }

  add(text: string): void {
    this.#written += text;
    // What is longer than a reply may be is cut in the end.
    if (this.#condemned || this.#looked > REPLY_CHARACTERS_MAX) return;
    const end = this.#lastEnding();
    const next = Math.max(NEXT_CHARACTERS_MIN, this.#looked * NEXT_SHARE);
    if (end - this.#looked < (this.begun ? next : 1)) return;
    this.#looked = end;
    const words = wordsToSend(this.#written.slice(0, end), this.#context);
    if (words.withheld || !words.text.startsWith(this.#shown)) {
      this.#condemned = true;
      return;
    }
    const more = words.text.slice(this.#shown.length);
    this.#shown = words.text;
    if (more !== "") this.#show(more);
  }

  /** Where the last whole sentence ends; what was looked at ended with one, too. */
  #lastEnding(): number {
    let end = this.#looked;
    for (const { 0: ending, index } of this.#written.slice(this.#looked).matchAll(ENDING)) {
      end = this.#looked + index + ending.length;
    }
    return end;
  }
}
