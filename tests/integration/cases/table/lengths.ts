import type { Case } from "../case.ts";

const parts = `select count(*)::integer from public.message_parts p
  join public.messages m on m.id = p.message_id where m.user_id = $1`;
const segments = `select sum(p.segments)::integer from public.message_parts p
  join public.messages m on m.id = p.message_id where m.user_id = $1`;
const encodings = `select string_agg(distinct p.encoding, ' ') from public.message_parts p
  join public.messages m on m.id = p.message_id where m.user_id = $1`;

/** A text of theirs was sent before, so that no introduction comes on top. */
function sends(name: string, words: string, sql: [string, unknown][], received: number): Case {
  return {
    name,
    who: {},
    steps: [
      {
        sql: `insert into public.conversations (tenant_id, user_id, phone_number, sender_id)
          select u.tenant_id, u.id, u.phone_number, s.id from public.users u
          join public.senders s on s.tenant_id = u.tenant_id and s.phone_number = '+14155550100'
          where u.id = $1`,
      },
      {
        sql: `insert into public.messages (conversation_id, role, direction, content, status,
            sent_at, delivered_at, created_at)
          select id, 'concierge', 'outbound', 'before', 'delivered', now(), now(),
            now() - interval '1 day'
          from public.conversations where user_id = $1`,
      },
      { queue: { final_message: words } },
      { received },
    ],
    expect: { sql, queue: [["sent", null]], received },
  };
}

/** How long a text may be, in and out. */
export const LENGTHS: Case[] = [
  sends("160 letters are one segment", "a".repeat(160), [[segments, 1]], 1),
  sends("161 letters are two", "a".repeat(161), [[segments, 2]], 1),
  sends("70 letters of UCS-2 are one segment", "ж".repeat(70), [[segments, 1]], 1),
  sends(
    "71 are two",
    "ж".repeat(71),
    [
      [segments, 2],
      [encodings, "UCS-2"],
    ],
    1,
  ),
  sends("80 euros are one segment of 160 septets", "€".repeat(80), [[segments, 1]], 1),
  sends(
    "81 are two",
    "€".repeat(81),
    [
      [segments, 2],
      [encodings, "GSM-7"],
    ],
    1,
  ),
  sends("1,600 letters are one part", "a".repeat(1_600), [[parts, 1]], 1),
  sends("1,601 are two", `${"word ".repeat(320).trimEnd()} ab`, [[parts, 2]], 2),
  sends("4,800 are three", `${"word ".repeat(959)}words`, [[parts, 3]], 3),
  sends("a family is never cut in two", "👨‍👩‍👧‍👦".repeat(160), [[parts, 2]], 2),
  {
    name: "1,600 letters in are stored whole",
    steps: [{ hook: { Body: "b".repeat(1_600) }, answers: 200 }],
    expect: {
      sql: [
        [
          "select length(content) from public.messages where user_id = $1 and direction = 'inbound'",
          1_600,
        ],
      ],
    },
  },
  {
    name: "10,000 letters in are stored whole",
    steps: [{ hook: { Body: "c".repeat(10_000) }, answers: 200 }],
    expect: {
      sql: [
        [
          "select length(content) from public.messages where user_id = $1 and direction = 'inbound'",
          10_000,
        ],
      ],
    },
  },
  {
    name: "100,000 letters in are more than this door reads",
    steps: [{ hook: { Body: "d".repeat(100_000) }, answers: 413 }],
    expect: { inbound: [] },
  },
];
