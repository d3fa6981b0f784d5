/** A model's words without what a line must not have, and without runs of space. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\u{E0000}-\u{E007F}]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}
