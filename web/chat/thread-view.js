import { button, element, find, time } from "./dom.js";

/**
 * Shows a conversation: what stands in it, what is on its way, what is being written.
 *
 * @typedef {import("./message.js").Message} Message
 * @typedef {{ key: string, stamp: string, make: () => HTMLElement }} Item What has the same stamp looks the same.
 * @typedef {{ again(id: string): void, takeBack(id: string): void }} Actions
 */

/** Whoever is no further from the end than this is reading there, in pixels. */
const END_PIXELS = 96;

export class ThreadView {
  #list = find("messages", HTMLOListElement);
  #scroll = find("scroll", HTMLElement);
  /** @type {Map<string, { stamp: string, node: HTMLElement }>} */
  #shown = new Map();
  #actions;

  /** @param {Actions} actions */
  constructor(actions) {
    this.#actions = actions;
  }

  /** Forgets what it shows: another conversation is opened, and read from its end. */
  clear() {
    this.#shown.clear();
    this.#list.replaceChildren();
  }

  /**
   * @param {import("./thread.js").Thread} thread
   * @param {import("./thumbs.js").Thumbs} thumbs
   */
  show(thread, thumbs) {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroll;
    const isAtEnd = scrollHeight - scrollTop - clientHeight < END_PIXELS;
    this.#place([
      ...thread.messages.map((message) => messageItem(message, thumbs)),
      ...thread.outgoing.map((message) => this.#outgoingItem(message)),
      ...thread.drafts.map(draftItem),
      ...(thread.isNew && !thread.unread ? [readingItem()] : []),
    ]);
    if (isAtEnd) this.toEnd();
  }

  /**
   * Does what puts something before what is read, and leaves that where it is.
   * @param {() => Promise<void>} act
   */
  async keepPlace(act) {
    const toEnd = this.#scroll.scrollHeight - this.#scroll.scrollTop;
    await act();
    this.#scroll.scrollTop = this.#scroll.scrollHeight - toEnd;
  }

  /** Whoever writes wants to see what comes of it. */
  toEnd() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
  }

  /**
   * Puts the items in their places, and leaves alone what is there: it may have the focus, or be
   * selected to be copied.
   * @param {Item[]} items
   */
  #place(items) {
    const had = this.#shown;
    this.#shown = new Map();
    items.forEach(({ key, stamp, make }, index) => {
      const known = had.get(key);
      const node = known?.stamp === stamp ? known.node : this.#replace(known?.node, make());
      this.#shown.set(key, { stamp, node });
      const there = this.#list.children[index];
      if (there !== node) this.#list.insertBefore(node, there ?? null);
    });
    while (this.#list.children.length > items.length) this.#list.lastElementChild?.remove();
  }

  /**
   * Takes the place of a node that looked otherwise, and its focus, if the same control is in both.
   * @param {HTMLElement | undefined} old
   * @param {HTMLElement} node
   */
  #replace(old, node) {
    if (old === undefined) return node;
    const focused = old.contains(document.activeElement) ? document.activeElement : null;
    const key = focused?.getAttribute("data-key") ?? null;
    old.replaceWith(node);
    if (focused === null) return node;
    const next = key === null ? null : node.querySelector(`[data-key="${key}"]`);
    const form = node.querySelector("textarea") ?? next ?? node.querySelector("button");
    if (form instanceof HTMLElement) form.focus();
    return node;
  }

  /**
   * @param {import("./thread.js").Outgoing} message
   * @returns {Item}
   */
  #outgoingItem(message) {
    const { id, text, phase, note } = message;
    return {
      key: `outgoing ${id}`,
      stamp: `${phase} ${note}`,
      make: () => {
        const words = element("div", { class: "words" }, text);
        const made = element("li", { class: `own ${phase}` }, heard("You"), words);
        if (phase === "sending") made.append(element("p", { class: "about" }, "Sending…"));
        if (note !== null) made.append(element("p", { class: "note" }, note));
        if (phase !== "sending") {
          made.append(
            element(
              "div",
              { class: "buttons" },
              button("Send again", () => this.#actions.again(id)),
              button("Take it back", () => this.#actions.takeBack(id), { class: "quiet" }),
            ),
          );
        }
        return made;
      },
    };
  }
}

/**
 * @param {Message} message
 * @param {import("./thumbs.js").Thumbs} thumbs
 * @returns {Item}
 */
function messageItem(message, thumbs) {
  const { id, text, html, at, stopped, urgent, note } = message;
  const isRated = html !== null && !urgent;
  return {
    key: id,
    stamp: JSON.stringify([text, html, stopped, urgent, note, isRated ? thumbs.of(id) : null]),
    make: () => {
      const words = element("div", { class: "words" });
      if (html === null) words.textContent = text;
      // Made by the server, of Markdown, so that nothing in it can act (text/safe-html.ts); and this
      // page's Content-Security-Policy runs nothing that is not a file of its own.
      else words.innerHTML = html;
      const kind = html === null ? "own" : urgent ? "answer urgent" : "answer";
      const who = heard(html === null ? "You" : urgent ? "Help in a crisis" : "Answer");
      const mark = stopped ? element("p", { class: "stopped" }, "(stopped)") : null;
      const noted = note === null ? null : element("p", { class: "note" }, note);
      const about = element("div", { class: "about" }, time(at));
      if (isRated) about.append(...thumbs.show(id));
      return element("li", { class: kind }, who, words, mark, noted, about);
    },
  };
}

/**
 * @param {{ id: string, text: string }} draft
 * @returns {Item}
 */
function draftItem({ id, text }) {
  return {
    key: `draft ${id}`,
    stamp: text,
    make: () => {
      const dots = element("span", { class: "dots", "aria-hidden": "true" }, "···");
      const words = element("div", { class: "words" }, text, dots);
      return element("li", { class: "answer draft" }, heard("Answer, being written"), words);
    },
  };
}

/** @returns {Item} */
function readingItem() {
  return {
    key: "reading",
    stamp: "",
    make: () => element("li", { class: "about" }, "Reading…"),
  };
}

/** @param {string} words For who listens and does not look. */
function heard(words) {
  return element("span", { class: "heard" }, `${words}: `);
}
