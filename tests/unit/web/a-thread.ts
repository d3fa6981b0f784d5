import { vi } from "vitest";
import type { Posted } from "../../../web/chat/door.js";
import { messageOf } from "../../../web/chat/message.js";
import { Thread } from "../../../web/chat/thread.js";

type Row = Record<string, unknown>;
type Reply = Response | null | ((posted: Posted) => Response | null);

export const NOW = Date.parse("2026-11-28T12:00:00Z");

/** A page whose server answers what a test says, one post after the other. */
export function aThread({ lastPosition = 0, changed = () => {} } = {}) {
  /** What stands in the conversation, as the function `chat` reads it. */
  const rows: Row[] = [];
  const replies: Reply[] = [];
  const posts: Posted[] = [];
  const said: string[] = [];
  const reads: number[] = [];
  /** What happens while the page waits. */
  const waits: Array<() => void> = [];
  const pauses: number[] = [];
  let reachable = true;
  const door = {
    post: async (posted: Posted) => {
      posts.push(posted);
      const reply = replies.shift();
      if (reply === undefined) throw new Error("nobody expected that post");
      return typeof reply === "function" ? reply(posted) : reply;
    },
    read: async (_conversation: string, after: number) => {
      reads.push(after);
      if (!reachable) return null;
      const page = rows.filter(({ position }) => Number(position) > after).slice(0, 100);
      return { messages: page.map(messageOf), more: page.length === 100 };
    },
    rpc: vi.fn(async () => ({ status: 200, body: true as unknown })),
  };
  const thread = new Thread(
    door,
    { id: "c", lastPosition },
    {
      pause: async (ms) => {
        pauses.push(ms);
        waits.shift()?.();
      },
      changed,
      say: (words) => said.push(words),
      now: () => NOW,
    },
  );
  return {
    thread,
    rows,
    replies,
    posts,
    said,
    reads,
    waits,
    pauses,
    door,
    cut: (isCut: boolean) => {
      reachable = !isCut;
    },
  };
}

export function inbound(position: number, more: Row = {}): Row {
  const text = `question ${position}`;
  return {
    id: `m${position}`,
    position,
    text,
    html: null,
    created_at: "",
    waiting: false,
    ...more,
  };
}

export function outbound(position: number, more: Row = {}): Row {
  const text = `answer ${position}`;
  return { id: `m${position}`, position, text, html: `<p>${text}</p>`, created_at: "", ...more };
}

export function told(position: number, state: string, answer: Row | null, more: Row = {}): Row {
  return { message_id: `m${position}`, position, state, fixed_words: null, answer, ...more };
}

/** An answer that is a stream of these events; `cut` breaks the connection after them. */
export function stream(events: Array<[string, unknown]>, { cut = false } = {}): Response {
  const text = events.map(([event, data]) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  let isSent = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (!isSent) controller.enqueue(new TextEncoder().encode(text.join("")));
      else if (cut) controller.error(new Error("the network is away"));
      else controller.close();
      isSent = true;
    },
  });
  return new Response(body, { headers: { "content-type": "text/event-stream; charset=utf-8" } });
}
