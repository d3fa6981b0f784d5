import type { Case } from "../case.ts";

const people = `select count(*)::integer from public.users u, public.users old
  where old.id = $1 and u.phone_number = old.phone_number_history -> 0 ->> 'phone_number'`;
const number = "select phone_number from public.users where id = $1";
const name = "select first_name from public.users where id = $1";
const silent: Record<string, string | boolean> = { last_active_at: "2026-01-01T00:00:00Z" };

/** Who is who when numbers change hands. */
export const IDENTITY: Case[] = [
  {
    name: "a number that was silent for long belongs to somebody new",
    who: { columns: silent },
    steps: [{ text: "hi" }, "quiet"],
    expect: {
      sql: [
        [number, null],
        [people, 1],
        [name, "Ada"],
      ],
    },
  },
  {
    name: "the new person is not greeted by the old one's name",
    from: "+12135557711",
    who: { columns: { ...silent, first_name: "Grizelda" } },
    steps: [{ text: "what do you know about me?" }, { received: 1 }],
    expect: { received: [/^(?!.*Grizelda)/s] },
  },
  {
    name: "new phone, who dis: nothing of the old profile is theirs",
    who: { columns: { last_active_at: new Date().toISOString() } },
    steps: [{ text: "new phone, who dis" }, "quiet"],
    expect: {
      sql: [
        [number, null],
        [people, 1],
        [name, "Ada"],
      ],
    },
  },
  {
    name: "wrong person: the old profile is detached, never merged",
    who: { columns: { last_active_at: new Date().toISOString() } },
    steps: [{ text: "you have the wrong number, this is not Ada" }, "quiet"],
    expect: {
      sql: [
        [number, null],
        [people, 1],
      ],
    },
  },
  {
    name: "who asks who this is keeps their profile",
    who: { columns: { last_active_at: new Date().toISOString() } },
    steps: [{ text: "who is this?" }, "quiet"],
    expect: { inbound: [null], sql: [[name, "Ada"]] },
  },
  {
    name: "the new person can register",
    from: "+12135557712",
    who: { columns: silent },
    steps: [{ text: "I'm Bea Newcomer" }, { received: 1 }, "quiet"],
    expect: {
      sql: [
        [
          `select first_name || ' ' || verified::text from public.users
           where phone_number = '+12135557712' and id <> $1`,
          "Bea false",
        ],
      ],
    },
  },
  {
    name: "an opt-out stays with the number",
    from: "+12135557713",
    who: { columns: silent },
    steps: [
      {
        sql: `insert into public.consent_events (tenant_id, user_id, kind, source)
          select tenant_id, id, 'opt_out', 'operator' from public.users where id = $1`,
      },
      { text: "hello" },
      "quiet",
    ],
    expect: {
      received: 0,
      sql: [
        [
          `select opted_out_at is not null from public.users
           where phone_number = '+12135557713' and id <> $1`,
          true,
        ],
      ],
    },
  },
  {
    name: "what waits for the old person is not sent to the new one",
    from: "+12135557714",
    who: { hour: "night", columns: silent },
    steps: [{ queue: { final_message: "for Ada alone" } }, "quiet", { text: "hi" }, "quiet"],
    expect: { queue: [["queued", "quiet_hours"]], received: [/^(?!.*for Ada alone)/s] },
  },
  {
    name: "a member who was never silent stays who they are",
    who: { columns: { last_active_at: new Date().toISOString() } },
    steps: [{ text: "what's my first name?" }],
    expect: { received: [/Ada/] },
  },
];
