import { find } from "./dom.js";

/** As long as the function takes. */
const CHARACTERS_MAX = 8_000;
/** From here on it is said how many there are. */
const CHARACTERS_MANY = 7_000;

/** Where a message is written. What was begun in one conversation is there when one comes back to it. */
export class Composer {
  #text = find("text", HTMLTextAreaElement);
  #count = find("count", HTMLElement);
  #send = find("send", HTMLButtonElement);
  /** @type {Map<string, string>} */
  #begun = new Map();
  #conversation = "";

  /** @param {(words: string) => void} onSend */
  constructor(onSend) {
    const form = find("composer", HTMLFormElement);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#send.disabled) return;
      const words = this.#words;
      this.#put("");
      onSend(words);
      this.focus();
    });
    this.#text.addEventListener("input", () => this.#look());
    this.#text.addEventListener("keydown", (event) => {
      // On a phone Enter makes a line; nor does it send a word that is still being composed.
      const isLine = event.shiftKey || event.isComposing || matchMedia("(pointer: coarse)").matches;
      if (event.key !== "Enter" || isLine) return;
      event.preventDefault();
      form.requestSubmit();
    });
  }

  /** @param {string} conversation */
  open(conversation) {
    this.#begun.set(this.#conversation, this.#text.value);
    this.#conversation = conversation;
    this.#put(this.#begun.get(conversation) ?? "");
  }

  /**
   * Gives words back to who wrote them, before what they have begun since.
   * @param {string} words
   */
  giveBack(words) {
    this.#put(this.#words === "" ? words : `${words}\n${this.#text.value}`);
    this.focus();
  }

  focus() {
    this.#text.focus();
  }

  get #words() {
    return this.#text.value.trim();
  }

  /** @param {string} words */
  #put(words) {
    this.#text.value = words;
    this.#look();
  }

  #look() {
    const { length } = this.#words;
    const isMany = length > CHARACTERS_MANY;
    this.#count.textContent = isMany ? `${length} of ${CHARACTERS_MAX} characters` : "";
    this.#count.classList.toggle("too-many", length > CHARACTERS_MAX);
    this.#send.disabled = length === 0 || length > CHARACTERS_MAX;
  }
}
