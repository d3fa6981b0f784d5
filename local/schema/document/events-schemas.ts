import type { EventCatalogue } from "../events.ts";

/** The zod of each kind of value: what `private.payload_kinds` takes, no more and no fewer. */
const SCHEMAS = new Map([
  ["uuid", "uuid"],
  ["uuid or null", "uuid.nullable()"],
  ["count", "count"],
  ["word", "word"],
  ["words", "z.array(word)"],
]);

/** `_shared/events.ts`: the payload of each type of event, for the functions that read one. */
export function writeEventsSchemas({ events }: EventCatalogue): string {
  const schemas = events.map(({ type, payload }) => {
    const keys = Object.entries(payload).map(([key, kind]) => `    ${key}: ${schemaOf(kind)},\n`);
    return `  "${type}": z.strictObject({\n${keys.join("")}  }),\n`;
  });
  return `import { z } from "zod";

// Made by \`npm run schema\` from private.event_types; a test compares. Do not edit.

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const count = z.int().min(0).max(999_999_999);
const word = z.string().regex(/^[a-z_]{1,40}$/);

/** The payload of each type of event, as Postgres takes it: docs/events.md says who says it. */
export const eventPayloads = {
${schemas.join("")}};
`;
}

function schemaOf(kind: string): string {
  const schema = SCHEMAS.get(kind);
  if (schema === undefined) throw new Error(`no schema is known for a payload's ${kind}`);
  return schema;
}
