import type { Evidence } from "../../chaos/evidence.ts";

/**
 * A small run in which nothing is wrong: person 0 writes twice and is answered twice, the second
 * time in two parts; person 1 says STOP and START; person 2 is sent two texts that they did not ask
 * for, a sequence, and a third waits; one booking is made, one refused, one killed.
 */
export function soundEvidence(): Evidence {
  const message = { unansweredReason: null, statusReason: null, purpose: "reply" };
  const inbound = { ...message, direction: "inbound", status: "received" } as const;
  const outbound = { ...message, direction: "outbound", sid: null, status: "delivered" } as const;
  const proactive = { ...outbound, person: 2, task: null, purpose: "proactive" };
  const queued = { person: 2, status: "sent", reason: null, lookAt: 0 };
  const through = { index: 0, count: 1, status: "delivered", errorCode: null };
  const usage = { calls: 2, inputTokens: 200, outputTokens: 20 };
  return {
    textsIn: [
      { sid: "SM1", person: 0, at: 0, answeredAt: 10, status: 500 },
      { sid: "SM1", person: 0, at: 20, answeredAt: 30, status: 200 },
      { sid: "SM2", person: 0, at: 40, answeredAt: 50, status: 200 },
      { sid: "SM2", person: 0, at: 40, answeredAt: 50, status: 200 },
      { sid: "SM3", person: 1, at: 0, answeredAt: 5, status: 200 },
      { sid: "SM4", person: 1, at: 400, answeredAt: 410, status: 200 },
    ],
    messages: [
      { ...inbound, id: "m1", person: 0, position: 1, sid: "SM1", task: "t1", trace: "x1" },
      { ...outbound, id: "m2", person: 0, position: 2, task: "t1", trace: "x1" },
      { ...inbound, id: "m3", person: 0, position: 3, sid: "SM2", task: "t2", trace: "x2" },
      { ...outbound, id: "m4", person: 0, position: 4, task: "t2", trace: "x2" },
      {
        ...inbound,
        id: "m5",
        person: 1,
        position: 1,
        sid: "SM3",
        task: null,
        trace: "x3",
        unansweredReason: "opt_out_word",
      },
      {
        ...inbound,
        id: "m6",
        person: 1,
        position: 2,
        sid: "SM4",
        task: null,
        trace: "x4",
        unansweredReason: "opt_in_word",
      },
      { ...proactive, id: "m7", position: 1, trace: "x7" },
      { ...proactive, id: "m8", position: 2, trace: "x8" },
    ],
    parts: [
      { ...through, id: "p1", message: "m2", begunAt: 215 },
      { ...through, id: "p2", message: "m4", count: 2, begunAt: 235 },
      { ...through, id: "p3", message: "m4", index: 1, count: 2, begunAt: 250 },
      { ...through, id: "p7", message: "m7", begunAt: 300 },
      { ...through, id: "p8", message: "m8", begunAt: 320 },
    ],
    queue: [
      { ...queued, id: "q1", sequence: { id: "s1", position: 1 }, trace: "x7" },
      { ...queued, id: "q2", sequence: { id: "s1", position: 2 }, trace: "x8" },
      {
        ...queued,
        id: "q3",
        status: "queued",
        reason: "hourly_limit",
        lookAt: 3_600_310,
        sequence: null,
        trace: "x9",
      },
    ],
    hourlyMax: 2,
    quietAt: 1_000,
    postsOut: [
      { person: 0, part: "p1", at: 200, decidedAt: 210, sid: null },
      { person: 0, part: "p1", at: 220, decidedAt: 230, sid: "SMa" },
      { person: 0, part: "p2", at: 240, decidedAt: 250, sid: "SMb" },
      { person: 0, part: "p3", at: 250, decidedAt: 260, sid: "SMc" },
      { person: 2, part: "p7", at: 300, decidedAt: 310, sid: "SMe" },
      { person: 2, part: "p8", at: 320, decidedAt: 330, sid: "SMf" },
    ],
    tasks: [
      { id: "t1", person: 0, type: "reply", status: "completed", trace: "x1" },
      { id: "t2", person: 0, type: "reply", status: "completed", trace: "x2" },
    ],
    leases: [
      { token: "l1", person: 0, lane: "conversation", claimedAt: 60, endedAt: 100 },
      { token: "l2", person: 0, lane: "conversation", claimedAt: 110, endedAt: 150 },
      { token: "l3", person: 0, lane: "send", claimedAt: 100, endedAt: 300 },
    ],
    calls: [
      { number: 1, person: 0, lane: "conversation", at: 70, endedAt: 90, requestId: "r1" },
      { number: 2, person: 0, lane: "conversation", at: 120, endedAt: 140, requestId: "r2" },
    ],
    loggedCalls: [
      { lease: "l1", status: "settled", requestId: "r1" },
      { lease: "l2", status: "settled", requestId: "r2" },
      { lease: "l2", status: "abandoned", requestId: null },
    ],
    deadLetters: [],
    bookings: [
      { key: "k1", person: 0, amount: 30, outcome: "booked" },
      { key: "k2", person: 0, amount: -40, outcome: "refused" },
      { key: "k3", person: 0, amount: 5, outcome: "killed" },
    ],
    ledger: [{ key: "k1", person: 0, amount: 30, processed: true }],
    balances: [
      { person: 0, cached: 30 },
      { person: 1, cached: 0 },
    ],
    books: {
      lanesDue: 0,
      lanesLeased: 0,
      leases: 0,
      openEvents: 0,
      startedCalls: 0,
      deadlocks: 0,
      driftedBalances: 0,
      refusals: { "57P01": 3 },
      settled: usage,
      used: usage,
    },
  };
}

/** The sound run with something done to it; the row that is changed must be there. */
export function broken(break_: (evidence: Evidence) => void): Evidence {
  const evidence = structuredClone(soundEvidence());
  break_(evidence);
  return evidence;
}

/** The one that fits; a fabricated violation that changes nothing would prove nothing. */
export function the<Row>(rows: Row[], fits: (row: Row) => boolean): Row {
  const found = rows.find(fits);
  if (found === undefined) throw new Error("there is no such row");
  return found;
}
