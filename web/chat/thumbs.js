import { button, element, find } from "./dom.js";

/**
 * Thumbs on the answers of a conversation, each with words to it, given and withdrawn again.
 *
 * @typedef {import("./door.js").Thumb} Thumb
 * @typedef {{ thumb: Thumb | null, isOpen: boolean, note: string | null }} State
 */

/** As long as the database keeps. */
const COMMENT_CHARACTERS_MAX = 2_000;
/** So many ids go into one address. */
const IDS_MAX = 100;

const NAMES = { up: "Good answer", down: "Bad answer" };
const FAILED = "That was not kept. Try it again.";

export class Thumbs {
  /** @type {Map<string, State>} */
  #states = new Map();
  #door;
  #changed;

  /**
   * @param {Pick<import("./door.js").Door, "rpc" | "thumbs">} door
   * @param {() => void} changed
   */
  constructor(door, changed) {
    this.#door = door;
    this.#changed = changed;
  }

  /**
   * Learns what was given to these answers, once each.
   * @param {string[]} ids
   */
  async learn(ids) {
    const unknown = ids.filter((id) => !this.#states.has(id)).slice(-IDS_MAX);
    if (unknown.length === 0) return;
    for (const id of unknown) this.#set(id, {});
    const given = await this.#door.thumbs(unknown);
    if (given === null) {
      // Asked for again when something else is shown; now, it would be for ever.
      for (const id of unknown) this.#states.delete(id);
      return;
    }
    for (const [id, thumb] of given) this.#set(id, { thumb });
    this.#changed();
  }

  /**
   * @param {string} id
   * @returns {State}
   */
  of(id) {
    return this.#states.get(id) ?? { thumb: null, isOpen: false, note: null };
  }

  /**
   * @param {string} id
   * @returns {HTMLElement[]}
   */
  show(id) {
    const { thumb, isOpen, note } = this.of(id);
    const shown = /** @type {HTMLElement[]} */ ([
      this.#thumb(id, "up", thumb?.rating === "up"),
      this.#thumb(id, "down", thumb?.rating === "down"),
    ]);
    if (thumb !== null && !isOpen) {
      const words = thumb.comment === null ? "Say why" : "Change what you said";
      const attributes = { class: "quiet", "data-key": "why" };
      shown.push(button(words, () => this.#show(id, { isOpen: true }), attributes));
    }
    if (thumb !== null && isOpen) shown.push(this.#form(id, thumb));
    if (note !== null) shown.push(element("span", { role: "status" }, note));
    return shown;
  }

  /**
   * @param {string} id
   * @param {"up" | "down"} rating
   * @param {boolean} isGiven
   */
  #thumb(id, rating, isGiven) {
    const press = () => void this.press(id, rating);
    const attributes = {
      "aria-pressed": String(isGiven),
      "aria-label": NAMES[rating],
      class: "thumb",
    };
    const made = button("", press, { ...attributes, title: NAMES[rating], "data-key": rating });
    made.append(find(`thumb-${rating}`, HTMLTemplateElement).content.cloneNode(true));
    return made;
  }

  /**
   * @param {string} id
   * @param {Thumb} thumb
   */
  #form(id, thumb) {
    const name = `comment-${id}`;
    const words = element("textarea", {
      id: name,
      rows: "2",
      maxlength: `${COMMENT_CHARACTERS_MAX}`,
    });
    words.value = thumb.comment ?? "";
    const form = element(
      "form",
      { class: "comment" },
      element("label", { for: name }, thumb.rating === "up" ? "What was good?" : "What was wrong?"),
      words,
      element("button", { type: "submit", class: "primary" }, "Save"),
      button("Cancel", () => this.#show(id, { isOpen: false })),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.give(id, thumb.rating, words.value.trim() || null);
    });
    return form;
  }

  /**
   * Withdraws the thumb that is given, or gives the other in its place: with the words that stand
   * there, since who changes a thumb has not taken them back.
   * @param {string} id
   * @param {"up" | "down"} rating
   */
  async press(id, rating) {
    const { thumb } = this.of(id);
    if (thumb?.rating === rating) await this.withdraw(id);
    else await this.give(id, rating, thumb?.comment ?? null);
  }

  /**
   * @param {string} id
   * @param {"up" | "down"} rating
   * @param {string | null} comment
   */
  async give(id, rating, comment) {
    const args = { message_id: id, rating, ...(comment === null ? {} : { comment }) };
    const { status } = await this.#door.rpc("give_feedback", args);
    if (status !== 200) return this.#show(id, { note: FAILED });
    this.#show(id, { thumb: { rating, comment }, isOpen: false, note: comment && "Thank you." });
  }

  /** @param {string} id */
  async withdraw(id) {
    const { status } = await this.#door.rpc("withdraw_feedback", { message_id: id });
    if (status !== 200) return this.#show(id, { note: FAILED });
    this.#show(id, { thumb: null, isOpen: false, note: null });
  }

  /**
   * @param {string} id
   * @param {Partial<State>} news
   */
  #show(id, news) {
    this.#set(id, { note: null, ...news });
    this.#changed();
  }

  /**
   * @param {string} id
   * @param {Partial<State>} news
   */
  #set(id, news) {
    this.#states.set(id, { ...this.of(id), ...news });
  }
}
