import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RaceDatabase, raceDatabase } from "./race-database.ts";
import type { StopPoint } from "./stop-points.ts";
import { violations } from "./violations.ts";
import {
  bell,
  cancel,
  claim,
  finish,
  fresh,
  only,
  receive,
  replies,
  retry,
  stranger,
  tasksOf,
  textsFrom,
  textsTo,
} from "./vocabulary.ts";

/** From its first lock on a claim holds the lane. */
const LEASED: StopPoint[] = ["claim.leased", "claim.taken"];

let db: RaceDatabase;

beforeAll(async () => {
  db = await raceDatabase();
});

beforeEach(() => db.clear());

afterEach(async () => {
  await db.letAllGo();
  expect(await violations(db.watch)).toEqual([]);
});

afterAll(() => db.stop());

/** Somebody has texted and waits; the only one who does. */
async function somebodyWaits() {
  const phone = stranger();
  await db.meanwhile(receive(phone));
  const [task] = await tasksOf(db.watch, phone);
  return { phone, taskId: task?.id ?? "" };
}

async function verify(phone: string): Promise<void> {
  await db.meanwhile(async (tx) => {
    await tx`update public.users set verified = true where phone_number = ${phone}`;
  });
}

async function answer(turn: Parameters<typeof finish>[0]): Promise<string> {
  return await db.meanwhile(finish(turn, replies("Aye")));
}

describe("two claimers", () => {
  test.each(LEASED)(
    "of one lane: at %s one has it, the other goes on without waiting",
    async (point) => {
      await somebodyWaits();
      const first = await db.stopAt(point, claim("bouncer"));
      expect(await db.meanwhile(claim("bouncer"))).toEqual([]);
      expect(await answer(only(await first.end()))).toBe("finished");
    },
  );

  test("of one lane: who has only begun comes too late", async () => {
    await somebodyWaits();
    const slow = await db.stopAt("claim.begun", claim("bouncer"));
    const turn = only(await db.meanwhile(claim("bouncer")));
    expect(await slow.end()).toEqual([]);
    expect(await answer(turn)).toBe("finished");
  });

  test("of two lanes: each gets one, and neither waits", async () => {
    const waiting = [await somebodyWaits(), await somebodyWaits()];
    const first = await db.stopAt("claim.taken", claim("bouncer"));
    const turns = [only(await db.meanwhile(claim("bouncer"))), only(await first.end())];
    const taken = turns.flatMap((turn) => turn.tasks.map((task) => task.id));
    expect(taken.sort()).toEqual(waiting.map((one) => one.taskId).sort());
    for (const turn of turns) expect(await answer(turn)).toBe("finished");
  });

  test("of a function with a cap: who comes second counts what the first has leased", async () => {
    await db.watch`update private.functions set leases_max = 1 where name = 'bouncer'`;
    await somebodyWaits();
    await somebodyWaits();
    const first = await db.stopAt("claim.leased", claim("bouncer"));
    const second = await db.waits(claim("bouncer"));
    const turn = only(await first.end());
    expect(await second.end()).toEqual([]);
    await db.watch`update private.functions set leases_max = null where name = 'bouncer'`;
    expect(await answer(turn)).toBe("finished");
    expect(await answer(only(await db.meanwhile(claim("bouncer"))))).toBe("finished");
  });
});

describe("a text that comes while its conversation is claimed", () => {
  test.each(LEASED)(
    "at %s waits for the claim, and the turn is run again with it",
    async (point) => {
      const { phone } = await somebodyWaits();
      const claimer = await db.stopAt(point, claim("bouncer"));
      const second = await db.waits(receive(phone));
      const turn = only(await claimer.end());
      await second.end();
      expect(fresh(turn)).toEqual([1]);
      expect(await answer(turn)).toBe("stale");
      const again = only(await db.meanwhile(claim("bouncer")));
      expect(fresh(again)).toEqual([1, 2]);
      expect(await answer(again)).toBe("finished");
      expect(await db.meanwhile(claim("bouncer"))).toEqual([]);
      expect(await textsTo(db.watch, phone)).toHaveLength(1);
    },
  );

  test("before it takes its lane is skipped over by the claim, and is in its turn", async () => {
    const { phone } = await somebodyWaits();
    const second = await db.stopAt("settle.locked", receive(phone));
    expect(await db.meanwhile(claim("bouncer"))).toEqual([]);
    await second.end();
    const turn = only(await db.meanwhile(claim("bouncer")));
    expect(fresh(turn)).toEqual([1, 2]);
    expect(await answer(turn)).toBe("finished");
  });
});

describe("a cancellation", () => {
  test.each(LEASED)("that meets a claim at %s waits, and finds the task in work", async (point) => {
    const { phone, taskId } = await somebodyWaits();
    const claimer = await db.stopAt(point, claim("bouncer"));
    const cancelling = await db.waits(cancel(taskId));
    const turn = only(await claimer.end());
    expect(await cancelling.end()).toBe("in_work");
    expect(await answer(turn)).toBe("finished");
    expect(await textsFrom(db.watch, phone)).toEqual([
      { task_id: taskId, unanswered_reason: null },
    ]);
  });

  test("that has the lane is not waited for, and nobody gets its task", async () => {
    const { phone, taskId } = await somebodyWaits();
    const cancelling = await db.stopAt("cancel.locked", cancel(taskId));
    expect(await db.meanwhile(claim("bouncer"))).toEqual([]);
    expect(await cancelling.end()).toBe("cancelled");
    expect(await db.meanwhile(claim("bouncer"))).toEqual([]);
    expect(await textsFrom(db.watch, phone)).toEqual([
      { task_id: null, unanswered_reason: "cancelled" },
    ]);
    expect(await textsTo(db.watch, phone)).toEqual([]);
  });

  test("that overtakes a claim leaves it nothing", async () => {
    const { taskId } = await somebodyWaits();
    const claimer = await db.stopAt("claim.begun", claim("bouncer"));
    expect(await db.meanwhile(cancel(taskId))).toBe("cancelled");
    expect(await claimer.end()).toEqual([]);
  });

  test("and a text that comes meanwhile: the text is answered", async () => {
    const { phone, taskId } = await somebodyWaits();
    const cancelling = await db.stopAt("cancel.locked", cancel(taskId));
    const second = await db.waits(receive(phone));
    expect(await cancelling.end()).toBe("cancelled");
    await second.end();
    const turn = only(await db.meanwhile(claim("bouncer")));
    expect(fresh(turn)).toEqual([2]);
    expect(await answer(turn)).toBe("finished");
  });

  test("and a text that came just before: both texts are cancelled with the task they share", async () => {
    const { phone, taskId } = await somebodyWaits();
    const second = await db.stopAt("receive.found", receive(phone));
    const cancelling = await db.waits(cancel(taskId));
    await second.end();
    expect(await cancelling.end()).toBe("cancelled");
    const cancelled = { task_id: null, unanswered_reason: "cancelled" };
    expect(await textsFrom(db.watch, phone)).toEqual([cancelled, cancelled]);
  });

  test.each<StopPoint>(["finish.fenced", "finish.applied", "settle.locked"])(
    "of what waits behind a turn that ends at %s: neither undoes the other",
    async (point) => {
      const { phone, taskId } = await somebodyWaits();
      const turn = only(await db.meanwhile(claim("bouncer")));
      await db.meanwhile(receive(phone));
      const [, behind] = await tasksOf(db.watch, phone);
      const finishing = await db.stopAt(point, finish(turn, retry));
      const cancelling = await db.begin(cancel(behind?.id ?? ""));
      await cancelling.standing();
      expect(await finishing.end()).toBe("retried");
      // Who is first either cancels it, or finds it folded into the one that was put back.
      expect(["cancelled", "over"]).toContain(await cancelling.end());
      expect(await tasksOf(db.watch, phone)).toMatchObject([
        { id: taskId, status: "pending" },
        { status: "cancelled" },
      ]);
      expect(await answer(only(await db.meanwhile(claim("bouncer"))))).toBe("finished");
    },
  );

  test("of a reply behind a reminder in work leaves no text without a reason", async () => {
    const { phone } = await somebodyWaits();
    await verify(phone);
    expect(await db.meanwhile(claim("bouncer"))).toEqual([]);
    const first = only(await db.meanwhile(claim("concierge")));
    const reminder = { type: "schedule_followup", input: { in_hours: 1, about: "the tide" } };
    const scheduling = finish(first, { outcome: "done", actions: [reminder], result: {} });
    expect(await db.meanwhile(scheduling)).toBe("finished");
    await db.meanwhile(receive(phone));
    const [, behind] = await tasksOf(db.watch, phone);
    const reminding = only(await db.meanwhile(claim("concierge")));
    expect(reminding.tasks[0]?.task_type).toBe("schedule_followup");
    expect(await db.meanwhile(cancel(behind?.id ?? ""))).toBe("cancelled");
    expect(await answer(reminding)).toBe("finished");
    const [, text] = await textsFrom(db.watch, phone);
    expect(text).toEqual({ task_id: null, unanswered_reason: "cancelled" });
  });
});

describe("who is verified while their text waits", () => {
  async function answeredByConcierge(phone: string): Promise<void> {
    const turn = only(await db.meanwhile(claim("concierge")));
    expect(turn.context.agent_type).toBe("concierge");
    expect(await answer(turn)).toBe("finished");
    expect(await db.meanwhile(claim("bouncer"))).toEqual([]);
    expect(await textsTo(db.watch, phone)).toHaveLength(1);
  }

  test.each<StopPoint>(["claim.begun", "claim.leased"])(
    "at %s is the Concierge's, who is rung for",
    async (point) => {
      const { phone } = await somebodyWaits();
      const claimer = await db.stopAt(point, claim("bouncer"));
      await verify(phone);
      const { rings } = await bell(db.watch, "concierge");
      expect(await claimer.end()).toEqual([]);
      expect(await bell(db.watch, "concierge")).toEqual({ pending: true, rings: rings + 1 });
      await answeredByConcierge(phone);
    },
  );

  test("before the claim is the Concierge's", async () => {
    const { phone } = await somebodyWaits();
    await verify(phone);
    expect(await db.meanwhile(claim("bouncer"))).toEqual([]);
    await answeredByConcierge(phone);
  });

  test("at claim.taken stays the Bouncer's for this turn, and is answered once", async () => {
    const { phone } = await somebodyWaits();
    const claimer = await db.stopAt("claim.taken", claim("bouncer"));
    await verify(phone);
    const turn = only(await claimer.end());
    expect(await db.meanwhile(claim("concierge"))).toEqual([]);
    expect(await answer(turn)).toBe("finished");
    expect(await db.meanwhile(claim("concierge"))).toEqual([]);
    expect(await textsTo(db.watch, phone)).toHaveLength(1);
  });

  test("during the turn is the Concierge's when it has to be run again", async () => {
    const { phone } = await somebodyWaits();
    const turn = only(await db.meanwhile(claim("bouncer")));
    await verify(phone);
    await db.meanwhile(receive(phone));
    expect(await answer(turn)).toBe("stale");
    expect(await db.meanwhile(claim("bouncer"))).toEqual([]);
    await answeredByConcierge(phone);
  });
});

test("none of them has met a deadlock", async () => {
  expect(await db.deadlocks()).toBe(0);
});
