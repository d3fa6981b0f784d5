const DAY_MS = 24 * 60 * 60 * 1000;
const WEEK = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const FEW: Record<string, number> = { a: 1, an: 1, one: 1, two: 2, three: 3, four: 4 };

/**
 * The day that a text names, as 2026-11-30, counted from `today`: a date, tomorrow, a weekday (the
 * next one), next week (its Monday), some days or weeks ahead. Null when it names none of these.
 */
export function dayNamed(said: string, today: string): string | null {
  const text = said.toLowerCase();
  const date = /\b\d{4}-\d{2}-\d{2}\b/.exec(text)?.[0];
  if (date !== undefined) return date;
  const now = new Date(`${today}T00:00:00Z`);
  const ahead = daysAhead(text, now.getUTCDay());
  if (ahead === null) return null;
  return new Date(now.getTime() + ahead * DAY_MS).toISOString().slice(0, 10);
}

function daysAhead(text: string, weekday: number): number | null {
  if (/\btomorrow\b/.test(text)) return 1;
  const span = /\b(?:in|for) (an?|one|two|three|four|\d{1,3}) (day|week)s?\b/.exec(text);
  if (span !== null) {
    const amount = FEW[span[1] ?? ""] ?? Number(span[1]);
    return span[2] === "week" ? amount * 7 : amount;
  }
  const named = WEEK.findIndex((day) => new RegExp(`\\b${day}\\b`).test(text));
  const wanted = named === -1 && /\bnext week\b/.test(text) ? 1 : named;
  return wanted === -1 ? null : ((wanted - weekday + 6) % 7) + 1;
}
