import { callModel } from "../../../../supabase/functions/_shared/model.ts";

/** Asks the model once, and prints how it ended. */
const { outcome, record } = await callModel({
  model: "claude-haiku-5-5",
  maxTokens: 1024,
  prompt: { text: "You play no role.", version: "default", hash: "abc" },
  changing: "",
  messages: [{ role: "user", content: "hi" }],
  tools: [],
  deadlineMs: 15_000,
  userRef: "someone",
});
console.log(JSON.stringify({ outcome, attempts: record.attempts, unpaid: record.unpaid }));
