import { afterEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Event } from "../../../local/chat/events.ts";
import type {
  CallSettlement,
  StepRequest,
} from "../../../supabase/functions/_shared/worker/turn.ts";
import { allOf, databaseOf, post, turnFor, viewOf, wordsOf } from "./page-of.ts";

const stepRequest = z.object({
  lease: z.uuid(),
  call: z.custom<CallSettlement>(),
  proposals: z.array(z.custom<StepRequest["proposals"][number]>()),
  reads: z.array(z.custom<StepRequest["reads"][number]>()),
});

/** What the model's server answers, call by call. */
function modelSays(...answers: Array<Array<Record<string, unknown>>>): void {
  vi.stubEnv("ANTHROPIC_BASE_URL", "http://model.test");
  vi.stubGlobal("fetch", async () => {
    const events = answers.shift() ?? [];
    const lines = events.map((one) => `event: ${one.type}\ndata: ${JSON.stringify(one)}\n\n`);
    return new Response(lines.join(""), { headers: { "content-type": "text/event-stream" } });
  });
}
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const usage = { input_tokens: 9, output_tokens: 1 };
const message = { id: "m", type: "message", role: "assistant", model: "m", usage };
const begin = {
  type: "message_start",
  message: { ...message, content: [], stop_reason: null, stop_sequence: null },
};
const text = (words: string, index = 0) => [
  { type: "content_block_start", index, content_block: { type: "text", text: "" } },
  { type: "content_block_delta", index, delta: { type: "text_delta", text: words } },
  { type: "content_block_stop", index },
];
const tool = (name: string, input: string, index: number) => [
  {
    type: "content_block_start",
    index,
    content_block: { type: "tool_use", id: `tool_${index}`, name, input: {} },
  },
  { type: "content_block_delta", index, delta: { type: "input_json_delta", partial_json: input } },
  { type: "content_block_stop", index },
];
const end = (reason: string) => [
  { type: "message_delta", delta: { stop_reason: reason, stop_sequence: null }, usage },
  { type: "message_stop" },
];

/** A page whose message is answered here, in a database that then says `now` of it. */
function page(now: Record<string, unknown>, more: Parameters<typeof databaseOf>[1] = {}) {
  const { turn, step } = turnFor("When do you open?");
  const database = databaseOf(
    { ...viewOf(), duplicate: false, turn },
    {
      step: async (request) => ({
        body: await step(stepRequest.parse(request)),
      }),
      chat_answer: () => ({ body: now }),
      ...more,
    },
  );
  return { database, response: () => post(database, { text: "When do you open?" }) };
}

const answered = (words: string) => viewOf({ state: "answered", answer: wordsOf(words) });
const named = (events: Event[]) => events.map(({ event, data }) => [event, data.text ?? null]);

describe("an answer that is streamed", () => {
  test("opens, says its sentences, and ends as it is stored", async () => {
    modelSays([begin, ...text("At nine. Until five."), ...end("end_turn")]);
    const { database, response } = page(answered("At nine. Until five."));
    const events = await allOf(await response());
    expect(named(events)).toEqual([
      ["open", null],
      ["delta", "At nine."],
      ["answer", null],
    ]);
    expect(database.named("finish")).toMatchObject([
      { turns: [{ outcome: "done", actions: [{ input: { text: "At nine. Until five." } }] }] },
    ]);
  });

  test("takes back what was said beside a tool", async () => {
    modelSays(
      [begin, ...text("Let me look. "), ...tool("profile", "{}", 1), ...end("tool_use")],
      [begin, ...text("At nine. "), ...end("end_turn")],
    );
    const { response } = page(answered("At nine."));
    const events = await allOf(await response());
    expect(named(events)).toEqual([
      ["open", null],
      ["delta", "Let me look."],
      ["restart", null],
      ["delta", "At nine."],
      ["answer", null],
    ]);
  });

  test("is left to the lane's agent when the model breaks off in the middle", async () => {
    modelSays([begin, ...text("At nine. ")]);
    const { database, response } = page(viewOf());
    const events = await allOf(await response());
    expect(named(events)).toEqual([
      ["open", null],
      ["delta", "At nine."],
      ["queued", null],
    ]);
    expect(database.named("finish")).toMatchObject([
      { turns: [{ outcome: "snooze", actions: [] }] },
    ]);
  });

  test("is stored when its reader has left", async () => {
    modelSays([begin, ...text("At nine. "), ...end("end_turn")]);
    const { database, response } = page(answered("At nine."));
    await (await response()).body?.cancel();
    await vi.waitFor(() => expect(database.named("chat_answer")).toHaveLength(1));
    expect(database.named("finish")).toMatchObject([
      { turns: [{ outcome: "done", actions: [{ input: { text: "At nine." } }] }] },
    ]);
  });

  test("ends as queued when it cannot be stored: its lease will run out", async () => {
    modelSays([begin, ...text("At nine. "), ...end("end_turn")]);
    const { response } = page(viewOf(), {
      finish: () => ({ status: 400, body: { code: "P0001" } }),
    });
    const events = await allOf(await response());
    expect(named(events).at(-1)).toEqual(["queued", null]);
  });
});
