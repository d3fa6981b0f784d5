import { expect, test } from "vitest";
import { saysSafe } from "../../../supabase/functions/_shared/words/safe-now.ts";

test.each([
  "I'm ok",
  "im safe now",
  "Safe",
  "safe now, thanks",
  "I am safe.",
  "yes I'm fine now. Thank you",
  "sorry, I'm doing better",
  "I called 988",
  "I'm ok, I talked to my sister",
  "I am not in danger",
  "estoy bien",
  "Estoy a salvo, gracias",
  "ya estoy mejor",
])("%j says so", (body) => {
  expect(saysSafe(body)).toBe(true);
});

test("what would keep a regular expression busy is not read at all", () => {
  expect(saysSafe(`${"safe now ".repeat(2_000)}x`)).toBe(false);
});

test.each([
  "I'm not ok",
  "I'm ok but I still want to do it",
  "am I safe?",
  "I'm fine. Nobody would notice anyway",
  "ok",
  "thanks",
  "jk",
  "just kidding",
  "is it safe to take both",
  "I'm not safe",
  "I'm good at this",
  "she is safe",
  "no estoy bien",
  "I'm ok with dying",
  "",
])("%j does not", (body) => {
  expect(saysSafe(body)).toBe(false);
});
