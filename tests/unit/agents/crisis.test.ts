import { describe, expect, test } from "vitest";
import { parseAction } from "../../../supabase/functions/_shared/actions.ts";
import { assistant } from "../../../supabase/functions/_shared/agent/assistant.ts";
import { coach } from "../../../supabase/functions/_shared/agent/coach.ts";
import type { CrisisContext, Turn } from "../../../supabase/functions/_shared/worker/turn.ts";
import { bouncer } from "../../../supabase/functions/bouncer/tools.ts";
import { concierge } from "../../../supabase/functions/concierge/tools.ts";
import { runReviewTurn } from "../../../supabase/functions/crisis-review/outcome.ts";
import { error, guardedFetch, type Scripted, says } from "../model/guarded-fetch.ts";
import { onTheOfflineModel } from "./on-the-offline-model.ts";
import { Thread } from "./thread.ts";

onTheOfflineModel();

const id = crypto.randomUUID();

function turnOf(more: Partial<CrisisContext> = {}): Turn {
  const context: CrisisContext = {
    kind: "crisis",
    agent_type: "crisis-review",
    user: { id },
    found: { severity: "high", kind: "suicide", about: "self", rules: ["en.plan"] },
    position: 7,
    messages: [
      { position: 7, role: "user", content: "I can't", created_at: "2030-01-02", fresh: false },
    ],
    instance: {
      id,
      prompt_version: null,
      model: "claude-sonnet-5-5",
      max_tokens: 1024,
      effort: null,
    },
    call: { id, refused: null, retry_after_seconds: null, log_content: true },
    ...more,
  };
  const task = { id, task_type: "review_crisis", trace_id: id, attempt: 1, context: {} };
  return {
    lease: id,
    lane_key: `review:${id}`,
    tenant_id: id,
    trace_id: id,
    tasks: [task],
    context,
  };
}

test("a review says how grave it is, and why in codes", async () => {
  const outcome = await runReviewTurn(turnOf());
  expect(outcome.actions).toEqual([
    { type: "judge_crisis", input: { severity: "high", follow_up: true, why: ["unclear"] } },
  ]);
  expect(parseAction("judge_crisis", outcome.actions[0]?.input).ok).toBe(true);
  // Operators read tasks and the log of calls; of this they read nothing there.
  expect(outcome.result).toEqual({});
  expect(outcome.call).not.toHaveProperty("input");
});

test.each<[string, Scripted, string]>([
  ["an outage", error(401, "authentication_error", "no"), "snooze"],
  ["words instead of a judgement", says("She is fine, I think."), "retry"],
  ["another severity", says('{"severity": "mild", "follow_up": false, "why": ["joke"]}'), "retry"],
  [
    "codes that are words of theirs",
    says('{"severity": "low", "follow_up": false, "why": ["she said goodbye"]}'),
    "retry",
  ],
])("%s judges nothing, and it is tried again", async (_, answer, outcome) => {
  const { fetch } = guardedFetch(answer);
  const ended = await runReviewTurn(turnOf(), { fetch });
  expect(ended).toMatchObject({ outcome, actions: [] });
});

test("a model that may not be asked now is waited for", async () => {
  const call = { id, retry_after_seconds: 60, log_content: false };
  const ended = await runReviewTurn(turnOf({ call: { ...call, refused: "tenant_day_budget" } }));
  expect(ended).toMatchObject({ outcome: "snooze", actions: [] });
});

const open = {
  severity: "high",
  kind: "suicide",
  about: "self",
  since: "2030-01-02",
  says_safe: false,
  words_sent: true,
} as const;

describe.each([assistant, bouncer, coach, concierge])(
  "an agent that has a crisis in view",
  (agent) => {
    async function answerIn(crisis: Thread["crisis"]): Promise<string | undefined> {
      const thread = new Thread(agent);
      thread.crisis = crisis;
      thread.hears("are you there?");
      await thread.answers();
      return thread.messages.at(-1)?.content;
    }

    test("speaks of nothing else", async () => {
      expect(await answerIn(open)).toMatch(/safe right now/);
    });

    test("answers as ever while no more than a word has raised it", async () => {
      expect(await answerIn({ ...open, severity: "low" })).toBe(await answerIn(null));
    });
  },
);
