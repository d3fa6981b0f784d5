import { expect, test } from "vitest";
import { modelMessages } from "../../../supabase/functions/_shared/agent/conversation.ts";
import type { ContextMessage } from "../../../supabase/functions/_shared/worker/turn.ts";

/** Rows in their order; what the person wrote last has no answer yet. */
function thread(...lines: Array<[ContextMessage["role"], string]>): ContextMessage[] {
  const answered = lines.findLastIndex(([role]) => role !== "user");
  return lines.map(([role, content], index) => ({
    position: index + 1,
    role,
    content,
    created_at: "2026-11-21T10:00:00Z",
    fresh: role === "user" && index > answered,
  }));
}

test("a burst becomes one message, oldest first, whatever order the rows came in", () => {
  const rows = thread(["user", "a"], ["assistant", "b"], ["user", "c"], ["user", "d"]);
  expect(modelMessages(rows.reverse())).toEqual([
    { role: "user", content: "a" },
    { role: "assistant", content: "b" },
    { role: "user", content: "c\nd" },
  ]);
});

test("what the service sent stands on our side", () => {
  const rows = thread(["user", "a"], ["system", "help is near"], ["assistant", "b"], ["user", "c"]);
  expect(modelMessages(rows)[1]).toEqual({ role: "assistant", content: "help is near\nb" });
});

test("a conversation that we began begins with the person all the same", () => {
  expect(modelMessages(thread(["assistant", "b"], ["user", "c"]))).toEqual([
    { role: "user", content: "[earlier messages are not shown]" },
    { role: "assistant", content: "b" },
    { role: "user", content: "c" },
  ]);
});

test("a text that one of ours has crossed is still the one to answer", () => {
  const rows = thread(["user", "a"], ["assistant", "b"], ["user", "c"], ["assistant", "news"]);
  const crossed = rows.map((row) => ({ ...row, fresh: row.content === "c" }));
  expect(modelMessages(crossed)).toEqual([
    { role: "user", content: "a" },
    { role: "assistant", content: "b\nnews" },
    { role: "user", content: "c" },
  ]);
});

test("without a new text the model is asked to write the next one", () => {
  const last = modelMessages(thread(["user", "a"], ["assistant", "b"])).at(-1);
  expect(last).toMatchObject({ role: "user", content: expect.stringContaining("not written") });
  expect(modelMessages([])).toHaveLength(1);
});

test("after a text that was left unanswered the model is asked to write the next one, too", () => {
  const rows = thread(["assistant", "b"], ["user", "Liked “b”"]);
  const last = modelMessages(rows.map((row) => ({ ...row, fresh: false }))).at(-1);
  expect(last).toMatchObject({
    role: "user",
    content: expect.stringMatching(/^Liked “b”\n\[.*not written/),
  });
});

test("a text without words, a hidden one and an endless one are safe to send on", () => {
  expect(modelMessages(thread(["user", ""]))[0]?.content).toBe("[a text without words]");
  expect(modelMessages(thread(["user", "\u200b\u{E0041}"]))[0]?.content).toBe(
    "[a text without words]",
  );
  expect(String(modelMessages(thread(["user", "a".repeat(9_000)]))[0]?.content).length).toBe(8_006);
});

test("what came while we were answering is heard after the answer that had not seen it", () => {
  const at = (position: number, role: "user" | "assistant", fresh: boolean) => ({
    position,
    role,
    content: `message ${position}`,
    created_at: "2026-11-29T12:00:00Z",
    fresh,
  });
  expect(
    modelMessages([at(1, "user", false), at(2, "user", true), at(3, "assistant", false)]),
  ).toEqual([
    { role: "user", content: "message 1" },
    { role: "assistant", content: "message 3" },
    { role: "user", content: "message 2" },
  ]);
});
