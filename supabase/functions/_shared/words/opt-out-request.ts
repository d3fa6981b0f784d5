import type { Request } from "./opt-out-words.ts";

/** A request whose words are whole words, wherever they stand in a clause. */
export function request(words: string, tail: Request["tail"], notAfter?: RegExp): Request {
  const found = new RegExp(`\\b(?:${words})(?![a-z0-9])`, "g");
  return notAfter === undefined ? { words: found, tail } : { words: found, tail, notAfter };
}
