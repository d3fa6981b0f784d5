import type { Case } from "../case.ts";

/** What texts look like. */
export const CONTENT: Case[] = [
  {
    name: "an empty text is stored and answered",
    steps: [{ text: "" }],
    expect: { inbound: [null], received: 1 },
  },
  {
    name: "a picture without words is stored with its address",
    steps: [{ text: "", media: "ME1" }],
    expect: {
      inbound: [null],
      sql: [
        [
          `select jsonb_array_length(media) from public.messages
           where user_id = $1 and direction = 'inbound'`,
          1,
        ],
      ],
    },
  },
  {
    name: "an emoji alone is answered",
    steps: [{ text: "🎣" }],
    expect: { inbound: [null], received: 1 },
  },
  {
    name: "letters of every script are stored as they came",
    steps: [{ hook: { Body: "Ünïcødé 漢字 עברית +1 & 100% %41" }, answers: 200 }],
    expect: {
      sql: [
        [
          "select content from public.messages where user_id = $1 and direction = 'inbound'",
          "Ünïcødé 漢字 עברית +1 & 100% %41",
        ],
      ],
    },
  },
  {
    name: "a bare thumb up is a thumb on the newest text and no turn",
    steps: [{ text: "hi" }, { received: 1 }, "quiet", { text: "👍" }, "quiet"],
    expect: { inbound: [null, "reaction"], thumbs: ["up"], received: 1 },
  },
  {
    name: "a bare thumb down of any skin is one, too",
    steps: [{ text: "hi" }, { received: 1 }, "quiet", { text: "👎🏽" }, "quiet"],
    expect: { inbound: [null, "reaction"], thumbs: ["down"], received: 1 },
  },
  {
    name: "a tapback finds the text that it quotes",
    steps: [
      { text: "hi" },
      { received: 1 },
      "quiet",
      { text: "Liked “Yachtparty, a members' network by text. I am an AI. At most 5…”" },
      "quiet",
    ],
    expect: { inbound: [null, "reaction"], thumbs: ["up"], received: 1 },
  },
  {
    name: "a reaction by emoji is read",
    steps: [
      { text: "hi" },
      { received: 1 },
      "quiet",
      { text: "Reacted 😂 to “Yachtparty, a members' network by text”" },
      "quiet",
    ],
    expect: { inbound: [null, "reaction"], thumbs: ["up"], received: 1 },
  },
  {
    name: "a tapback taken back takes its thumb back",
    steps: [
      { text: "hi" },
      { received: 1 },
      "quiet",
      { text: "Loved “Yachtparty, a members' network by text”" },
      "quiet",
      { text: "Removed a heart from “Yachtparty, a members' network by text”" },
      "quiet",
    ],
    expect: { inbound: [null, "reaction", "reaction"], thumbs: [], received: 1 },
  },
  {
    name: "a tapback after another is the thumb that counts",
    steps: [
      { text: "hi" },
      { received: 1 },
      "quiet",
      { text: "Liked “Yachtparty, a members' network by text”" },
      { text: "Disliked “Yachtparty, a members' network by text”" },
      "quiet",
    ],
    expect: { thumbs: ["down"], received: 1 },
  },
  {
    name: "a tapback on a text of their own changes nothing and costs no turn",
    steps: [
      { text: "my cat is called Whiskers" },
      { received: 1 },
      "quiet",
      { text: "Liked “my cat is called Whiskers”" },
      "quiet",
    ],
    expect: { inbound: [null, "reaction"], thumbs: [], received: 1 },
  },
  {
    name: "a tapback that quotes our STOP is no opt-out",
    steps: [
      { text: "hi" },
      { received: 1 },
      "quiet",
      { text: "Liked “HELP for help, STOP to end.”" },
      "quiet",
    ],
    expect: { inbound: [null, "reaction"], consent: ["first_contact texted_in"] },
  },
  {
    name: "a thumb before there was an answer is on nothing",
    steps: [{ text: "👍" }, "quiet"],
    expect: { inbound: ["reaction"], thumbs: [], received: 0 },
  },
  {
    name: "words beside a thumb are a text",
    steps: [{ text: "👍 sounds good" }],
    expect: { inbound: [null], received: 1 },
  },
  {
    name: "an auto-responder's second answer is not answered",
    steps: [
      { text: "Auto-reply: I'm driving with Do Not Disturb on." },
      { received: 1 },
      "quiet",
      { text: "Auto-reply: I'm driving with Do Not Disturb on." },
      "quiet",
    ],
    expect: { inbound: [null, "auto_responder"], received: 1 },
  },
  {
    name: "a machine that says the same for ever is answered no more than three times",
    steps: [1, 2, 3, 4, 5, 6].flatMap((ticket) => [
      { text: `Ticket ${ticket} of the Acme boat yard is still open` },
      "quiet" as const,
    ]),
    expect: {
      inbound: [null, null, null, "auto_responder", "auto_responder", "auto_responder"],
      received: 3,
    },
  },
  {
    name: "a person who asks the same twice is answered twice",
    steps: [{ text: "hello?" }, "quiet", { text: "hello?" }, "quiet"],
    expect: { inbound: [null, null], received: 2 },
  },
  {
    name: "typographic quotes and dashes leave as plain ones",
    who: {},
    steps: [{ queue: { final_message: "“Berth 7” – it’s free… — go" } }, { received: 1 }],
    expect: { received: [/"Berth 7" - it's free\.\.\. - go$/] },
  },
  {
    name: "what has to leave in UCS-2 does, unharmed",
    who: {},
    steps: [{ queue: { final_message: "Мостик 7 свободен ⚓" } }, { received: 1 }],
    expect: { received: [/Мостик 7 свободен ⚓$/] },
  },
];
