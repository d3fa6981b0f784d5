import type { Case, Step } from "../case.ts";

const OUT = ["first_contact texted_in", "opt_out keyword"];
const SAID = ["first_contact texted_in", "opt_out plain_language"];

function keyword(body: string): Case {
  return {
    name: `"${body}" is an opt-out, and the carrier answers it`,
    steps: [{ text: body }],
    expect: { inbound: ["opt_out_word"], consent: OUT, received: 0 },
  };
}

function plain(body: string, confirmed: RegExp): Case {
  return {
    name: `"${body}" is an opt-out, and we confirm it once`,
    steps: [{ text: body }],
    expect: {
      inbound: ["opt_out_said"],
      consent: SAID,
      outbound: [["confirmation", "delivered"]],
      received: [confirmed],
    },
  };
}

function no(body: string): Case {
  return {
    name: `"${body}" is no opt-out`,
    steps: [{ text: body }],
    expect: { inbound: [null], consent: ["first_contact texted_in"], received: 1 },
  };
}

const ENGLISH = /^You are unsubscribed .*Reply START/;
const SPANISH = /^Listo\..*START/;
const gone: Step[] = [{ text: "STOP" }, "quiet"];

/** Who may be texted. */
export const CONSENT: Case[] = [
  ...["STOP", "stop", " Stop. ", "STOPALL", "Unsubscribe", "CANCEL", "end", "QUIT", "Revoke"].map(
    keyword,
  ),
  keyword("opt-out"),
  plain("please stop texting me", ENGLISH),
  plain("Don't text me anymore", ENGLISH),
  plain("take me off your list", ENGLISH),
  plain("Please remove my number and leave me alone", ENGLISH),
  plain("no me escriban más por favor", SPANISH),
  plain("ya no quiero recibir mensajes", SPANISH),
  plain("BAJA", SPANISH),
  no("I can't stop thinking about it"),
  no("can you stop the research on boats?"),
  no("cancel my meeting with Bob please"),
  no("what happens if I unsubscribe?"),
  {
    name: "Twilio's own verdict counts, whatever the words",
    steps: [{ hook: { Body: "Basta ya", OptOutType: "STOP" }, answers: 200 }],
    expect: { inbound: ["opt_out_word"], consent: OUT, received: 0 },
  },
  {
    name: "after an opt-out nothing is answered",
    steps: [...gone, { text: "are you there?" }, "quiet"],
    expect: { inbound: ["opt_out_word", "opted_out"], received: 0 },
  },
  {
    name: "an opt-out in plain words after an opt-out is not confirmed",
    steps: [...gone, { text: "please stop texting me" }, "quiet"],
    expect: { inbound: ["opt_out_word", "opted_out"], received: 0 },
  },
  {
    name: "START brings them back",
    steps: [...gone, { text: "START" }, "quiet", { text: "hi again" }],
    expect: {
      inbound: ["opt_out_word", "opt_in_word", null],
      consent: [...OUT, "opt_in keyword"],
      received: 1,
    },
  },
  {
    name: "UNSTOP brings them back",
    steps: [...gone, { text: "unstop" }, "quiet", { text: "hi again" }],
    expect: { inbound: ["opt_out_word", "opt_in_word", null], received: 1 },
  },
  {
    name: "YES brings back who had left",
    steps: [...gone, { text: "yes" }, "quiet"],
    expect: { inbound: ["opt_out_word", "opt_in_word"], received: 0 },
  },
  {
    name: "YES of who never left is an answer",
    steps: [{ text: "yes" }],
    expect: { inbound: [null], consent: ["first_contact texted_in"], received: 1 },
  },
  {
    name: "HELP is left to the carrier",
    steps: [{ text: "help" }, "quiet"],
    expect: { inbound: ["help_word"], received: 0 },
  },
  {
    name: "a STOP within the burst leaves it without an answer",
    steps: [{ text: "hi" }, { text: "STOP" }, "quiet"],
    expect: { inbound: ["opted_out", "opt_out_word"], received: 0 },
  },
  {
    name: "an opt-out ends what waits in the queue",
    who: { hour: "night" },
    steps: [{ queue: {} }, { queue: { priority: "high" } }, "quiet", ...gone],
    expect: {
      queue: [
        ["cancelled", "opted_out"],
        ["cancelled", "opted_out"],
      ],
      received: 0,
    },
  },
  {
    name: "nothing is queued for who has opted out",
    who: {},
    steps: [...gone, { queue: {} }, "quiet"],
    expect: { queue: [["cancelled", "opted_out"]], received: 0 },
  },
  {
    name: "an urgent text does not pass an opt-out",
    who: {},
    steps: [...gone, { queue: { priority: "urgent" } }, "quiet"],
    expect: { queue: [["cancelled", "opted_out"]], received: 0 },
  },
  {
    name: "error 21610 at the send is an opt-out",
    from: "+15005550004",
    who: {},
    steps: [{ queue: {} }, "quiet"],
    expect: {
      queue: [["failed", "carrier_refused"]],
      consent: ["first_contact import", "opt_out send_error"],
      received: 0,
    },
  },
  {
    name: "error 21610 in a callback is an opt-out",
    from: "+15005550016",
    who: {},
    steps: [{ queue: {} }, "quiet"],
    expect: {
      consent: ["first_contact import", "opt_out send_error"],
      outbound: [["proactive", "undelivered"]],
    },
  },
  {
    name: "who has no consent on record is sent nothing",
    who: { consent: false },
    steps: [{ queue: {} }, "quiet"],
    expect: { queue: [["cancelled", "no_consent"]], received: 0 },
  },
  {
    name: "whoever texts first has consented, and the ledger says how",
    steps: [{ text: "hi" }],
    expect: { consent: ["first_contact texted_in"], received: 1 },
  },
  {
    name: "the first text names the brand, what it is, that it is an AI, how often, STOP and HELP",
    who: {},
    steps: [{ queue: { final_message: "Berth 7 is free." } }, { received: 1 }],
    expect: {
      received: [
        /^Yachtparty, a members' network by text\. I am an AI\. At most 5 texts a day.*HELP.*STOP.*\nBerth 7 is free\.$/s,
      ],
    },
  },
  {
    name: "the second text says none of it again",
    who: {},
    steps: [
      { queue: { final_message: "one" } },
      { received: 1 },
      { queue: { final_message: "two" } },
      { received: 2 },
    ],
    expect: { received: [/one$/, /^two$/] },
  },
  {
    name: "who is blocked is not answered and sent nothing",
    who: { columns: { blocked_at: "2026-11-01", blocked_reason: "abuse" } },
    steps: [{ text: "hello" }, { queue: {} }, "quiet"],
    expect: { inbound: ["blocked"], queue: [["cancelled", "blocked"]], received: 0 },
  },
  {
    name: "who is muted is answered and sent nothing else",
    who: { columns: { muted_until: "2099-01-01T00:00:00Z" } },
    steps: [{ queue: {} }, { text: "hello there" }, { received: 1 }, "quiet"],
    expect: { inbound: [null], queue: [["queued", "muted"]], received: 1 },
  },
];
