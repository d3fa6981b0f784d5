import { afterEach, expect, test, vi } from "vitest";
import { definePrompt, definePrompts } from "../../../supabase/functions/_shared/prompt.ts";
import { prompts as bouncerPrompts } from "../../../supabase/functions/bouncer/prompt.ts";
import { prompts as conciergePrompts } from "../../../supabase/functions/concierge/prompt.ts";
import { prompts as summaryPrompts } from "../../../supabase/functions/conversation-summary/prompt.ts";

afterEach(() => vi.restoreAllMocks());

const promptOf = definePrompts({
  default: "Be kind.",
  variants: { "2026-11-short": "Be brief." },
});

test("a variant's version picks its words; none, or the default's name, the default", () => {
  expect(promptOf("2026-11-short")).toMatchObject({ text: "Be brief.", version: "2026-11-short" });
  expect(promptOf(null)).toMatchObject({ text: "Be kind.", version: "default" });
  expect(promptOf("default")).toBe(promptOf(null));
});

test("a version that is not there is answered with the default, and said to be", () => {
  const warned = vi.spyOn(console, "error").mockReturnValue();
  expect(promptOf("2027-01")).toBe(promptOf(null));
  expect(promptOf("toString")).toBe(promptOf(null));
  expect(warned.mock.calls[0]?.[0]).toContain('"event":"prompt_version_unknown"');
});

test("the hash is of the words and the tools, and not of what they are called", () => {
  const one = definePrompt("Be kind.", [{ name: "a" }]);
  expect(definePrompt("Be kind.", [{ name: "a" }], "other").hash).toBe(one.hash);
  expect(definePrompt("Be kind!", [{ name: "a" }]).hash).not.toBe(one.hash);
  expect(definePrompt("Be kind.", [{ name: "b" }]).hash).not.toBe(one.hash);
});

test.for([
  ["bouncer", bouncerPrompts],
  ["concierge", conciergePrompts],
  ["conversation-summary", summaryPrompts],
] as const)("every version of %s names its role first", ([role, { default: words, variants }]) => {
  for (const text of [words, ...Object.values(variants)]) {
    expect(text.split("\n")[0]).toBe(`Role: ${role}`);
  }
});
