/**
 * Server-sent events (HTML, 9.2.6) read from a fetch: EventSource can neither post nor carry a
 * sign-in.
 *
 * @typedef {{ event: string, data: string }} ServerEvent
 */

/** An answer is a few thousand characters, and as HTML some more. */
const EVENT_CHARACTERS_MAX = 1_000_000;

/** Makes events of bytes as they come, wherever these are cut. */
export class EventParser {
  /** A character may be cut, too: the decoder keeps its first half. */
  #decoder = new TextDecoder();
  #rest = "";
  #event = "";
  /** @type {string[]} */
  #data = [];
  #dataLength = 0;

  /**
   * The events that these bytes end. Throws when one would be longer than any of ours.
   * @param {Uint8Array} bytes
   * @returns {ServerEvent[]}
   */
  push(bytes) {
    const text = this.#rest + this.#decoder.decode(bytes, { stream: true });
    // A carriage return in the end may be the first half of an ending.
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? "";
    const events = lines.flatMap((line) => this.#take(line));
    if (this.#rest.length + this.#dataLength > EVENT_CHARACTERS_MAX) {
      throw new Error("an event has no end");
    }
    return events;
  }

  /**
   * @param {string} line
   * @returns {ServerEvent[]}
   */
  #take(line) {
    if (line === "") return this.#end();
    const [, field, value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === "event") this.#event = value;
    if (field === "data") {
      this.#data.push(value);
      this.#dataLength += value.length;
    }
    return []; // A comment has no name of a field, and we ask for no others.
  }

  #end() {
    const ended = { event: this.#event || "message", data: this.#data.join("\n") };
    const said = this.#data.length > 0;
    this.#event = "";
    this.#data = [];
    this.#dataLength = 0;
    return said ? [ended] : [];
  }
}

/**
 * The events of a body, one by one, until it ends; leaving the loop closes it. Throws when the
 * connection breaks, or says nothing for so long: whoever sends says something in between.
 * @param {ReadableStream<Uint8Array>} body
 * @param {number} silenceMsMax
 */
export async function* eventsOf(body, silenceMsMax) {
  const reader = body.getReader();
  const parser = new EventParser();
  try {
    for (;;) {
      const { done, value } = await within(reader.read(), silenceMsMax);
      if (done) return;
      yield* parser.push(value);
    }
  } finally {
    // Of a connection that is broken there is nothing to close.
    reader.cancel().catch(() => {});
  }
}

/**
 * @template Value
 * @param {Promise<Value>} promise
 * @param {number} msMax
 * @returns {Promise<Value>}
 */
async function within(promise, msMax) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("nothing was said for too long")), msMax);
  });
  try {
    return await Promise.race([promise, /** @type {Promise<never>} */ (late)]);
  } finally {
    clearTimeout(timer);
  }
}
