import { safeHtml } from "../_shared/text/safe-html.ts";
import type { ChatView, Words } from "./opened.ts";

/** What a page is told of a message: words of ours also as HTML that it may insert as it is. */
export function told({ message_id, position, state, fixed_words, answer }: ChatView) {
  return {
    message_id,
    position,
    state,
    fixed_words: withHtml(fixed_words),
    answer: withHtml(answer),
  };
}

function withHtml(words: Words | null) {
  return words === null ? null : { ...words, html: safeHtml(words.text) };
}
