import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { Fault } from "../_shared/errors.ts";
import { safeHtml } from "../_shared/text/safe-html.ts";

const MESSAGES_MAX = 100;
const DATABASE_MS_MAX = 10_000;

const asked = z.object({
  conversation: z.uuid(),
  /** Of the last message that the page has. */
  after: z.coerce.number().int().min(0).default(0),
});

const rows = z.array(
  z.object({
    id: z.uuid(),
    position: z.number().int(),
    role: z.string(),
    direction: z.enum(["inbound", "outbound"]),
    content: z.string(),
    created_at: z.string(),
    message_metadata: z.record(z.string(), z.unknown()),
  }),
);

/**
 * What stands in a conversation after a position, oldest first, at most `MESSAGES_MAX`: what the
 * person's own sign-in may read, and of answers also the HTML that a page may insert as it is.
 *
 * Throws `bad_request`, `database_failed`. A conversation that is not theirs has no messages.
 */
export async function readConversation(
  request: Request,
  signedIn: SupabaseClient,
): Promise<Response> {
  const query = asked.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) throw new Fault("bad_request", { detail: "no conversation is named" });
  const { data, error } = await signedIn
    .from("messages")
    .select("id, position, role, direction, content, created_at, message_metadata")
    .eq("conversation_id", query.data.conversation)
    .gt("position", query.data.after)
    .order("position")
    .limit(MESSAGES_MAX)
    .abortSignal(AbortSignal.timeout(DATABASE_MS_MAX));
  const read = rows.safeParse(data);
  if (error !== null || !read.success) {
    throw new Fault("database_failed", {
      detail: `messages: ${error?.code ?? "unreadable"}`,
      cause: error ?? read.error,
    });
  }
  const messages = read.data.map(({ content, message_metadata, direction, ...row }) => ({
    ...row,
    text: content,
    html: direction === "outbound" ? safeHtml(content) : null,
    stopped: message_metadata.stopped === true,
  }));
  return Response.json({ messages, more: messages.length === MESSAGES_MAX });
}
