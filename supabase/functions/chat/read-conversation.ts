import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { Fault } from "../_shared/errors.ts";
import { safeHtml } from "../_shared/text/safe-html.ts";

const MESSAGES_MAX = 100;
const DATABASE_MS_MAX = 10_000;

const COLUMNS =
  "id, position, role, direction, content, purpose, client_message_id, task_id, unanswered_reason, " +
  "created_at, message_metadata";

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
    purpose: z.string(),
    client_message_id: z.uuid().nullable(),
    task_id: z.uuid().nullable(),
    unanswered_reason: z.string().nullable(),
    created_at: z.string(),
    message_metadata: z.record(z.string(), z.unknown()),
  }),
);

/**
 * What stands in a conversation after a position, oldest first, at most `MESSAGES_MAX`: what the
 * person's own sign-in may read; of answers also the HTML that a page may insert as it is, and of
 * the person's own messages the page's name for them, and whether they still wait for an answer.
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
    .select(COLUMNS)
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
  const messages = read.data.map(toldRow);
  return Response.json({ messages, more: messages.length === MESSAGES_MAX });
}

function toldRow(row: z.infer<typeof rows>[number]) {
  const { content, message_metadata, direction, task_id, unanswered_reason, ...told } = row;
  return {
    ...told,
    text: content,
    html: direction === "outbound" ? safeHtml(content) : null,
    stopped: message_metadata.stopped === true,
    waiting: direction === "inbound" && task_id === null && unanswered_reason === null,
  };
}
