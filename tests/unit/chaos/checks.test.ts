import { describe, expect, test } from "vitest";
import { checkBooks } from "../../chaos/checks/books.ts";
import { checkCredits } from "../../chaos/checks/credits.ts";
import { checkOrder } from "../../chaos/checks/order.ts";
import { checkOutreach } from "../../chaos/checks/outreach.ts";
import { checkOverlaps } from "../../chaos/checks/overlaps.ts";
import { checkSentOnce } from "../../chaos/checks/sent-once.ts";
import { checkTexts } from "../../chaos/checks/texts.ts";
import { check } from "../../chaos/checks.ts";
import type { Evidence, Violation } from "../../chaos/evidence.ts";
import { broken, soundEvidence, the } from "./sound-evidence.ts";

type Break = (evidence: Evidence) => void;
/** What is done to the sound run, and what of it must be said. */
type Case = [what: string, break_: Break, said: RegExp];

function fails(checked: (evidence: Evidence) => Violation[], cases: Case[]): void {
  test.each(cases)("%s is a violation", (_, break_, said) => {
    const found = checked(broken(break_));
    expect(found.map((one) => one.what)).toEqual([expect.stringMatching(said)]);
  });
}

test("in a sound run nothing is wrong", () => {
  expect(check(soundEvidence())).toEqual([]);
});

test("what any check finds is found, with the trace of its text", () => {
  const lost = broken((run) => {
    the(run.messages, (one) => one.id === "m3").task = null;
  });
  expect(check(lost)).toMatchObject([{ check: "stored and answered once", trace: "x2" }]);
});

const inbound = (run: Evidence, id: string) => the(run.messages, (one) => one.id === id);
const without = <Row>(rows: Row[], gone: (row: Row) => boolean) => rows.filter((one) => !gone(one));

describe("texts", () => {
  fails(checkTexts, [
    [
      "an acknowledged text that is not stored",
      (run) => {
        run.messages = without(run.messages, (one) => one.sid === "SM3");
      },
      /SM3 was acknowledged and is stored 0 times/,
    ],
    [
      "a text that is stored twice",
      (run) => run.messages.push({ ...inbound(run, "m5"), id: "m6", position: 2 }),
      /SM3 was acknowledged and is stored 2 times/,
    ],
    [
      "a text that nobody wrote",
      (run) => run.messages.push({ ...inbound(run, "m5"), id: "m6", sid: "SM9" }),
      /SM9 is stored and nobody wrote it/,
    ],
    [
      "a text that still waits",
      (run) => {
        inbound(run, "m1").task = null;
      },
      /SM1 is neither answered nor accounted for/,
    ],
    [
      "a text that is answered and accounted for",
      (run) => {
        inbound(run, "m1").unansweredReason = "given_up";
      },
      /SM1 is answered and accounted for/,
    ],
    [
      "a text whose task failed",
      (run) => {
        the(run.tasks, (one) => one.id === "t1").status = "failed";
      },
      /SM1 names a task that is failed/,
    ],
    [
      "a text whose task wrote nothing",
      (run) => {
        run.messages = without(run.messages, (one) => one.id === "m2");
      },
      /SM1 has 0 replies/,
    ],
    [
      "a text that is answered twice",
      (run) => run.messages.push({ ...inbound(run, "m2"), id: "m6", position: 5 }),
      /SM1 has 2 replies/,
    ],
    [
      "a reply of which the carrier knows nothing",
      (run) => {
        run.postsOut = without(run.postsOut, (one) => one.sid === "SMa");
      },
      /SM1 has a reply that is delivered, of which the carrier has 0 of 1 parts/,
    ],
    [
      "a reply of which one part never left",
      (run) => {
        run.postsOut = without(run.postsOut, (one) => one.part === "p3");
      },
      /SM2 has a reply that is delivered, of which the carrier has 1 of 2 parts/,
    ],
    [
      "a reply that still waits",
      (run) => {
        inbound(run, "m2").status = "queued_for_send";
      },
      /SM1 has a reply that is queued_for_send for no reason/,
    ],
    [
      "a reply that was dropped without a reason",
      (run) => {
        inbound(run, "m2").status = "cancelled";
      },
      /SM1 has a reply that is cancelled for no reason/,
    ],
  ]);

  test("a text that was never acknowledged need not be stored", () => {
    const run = broken(({ textsIn }) => {
      textsIn.push({ sid: "SM8", person: 1, at: 0, answeredAt: 9, status: null });
    });
    expect(checkTexts(run)).toEqual([]);
  });

  test("a reply of unknown fate is accounted for", () => {
    const run = broken((evidence) => {
      Object.assign(inbound(evidence, "m2"), { status: "unknown", statusReason: "fate_unknown" });
    });
    expect(checkTexts(run)).toEqual([]);
  });
});

describe("order", () => {
  fails(checkOrder, [
    [
      "a text that stands before one that was acknowledged before it was written",
      (run) => {
        inbound(run, "m1").position = 5;
      },
      /SM2 was written after SM1 and stands before it/,
    ],
    [
      "a reply that left before an earlier one",
      (run) => {
        the(run.postsOut, (one) => one.sid === "SMa").decidedAt = 270;
      },
      /part 0 of message 2 left after part 1 of message 4/,
    ],
    [
      "a part that left before an earlier one",
      (run) => {
        the(run.postsOut, (one) => one.sid === "SMb").decidedAt = 265;
      },
      /part 0 of message 4 left after part 1 of message 4/,
    ],
  ]);

  test("texts that were written at once may stand in any order", () => {
    const run = broken((evidence) => {
      for (const post of evidence.textsIn) if (post.sid === "SM2") post.at = 25;
      inbound(evidence, "m1").position = 5;
    });
    expect(checkOrder(run)).toEqual([]);
  });
});

describe("overlaps", () => {
  const call = (run: Evidence, number: number) => the(run.calls, (one) => one.number === number);
  const lease = (run: Evidence, token: string) => the(run.leases, (one) => one.token === token);

  fails(checkOverlaps, [
    [
      "two leases of one lane at once",
      (run) => {
        lease(run, "l1").endedAt = 115;
      },
      /leases l1 and l2 of conversation of person 0 overlap/,
    ],
    [
      "a lease that was never ended, and another",
      (run) => {
        lease(run, "l1").endedAt = null;
      },
      /leases l1 and l2 of conversation of person 0 overlap/,
    ],
    [
      "two POSTs to one person at once",
      (run) => {
        the(run.postsOut, (one) => one.part === "p3").at = 245;
      },
      /POSTs of parts p2 and p3 to person 0 overlap/,
    ],
    [
      "a POST beside one that the carrier never decided on",
      (run) => {
        the(run.postsOut, (one) => one.part === "p2").decidedAt = null;
      },
      /POSTs of parts p2 and p3 to person 0 overlap/,
    ],
  ]);

  test("two model calls at once, of which both leases are held, are a violation", () => {
    const run = broken((evidence) => {
      lease(evidence, "l1").endedAt = 130;
      call(evidence, 1).endedAt = 135;
    });
    expect(checkOverlaps(run)).toContainEqual(
      expect.objectContaining({ what: expect.stringMatching(/calls 1 and 2 of person 0/) }),
    );
  });

  test("a call that was never heard from again is held to the lease it began under", () => {
    const run = broken((evidence) => {
      lease(evidence, "l1").endedAt = 130;
      Object.assign(call(evidence, 1), { endedAt: null, requestId: "r9" });
    });
    expect(checkOverlaps(run).map((one) => one.what)).toContainEqual(
      expect.stringMatching(/calls 1 and 2/),
    );
  });

  test("a call that goes on after its lease has ended can do nothing more", () => {
    const run = broken((evidence) => {
      call(evidence, 1).endedAt = 130;
    });
    expect(checkOverlaps(run)).toEqual([]);
  });

  test("a call that began under no lease can do nothing", () => {
    const run = broken((evidence) => {
      evidence.calls.push({ ...call(evidence, 1), number: 3, at: 105, requestId: "r9" });
    });
    expect(checkOverlaps(run)).toEqual([]);
  });

  test("an urgent text may leave beside another one, and before it", () => {
    const run = broken((evidence) => {
      inbound(evidence, "m8").purpose = "urgent";
      Object.assign(
        the(evidence.postsOut, (one) => one.part === "p8"),
        { at: 295, decidedAt: 305 },
      );
    });
    expect([...checkOverlaps(run), ...checkOrder(run)]).toEqual([]);
  });

  test("two people's turns may overlap, and a person's answer and texts out", () => {
    const run = broken((evidence) => {
      evidence.leases.push({ ...lease(evidence, "l1"), token: "l4", person: 1 });
      evidence.calls.push({ ...call(evidence, 1), number: 3, person: 1, requestId: "r9" });
      lease(evidence, "l3").claimedAt = 60;
    });
    expect(checkOverlaps(run)).toEqual([]);
  });
});

describe("sent once", () => {
  fails(checkSentOnce, [
    [
      "a part that the carrier accepted twice",
      (run) => run.postsOut.push({ person: 0, part: "p1", at: 300, decidedAt: 310, sid: "SMd" }),
      /part p1 was accepted 2 times/,
    ],
    [
      "a text that is no part of ours",
      (run) => run.postsOut.push({ person: 0, part: null, at: 300, decidedAt: 310, sid: "SMd" }),
      /the carrier has a part null that we do not know/,
    ],
    [
      "a turn that wrote two texts",
      (run) => run.messages.push({ ...inbound(run, "m2"), id: "m6", position: 5 }),
      /task t1 wrote 2 texts/,
    ],
  ]);
});

describe("outreach", () => {
  const queued = (run: Evidence, id: string) => the(run.queue, (one) => one.id === id);
  const post = (run: Evidence, id: string) => the(run.postsOut, (one) => one.part === id);
  const textIn = (run: Evidence, sid: string) => the(run.textsIn, (one) => one.sid === sid);
  /** One more that leaves; `at` by the carrier's clock. */
  const leaves = (run: Evidence, at: number, trace: string) => {
    run.messages.push({ ...inbound(run, "m8"), id: "m9", position: 3, trace });
    run.parts.push({ ...the(run.parts, (one) => one.id === "p8"), id: "p9", message: "m9" });
    run.postsOut.push({ person: 2, part: "p9", at, decidedAt: at, sid: "SMg" });
  };

  fails(checkOutreach, [
    [
      "a text that is approved and never leaves",
      (run) => {
        queued(run, "q3").status = "approved";
      },
      /queued text q3 is approved at rest/,
    ],
    [
      "a text that waits for no reason",
      (run) => {
        queued(run, "q3").reason = null;
      },
      /queued text q3 is queued at rest \(no reason\)/,
    ],
    [
      "a text that waits and is due",
      (run) => {
        queued(run, "q3").lookAt = 900;
      },
      /queued text q3 is queued at rest \(hourly_limit\)/,
    ],
    [
      "a text that leaves twice",
      (run) => leaves(run, 3_600_400, "x8"),
      /queued text q2 left 2 times/,
    ],
    [
      "a text that left and was withdrawn",
      (run) => {
        queued(run, "q1").status = "cancelled";
      },
      /queued text q1 left, and is cancelled/,
    ],
    [
      "a text that is sent, of which the carrier knows nothing",
      (run) => {
        run.postsOut = without(run.postsOut, (one) => one.part === "p8");
      },
      /queued text q2 is sent and never left/,
    ],
    [
      "a third text in an hour",
      (run) => {
        queued(run, "q3").status = "sent";
        leaves(run, 3_000_000, "x9");
      },
      /person 2 was sent more than 2 in an hour/,
    ],
    [
      "a sequence that leaves backwards",
      (run) => {
        post(run, "p7").decidedAt = 340;
      },
      /queued text q2 left before the part before it/,
    ],
    [
      "the rest of a sequence whose beginning never left",
      (run) => {
        run.postsOut = without(run.postsOut, (one) => one.part === "p7");
        queued(run, "q1").status = "expired";
      },
      /queued text q2 left before the part before it/,
    ],
    [
      "a text that is begun after its person's STOP",
      (run) => {
        Object.assign(textIn(run, "SM4"), { person: 2, at: 315 });
        textIn(run, "SM3").person = 2;
      },
      /part p7 was begun after its person's STOP/,
    ],
  ]);

  test("a third text an hour later, and an urgent one, are within the limits", () => {
    const later = broken((run) => {
      queued(run, "q3").status = "sent";
      leaves(run, 3_700_000, "x9");
    });
    const urgent = broken((run) => {
      queued(run, "q3").status = "sent";
      leaves(run, 400, "x9");
      inbound(run, "m9").purpose = "urgent";
    });
    expect([...checkOutreach(later), ...checkOutreach(urgent)]).toEqual([]);
  });

  test("what was begun before a STOP may arrive after it, and what comes after START is none of it", () => {
    const run = broken((evidence) => {
      Object.assign(textIn(evidence, "SM3"), { person: 2, at: 305, answeredAt: 306 });
      Object.assign(textIn(evidence, "SM4"), { person: 2, at: 315 });
      post(evidence, "p7").at = 310;
    });
    expect(checkOutreach(run)).toEqual([]);
  });
});

describe("credits", () => {
  const row = (run: Evidence) => the(run.ledger, (one) => one.key === "k1");

  fails(checkCredits, [
    [
      "an acknowledged booking that is gone",
      (run) => {
        run.ledger = [];
      },
      /k1 was booked and is in the ledger 0 times/,
    ],
    [
      "a reason that paid twice",
      (run) => run.ledger.push({ ...row(run) }),
      /k1 was booked and is in the ledger 2 times/,
    ],
    [
      "a refused booking that is there",
      (run) => run.ledger.push({ ...row(run), key: "k2", amount: -40 }),
      /k2 was refused and is in the ledger 1 times/,
    ],
    [
      "a killed booking that is there",
      (run) => run.ledger.push({ ...row(run), key: "k3", amount: 5 }),
      /k3 was killed and is in the ledger 1 times/,
    ],
    [
      "a booking that nobody made",
      (run) => run.ledger.push({ ...row(run), key: "k9" }),
      /k9: nobody booked it/,
    ],
    [
      "a booking of another amount",
      (run) => {
        row(run).amount = 31;
      },
      /k1 is another booking/,
    ],
    [
      "a booking that is not counted",
      (run) => {
        row(run).processed = false;
      },
      /k1 is not in the balance/,
    ],
    [
      "a balance that is not the sum of what was acknowledged",
      (run) => {
        the(run.balances, (one) => one.person === 0).cached = 60;
      },
      /person 0 has 60 credits, and 30 were acknowledged/,
    ],
    [
      "a booking of which nobody knows",
      (run) => run.bookings.push({ key: "k4", person: 1, amount: 1, outcome: "unknown" }),
      /k4: nobody knows/,
    ],
    [
      "a balance that has drifted",
      (run) => {
        run.books.driftedBalances = 1;
      },
      /1 balances have drifted/,
    ],
  ]);
});

describe("books", () => {
  const none = ["lanesDue", "lanesLeased", "leases", "openEvents", "startedCalls", "deadlocks"];
  test.each(none)("%s that are not none are a violation", (key) => {
    const run = broken((evidence) => Object.assign(evidence.books, { [key]: 3 }));
    expect(checkBooks(run).map((one) => one.what)).toEqual([expect.stringMatching(/^3 /)]);
  });

  test.each(["calls", "inputTokens", "outputTokens"])(
    "used %s that are not the settled ones are a violation",
    (key) => {
      const run = soundEvidence();
      run.books.used = { ...run.books.used, [key]: 1 };
      expect(checkBooks(run)).toHaveLength(1);
    },
  );

  fails(checkBooks, [
    [
      "a statement of ours that the database cannot carry out",
      (run) => {
        run.books.refusals["42601"] = 2;
      },
      /the database answered 42601 2 times/,
    ],
    [
      "a settled call that the model does not know",
      (run) => {
        run.calls = without(run.calls, (one) => one.requestId === "r2");
      },
      /a call r2 that the model does not know/,
    ],
    [
      "a task that waits",
      (run) => {
        the(run.tasks, (one) => one.id === "t2").status = "pending";
      },
      /task t2 \(reply\) is pending/,
    ],
    [
      "a dead letter whose texts say nothing of it",
      (run) =>
        run.deadLetters.push({
          task: "t1",
          type: "reply",
          reason: "retries_exhausted",
          person: 0,
          trace: "x1",
          errors: ["lease_expired"],
        }),
      /task t1 \(reply\) is dead: retries_exhausted/,
    ],
    [
      "dead work that is no text",
      (run) =>
        run.deadLetters.push({
          task: "t8",
          type: "create_conversation_summary",
          reason: "permanent",
          person: 0,
          trace: "x8",
          errors: [],
        }),
      /task t8 \(create_conversation_summary\) is dead/,
    ],
  ]);

  test("a dead letter whose text says that it was given up is accounted for", () => {
    const run = broken((evidence) => {
      Object.assign(inbound(evidence, "m1"), { task: null, unansweredReason: "given_up" });
      const letter = {
        task: "t1",
        type: "reply",
        reason: "too_old",
        person: 0,
        trace: "x1",
        errors: [],
      };
      evidence.deadLetters.push(letter);
    });
    expect(checkBooks(run)).toEqual([]);
  });
});
