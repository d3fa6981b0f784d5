import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAction } from "../../../supabase/functions/_shared/actions.ts";
import type { Turn } from "../../../supabase/functions/_shared/worker/turn.ts";
import {
  loopWithin,
  needWithin,
  runHumansTurn,
  scoreWithin,
} from "../../../supabase/functions/agent-of-humans/outcome.ts";
import { error, guardedFetch, says } from "../model/guarded-fetch.ts";
import { onTheOfflineModel } from "./on-the-offline-model.ts";

onTheOfflineModel();

const id = crypto.randomUUID();
const known = {
  agent_type: "agent-of-humans",
  user: { id },
  instance: {
    id,
    prompt_version: null,
    model: "claude-haiku-5-5",
    max_tokens: 4096,
    effort: null,
  },
  call: { id, refused: null, retry_after_seconds: null, log_content: false },
} as const;

function turnOf(context: Turn["context"]): Turn {
  const task = { id, task_type: "judge_answer", trace_id: id, attempt: 1, context: {} };
  return {
    lease: id,
    lane_key: `request:${id}`,
    tenant_id: id,
    trace_id: id,
    tasks: [task],
    context,
  };
}

const REQUEST = {
  kind: "request",
  ...known,
  request: { question: "Who mends sails?", context: null, expertise: [], urgency: "medium" },
} as const;
const ANSWER = {
  kind: "answer",
  ...known,
  question: "Who mends sails?",
  context: null,
  answer: "The yard in Marstal does, and well.",
} as const;
const LOOP = {
  kind: "loop",
  ...known,
  question: "Who mends sails?",
  answers: [{ handle: "r1", answer: "The yard does.", usefulness: 7 }],
} as const;

const request = () => ({ ...REQUEST, request: { ...REQUEST.request, expertise: [] } });
const loop = () => ({ ...LOOP, answers: [...LOOP.answers] });

test("what a question needs goes in, and nobody is named", async () => {
  const outcome = await runHumansTurn(turnOf(request()));
  expect(outcome.actions).toEqual([
    {
      type: "choose_experts",
      input: expect.objectContaining({ model: "answered", expertise: ["mends", "sails"] }),
    },
  ]);
  expect(outcome.call).toMatchObject({ id, outcome: "ok" });
});

test("a question is put to experts even when no model may be asked, or fails", async () => {
  const { call, instance, ...without } = request();
  const again = await runHumansTurn(turnOf(without));
  expect(again.actions[0]?.input).toEqual({ model: "not_asked" });

  const refused = { ...request(), call: { ...call, refused: "tenant_day_budget" as const } };
  expect((await runHumansTurn(turnOf(refused))).actions[0]?.input).toEqual({ model: "failed" });

  const { fetch } = guardedFetch(error(401, "authentication_error", "no"));
  const failed = await runHumansTurn(turnOf({ ...without, instance, call }), { fetch });
  expect(failed.actions[0]?.input).toEqual({ model: "failed" });
  expect(failed.call).toMatchObject({ outcome: "config" });
});

test("an answer is judged, and never without a model", async () => {
  const outcome = await runHumansTurn(turnOf({ ...ANSWER }));
  expect(outcome.actions).toEqual([
    {
      type: "judge_answer",
      input: { on_topic: true, usefulness: 6, summary: expect.stringContaining("Marstal") },
    },
  ]);
  const { fetch } = guardedFetch(says("no shape at all"));
  expect(await runHumansTurn(turnOf({ ...ANSWER }), { fetch })).toMatchObject({
    outcome: "retry",
    actions: [],
    error: { code: "model_schema" },
  });
  const refused = { ...known.call, refused: "user_day_budget" as const, retry_after_seconds: 5 };
  expect(await runHumansTurn(turnOf({ ...ANSWER, call: refused }))).toMatchObject({
    outcome: "snooze",
    actions: [],
  });
});

test("a loop is closed with words for who asked and for who answered, or with none", async () => {
  const outcome = await runHumansTurn(turnOf(loop()));
  expect(outcome.actions[0]).toEqual({
    type: "close_loop",
    input: {
      model: "answered",
      message: "The yard does.",
      impacts: [{ handle: "r1", impact: expect.any(String) }],
    },
  });
  const { call, instance, ...nothing } = loop();
  const plain = await runHumansTurn(turnOf({ ...nothing, answers: [] }));
  expect(plain.actions[0]?.input).toEqual({ model: "not_asked", impacts: [] });
  expect([call, instance]).not.toContain(undefined);
});

test("whatever a model says, what is proposed is within its bounds", () => {
  const words = fc.string({ maxLength: 2_000, unit: "binary" });
  fc.assert(
    fc.property(
      words,
      fc.array(words, { maxLength: 20 }),
      fc.double({ noNaN: true }),
      (text, list, number) => {
        const need = needWithin({
          summary: text,
          category: text,
          expertise: list,
          outcome: "backchannel",
        });
        expect(parseAction("choose_experts", { model: "answered", ...need })).toMatchObject({
          ok: true,
        });
        expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).toContain(scoreWithin(number) + 0);
        const said = { message: text, impacts: list.map((impact) => ({ handle: "r1", impact })) };
        const within = loopWithin(said, [...LOOP.answers]);
        expect(parseAction("close_loop", { model: "answered", ...within })).toMatchObject({
          ok: true,
        });
        expect(within.impacts.length).toBeLessThanOrEqual(1);
      },
    ),
  );
});
