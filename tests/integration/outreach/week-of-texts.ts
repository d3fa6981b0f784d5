export const PRIORITIES = ["urgent", "high", "medium", "low"] as const;
export type Priority = (typeof PRIORITIES)[number];

/** What an agent wants to say, and when it thinks of it, by the clock in New York. */
export interface Wish {
  /** Of the week, from 0; the third is the day on which the clocks are set. */
  day: number;
  time: string;
  agent: string;
  priority: Priority;
  subject?: string;
  sequence?: { name: string; position: number; total: number };
  /** Hours after which it is not worth saying. */
  stale?: number;
}

type Rest = Pick<Wish, "subject" | "sequence" | "stale">;

const wish = (
  day: number,
  time: string,
  agent: string,
  priority: Priority,
  rest: Rest = {},
): Wish => ({ day, time, agent, priority, ...rest });

const sequence = (day: number, time: string, agent: string, name: string): Wish[] =>
  [1, 2, 3].map((position) =>
    wish(day, time, agent, "medium", { sequence: { name, position, total: 3 } }),
  );

/** Forty, of five agents that know nothing of each other: bursts, nights, news that goes stale. */
export const WEEK_OF_TEXTS: readonly Wish[] = [
  wish(0, "09:00", "concierge", "low"),
  wish(0, "09:00", "introductions", "medium"),
  wish(0, "09:00", "solutions", "high"),
  wish(0, "09:00", "community", "medium", { subject: "regatta" }),
  wish(0, "09:10", "community", "medium", { subject: "regatta" }),
  wish(0, "12:40", "feedback", "low", { stale: 2 }),
  wish(0, "15:00", "introductions", "high"),
  wish(0, "20:50", "solutions", "high", { stale: 8 }),
  wish(0, "22:10", "concierge", "low", { stale: 6 }),
  wish(0, "23:30", "community", "medium", { subject: "berth" }),
  wish(1, "02:00", "solutions", "high"),
  wish(1, "03:15", "community", "medium", { subject: "berth" }),
  ...sequence(1, "09:30", "introductions", "meet-ines"),
  wish(1, "15:30", "feedback", "low", { stale: 3 }),
  wish(1, "18:30", "concierge", "high"),
  wish(1, "19:00", "solutions", "medium", { subject: "quote" }),
  wish(2, "09:00", "community", "low", { stale: 4 }),
  wish(2, "10:00", "solutions", "medium", { subject: "quote" }),
  wish(2, "11:00", "introductions", "high"),
  wish(2, "16:00", "feedback", "low"),
  wish(2, "23:50", "community", "high"),
  wish(3, "00:30", "concierge", "medium"),
  wish(3, "01:30", "solutions", "low"),
  wish(3, "05:00", "introductions", "high", { stale: 2 }),
  wish(3, "12:00", "feedback", "medium"),
  wish(4, "08:00", "concierge", "medium"),
  wish(4, "08:00", "community", "high"),
  ...sequence(4, "10:00", "solutions", "three-offers"),
  wish(4, "14:00", "introductions", "high"),
  wish(4, "23:00", "feedback", "low", { stale: 4 }),
  wish(5, "06:00", "community", "medium", { subject: "dinner" }),
  wish(5, "07:30", "community", "medium", { subject: "dinner" }),
  wish(5, "13:00", "concierge", "high"),
  wish(5, "13:00", "solutions", "low"),
  wish(6, "09:00", "introductions", "medium"),
  wish(6, "09:05", "concierge", "high"),
];
