import { EventStream } from "../_shared/http/event-stream.ts";
import type { ChatView } from "./opened.ts";
import { told } from "./told.ts";

/** What a page that asked for a stream is told first: its message is stored. */
export function openStream(message: ChatView): EventStream {
  const events = new EventStream();
  const { message_id, position, fixed_words } = told(message);
  events.send("open", { message_id, position, fixed_words });
  return events;
}

/**
 * And last: what is stored of the answer, or that it is still to come and will be there to be read;
 * nothing of a message that is not there any more.
 */
export function endStream(events: EventStream, message: ChatView | null): void {
  if (message !== null)
    events.send(message.state === "queued" ? "queued" : "answer", told(message));
  events.close();
}
