import { expect, test } from "vitest";
import { checkRequest } from "../../../local/model/contract.ts";
import { bouncer } from "../../../supabase/functions/bouncer/tools.ts";
import { concierge } from "../../../supabase/functions/concierge/tools.ts";

const GOOD = {
  model: "claude-haiku-5-5",
  max_tokens: 100,
  messages: [{ role: "user", content: "hi" }],
};

const TOOL_USE = { type: "tool_use", id: "t1", name: "profile", input: {} };
const TOOL_RESULT = { type: "tool_result", tool_use_id: "t1", content: "{}" };

function tool(input_schema: Record<string, unknown>, more: Record<string, unknown> = {}) {
  return { name: "a_tool", description: "does it", strict: true, input_schema, ...more };
}

const EMPTY = { type: "object", properties: {}, additionalProperties: false };

function toolWith(property: Record<string, unknown>) {
  return tool({ ...EMPTY, properties: { a: property }, required: ["a"] });
}

test("a plain request is taken", () => {
  expect(checkRequest(GOOD)).toMatchObject({ ok: true });
});

test("the tools of every agent are taken", () => {
  for (const agent of [bouncer, concierge]) {
    expect(checkRequest({ ...GOOD, tools: agent.tools })).toMatchObject({ ok: true });
  }
});

test.for<[string, Record<string, unknown>]>([
  ["temperature", { temperature: 0 }],
  ["top_p", { top_p: 1 }],
  ["an unknown field", { idempotency_key: "x" }],
  ["no max_tokens", { max_tokens: undefined }],
  ["no messages", { messages: [] }],
  ["an assistant first", { messages: [{ role: "assistant", content: "hi" }, ...GOOD.messages] }],
  ["an assistant last", { messages: [...GOOD.messages, { role: "assistant", content: "so" }] }],
  ["empty words", { messages: [{ role: "user", content: "" }] }],
  ["blank words", { messages: [{ role: "user", content: [{ type: "text", text: " " }] }] }],
  ["an empty system text", { system: [{ type: "text", text: "" }] }],
  ["a result without its use", { messages: [{ role: "user", content: [TOOL_RESULT] }] }],
  [
    "a use without its result",
    {
      tools: [tool(EMPTY)],
      messages: [
        ...GOOD.messages,
        { role: "assistant", content: [TOOL_USE] },
        { role: "user", content: "and?" },
      ],
    },
  ],
  [
    "a use without tools",
    {
      messages: [
        ...GOOD.messages,
        { role: "assistant", content: [TOOL_USE] },
        { role: "user", content: [TOOL_RESULT] },
      ],
    },
  ],
  ["forced tools", { tools: [tool(EMPTY)], tool_choice: { type: "any" } }],
  ["a choice without tools", { tool_choice: { type: "none" } }],
  ["two tools of one name", { tools: [tool(EMPTY), tool(EMPTY)] }],
  ["a tool's name with a space", { tools: [tool(EMPTY, { name: "a tool" })] }],
  ["an open strict schema", { tools: [tool({ type: "object", properties: {} })] }],
  ["maxLength in a strict schema", { tools: [toolWith({ type: "string", maxLength: 3 })] }],
  ["minimum in a strict schema", { tools: [toolWith({ type: "integer", minimum: 1 })] }],
  ["minItems 2 in a strict schema", { tools: [toolWith({ type: "array", minItems: 2 })] }],
  ["an unknown format", { tools: [toolWith({ type: "string", format: "phone" })] }],
  [
    "a keyword that an output format cannot hold",
    {
      output_config: { format: { type: "json_schema", schema: { type: "string", pattern: "a" } } },
    },
  ],
])("%s is refused", ([, change]) => {
  expect(checkRequest({ ...GOOD, ...change })).toMatchObject({ ok: false });
});
