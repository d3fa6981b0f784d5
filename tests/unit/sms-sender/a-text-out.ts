import { vi } from "vitest";
import type { MessagePart } from "../../../supabase/functions/_shared/worker/turn.ts";
import type { TextOut } from "../../../supabase/functions/sms-sender/send-text.ts";
import { accountSid, authToken, ours, type Play, person, play } from "../carrier/play.ts";
import { FakeDatabase } from "../worker/fake-database.ts";

type Answers = ConstructorParameters<typeof FakeDatabase>[0];

/** Where nobody listens. */
export const NOWHERE = "http://127.0.0.1:9";

export interface Stage extends Play {
  database: FakeDatabase;
  /** A text to somebody; with a part when it was begun before. */
  textOut(parts?: MessagePart[], to?: string): TextOut;
  /** What the database was told of parts, in order. */
  settled(): unknown[];
}

/** A carrier in Twilio's place, and a database that answers as it is told. */
export async function stage(answers: Answers = {}): Promise<Stage> {
  const running = await play();
  vi.stubEnv("TWILIO_API_URL", running.carrier.url);
  vi.stubEnv("PUBLIC_FUNCTIONS_URL", "http://functions.test");
  const database = new FakeDatabase({
    sender_credentials: () => ({ body: { account_sid: accountSid, auth_token: authToken } }),
    begin_send: () => ({
      body: { ok: true, part_id: crypto.randomUUID(), validity_seconds: 3_600 },
    }),
    settle_send: () => ({ body: { held: true, known: false } }),
    ...answers,
  });
  return {
    ...running,
    database,
    textOut: (parts = [], to = person) => ({
      client: database.client,
      lease: crypto.randomUUID(),
      task: crypto.randomUUID(),
      settled: null,
      text: {
        message: { id: crypto.randomUUID(), content: "hello", status: "sending", to },
        sender: {
          id: crypto.randomUUID(),
          phone_number: ours,
          account_sid: accountSid,
          messaging_service_sid: null,
        },
        parts,
      },
    }),
    settled: () => database.named("settle_send").map((call) => call.settled),
  };
}

/** A part of unknown fate, begun so many seconds ago. */
export function inDoubt(seconds: number): MessagePart {
  return {
    id: crypto.randomUUID(),
    part_index: 0,
    status: "unknown",
    body: "hello",
    twilio_message_sid: null,
    sending_at: new Date(Date.now() - seconds * 1000).toISOString(),
    sending_seconds: seconds,
  };
}
