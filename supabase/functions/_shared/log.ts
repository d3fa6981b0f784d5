type Field = string | number | boolean | null | undefined;

/**
 * One JSON line on the console. Fields are ids, codes and counts: never a phone number, a text, a
 * key or a message from outside.
 */
export function log(
  level: "info" | "warn" | "error",
  event: string,
  fields: Record<string, Field> = {},
): void {
  const line = JSON.stringify({ at: new Date().toISOString(), level, event, ...fields });
  if (level === "info") console.log(line);
  else console.error(line);
}
