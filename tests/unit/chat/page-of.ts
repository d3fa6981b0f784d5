import { type Event, eventsOf } from "../../../local/chat/events.ts";
import { assistant } from "../../../supabase/functions/_shared/agent/assistant.ts";
import { receiveMessage } from "../../../supabase/functions/chat/receive-message.ts";
import { Thread } from "../agents/thread.ts";
import { FakeDatabase } from "../worker/fake-database.ts";

export const CONVERSATION = "c0000000-0000-4000-8000-000000000031";
const AUTH_ID = "a0000000-0000-4000-8000-000000000001";

const SCREENED = {
  version: "tests",
  severity: "none",
  category: null,
  found: [],
  language: "en",
  subject: null,
  template: null,
} as const;

/** What Postgres says of a message, with more or otherwise. */
export function viewOf(more: Record<string, unknown> = {}) {
  return {
    message_id: "e0000000-0000-4000-8000-000000000001",
    position: 1,
    state: "queued",
    fixed_words: null,
    answer: null,
    ...more,
  };
}

export function wordsOf(text: string, more: Record<string, unknown> = {}) {
  const id = "e0000000-0000-4000-8000-000000000002";
  return { id, position: 2, text, stopped: false, created_at: "2026-11-28T12:00:00Z", ...more };
}

/** The turn that answers `said`, as worker.open_chat hands it out. */
export function turnFor(said: string) {
  const thread = new Thread(assistant);
  thread.channel = "web";
  thread.hears(said);
  return { turn: thread.turn(), step: thread.step };
}

/** A database whose `open_chat` answers this, and whose leases are held. */
export function databaseOf(
  opened: Record<string, unknown>,
  more: ConstructorParameters<typeof FakeDatabase>[0] = {},
): FakeDatabase {
  return new FakeDatabase({
    recent_chat_texts: () => ({ body: [] }),
    open_chat: () => ({ body: opened }),
    watch_stream: () => ({ body: { held: true, stopped: false } }),
    ...more,
  });
}

/** Somebody signed in posts this. */
export function post(database: FakeDatabase, body: Record<string, unknown> | string) {
  const whole = {
    conversation_id: CONVERSATION,
    client_message_id: "b0000000-0000-4000-8000-000000000001",
    ...(typeof body === "string" ? {} : body),
  };
  const request = new Request("https://x.example/chat", {
    method: "POST",
    body: typeof body === "string" ? body : JSON.stringify(whole),
  });
  return receiveMessage(request, database.client, AUTH_ID, () => SCREENED);
}

export async function allOf(response: Response): Promise<Event[]> {
  const events: Event[] = [];
  for await (const event of eventsOf(response)) events.push(event);
  return events;
}
