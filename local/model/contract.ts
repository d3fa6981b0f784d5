import { z } from "zod";

/*
 * What the Messages API refuses with 400, as far as our requests can come near it. aimock accepts
 * anything; the offline model and the unit tests' fetch refuse by this instead.
 * Sources: the API reference (Messages, Errors, Strict tool use, Structured outputs) and the
 * migration guides of the 5.5 models: no sampling parameters, no prefill, no forced tools.
 */

const TOOL_NAME = /^[a-zA-Z0-9_-]{1,128}$/;
const STRICT_KEYWORDS = new Set([
  ...["type", "properties", "required", "additionalProperties", "items", "minItems", "enum"],
  ...["const", "anyOf", "allOf", "$ref", "$defs", "description", "title", "format", "default"],
]);
const FORMATS = new Set([
  ...["date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"],
]);
const STRICT_TOOLS_MAX = 20;
const STRICT_OPTIONAL_FIELDS_MAX = 24;
const CACHE_BREAKPOINTS_MAX = 4;

const words = z.string().refine((text) => text.trim() !== "", "text content must not be empty");
const cacheControl = z.strictObject({
  type: z.literal("ephemeral"),
  ttl: z.enum(["5m", "1h"]).optional(),
});
const textBlock = z.strictObject({
  type: z.literal("text"),
  text: words,
  cache_control: cacheControl.optional(),
  citations: z.unknown().optional(),
});
const toolUse = z.strictObject({
  type: z.literal("tool_use"),
  id: z.string().min(1),
  name: z.string().regex(TOOL_NAME),
  input: z.record(z.string(), z.unknown()),
  caller: z.unknown().optional(),
});
const toolResult = z.strictObject({
  type: z.literal("tool_result"),
  tool_use_id: z.string().min(1),
  content: z.union([words, z.array(textBlock).min(1)]),
  is_error: z.boolean().optional(),
});
const thinking = z.strictObject({
  type: z.literal("thinking"),
  thinking: z.string(),
  signature: z.string().min(1),
});
const redacted = z.strictObject({ type: z.literal("redacted_thinking"), data: z.string().min(1) });

const message = z.discriminatedUnion("role", [
  z.strictObject({
    role: z.literal("user"),
    content: z.union([words, z.array(z.union([textBlock, toolResult])).min(1)]),
  }),
  z.strictObject({
    role: z.literal("assistant"),
    content: z.union([words, z.array(z.union([textBlock, toolUse, thinking, redacted])).min(1)]),
  }),
]);

const jsonSchema = z.record(z.string(), z.unknown());
/** The provider's own: https://platform.claude.com/docs/en/agents-and-tools/tool-use/web-search-tool */
const webSearch = z.strictObject({
  type: z.literal("web_search_20250305"),
  name: z.literal("web_search"),
  max_uses: z.int().positive().optional(),
});
const tool = z.strictObject({
  name: z.string().regex(TOOL_NAME),
  description: z.string().optional(),
  input_schema: jsonSchema,
  strict: z.boolean().optional(),
  cache_control: cacheControl.optional(),
});

const effort = z.enum(["low", "medium", "high", "xhigh", "max"]);

/** A request as the API takes it: a field that is not listed is refused, as `temperature` is. */
const request = z.strictObject({
  model: z.string().min(1),
  max_tokens: z.int().positive(),
  system: z.union([z.string().min(1), z.array(textBlock).min(1)]).optional(),
  messages: z.array(message).min(1),
  metadata: z.strictObject({ user_id: z.string().max(256).nullish() }).optional(),
  tools: z.array(z.union([tool, webSearch])).optional(),
  tool_choice: z.strictObject({ type: z.enum(["auto", "none"]) }).optional(),
  output_config: z
    .strictObject({
      effort: effort.optional(),
      format: z.strictObject({ type: z.literal("json_schema"), schema: jsonSchema }).optional(),
    })
    .optional(),
  stop_sequences: z.array(z.string()).optional(),
  stream: z.boolean().optional(),
});

export type MessagesRequest = z.infer<typeof request>;

export type Checked = { ok: true; request: MessagesRequest } | { ok: false; reason: string };

/** A request body as the API would take it, or the reason of its 400. */
export function checkRequest(body: unknown): Checked {
  const parsed = request.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return { ok: false, reason: `${issue?.path.join(".")}: ${issue?.message}` };
  }
  const reason =
    conversationFault(parsed.data) ?? toolsFault(parsed.data) ?? formatFault(parsed.data);
  return reason === null ? { ok: true, request: parsed.data } : { ok: false, reason };
}

/** Which model call of its turn a request is: 1, and one more for each round of tool results. */
export function callOfTurn(request: MessagesRequest): number {
  return 1 + request.messages.filter((one) => resultIds(one).length > 0).length;
}

function conversationFault({ messages }: MessagesRequest): string | null {
  if (messages[0]?.role !== "user") return "messages: first message must use the user role";
  if (messages.at(-1)?.role !== "user") return "messages: the final message must be from the user";
  for (const [index, one] of messages.entries()) {
    const answered = resultIds(one);
    const asked = index === 0 ? [] : useIds(messages[index - 1]);
    const stray = answered.find((id) => !asked.includes(id));
    if (stray !== undefined) return `messages.${index}: tool_result without its tool_use`;
    const open = asked.find((id) => !answered.includes(id));
    if (open !== undefined) return `messages.${index - 1}: tool_use without its tool_result`;
  }
  return null;
}

function resultIds(one: MessagesRequest["messages"][number]): string[] {
  if (one.role !== "user" || typeof one.content === "string") return [];
  return one.content.flatMap((block) => (block.type === "tool_result" ? [block.tool_use_id] : []));
}

function useIds(one: MessagesRequest["messages"][number] | undefined): string[] {
  if (one?.role !== "assistant" || typeof one.content === "string") return [];
  return one.content.flatMap((block) => (block.type === "tool_use" ? [block.id] : []));
}

function toolsFault(request: MessagesRequest): string | null {
  const { tools = [], tool_choice, system, messages, output_config } = request;
  const searches = tools.some((one) => "type" in one);
  if (searches && output_config?.format !== undefined) {
    return "output_config.format: citations cannot be enabled with structured outputs";
  }
  const names = tools.map((one) => one.name);
  if (new Set(names).size !== names.length) return "tools: names must be unique";
  if (tool_choice !== undefined && tools.length === 0) return "tool_choice: there are no tools";
  if (tools.length === 0 && messages.some((one) => useIds(one).length > 0)) {
    return "tools: required when the conversation holds tool_use";
  }
  const breakpoints =
    JSON.stringify([tools, system, messages]).split('"cache_control":').length - 1;
  if (breakpoints > CACHE_BREAKPOINTS_MAX) return "cache_control: at most 4 breakpoints";
  const own = tools.flatMap((one) => ("type" in one ? [] : [one]));
  const strict = own.filter((one) => one.strict);
  if (strict.length > STRICT_TOOLS_MAX) return "tools: at most 20 strict tools";
  let optional = 0;
  for (const one of own) {
    if (one.input_schema.type !== "object") return `tools.${one.name}: type must be object`;
    if (!one.strict) continue;
    const fault = schemaFault(one.input_schema);
    if (fault !== null) return `tools.${one.name}: ${fault}`;
    optional += optionalFields(one.input_schema);
  }
  return optional > STRICT_OPTIONAL_FIELDS_MAX ? "tools: too many optional fields" : null;
}

function formatFault({ output_config }: MessagesRequest): string | null {
  const schema = output_config?.format?.schema;
  const fault = schema === undefined ? null : schemaFault(schema);
  return fault === null ? null : `output_config.format: ${fault}`;
}

/** The first thing in a schema that constrained output cannot do. */
function schemaFault(schema: unknown): string | null {
  const node = jsonSchema.safeParse(schema);
  if (!node.success) return "schema must be an object";
  for (const [keyword, value] of Object.entries(node.data)) {
    if (!STRICT_KEYWORDS.has(keyword)) return `keyword ${keyword} is not supported`;
    if (keyword === "minItems" && value !== 0 && value !== 1) return "minItems must be 0 or 1";
    if (keyword === "format" && !FORMATS.has(String(value))) return "format is not supported";
  }
  if (node.data.type === "object" && node.data.additionalProperties !== false) {
    return "additionalProperties must be false";
  }
  for (const inner of innerSchemas(node.data)) {
    const fault = schemaFault(inner);
    if (fault !== null) return fault;
  }
  return null;
}

function innerSchemas(schema: Record<string, unknown>): unknown[] {
  const maps = [schema.properties, schema.$defs].flatMap((map) => {
    const parsed = jsonSchema.safeParse(map);
    return parsed.success ? Object.values(parsed.data) : [];
  });
  const lists = [schema.anyOf, schema.allOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return [...maps, ...lists, ...(schema.items === undefined ? [] : [schema.items])];
}

function optionalFields(schema: Record<string, unknown>): number {
  const properties = jsonSchema.safeParse(schema.properties);
  const required = Array.isArray(schema.required) ? schema.required.length : 0;
  return properties.success ? Object.keys(properties.data).length - required : 0;
}
