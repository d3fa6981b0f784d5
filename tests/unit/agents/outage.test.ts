import { afterEach, describe, expect, test } from "vitest";
import type { Fault } from "../../../local/model/faults.ts";
import { runReplyTurn } from "../../../supabase/functions/_shared/agent.ts";
import { bouncer } from "../../../supabase/functions/bouncer/tools.ts";
import { onTheOfflineModel } from "./on-the-offline-model.ts";
import { factsIn, Thread } from "./thread.ts";

const model = onTheOfflineModel();

afterEach(() => model().clearFaults());

function thread(): Thread {
  const one = new Thread(bouncer);
  one.said("What is your name?");
  one.hears("I'm Ada Lovelace");
  return one;
}

const OUTCOMES: Array<[Fault["kind"], string, string]> = [
  ["overloaded", "snooze", "model_provider"],
  ["server_error", "snooze", "model_provider"],
  ["rate_limit", "snooze", "model_rate_limit"],
  ["stall", "snooze", "model_timeout"],
  ["disconnect", "snooze", "model_network"],
  ["unauthorized", "snooze", "model_config"],
  ["garbage", "retry", "model_schema"],
  ["truncated", "retry", "model_truncated"],
];

describe.for([1, 2])("in model call %i of a turn", (call) => {
  test.for(OUTCOMES)("%s: %s, and nothing of the turn remains", async ([kind, outcome, code]) => {
    // Twice: the model layer tries a second time when that costs nothing.
    model().addFault({ kind, call, count: 2 });
    const one = thread();
    const ended = await one.answers({ callMsMax: kind === "stall" ? 200 : 10_000 });

    expect(ended).toMatchObject({ outcome, actions: [], error: { code } });
    expect(ended.reason).toBe(outcome === "snooze" ? code : null);
    expect(ended.result).toMatchObject({ model_calls: call });
    expect(ended.call?.outcome).toBe(code.replace("model_", ""));
    expect(one.steps).toHaveLength(call - 1);
    if (outcome === "snooze") {
      expect(ended.snooze_seconds).toBeGreaterThanOrEqual(1);
      expect(ended.snooze_seconds).toBeLessThanOrEqual(300);
    }
  });

  test("when it is over, the same turn brings the whole reply", async () => {
    model().addFault({ kind: "overloaded", call, count: 2 });
    const one = thread();
    await one.answers();
    const ended = await one.answers();

    expect(ended.outcome).toBe("done");
    expect(factsIn(ended)).toEqual({ first_name: "Ada", last_name: "Lovelace" });
  });
});

test("each call is settled once, under the id that was started for it", async () => {
  const one = thread();
  const turn = one.turn();
  const started: string[] = [];
  const port = {
    step: async (request: Parameters<Thread["step"]>[0]) => {
      const answer = await one.step(request);
      started.push(answer.call.id);
      return answer;
    },
  };
  const outcome = await runReplyTurn(turn, bouncer, port);

  expect(one.steps.map((step) => step.call?.id)).toEqual([turn.context.call.id]);
  expect(outcome.call?.id).toBe(started.at(-1));
});

test("a 429 is left alone for as long as it asked", async () => {
  model().addFault({ kind: "rate_limit", retry_after_seconds: 90 });
  const ended = await thread().answers();
  expect(ended.snooze_seconds).toBeGreaterThanOrEqual(90);
  expect(ended.snooze_seconds).toBeLessThanOrEqual(113);
});

test("the longer a text has waited, the longer the pause", async () => {
  model().addFault({ kind: "unauthorized" });
  const one = thread();
  const old = new Date(Date.now() - 3_600_000).toISOString();
  for (const message of one.messages) message.created_at = old;
  expect((await one.answers()).snooze_seconds).toBe(300);
});

test("a refusal is answered with plain words, without what was proposed before it", async () => {
  model().addFault({ kind: "refusal", call: 2 });
  const ended = await thread().answers();

  expect(ended).toMatchObject({ outcome: "done", result: { reply: "plain" } });
  expect(ended.actions.map((action) => action.type)).toEqual(["reply"]);
});
