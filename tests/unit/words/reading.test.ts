import { expect, test } from "vitest";
import { type Reading, readText } from "../../../supabase/functions/_shared/words/reading.ts";

const nothing: Reading = {
  keyword: null,
  said: null,
  safe: false,
  new_owner: false,
  language: "en",
  reaction: null,
  data: null,
  auto_reply: false,
};
const liked = { rating: "up", removed: false } as const;

test.each<[string, Partial<Reading>]>([
  ["I'd love to meet Ana", {}],
  ["STOP", { keyword: "stop" }],
  ["please stop texting me", { said: "opt_out" }],
  ["ALTO", { said: "opt_out", language: "es" }],
  ["I'm safe now, thanks", { safe: true }],
  ["new phone, who dis", { new_owner: true }],
  ["número equivocado", { new_owner: true }],
  ["wrong number, stop texting", { said: "opt_out", new_owner: true }],
  ["Auto-reply: I am away", { auto_reply: true }],
  ["This number is not monitored. Stop texting me.", { said: "opt_out", auto_reply: true }],
  ["Liked “Reply STOP to end”", { reaction: { ...liked, quoted: "Reply STOP to end" } }],
  ["Loved “stop texting me", { reaction: { ...liked, quoted: "stop texting me" } }],
  [
    "Liked “This is an automated response”",
    { reaction: { ...liked, quoted: "This is an automated response" } },
  ],
  ["👍", { reaction: { ...liked, quoted: null } }],
])("%j is read as what it says", (body, reading) => {
  expect(readText(body, null)).toEqual({ ...nothing, ...reading });
});

test("the carrier's verdict wins over every word", () => {
  expect(readText("ALTO", "stop")).toEqual({ ...nothing, keyword: "stop", language: "es" });
  expect(readText("please stop texting me", "help")).toEqual({ ...nothing, keyword: "help" });
  expect(readText("Liked “Hi”", "stop")).toEqual({ ...nothing, keyword: "stop" });
});
