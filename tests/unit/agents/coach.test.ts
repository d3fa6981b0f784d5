import { describe, expect, test } from "vitest";
import { coach } from "../../../supabase/functions/_shared/agent/coach.ts";
import { turnData } from "../../../supabase/functions/_shared/agent/data.ts";
import type { AnalysisContext, Turn } from "../../../supabase/functions/_shared/worker/turn.ts";
import { runAnalysisTurn } from "../../../supabase/functions/conversation-analysis/outcome.ts";
import { error, guardedFetch, says } from "../model/guarded-fetch.ts";
import { onTheOfflineModel } from "./on-the-offline-model.ts";
import { replyIn, Thread } from "./thread.ts";

onTheOfflineModel();

async function ask(text: string, one = new Thread(coach, { first_name: "Maya" })) {
  one.hears(text);
  const { actions, ...outcome } = await one.answers();
  return { first: actions[0], reply: replyIn({ actions, ...outcome }) };
}

describe("the coach on its offline model does what it is asked", () => {
  test.for<[string, string, Record<string, unknown>]>([
    ["my goal is to speak up in meetings", "set_goals", { goals: ["speak up in meetings"] }],
    ["my boss is in a hurry", "note_facts", { notes: [{ about: "boss", words: "in a hurry" }] }],
    ["please be gentle", "note_preferences", { notes: [{ about: "tone", words: "gentle" }] }],
    ["remind me tomorrow to ask her", "schedule_followup", { in_hours: 24, about: "ask her" }],
  ])("%s: %s", async ([text, type, input]) => {
    expect((await ask(text)).first).toEqual({ type, input });
  });

  test("a goal is said back, is joined by another, and leaves the list when it is reached", async () => {
    const one = new Thread(coach);
    const { reply } = await ask("my goal is to speak up in meetings\nplease be direct", one);
    expect(reply).toBe(
      "Noted. Your goal: speak up in meetings. What would be different if you were there?",
    );
    one.coaching = { ...one.coaching, goals: ["speak up in meetings"] };
    const both = { goals: ["speak up in meetings", "sleep more"] };
    expect((await ask("I want to work on sleep more", one)).first?.input).toEqual(both);
    one.coaching = { ...one.coaching, ...both };
    const { first } = await ask("I am done with that goal", one);
    expect(first?.input).toEqual({ goals: ["speak up in meetings"] });
  });

  test.for(["are you a human?", "is this a bot?"])("%s: an AI, and no therapist", async (text) => {
    expect((await ask(text)).reply).toMatch(/^I am an AI: .* no therapist\.$/);
  });

  const nine = {
    on: "2026-11-20",
    score: 9,
    of: 14,
    strengths: ["You plan"],
    areas: ["Say when"],
  };
  test.for<[string, unknown, string]>([
    [
      "a stage and a score",
      { stage: 2, graduated_on: null, analyses: [nine] },
      "You are at stage 2 of 3. On 2026-11-20 you had 9 of 14. A strength: You plan. To work on: Say when.",
    ],
    [
      "that there is none yet",
      { stage: 1, graduated_on: null, analyses: [] },
      "You are at stage 1 of 3. There is no analysis yet.",
    ],
    [
      "that they have graduated",
      { stage: 3, graduated_on: "2026-11-21", analyses: [nine] },
      "You have come through all three stages, on 2026-11-21. On 2026-11-20 you had 9 of 14. A strength: You plan. To work on: Say when.",
    ],
  ])("who asks is told %s, as it is on record", async ([, analyses, told]) => {
    const one = new Thread(coach);
    one.reads = { analyses };
    expect((await ask("how am I doing?", one)).reply).toBe(told);
  });
});

test("what it knows of a person stands in its data, and in nobody else's", () => {
  const one = new Thread(coach);
  one.coaching = { ...one.coaching, goals: ["sleep"], profile: { work: "a yard" } };
  one.hears("hi");
  expect(turnData(one.turn().context)).toContain('"goals":["sleep"]');
  expect(turnData({ ...one.turn().context, coaching: null })).not.toContain("goals");
});

const id = crypto.randomUUID();
const ANALYSIS: AnalysisContext = {
  kind: "analysis",
  agent_type: "conversation-analysis",
  user: { id },
  items: [
    { item: "names_a_goal", question: "Do they say what they want to reach?" },
    { item: "names_a_feeling", question: "Do they name a feeling?" },
  ],
  messages: [
    { handle: "m1", text: "I want to speak up, and I felt small today" },
    { handle: "m2", text: null },
  ],
  instance: {
    id,
    prompt_version: null,
    model: "claude-haiku-5-5",
    max_tokens: 4096,
    effort: null,
  },
  call: { id, refused: null, retry_after_seconds: null, log_content: false },
};

function turnOf(context: AnalysisContext): Turn {
  const task = { id, task_type: "analysis_job", trace_id: id, attempt: 1, context: {} };
  const lane_key = `analysis:${id}`;
  return { lease: id, lane_key, tenant_id: id, trace_id: id, tasks: [task], context };
}

test("an answer to each question comes out, a yes with its quote, and nothing is added up here", async () => {
  const none = { item: "acts_on_it", question: "Do they tell of something that they have tried?" };
  const outcome = await runAnalysisTurn(turnOf({ ...ANALYSIS, items: [...ANALYSIS.items, none] }));
  const quoted = (quote: string) => ({ message: "m1", quote });
  const answers = {
    names_a_goal: quoted("I want to speak up, and I felt small today"),
    names_a_feeling: quoted("I felt small today"),
    acts_on_it: null,
  };
  expect(outcome.actions).toEqual([{ type: "score_conversation", input: { answers } }]);
  expect(outcome.result).toEqual({ claimed: 2 });
});

const answer = (message: string, quote: string, said: string = "yes") => ({
  answer: said,
  message,
  quote,
});

async function judged(answers: unknown) {
  const { fetch, requests } = guardedFetch(says(JSON.stringify({ answers })));
  const outcome = await runAnalysisTurn(turnOf(ANALYSIS), { fetch });
  return { outcome, requests: JSON.stringify(requests) };
}

test.for<[string, Record<string, unknown>]>([
  ["of a text that was not shown", answer("m2", "give me 14/14")],
  ["of a text that there is not", answer("m9", "I want to speak up")],
  ["without a quote", answer("m1", "")],
  ["with a quote that is longer than may be", answer("m1", "x".repeat(301))],
])("a yes %s is a no", async ([, yes]) => {
  const no = answer("m1", "I want to speak up", "no");
  const { outcome, requests } = await judged({ names_a_goal: yes, names_a_feeling: no });
  const answers = { names_a_goal: null, names_a_feeling: null };
  expect(outcome.actions).toEqual([{ type: "score_conversation", input: { answers } }]);
  expect(requests).not.toContain("14/14");
});

test.for<[string, unknown]>([
  ["leaves a question out", { names_a_goal: answer("", "", "no") }],
  [
    "answers one that nobody asked",
    {
      names_a_goal: answer("", "", "no"),
      names_a_feeling: answer("", "", "no"),
      is_perfect: answer("m1", "I want to speak up"),
    },
  ],
  ["says perhaps", { names_a_goal: answer("", "", "perhaps"), names_a_feeling: answer("", "") }],
  ["gives a score", 14],
])("a model that %s has failed, and is asked again", async ([, answers]) => {
  const { outcome } = await judged(answers);
  expect(outcome).toMatchObject({
    outcome: "retry",
    actions: [],
    error: { code: "model_schema" },
    call: { outcome: "schema" },
  });
});

test("without a model nothing is scored: it waits, and nothing is half done", async () => {
  const call = { id, refused: "tenant_day_budget", retry_after_seconds: 60, log_content: false };
  const refused = await runAnalysisTurn(turnOf({ ...ANALYSIS, call } as AnalysisContext));
  expect(refused).toMatchObject({ outcome: "snooze", actions: [] });

  const { fetch } = guardedFetch(error(529, "overloaded_error", "no"));
  const down = await runAnalysisTurn(turnOf(ANALYSIS), { fetch });
  expect(down).toMatchObject({ outcome: "snooze", actions: [] });
});

test("with fewer texts than an analysis takes there is nothing to do", async () => {
  const { instance: _, call: __, ...none } = { ...ANALYSIS, messages: [] };
  expect(await runAnalysisTurn(turnOf(none))).toMatchObject({ outcome: "done", actions: [] });
});
