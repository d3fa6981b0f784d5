import { randomUUID } from "node:crypto";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { signIn } from "../access/sign-in.ts";
import { sql, stack } from "../vocabulary.ts";

/** Harbor Desk of supabase/seed.sql, which has an assistant. */
export const TENANT = "00000000-0000-4000-8000-000000000002";

export interface Event {
  event: string;
  data: Record<string, unknown>;
}

const answer = z.object({
  id: z.string(),
  text: z.string(),
  html: z.string(),
  stopped: z.boolean(),
});
const told = z.object({ message_id: z.string(), state: z.string(), answer: answer.nullable() });

/** What a page was told in the end. */
export function lastOf(events: Event[]) {
  const last = events.at(-1);
  if (last?.event !== "answer") throw new Error(`the stream ended with ${last?.event}`);
  return told.parse(last.data);
}

export function shownIn(events: Event[]): string {
  return events.flatMap(({ event, data }) => (event === "delta" ? [data.text] : [])).join("");
}

/** Somebody signed in at Harbor Desk, with a conversation of their own. */
export class Page {
  readonly client: SupabaseClient;
  readonly conversation: string;
  readonly #token: string;

  private constructor(client: SupabaseClient, conversation: string, token: string) {
    this.client = client;
    this.conversation = conversation;
    this.#token = token;
  }

  static async open(): Promise<Page> {
    const email = `reader-${randomUUID()}@centaur.example`;
    await sql`insert into public.users (tenant_id, email, email_verified)
      values (${TENANT}, ${email}, true)`;
    const client = await signIn(email);
    await client.rpc("link_sign_in");
    const begun = await client.rpc("start_conversation", { title: "Berths" });
    const { data } = await client.auth.getSession();
    return new Page(client, z.uuid().parse(begun.data), data.session?.access_token ?? "");
  }

  post(
    text: string,
    { id = randomUUID(), ...more }: { id?: string; stream?: boolean; signal?: AbortSignal } = {},
  ): Promise<Response> {
    const { signal, ...rest } = more;
    return fetch(`${stack.FUNCTIONS_URL}/chat`, {
      method: "POST",
      headers: this.#headers(),
      body: JSON.stringify({
        conversation_id: this.conversation,
        client_message_id: id,
        text,
        ...rest,
      }),
      ...(signal === undefined ? {} : { signal }),
    });
  }

  /** What stands in the conversation, as a page that comes back reads it. */
  async read() {
    const at = `${stack.FUNCTIONS_URL}/chat?conversation=${this.conversation}`;
    const response = await fetch(at, { headers: this.#headers() });
    return readable.parse(await response.json()).messages;
  }

  async stop(): Promise<unknown> {
    const { data } = await this.client.rpc("stop_answer", { conversation_id: this.conversation });
    return data;
  }

  #headers(): Record<string, string> {
    return {
      apikey: stack.PUBLISHABLE_KEY,
      authorization: `Bearer ${this.#token}`,
      "content-type": "application/json",
    };
  }
}

const readable = z.object({
  messages: z.array(
    z.object({
      role: z.string(),
      text: z.string(),
      html: z.string().nullable(),
      stopped: z.boolean(),
    }),
  ),
});

/** The events of a stream, one by one; leaving the loop closes the connection. */
export async function* eventsOf(response: Response): AsyncGenerator<Event> {
  if (response.body === null) throw new Error("there is no stream");
  let rest = "";
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const parts = `${rest}${chunk}`.split("\n\n");
    rest = parts.pop() ?? "";
    for (const part of parts) {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(part) ?? [];
      if (event !== undefined && data !== undefined) yield { event, data: JSON.parse(data) };
    }
  }
}

export async function allOf(response: Response): Promise<Event[]> {
  const events: Event[] = [];
  for await (const event of eventsOf(response)) events.push(event);
  return events;
}
