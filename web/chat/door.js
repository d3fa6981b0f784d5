import { asRecord, asRecords, call } from "./call.js";
import { messageOf } from "./message.js";

/**
 * What a signed-in person may ask of the system: their conversations by the Data API, under row
 * level security, and what is said in them by the function `chat`.
 *
 * @typedef {{ id: string, title: string | null, archived: boolean, lastPosition: number, at: string }} Conversation
 * @typedef {{ rating: "up" | "down", comment: string | null }} Thumb
 * @typedef {{ conversation_id: string, client_message_id: string, text: string }} Posted
 */

/** Before its message is stored and its answer begins: the function may have to be woken. */
const BEGINNING_MS_MAX = 30_000;
/** Longer than an isolate lives. */
const STREAM_MS_MAX = 420_000;
export const CONVERSATIONS_MAX = 50;

export class Door {
  #config;
  #session;
  /** @type {string[]} */
  #mine = [];

  /**
   * @param {import("./call.js").Config} config
   * @param {import("./session.js").Session} session
   */
  constructor(config, session) {
    this.#config = config;
    this.#session = session;
  }

  /**
   * Links the sign-in to the people it is, and finds them: an operator may read more people than
   * they are. How many they are; null when nobody could say.
   */
  async arrive() {
    await this.rpc("link_sign_in");
    const { tenant_id } = this.#config;
    const at = tenant_id === undefined ? "" : `&tenant_id=eq.${tenant_id}`;
    const { status, body } = await this.#select(
      `users?select=id&auth_id=eq.${this.#session.userId}${at}`,
    );
    if (status !== 200) return null;
    this.#mine = asRecords(body).map(({ id }) => String(id));
    return this.#mine.length;
  }

  /**
   * The newest first; null when they could not be read.
   * @param {boolean} archived
   * @param {number} offset
   * @returns {Promise<Conversation[] | null>}
   */
  async conversations(archived, offset) {
    const { status, body } = await this.#select(
      `conversations?select=id,title,is_archived,last_position,created_at,last_message_at` +
        `&user_id=in.(${this.#mine})&channel=eq.web&is_archived=is.${archived}` +
        `&order=last_message_at.desc.nullsfirst,created_at.desc` +
        `&limit=${CONVERSATIONS_MAX}&offset=${offset}`,
    );
    return status === 200 ? asRecords(body).map(conversationOf) : null;
  }

  /**
   * One of one's own; null when there is none, or nobody could say.
   * @param {string} id
   */
  async conversation(id) {
    const { body } = await this.#select(
      `conversations?select=id,title,is_archived,last_position,created_at,last_message_at` +
        `&id=eq.${id}&user_id=in.(${this.#mine})&channel=eq.web`,
    );
    const [found] = asRecords(body);
    return found === undefined ? null : conversationOf(found);
  }

  /**
   * What was said first in each: the name of one that has none.
   * @param {string[]} ids
   * @returns {Promise<Map<string, string>>}
   */
  async firstWords(ids) {
    if (ids.length === 0) return new Map();
    const { body } = await this.#select(
      `messages?select=conversation_id,content&conversation_id=in.(${ids})&position=eq.1`,
    );
    return new Map(
      asRecords(body).map((row) => [String(row.conversation_id), String(row.content)]),
    );
  }

  /**
   * What was given to these answers; null when it could not be read.
   * @param {string[]} ids
   * @returns {Promise<Map<string, Thumb> | null>}
   */
  async thumbs(ids) {
    const { status, body } = await this.#select(
      `feedback?select=message_id,rating,comment&user_id=in.(${this.#mine})&message_id=in.(${ids})`,
    );
    if (status !== 200) return null;
    return new Map(asRecords(body).map((row) => [String(row.message_id), thumbOf(row)]));
  }

  /**
   * What stands in a conversation after a position; null when it could not be read.
   * @param {string} conversation
   * @param {number} after
   */
  async read(conversation, after) {
    const url = `${this.#config.functions_url}/chat?conversation=${conversation}&after=${after}`;
    const { status, body } = await this.#call(url);
    if (status !== 200) return null;
    const { messages, more } = asRecord(body);
    return { messages: asRecords(messages).map(messageOf), more: more === true };
  }

  /**
   * Writes a message. Its answer may be a stream; null when there was none.
   * @param {Posted} message
   * @returns {Promise<Response | null>}
   */
  async post(message) {
    const first = await this.#postOnce(message);
    if (first?.status !== 401 || !this.#session.isOpen) return first;
    this.#session.mistrust();
    return await this.#postOnce(message);
  }

  /**
   * @param {Posted} message
   * @returns {Promise<Response | null>}
   */
  async #postOnce(message) {
    const { status, token } = await this.#session.token();
    if (status === 0) return null;
    if (status !== 200) return new Response(null, { status });
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), BEGINNING_MS_MAX);
    try {
      return await fetch(`${this.#config.functions_url}/chat`, {
        method: "POST",
        headers: { ...this.#headers(token), "content-type": "application/json" },
        body: JSON.stringify(message),
        signal: AbortSignal.any([late.signal, AbortSignal.timeout(STREAM_MS_MAX)]),
      });
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * @param {string} name
   * @param {Record<string, unknown>} [args]
   */
  rpc(name, args = {}) {
    return this.#call(`${this.#config.api_url}/rest/v1/rpc/${name}`, {
      method: "POST",
      body: args,
    });
  }

  /** Begins a conversation. */
  begin() {
    const { tenant_id } = this.#config;
    return this.rpc("start_conversation", tenant_id === undefined ? {} : { tenant_id });
  }

  /** @param {string} query */
  #select(query) {
    return this.#call(`${this.#config.api_url}/rest/v1/${query}`);
  }

  /**
   * Once more with a new token, when the first is refused before its time.
   * @param {string} url
   * @param {{ method?: string, body?: unknown }} [request]
   */
  async #call(url, request) {
    const first = await this.#callOnce(url, request);
    if (first.status !== 401 || !this.#session.isOpen) return first;
    this.#session.mistrust();
    return await this.#callOnce(url, request);
  }

  /**
   * @param {string} url
   * @param {{ method?: string, body?: unknown }} [request]
   */
  async #callOnce(url, request = {}) {
    const { status, token } = await this.#session.token();
    if (status !== 200) return { status, body: null };
    return await call(url, { ...request, headers: this.#headers(token) });
  }

  /** @param {string} token */
  #headers(token) {
    return { apikey: this.#config.publishable_key, authorization: `Bearer ${token}` };
  }
}

/**
 * @param {Record<string, unknown>} row
 * @returns {Conversation}
 */
function conversationOf({ id, title, is_archived, last_position, created_at, last_message_at }) {
  return {
    id: String(id),
    title: typeof title === "string" ? title : null,
    archived: is_archived === true,
    lastPosition: Number(last_position),
    at: String(last_message_at ?? created_at),
  };
}

/**
 * @param {Record<string, unknown>} row
 * @returns {Thumb}
 */
function thumbOf({ rating, comment }) {
  return {
    rating: rating === "up" ? "up" : "down",
    comment: typeof comment === "string" ? comment : null,
  };
}
