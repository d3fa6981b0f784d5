import type { Case } from "../case.ts";

const SID = (last: string) => `SM${last.padStart(32, "0")}`;

/** The same thing twice. */
export const DUPLICATES: Case[] = [
  {
    name: "a text delivered again at once is one text",
    steps: [{ text: "hi" }, { text: "hi", again: true }],
    expect: { inbound: [null], received: 1 },
  },
  {
    name: "a text delivered again after its answer changes nothing",
    steps: [{ text: "hi" }, { received: 1 }, "quiet", { text: "hi", again: true }, "quiet"],
    expect: { inbound: [null], received: 1 },
  },
  {
    name: "a replay with other words is the first one still",
    steps: [
      { hook: { MessageSid: SID("d1"), Body: "I'm Ada Lovelace" }, answers: 200 },
      { hook: { MessageSid: SID("d1"), Body: "STOP" }, answers: 200 },
    ],
    expect: { inbound: [null], received: 1, consent: ["first_contact texted_in"] },
  },
  {
    name: "the same words under another SID are another text",
    steps: [{ text: "hi" }, { text: "hi" }],
    expect: { inbound: [null, null] },
  },
  {
    name: "STOP delivered twice is one opt-out",
    steps: [{ text: "STOP" }, { text: "STOP", again: true }],
    expect: {
      inbound: ["opt_out_word"],
      consent: ["first_contact texted_in", "opt_out keyword"],
      received: 0,
    },
  },
  {
    name: "STOP said twice is one opt-out and two texts",
    steps: [{ text: "STOP" }, { text: "stop" }],
    expect: { inbound: ["opt_out_word", "opt_out_word"], received: 0 },
  },
  {
    name: "an opt-out in plain words delivered twice is confirmed once",
    steps: [{ text: "please stop texting me" }, { text: "please stop texting me", again: true }],
    expect: { inbound: ["opt_out_said"], received: 1 },
  },
  {
    name: "a thumb delivered twice is one thumb",
    steps: [
      { text: "hi" },
      { received: 1 },
      "quiet",
      { text: "👍" },
      { text: "👍", again: true },
      "quiet",
    ],
    expect: { inbound: [null, "reaction"], thumbs: ["up"] },
  },
  {
    name: "a webhook that the carrier posts twice at the same time stores one text",
    steps: [{ fault: { webhooksDoubled: 1 } }, { text: "hi" }],
    expect: { inbound: [null], received: 1 },
  },
  {
    name: "a status told twice is kept once",
    steps: [{ text: "hi" }, { received: 1 }, "quiet", { news: "delivered" }, { news: "delivered" }],
    expect: {
      outbound: [["reply", "delivered"]],
      sql: [
        [
          `select count(*)::integer from public.message_status_events e
           join public.message_parts p on p.id = e.part_id
           join public.messages m on m.id = p.message_id
           where m.user_id = $1 and e.status = 'delivered'`,
          1,
        ],
      ],
    },
  },
  {
    name: "two proactive texts of the same words are two texts",
    who: {},
    steps: [{ queue: {} }, { queue: {} }, { received: 2 }],
    expect: {
      queue: [
        ["sent", null],
        ["sent", null],
      ],
      received: 2,
    },
  },
];
