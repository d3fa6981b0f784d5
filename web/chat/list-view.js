import { bdi, button, element, find, say, time } from "./dom.js";
import { CONVERSATIONS_MAX } from "./door.js";

/**
 * The list of somebody's conversations: those that are active, or those that are archived.
 *
 * @typedef {import("./door.js").Conversation} Conversation
 */

const NAME_CHARACTERS_MAX = 200;
export const UNREACHED = "That could not be read just now.";

export class ListView {
  #list = find("conversations", HTMLUListElement);
  #note = find("list-note", HTMLElement);
  #more = find("more", HTMLButtonElement);
  /** @type {Conversation[]} */
  #conversations = [];
  /** @type {Map<string, string>} */
  #firstWords = new Map();
  #showsArchived = false;
  #current = "";
  #door;

  /** @param {Pick<import("./door.js").Door, "conversations" | "firstWords">} door */
  constructor(door) {
    this.#door = door;
    find("active", HTMLElement).addEventListener("click", () => void this.show(false));
    find("archived", HTMLElement).addEventListener("click", () => void this.show(true));
    this.#more.addEventListener("click", () => void this.load(this.#conversations.length));
  }

  /** @param {boolean} archived */
  show(archived) {
    this.#showsArchived = archived;
    find("active", HTMLElement).setAttribute("aria-pressed", String(!archived));
    find("archived", HTMLElement).setAttribute("aria-pressed", String(archived));
    return this.load();
  }

  /** Reads it anew, or what comes after so many. */
  async load(offset = 0) {
    const archived = this.#showsArchived;
    const read = await this.#door.conversations(archived, offset);
    if (archived !== this.#showsArchived) return; // Another one was asked for since.
    if (read === null) {
      return this.say(
        UNREACHED,
        button("Try again", () => void this.load(offset)),
      );
    }
    this.#conversations = offset === 0 ? read : [...this.#conversations, ...read];
    this.#more.hidden = read.length < CONVERSATIONS_MAX;
    const nameless = read.filter((one) => one.title === null && one.lastPosition > 0);
    for (const [id, words] of await this.#door.firstWords(nameless.map(({ id }) => id))) {
      this.#firstWords.set(id, words);
    }
    const none = archived ? "No conversation is archived." : "There is no conversation yet.";
    this.say(this.#conversations.length === 0 ? none : "");
    this.#render();
  }

  /**
   * Which one is open; none by an empty id.
   * @param {string} id
   */
  mark(id) {
    this.#current = id;
    this.#render();
  }

  /**
   * @param {string} words
   * @param {HTMLElement} [action]
   */
  say(words, action) {
    say(this.#note, words, action);
  }

  /** Those that it shows. */
  get conversations() {
    return this.#conversations;
  }

  /**
   * What was said first in one, which is its name while it has no title.
   * @param {string} id
   * @param {string} words
   */
  learn(id, words) {
    this.#firstWords.set(id, words);
  }

  /** @param {Conversation} conversation */
  nameOf({ id, title }) {
    const name = title ?? this.#firstWords.get(id) ?? "New conversation";
    return name.slice(0, NAME_CHARACTERS_MAX);
  }

  #render() {
    const focused = this.#list.contains(document.activeElement) ? document.activeElement : null;
    const href = focused?.getAttribute("href");
    const items = this.#conversations.map((one) => {
      const attributes = { href: `#${one.id}`, "aria-current": one.id === this.#current && "page" };
      return element("li", {}, element("a", attributes, bdi(this.nameOf(one)), time(one.at)));
    });
    this.#list.replaceChildren(...items);
    if (href) this.#list.querySelector(/** @type {"a"} */ (`a[href="${href}"]`))?.focus();
  }
}
