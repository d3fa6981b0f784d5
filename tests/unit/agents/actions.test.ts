import { expect, test } from "vitest";
import {
  type ActionType,
  actionFields,
  PROPOSALS,
  parseAction,
} from "../../../supabase/functions/_shared/actions.ts";
import { definePrompt } from "../../../supabase/functions/_shared/prompt.ts";
import { bouncer } from "../../../supabase/functions/bouncer/tools.ts";
import { concierge } from "../../../supabase/functions/concierge/tools.ts";

test.for<[ActionType, Record<string, unknown>, Record<string, unknown>]>([
  ["reply", { text: " Hi\nyou " }, { text: "Hi\nyou" }],
  ["update_profile", { first_name: " Ada " }, { first_name: "Ada" }],
  ["update_profile", { email: "ADA@Engines.Example" }, { email: "ada@engines.example" }],
  [
    "update_profile",
    { linkedin_url: "linkedin.com/in/ada" },
    { linkedin_url: "linkedin.com/in/ada" },
  ],
  ["update_profile", { last_name: "d'Arc-Ñ 山田" }, { last_name: "d'Arc-Ñ 山田" }],
  ["name_referrer", { name: "Charles" }, { name: "Charles" }],
  ["mark_innovator", {}, {}],
  ["set_timezone", { timezone: "Europe/Berlin" }, { timezone: "Europe/Berlin" }],
  ["set_timezone", { timezone: "UTC" }, { timezone: "UTC" }],
  ["schedule_followup", { in_hours: 720, about: "us" }, { in_hours: 720, about: "us" }],
  ["pause_texts", {}, {}],
  ["pause_texts", { until: "2028-02-29" }, { until: "2028-02-29" }],
  ["resume_texts", {}, {}],
  ["go_on_with_sequence", {}, {}],
  ["go_on_with_sequence", { in_hours: 0 }, { in_hours: 0 }],
  ["go_on_with_sequence", { in_hours: 168 }, { in_hours: 168 }],
  ["stop_sequence", {}, {}],
  ["drop_outreach", { reason: " answered already " }, { reason: "answered already" }],
  ["write_summary", { summary: "x", up_to_position: 0 }, { summary: "x", up_to_position: 0 }],
  ["request_research", { need: " a CRM\nfor us " }, { need: "a CRM\nfor us" }],
  ["request_research", { need: "a", category: "CRM" }, { need: "a", category: "CRM" }],
  ["ask_community", { question: "Who?" }, { question: "Who?" }],
  [
    "ask_community",
    { question: "Who?", expertise: [" paint "], urgency: "low", context: "rust" },
    { question: "Who?", expertise: ["paint"], urgency: "low", context: "rust" },
  ],
  ["record_answer", { handle: "q1", summary: "x" }, { handle: "q1", summary: "x" }],
  [
    "record_answer",
    { handle: "q12", summary: "x", texts: ["t1", "t20"] },
    { handle: "q12", summary: "x", texts: ["t1", "t20"] },
  ],
  ["close_item", { handle: "w1" }, { handle: "w1" }],
  ["close_item", { handle: "a2" }, { handle: "a2" }],
  ["answer_introduction", { handle: "i1", answer: "no" }, { handle: "i1", answer: "no" }],
  ["present_opportunity", { handle: "p5", asked: false }, { handle: "p5", asked: false }],
  ["set_texting", { a_day: 0, an_hour: null }, { a_day: 0, an_hour: null }],
  ["set_texting", { quiet_hours: null }, { quiet_hours: null }],
  [
    "set_texting",
    { quiet_hours: { from: "23:59", until: "00:00" } },
    { quiet_hours: { from: "23:59", until: "00:00" } },
  ],
  ["set_expertise", { topics: [] }, { topics: [] }],
])("%s takes %j", ([type, input, expected]) => {
  expect(parseAction(type, input)).toEqual({ ok: true, input: expected });
});

test.for<[ActionType, unknown]>([
  ["reply", { text: "  " }],
  ["reply", { text: "a".repeat(4_801) }],
  ["reply", { text: "a\u0000b" }],
  ["update_profile", null],
  ["update_profile", {}],
  ["update_profile", { first_name: null }],
  ["update_profile", { first_name: "a".repeat(101) }],
  ["update_profile", { company: "a".repeat(256) }],
  ["update_profile", { title: "a\u0007" }],
  ["update_profile", { email: "a@b" }],
  ["update_profile", { email: "<a@b.example>" }],
  ["update_profile", { linkedin_url: "https://linkedin.com.evil.example/in/ada" }],
  ["set_timezone", { timezone: "+02:00" }],
  ["set_timezone", { timezone: "EST" }],
  ["set_timezone", { timezone: "Europe/Atlantis" }],
  ["schedule_followup", { in_hours: 0, about: "us" }],
  ["schedule_followup", { in_hours: 1.5, about: "us" }],
  ["schedule_followup", { in_hours: 721, about: "us" }],
  ["schedule_followup", { in_hours: 1 }],
  ["pause_texts", { until: "Monday" }],
  ["pause_texts", { until: "2026-11-31" }],
  ["pause_texts", { until: "2027-02-29" }],
  ["pause_texts", { until: "2026-13-01" }],
  ["pause_texts", { until: "2026-1-1" }],
  ["pause_texts", { until: "2026-11-30T08:00:00Z" }],
  ["pause_texts", { until: null }],
  ["pause_texts", { until: 20_261_130 }],
  ["pause_texts", { days: 3 }],
  ["resume_texts", { until: "2026-11-30" }],
  ["go_on_with_sequence", { in_hours: -1 }],
  ["go_on_with_sequence", { in_hours: 0.5 }],
  ["go_on_with_sequence", { in_hours: 169 }],
  ["go_on_with_sequence", { in_hours: "1" }],
  ["stop_sequence", { sequence_id: "another" }],
  ["drop_outreach", {}],
  ["drop_outreach", { reason: " " }],
  ["drop_outreach", { reason: "a".repeat(301) }],
  ["drop_outreach", { reason: "one\ntwo" }],
  ["write_summary", { summary: "a".repeat(4_001), up_to_position: 1 }],
  ["write_summary", { summary: "a", up_to_position: -1 }],
  ["request_research", {}],
  ["request_research", { need: "a".repeat(501) }],
  ["request_research", { need: "a", user_id: "another" }],
  ["ask_community", { question: " " }],
  ["ask_community", { question: "Who?", urgency: "now" }],
  ["ask_community", { question: "Who?", expertise: ["1", "2", "3", "4", "5", "6"] }],
  ["ask_community", { question: "Who?", target_user_ids: [] }],
  ["record_answer", { handle: "q1" }],
  ["record_answer", { handle: "q1", summary: "x", verbatim_answer: "never said" }],
  ["record_answer", { handle: "q1", summary: "x", texts: [] }],
  ["record_answer", { handle: "q1", summary: "x", texts: ["q1"] }],
  ["record_answer", { handle: "a1", summary: "x" }],
  ["record_answer", { handle: "c1000000-0000-4000-8000-000000000001", summary: "x" }],
  ["close_item", { handle: "i1" }],
  ["close_item", { handle: "w0" }],
  ["close_item", { handle: "" }],
  ["answer_introduction", { handle: "i1", answer: "YES" }],
  ["answer_introduction", { handle: "i1", answer: "yes", bounty: 1_000 }],
  ["answer_introduction", { handle: "p1", answer: "yes" }],
  ["present_opportunity", { handle: "p1" }],
  ["present_opportunity", { handle: "i1", asked: true }],
  ["set_texting", {}],
  ["set_texting", { a_day: 101 }],
  ["set_texting", { an_hour: 1.5 }],
  ["set_texting", { quiet_hours: { from: "9pm", until: "08:00" } }],
  ["set_texting", { quiet_hours: { from: "24:00", until: "08:00" } }],
  ["set_texting", { quiet_hours: { from: "08:00", until: "08:00" } }],
  ["set_expertise", { topics: ["a".repeat(61)] }],
  ["set_expertise", { topics: Array.from({ length: 11 }, (_, n) => `${n}`) }],
])("%s refuses %j", ([type, input]) => {
  expect(parseAction(type, input)).toMatchObject({ ok: false, reason: expect.any(String) });
});

test("a reason repeats nothing of what was proposed", () => {
  const refused = parseAction("update_profile", { email: "secret words", secret_field: 1 });
  expect(JSON.stringify(refused)).not.toContain("secret");
});

test("no tool lets a model say what only we may: a reply, a judgement, an offer, a payment link", () => {
  expect(Object.keys(actionFields).filter((type) => !(type in PROPOSALS))).toEqual([
    "reply",
    "write_summary",
    "rank_priorities",
    "open_checkout",
    "choose_experts",
    "judge_answer",
    "close_loop",
    "take_step",
    "advance_introduction",
    "adopt_match",
    "offer_introduction",
    "record_research",
    "judge_crisis",
    "score_conversation",
  ]);
});

test("a prompt's version changes with its words and with its tools", () => {
  const hashes = [definePrompt("a"), definePrompt("b"), definePrompt("a", [{ name: "t" }])];
  expect(new Set(hashes.map((prompt) => prompt.hash)).size).toBe(3);
  expect(definePrompt("a").hash).toBe(definePrompt("a").hash);
  expect(bouncer.promptOf(null).hash).toMatch(/^[0-9a-f]{64}$/);
  expect(bouncer.promptOf(null).hash).not.toBe(concierge.promptOf(null).hash);
});
