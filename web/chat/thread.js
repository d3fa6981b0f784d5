import { asRecord, jsonOf, jsonOrNull } from "./call.js";
import { messageOf, toldOf } from "./message.js";
import { refusal } from "./refusal.js";
import { eventsOf } from "./sse.js";

/**
 * One conversation as its page has it: what stands in it, what is on its way, what is being written.
 * It knows nothing of how it is shown.
 *
 * @typedef {import("./message.js").Message} Message
 * @typedef {{ read: import("./door.js").Door["read"], post: import("./door.js").Door["post"],
 *   rpc: import("./door.js").Door["rpc"] }} Doors
 * @typedef {{ id: string, text: string, phase: "sending" | "unsent" | "refused", note: string | null }} Outgoing
 * @typedef {{
 *   pause(ms: number): Promise<void>, changed(): void, say(words: string): void, now(): number,
 * }} Around `say` is for who listens and does not look.
 */

/** A page of the function `chat`. */
const PAGE_MESSAGES = 100;
/** What may be new since one last looked; more is shown by looking again. */
const PAGES_MAX = 10;
/** With the pauses between them some fifteen seconds. */
const POSTS_MAX = 5;
/** With the pauses between them three minutes. */
const LOOKS_MAX = 24;
const PAUSE_MS = 500;
const PAUSE_MS_MAX = 8_000;
/** The function says something every ten seconds. */
const SILENCE_MS_MAX = 30_000;

const MAY_STAND =
  "It may have got through, and that cannot be seen just now. Take it back when you are connected again.";

export class Thread {
  /** Whether the beginning is not among the messages. */
  hasEarlier = false;
  /** Whether nothing of it has been read yet. */
  isNew = true;
  /** Whether the last reading failed. */
  unread = false;
  /** Whether an answer takes so long that nobody looks for it any more. */
  late = false;
  /** @type {Outgoing[]} On their way, or stuck there. */
  outgoing = [];
  /** @type {Map<string, Message>} */
  #messages = new Map();
  /** @type {Map<string, string>} What has been written so far, by the message it answers. */
  #drafts = new Map();
  /** @type {Set<string>} Messages whose answer is streaming into this page. */
  #streaming = new Set();
  /** @type {Promise<void> | null} */
  #looking = null;
  /** The position up to which it was read, or from which it will be. */
  #after;
  #door;
  #around;

  /**
   * @param {Doors} door
   * @param {{ id: string, lastPosition: number }} conversation
   * @param {Around} around
   */
  constructor(door, conversation, around) {
    this.#door = door;
    this.#around = around;
    this.id = conversation.id;
    this.#after = Math.max(0, conversation.lastPosition - PAGE_MESSAGES);
    this.hasEarlier = this.#after > 0;
  }

  /** What stands, oldest first. */
  get messages() {
    return [...this.#messages.values()].sort((a, b) => a.position - b.position);
  }

  /** What is being written: the words so far of each answer to come, or that there are none yet. */
  get drafts() {
    const waiting = this.messages.filter((message) => message.waiting);
    const drafts = waiting.map(({ id }) => ({ id, text: this.#drafts.get(id) ?? "" }));
    const begun = drafts.filter(({ text }) => text !== "");
    return begun.length > 0 ? begun : drafts.slice(0, 1);
  }

  /** Whether a message waits for its answer. */
  get isWaiting() {
    return this.messages.some(({ waiting }) => waiting);
  }

  /** Reads what is new, and goes on looking while a message waits. */
  async catchUp() {
    await this.#read();
    if (this.#unheard()) await this.#look();
  }

  /** Looks again for an answer that takes long. */
  async lookAgain() {
    this.late = false;
    await this.catchUp();
  }

  /** What stands before what is shown. */
  async earlier() {
    const first = this.messages[0]?.position ?? this.#after + 1;
    const after = Math.max(0, first - 1 - PAGE_MESSAGES);
    const read = await this.#door.read(this.id, after);
    this.unread = read === null;
    if (read !== null) {
      for (const message of read.messages) this.#put(message);
      this.hasEarlier = after > 0;
    }
    this.#around.changed();
  }

  /** @param {string} text */
  async send(text) {
    // Made once: sent again, it is the same message.
    const message = {
      id: crypto.randomUUID(),
      text,
      phase: /** @type {const} */ ("sending"),
      note: null,
    };
    this.outgoing.push(message);
    await this.#deliver(message);
  }

  /** @param {string} id Of a message that is stuck. */
  async sendAgain(id) {
    const message = this.outgoing.find((one) => one.id === id);
    if (message !== undefined && message.phase !== "sending") await this.#deliver(message);
  }

  /**
   * Takes a message back that is stuck; its text. Null when it had got through after all, or may
   * have: written again it would be another message.
   * @param {string} id
   */
  async takeBack(id) {
    await this.#read();
    const message = this.outgoing.find((one) => one.id === id);
    if (message === undefined || message.phase === "sending") return null;
    if (this.unread && message.phase === "unsent") {
      message.note = MAY_STAND;
      this.#around.say(message.note);
      this.#around.changed();
      return null;
    }
    this.#forget(id);
    this.#around.changed();
    return message.text;
  }

  /** Ends the answer that is being written; false when that cannot be. */
  async stop() {
    const { body } = await this.#door.rpc("stop_answer", { conversation_id: this.id });
    if (body !== true) await this.#read();
    return body === true;
  }

  /** @param {Outgoing} message */
  async #deliver(message) {
    message.phase = "sending";
    message.note = null;
    this.#around.changed();
    for (let posts = 0; posts < POSTS_MAX; posts += 1) {
      if (posts > 0) await this.#around.pause(pauseMs(posts));
      const response = await this.#door.post({
        conversation_id: this.id,
        client_message_id: message.id,
        text: message.text,
      });
      if (response === null || isPassing(response.status)) continue;
      if (!response.ok) return this.#refuse(message, response);
      if (await this.#hear(message, response)) {
        if (this.#hasGap) await this.#read();
        if (this.#unheard()) await this.#look();
        return;
      }
    }
    message.phase = "unsent";
    message.note = "It did not get through.";
    this.#around.say(message.note);
    this.#around.changed();
  }

  /**
   * Whether the message is stored, as far as this answer says.
   * @param {Outgoing} message
   * @param {Response} response
   */
  async #hear(message, response) {
    try {
      if (response.headers.get("content-type")?.startsWith("text/event-stream") && response.body) {
        for await (const { event, data } of untilLost(response.body)) {
          this.#heard(message, event, jsonOrNull(data));
        }
      } else {
        this.#settle(message, await jsonOf(response));
      }
    } finally {
      for (const { id, clientId } of this.messages) {
        if (clientId === message.id) this.#streaming.delete(id);
      }
    }
    return !this.outgoing.includes(message);
  }

  /**
   * @param {Outgoing} message
   * @param {string} event
   * @param {unknown} data
   */
  #heard(message, event, data) {
    if (event === "open" || event === "answer") return this.#settle(message, data, event);
    const asked = this.messages.find(({ clientId }) => clientId === message.id);
    // Its answer may have been read meanwhile, and then it was said as well.
    if (asked === undefined || !asked.waiting) return;
    if (event === "delta") {
      const { text } = asRecord(data);
      this.#drafts.set(asked.id, (this.#drafts.get(asked.id) ?? "") + text);
      this.#around.say(String(text));
    }
    // What was shown is not the answer after all; or somebody else will write it.
    if (event === "restart" || event === "queued") this.#drafts.delete(asked.id);
    this.#around.changed();
  }

  /**
   * @param {Outgoing} message
   * @param {unknown} body
   * @param {string} [event]
   */
  #settle(message, body, event) {
    const told = toldOf(body);
    if (told === null) return;
    const waiting = told.state === "queued";
    if (event === "open") this.#streaming.add(told.id);
    const draft = this.#drafts.get(told.id) ?? "";
    this.#put({
      ...messageOf({ id: told.id, position: told.position, text: message.text }),
      at: new Date(this.#around.now()).toISOString(),
      clientId: message.id,
      waiting,
      note: noteOf(told),
    });
    const said = new Set([told.fixedWords, told.answer]);
    for (const words of said) {
      if (words === null || this.#messages.has(words.id)) continue;
      this.#put(words);
      this.#sayRest(words.text, [draft]);
    }
    this.#around.changed();
  }

  /**
   * @param {Outgoing} message
   * @param {Response} response
   */
  async #refuse(message, response) {
    const body = asRecord(await jsonOf(response));
    message.phase = "refused";
    message.note = refusal(response.status, body, this.#around.now());
    this.#around.say(message.note);
    this.#around.changed();
  }

  /** Looks until no message waits, or for as long as is worth while. One at a time. */
  #look() {
    this.#looking ??= this.#lookOn().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #lookOn() {
    this.late = false;
    for (let looks = 0; looks < LOOKS_MAX && this.#unheard(); looks += 1) {
      await this.#around.pause(pauseMs(looks));
      await this.#read();
    }
    this.late = this.#unheard();
    this.#around.changed();
  }

  /** Whether a message waits whose answer does not stream into this page. */
  #unheard() {
    return this.messages.some(({ id, waiting }) => waiting && !this.#streaming.has(id));
  }

  /** Reads from the first message that waits, or else behind what is read. */
  async #read() {
    const waiting = this.messages.find((message) => message.waiting)?.position ?? Infinity;
    let after = Math.min(waiting - 1, this.#readTo);
    for (let pages = 0; pages < PAGES_MAX; pages += 1) {
      const read = await this.#door.read(this.id, after);
      this.unread = read === null;
      if (read === null) break;
      this.isNew = false;
      this.#putRead(read.messages);
      after = read.messages.at(-1)?.position ?? after;
      this.#after = Math.max(this.#after, after);
      if (!read.more) break;
    }
    this.#around.changed();
  }

  /**
   * The position up to which nothing is missing. What another tab writes stands between what this
   * one was told of.
   */
  get #readTo() {
    let readTo = this.#after;
    for (const { position } of this.messages) if (position === readTo + 1) readTo = position;
    return readTo;
  }

  get #hasGap() {
    return (this.messages.at(-1)?.position ?? 0) > this.#readTo;
  }

  /** @param {Message[]} messages */
  #putRead(messages) {
    // What one has waited for is said.
    const isAwaited = this.isWaiting;
    const drafts = [...this.#drafts.values()];
    for (const message of messages) {
      const isNews = !this.#messages.has(message.id) && message.html !== null;
      this.#put(message);
      if (isNews && isAwaited) this.#sayRest(message.text, drafts);
    }
  }

  /**
   * Says what was not said while it was written: its last sentence never was, since nothing came
   * after it; and all of it, when it is not what was shown.
   * @param {string} text
   * @param {string[]} drafts
   */
  #sayRest(text, drafts) {
    const said = drafts.find((draft) => text.startsWith(draft)) ?? "";
    if (text !== said) this.#around.say(text.slice(said.length));
  }

  /** @param {Message} message */
  #put(message) {
    const note = message.note ?? this.#messages.get(message.id)?.note ?? null;
    this.#messages.set(message.id, { ...message, note });
    if (!message.waiting) this.#drafts.delete(message.id);
    if (message.clientId !== null) this.#forget(message.clientId);
  }

  /** @param {string} id */
  #forget(id) {
    this.outgoing = this.outgoing.filter((one) => one.id !== id);
  }
}

/**
 * The events of a stream until it ends, or is lost: what it would have said will be read.
 * @param {ReadableStream<Uint8Array>} body
 */
async function* untilLost(body) {
  try {
    yield* eventsOf(body, SILENCE_MS_MAX);
  } catch {
    // A connection that broke, or fell silent; whatever its reader throws does not come here.
  }
}

/**
 * How long to wait before one tries again, the more often the longer.
 * @param {number} tries
 */
export function pauseMs(tries) {
  return Math.min(PAUSE_MS * 2 ** tries, PAUSE_MS_MAX);
}

/**
 * Whether the same may well succeed in a moment.
 * @param {number} status
 */
function isPassing(status) {
  return status === 408 || status >= 500;
}

/** @param {import("./message.js").Told} told */
function noteOf({ state, answer }) {
  if (state === "unanswered") return "This is kept, and is not answered.";
  return state === "answered" && answer === null ? "Stopped before its answer began." : null;
}
