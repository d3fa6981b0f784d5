import { randomUUID } from "node:crypto";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import type { StackValues } from "../stack-values.ts";

/** Longer than a turn may take. */
const ANSWER_MS_MAX = 90_000;

const readable = z.object({
  messages: z.array(
    z.object({
      id: z.string(),
      role: z.string(),
      text: z.string(),
      html: z.string().nullable(),
      stopped: z.boolean(),
    }),
  ),
});

export interface Posted {
  /** The page's own name for the message. */
  id?: string;
  stream?: boolean;
  signal?: AbortSignal;
}

/** A conversation on the web, as the page of somebody signed in has it. */
export class Page {
  readonly client: SupabaseClient;
  readonly conversation: string;
  readonly #at: string;
  readonly #headers: Record<string, string>;

  private constructor(values: StackValues, client: SupabaseClient, at: [string, string]) {
    const [conversation, token] = at;
    this.client = client;
    this.conversation = conversation;
    this.#at = `${values.FUNCTIONS_URL}/chat`;
    this.#headers = {
      apikey: values.PUBLISHABLE_KEY,
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
    };
  }

  /** Of a conversation that is there, or of one that is begun. */
  static async open(
    values: StackValues,
    client: SupabaseClient,
    conversation?: string,
  ): Promise<Page> {
    const begun = conversation ?? (await client.rpc("start_conversation")).data;
    const { data } = await client.auth.getSession();
    return new Page(values, client, [z.uuid().parse(begun), data.session?.access_token ?? ""]);
  }

  /** Writes a message; the answer is a stream, or says that it is queued. */
  post(text: string, { id = randomUUID(), stream, signal }: Posted = {}): Promise<Response> {
    return fetch(this.#at, {
      method: "POST",
      headers: this.#headers,
      body: JSON.stringify({
        conversation_id: this.conversation,
        client_message_id: id,
        text,
        ...(stream === undefined ? {} : { stream }),
      }),
      signal: signal ?? AbortSignal.timeout(ANSWER_MS_MAX),
    });
  }

  /** What stands in it, as a page that comes back reads it. */
  async read() {
    const response = await fetch(`${this.#at}?conversation=${this.conversation}`, {
      headers: this.#headers,
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    return readable.parse(await response.json()).messages;
  }

  /** The reader has had enough; false when nothing was being written. */
  async stop(): Promise<unknown> {
    const { data } = await this.client.rpc("stop_answer", { conversation_id: this.conversation });
    return data;
  }
}
