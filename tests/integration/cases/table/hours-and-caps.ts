import type { Case, Known } from "../case.ts";

const daily = (limit: number): Known => ({ columns: { daily_limit: limit } });
const sequence = (position: number, of: number) => ({
  sequence_id: "5e90e5ce-0000-4000-8000-000000000001",
  sequence_position: position,
  sequence_total: of,
  final_message: `part ${position}`,
});
const other = (position: number, of: number) => ({
  ...sequence(position, of),
  sequence_id: "5e90e5ce-0000-4000-8000-000000000002",
});
const used = `select messages_sent::text || ' ' || replies_sent::text
  from public.user_message_budget where user_id = $1`;

/** The right moment. */
export const HOURS_AND_CAPS: Case[] = [
  {
    name: "at noon a text leaves",
    who: {},
    steps: [{ queue: {} }, { received: 1 }],
    expect: { queue: [["sent", null]], outbound: [["proactive", "delivered"]], received: 1 },
  },
  {
    name: "at night it waits",
    who: { hour: "night" },
    steps: [{ queue: {} }, "quiet"],
    expect: { queue: [["queued", "quiet_hours"]], outbound: [], received: 0 },
  },
  {
    name: "at night an answer leaves all the same",
    who: { hour: "night" },
    steps: [{ text: "hello there" }],
    expect: { outbound: [["reply", "delivered"]], received: 1 },
  },
  {
    name: "at night an urgent text leaves, and it is written down what it passed",
    who: { hour: "night" },
    steps: [{ queue: { priority: "urgent" } }, { received: 1 }],
    expect: {
      queue: [["sent", null]],
      outbound: [["urgent", "delivered"]],
      received: 1,
      sql: [
        [
          `select payload -> 'rules' from public.events
           where event_type = 'outreach.rules_bypassed' and payload ->> 'user_id' = $1`,
          ["quiet_hours"],
        ],
      ],
    },
  },
  {
    name: "one's own quiet hours at noon hold it, too",
    who: { columns: { quiet_hours_start: "11:00", quiet_hours_end: "14:00" } },
    steps: [{ queue: {} }, "quiet"],
    expect: { queue: [["queued", "quiet_hours"]], received: 0 },
  },
  {
    name: "quiet hours that begin and end together are none",
    who: { columns: { quiet_hours_start: "12:00", quiet_hours_end: "12:00" } },
    steps: [{ queue: {} }, { received: 1 }],
    expect: { queue: [["sent", null]] },
  },
  {
    name: "the carrier is told to drop it before the night begins",
    // It is between twelve and one there.
    who: { columns: { quiet_hours_start: "14:00", quiet_hours_end: "15:00" } },
    steps: [{ queue: {} }, { received: 1 }],
    expect: { queue: [["sent", null]], validMinutes: [[58, 120]] },
  },
  {
    name: "two an hour, and the third waits",
    who: {},
    steps: [{ queue: {} }, { queue: {} }, { queue: {} }, { received: 2 }, "quiet"],
    expect: {
      queue: [
        ["sent", null],
        ["sent", null],
        ["queued", "hourly_limit"],
      ],
      received: 2,
    },
  },
  {
    name: "one a day by their own wish",
    who: daily(1),
    steps: [{ queue: {} }, { queue: {} }, { received: 1 }, "quiet"],
    expect: {
      queue: [
        ["sent", null],
        ["queued", "daily_limit"],
      ],
      received: 1,
    },
  },
  {
    name: "none at all by their own wish",
    who: daily(0),
    steps: [{ queue: {} }, "quiet"],
    expect: { queue: [["queued", "daily_limit"]], received: 0 },
  },
  {
    name: "answers are counted apart, and limit nothing",
    who: { columns: { hourly_limit: 1 } },
    steps: [{ text: "hello there" }, "quiet", { text: "what's my company?" }, "quiet"],
    expect: {
      outbound: [
        ["reply", "delivered"],
        ["reply", "delivered"],
      ],
      sql: [[used, "0 2"]],
    },
  },
  {
    name: "a proactive text takes one place",
    who: {},
    steps: [{ queue: {} }, { received: 1 }],
    expect: { sql: [[used, "1 0"]] },
  },
  {
    name: "the important one goes first",
    who: { columns: { hourly_limit: 1 } },
    steps: [
      {
        sql: `insert into public.message_queue
            (tenant_id, user_id, agent_id, message_data, final_message, scheduled_for, priority)
          select u.tenant_id, u.id, 'account-manager', '{}', p.word, now(), p.word
          from public.users u, unnest(array['low', 'medium', 'high']) with ordinality p (word, nth)
          where u.id = $1`,
      },
      { received: 1 },
      "quiet",
    ],
    expect: {
      queue: [
        ["queued", "hourly_limit"],
        ["queued", "hourly_limit"],
        ["sent", null],
      ],
      received: [/high$/],
    },
  },
  {
    name: "the newer of two on one subject stands for both",
    who: {},
    steps: [
      {
        sql: `insert into public.message_queue
            (tenant_id, user_id, agent_id, message_data, final_message, scheduled_for, subject)
          select u.tenant_id, u.id, 'account-manager', '{}', p.word, now(), 'berth:7'
          from public.users u, unnest(array['old', 'new']) with ordinality p (word, nth)
          where u.id = $1`,
      },
      { received: 1 },
    ],
    expect: {
      queue: [
        ["superseded", "newer_on_subject"],
        ["sent", null],
      ],
      received: [/new$/],
    },
  },
  {
    name: "what has expired is not sent",
    who: {},
    steps: [{ queue: { expires_at: "2026-11-01T00:00:00Z" } }, "quiet"],
    expect: { queue: [["expired", "expired"]], received: 0 },
  },
  {
    name: "what is for later waits for its time",
    who: {},
    steps: [{ queue: { scheduled_for: "2099-01-01T12:00:00Z" } }, "quiet"],
    expect: { queue: [["queued", null]], received: 0 },
  },
  {
    name: "a sequence arrives in its order",
    who: {},
    steps: [{ queue: sequence(2, 2) }, { queue: sequence(1, 2) }, { received: 2 }],
    expect: {
      queue: [
        ["sent", null],
        ["sent", null],
      ],
      received: [/part 1$/, /part 2$/],
    },
  },
  {
    name: "a sequence whose person writes in its middle goes on as their agent says",
    who: { columns: { hourly_limit: 1 } },
    steps: [
      { queue: other(1, 2) },
      { queue: other(2, 2) },
      { received: 1 },
      "quiet",
      { text: "stop the series please" },
      { received: 2 },
      "quiet",
    ],
    expect: {
      queue: [
        ["sent", null],
        ["cancelled", "withdrawn"],
      ],
      received: 2,
    },
  },
  {
    name: "who has just written is left in peace",
    who: {},
    steps: [{ text: "hello there" }, { received: 1 }, "quiet", { queue: {} }, "quiet"],
    expect: { queue: [["queued", "person_writes"]], received: 1 },
  },
  {
    name: "in a conversation that a human has taken over nothing proactive is said",
    who: {},
    steps: [
      { queue: {} },
      { received: 1 },
      "quiet",
      { sql: "update public.conversations set status = 'paused' where user_id = $1" },
      { queue: {} },
      "quiet",
    ],
    expect: {
      queue: [
        ["sent", null],
        ["queued", "taken_over"],
      ],
      received: 1,
    },
  },
  {
    name: "what needs a fresh look is written by their agent just before it leaves",
    who: {},
    steps: [
      { queue: { requires_fresh_context: true, final_message: "Berth 7 is free." } },
      { received: 1 },
    ],
    expect: {
      queue: [["sent", null]],
      outbound: [["proactive", "delivered"]],
      received: [/Berth 7/],
    },
  },
];
