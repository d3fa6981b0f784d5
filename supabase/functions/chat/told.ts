import { safeHtml } from "../_shared/text/safe-html.ts";
import type { ChatView } from "./opened.ts";

/** What a page is told of a message: the answer also as HTML that it may insert as it is. */
export function told({ message_id, position, state, answer }: ChatView) {
  return {
    message_id,
    position,
    state,
    answer: answer === null ? null : { ...answer, html: safeHtml(answer.text) },
  };
}
