import type { Case, Step } from "../case.ts";

const answered: Step[] = [{ text: "hi" }, { received: 1 }, "quiet"];
const kept = (status: string) =>
  `select count(*)::integer from public.message_status_events e
   join public.message_parts p on p.id = e.part_id join public.messages m on m.id = p.message_id
   where m.user_id = $1 and e.status = '${status}'`;

function whatever(fault: string, more: Record<string, unknown> = {}): Case {
  return {
    name: `${fault}: the text ends as delivered`,
    steps: [{ fault: { [fault]: 1, ...more } }, { text: "hi" }, { received: 1 }],
    expect: { outbound: [["reply", "delivered"]], received: 1 },
  };
}

/** What the carrier says afterwards: late, early, twice, backwards, of nothing we know. */
export const CALLBACKS: Case[] = [
  {
    name: "accepted, sent, delivered: delivered",
    steps: answered,
    expect: { outbound: [["reply", "delivered"]] },
  },
  whatever("callbacksDoubled"),
  whatever("callbacksReversed"),
  whatever("callbacksLate", { lateMs: 300 }),
  {
    name: "callbacks that never come leave it sent",
    steps: [{ fault: { callbacksDropped: 1 } }, { text: "hi" }, { received: 1 }],
    expect: { outbound: [["reply", "sent"]], received: 1 },
  },
  {
    name: "news before the carrier's own answer is not undone by it",
    steps: [
      { fault: { slow: 1, slowMs: 600, http500Accepted: 1 } },
      { text: "hi" },
      { received: 1 },
    ],
    expect: { outbound: [["reply", "delivered"]], received: 1 },
  },
  {
    name: "sent after delivered changes nothing, and is kept",
    steps: [...answered, { news: "delivered" }, { news: "sent" }],
    expect: { outbound: [["reply", "delivered"]], sql: [[kept("sent"), 1]] },
  },
  {
    name: "queued after delivered changes nothing, and is kept",
    steps: [...answered, { news: "delivered" }, { news: "queued" }],
    expect: { outbound: [["reply", "delivered"]], sql: [[kept("queued"), 1]] },
  },
  {
    name: "undelivered after delivered changes nothing",
    steps: [...answered, { news: "delivered" }, { news: "undelivered", code: 30008 }],
    expect: { outbound: [["reply", "delivered"]], sql: [[kept("undelivered"), 1]] },
  },
  {
    name: "read is a kind of delivered",
    steps: [...answered, { news: "read" }],
    expect: { outbound: [["reply", "delivered"]], sql: [[kept("read"), 1]] },
  },
  {
    name: "a status that nobody knows is kept and changes nothing",
    steps: [...answered, { news: "teleported" }],
    expect: { outbound: [["reply", "delivered"]], sql: [[kept("teleported"), 1]] },
  },
  {
    name: "news of a text that is not ours is acknowledged",
    steps: [{ news: "delivered", about: "foreign" }],
    expect: { received: 0 },
  },
  {
    name: "the same status with another code is other news",
    steps: [
      ...answered,
      { news: "undelivered", code: 30003 },
      { news: "undelivered", code: 30005 },
    ],
    expect: { sql: [[kept("undelivered"), 2]] },
  },
];
