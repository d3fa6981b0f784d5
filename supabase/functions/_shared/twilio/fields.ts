import { z } from "zod";
import { Fault } from "../errors.ts";

/** A Twilio identifier: two letters that name its kind, then 32 hexadecimal digits. */
export function sid(...kinds: string[]) {
  return z.string().regex(new RegExp(`^(?:${kinds.join("|")})[0-9a-fA-F]{32}$`));
}

/** Twilio sends what it does not have as an empty string, or leaves it out. */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
}

/** The fields as the schema has them, or `bad_request` that names the fields and not their values. */
export function parseFields<Schema extends z.ZodType>(
  schema: Schema,
  fields: Record<string, string>,
): z.infer<Schema> {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  const names = [...new Set(parsed.error.issues.map((issue) => issue.path.join(".")))];
  throw new Fault("bad_request", { detail: `not as Twilio sends them: ${names.join(", ")}` });
}
