import { afterEach, expect, test } from "vitest";
import {
  eventually,
  fault,
  hurry,
  messagesOf,
  noFaults,
  person,
  quiet,
  received,
  replies,
  sql,
  stack,
  stranger,
  tasksOf,
  text,
} from "../vocabulary.ts";

afterEach(noFaults);

const kinds = ["overloaded", "stall", "disconnect", "rate_limit", "garbage"];
const rows = kinds.flatMap((kind) => [1, 2].map((call) => ({ kind, call })));

test.each(rows)(
  "$kind at model call $call: the turn is put off whole, and the text is answered later",
  async ({ kind, call }) => {
    const ada = stranger();
    // Until it is lifted: a 5xx is tried once more within the call, and a retry may come at once.
    await fault(stack.MODEL_URL, { kind, call, role: "bouncer", count: 100 });
    await text(ada, "I'm Ada Lovelace");
    await eventually(async () => {
      const [task] = await tasksOf(ada);
      expect((task?.snooze_count ?? 0) + (task?.retry_count ?? 0)).toBeGreaterThan(0);
    });
    // No half turn: nothing of what was proposed before the failure is there.
    expect((await person(ada))?.first_name).toBeNull();
    expect(await received(ada)).toHaveLength(0);
    await noFaults();
    await hurry(ada);
    await replies(ada, 1);
    await quiet(ada);
    expect((await person(ada))?.first_name).toBe("Ada");
    expect((await messagesOf(ada)).filter((one) => one.direction === "outbound")).toHaveLength(1);
  },
);

test("a refusal of the model ends in a plain reply", async () => {
  const ada = stranger();
  await fault(stack.MODEL_URL, { kind: "refusal", role: "bouncer" });
  await text(ada, "hello");
  const [reply] = await replies(ada, 1);
  expect(reply?.body).toMatch(/Sorry/);
  await quiet(ada);
});

test("every model call is in the log, failed ones too, with tokens and cost where it answered", async () => {
  const ada = stranger();
  await fault(stack.MODEL_URL, { kind: "overloaded", call: 2, role: "bouncer", count: 2 });
  await text(ada, "I'm Ada Lovelace");
  const [inbound] = await eventually(async () => {
    const [task] = await tasksOf(ada);
    expect(task?.snooze_count).toBe(1);
    return await messagesOf(ada);
  });
  const calls = await sql`select outcome, status, input_tokens, cost_usd, prompt_hash
    from public.agent_actions_log where trace_id = ${inbound?.trace_id ?? ""} order by created_at`;
  expect(calls).toMatchObject([
    { outcome: "ok", status: "settled", input_tokens: expect.any(Number) },
    // An error is not billed.
    { outcome: "provider", status: "settled", input_tokens: null, cost_usd: "0.00000000" },
  ]);
  expect(Number(calls[0]?.cost_usd)).toBeGreaterThan(0);
  // Nothing is left to run into the next test, and into the fault that is planned for it.
  await noFaults();
  await hurry(ada);
  await quiet(ada);
});
