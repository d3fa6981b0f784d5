import { asRecord } from "./call.js";

/**
 * A message as it stands in a conversation. `html` is made by the server and safe to insert; null of
 * one's own. `urgent`: fixed words for who may be in danger. `waiting`: it has no answer yet.
 *
 * @typedef {{
 *   id: string, position: number, text: string, html: string | null, at: string,
 *   stopped: boolean, urgent: boolean, waiting: boolean, clientId: string | null,
 *   note: string | null,
 * }} Message
 *
 * @typedef {{
 *   id: string, position: number, state: string, fixedWords: Message | null, answer: Message | null,
 * }} Told What has become of a message.
 */

/**
 * @param {Record<string, unknown>} row As the function `chat` tells it.
 * @returns {Message}
 */
export function messageOf(row) {
  return {
    id: String(row.id),
    position: Number(row.position),
    text: String(row.text),
    html: typeof row.html === "string" ? row.html : null,
    at: String(row.created_at),
    stopped: row.stopped === true,
    urgent: row.purpose === "crisis",
    waiting: row.waiting === true,
    clientId: typeof row.client_message_id === "string" ? row.client_message_id : null,
    note: null,
  };
}

/**
 * @param {unknown} body Of the events `open` and `answer`, or of an answer that is no stream.
 * @returns {Told | null} Null: it tells of no message.
 */
export function toldOf(body) {
  const { message_id, position, state, fixed_words, answer } = asRecord(body);
  if (typeof message_id !== "string") return null;
  const fixedWords = fixed_words ? { ...messageOf(asRecord(fixed_words)), urgent: true } : null;
  const words = answer ? messageOf(asRecord(answer)) : null;
  return {
    id: message_id,
    position: Number(position),
    // The event `open` has no state: its answer is being written.
    state: typeof state === "string" ? state : "queued",
    fixedWords,
    // They may be the answer itself.
    answer: words !== null && words.id === fixedWords?.id ? fixedWords : words,
  };
}
