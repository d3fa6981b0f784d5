import type { Case } from "../case.ts";

function refused(code: number, from: string, more: Case["expect"] = {}): Case {
  return {
    name: `${code} at the send ends the text, and it is not offered again`,
    from,
    who: {},
    steps: [{ queue: {} }, "quiet"],
    expect: {
      queue: [["failed", "carrier_refused"]],
      outbound: [["proactive", "failed"]],
      received: 0,
      ...more,
    },
  };
}

function undelivered(code: number, from: string, more: Case["expect"] = {}): Case {
  return {
    name: `${code} in a callback is what became of the text`,
    from,
    who: {},
    steps: [{ queue: {} }, "quiet"],
    expect: { queue: [["sent", null]], outbound: [["proactive", "undelivered"]], ...more },
  };
}

const unreachable = "select unreachable_code from public.users where id = $1";
const slot = `select coalesce(sum(messages_sent), 0)::integer from public.user_message_budget
  where user_id = $1`;

function lost(kind: string): Case {
  return {
    name: `${kind}: the carrier has it, its answer is lost, and it is not sent again`,
    who: {},
    steps: [{ fault: { [kind]: 1 } }, { queue: {} }, { received: 1 }],
    expect: { queue: [["sent", null]], outbound: [["proactive", "delivered"]], received: 1 },
  };
}

/** What the carrier refuses, loses and garbles. */
export const ERRORS: Case[] = [
  refused(21211, "+15005550001", {
    sql: [
      [unreachable, 21211],
      [slot, 0],
    ],
  }),
  refused(21612, "+15005550002", { sql: [[slot, 0]] }),
  refused(21408, "+15005550003"),
  refused(21614, "+15005550009", { sql: [[unreachable, 21614]] }),
  undelivered(30003, "+15005550010", { sql: [[unreachable, 30003]] }),
  undelivered(30005, "+15005550011", {
    sql: [
      [unreachable, 30005],
      [slot, 1],
    ],
  }),
  undelivered(30006, "+15005550012", { sql: [[unreachable, 30006]] }),
  undelivered(30007, "+15005550013", { sql: [[unreachable, null]] }),
  undelivered(30008, "+15005550014", { sql: [[unreachable, null]] }),
  ...["http500Accepted", "timeoutAccepted", "resetAccepted", "garbled201"].map(lost),
  {
    name: "429 is offered again",
    who: {},
    steps: [{ fault: { http429: 1 } }, { queue: {} }, { received: 1 }],
    expect: { queue: [["sent", null]], received: 1, sql: [[slot, 1]] },
  },
  {
    name: "a number that does not answer the door is offered the text again",
    who: {},
    steps: [{ fault: { refuseForMs: 1_500 } }, { queue: {} }, { received: 1 }],
    expect: { queue: [["sent", null]], received: 1 },
  },
  {
    name: "a text behind one that was refused leaves all the same",
    who: {},
    steps: [
      { queue: { final_message: "first" } },
      { received: 1 },
      { queue: { final_message: " \u200b" } },
      { queue: { final_message: "third" } },
      { received: 2 },
    ],
    expect: { received: [/first$/, /^third$/] },
  },
  {
    name: "a dead number is sent nothing more until its person texts",
    who: {
      columns: {
        unreachable_at: "2026-11-01",
        unreachable_until: "2099-01-01T00:00:00Z",
        unreachable_code: 30005,
      },
    },
    steps: [{ queue: {} }, "quiet"],
    expect: { queue: [["queued", "unreachable"]], received: 0 },
  },
  {
    name: "and is alive again when its person texts",
    who: {
      columns: {
        unreachable_at: "2026-11-01",
        unreachable_until: "2099-01-01T00:00:00Z",
        unreachable_code: 30005,
      },
    },
    steps: [{ text: "hello there" }],
    expect: { inbound: [null], received: 1, sql: [[unreachable, null]] },
  },
  {
    name: "a country that the tenant does not text is not texted",
    from: "+447911123456",
    who: {},
    steps: [{ queue: {} }, "quiet"],
    expect: { queue: [["cancelled", "country_not_allowed"]], received: 0 },
  },
  {
    name: "nor answered, though its text is stored",
    from: "+447911123457",
    steps: [{ text: "hello" }, "quiet"],
    expect: { inbound: [null], outbound: [["reply", "cancelled"]], received: 0 },
  },
  {
    name: "a premium number is not texted",
    from: "+19002345678",
    who: {},
    steps: [{ queue: {} }, "quiet"],
    expect: { queue: [["cancelled", "premium_number"]], received: 0 },
  },
];
