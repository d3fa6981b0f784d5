import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type RaceDatabase, raceDatabase } from "./race-database.ts";
import type { StopPoint } from "./stop-points.ts";
import { violations } from "./violations.ts";
import {
  answerBell,
  claim,
  expire,
  failed,
  finish,
  fresh,
  giveBack,
  only,
  receive,
  replay,
  replies,
  retry,
  stranger,
  sweep,
  type Turn,
  tasksOf,
  textsFrom,
  textsTo,
} from "./vocabulary.ts";

/** Where a finish that replies may stand; it has its lease at all of them. */
const FINISHING: StopPoint[] = [
  "finish.fenced",
  "finish.applied",
  "settle.locked",
  "settle.looked",
  "ring.heard",
  "ring.sent",
];
/** Where a finish may stand that puts its task back for later, and so rings nobody. */
const PUTTING_BACK: StopPoint[] = [
  "finish.fenced",
  "fail.counted",
  "finish.applied",
  "settle.locked",
  "settle.looked",
];
const SWEEPING: StopPoint[] = ["sweep.fenced", "fail.counted", "settle.locked", "settle.looked"];
const GIVING_BACK: StopPoint[] = ["settle.locked", "settle.looked", "ring.heard", "ring.sent"];

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

/** Somebody has texted, and a worker has their turn. */
async function inWork() {
  const phone = stranger();
  await db.meanwhile(receive(phone));
  return { phone, turn: await takeUp() };
}

async function takeUp(): Promise<Turn> {
  await db.meanwhile(answerBell("bouncer"));
  return only(await db.meanwhile(claim("bouncer")));
}

async function taskOf(phone: string) {
  const [task, ...others] = await tasksOf(db.watch, phone);
  expect(others).toEqual([]);
  return task;
}

/** What turns have answered; that a text was given up is said by none of them. */
async function answersTo(phone: string): Promise<string[]> {
  const texts = await textsTo(db.watch, phone);
  return texts.filter((text) => text.task_id !== null).map((text) => text.content);
}

async function acceptedOnce(phone: string, turn: Turn): Promise<void> {
  expect(await answersTo(phone)).toEqual(["Aye"]);
  expect(await taskOf(phone)).toMatchObject({ status: "completed", retry_count: 0 });
  expect(await db.meanwhile(finish(turn, replies("Aye")))).toBe("repeated");
}

describe("a worker whose lease ran out", () => {
  test("changes nothing once the lane is another's, whose effects stand once", async () => {
    const { phone, turn: late } = await inWork();
    await expire(db.watch, late);
    expect(await db.meanwhile(sweep())).toBe(1);
    const turn = await takeUp();
    expect(await db.meanwhile(finish(late, replies("Late")))).toBe("late");
    expect(await taskOf(phone)).toMatchObject({ status: "processing" });
    expect(await db.meanwhile(finish(turn, replies("Aye")))).toBe("finished");
    expect(await db.meanwhile(finish(late, replies("Late")))).toBe("late");
    expect(await answersTo(phone)).toEqual(["Aye"]);
    expect(await textsFrom(db.watch, phone)).toEqual([
      { task_id: turn.tasks[0]?.id, unanswered_reason: null },
    ]);
  });

  test.each(FINISHING)("does not wait for its successor, who ends at %s", async (point) => {
    const { phone, turn: late } = await inWork();
    await expire(db.watch, late);
    await db.meanwhile(sweep());
    const turn = await takeUp();
    const finishing = await db.stopAt(point, finish(turn, replies("Aye")));
    expect(await db.meanwhile(finish(late, replies("Late")))).toBe("late");
    expect(await db.meanwhile(finish(late, retry))).toBe("late");
    expect(await finishing.end()).toBe("finished");
    expect(await answersTo(phone)).toEqual(["Aye"]);
  });

  test("does not wake up in the middle of the next claim", async () => {
    const { phone, turn: late } = await inWork();
    await expire(db.watch, late);
    await db.meanwhile(sweep());
    const claimer = await db.stopAt("claim.leased", claim("bouncer"));
    expect(await db.meanwhile(finish(late, replies("Late")))).toBe("late");
    expect(await db.meanwhile(finish(only(await claimer.end()), replies("Aye")))).toBe("finished");
    expect(await answersTo(phone)).toEqual(["Aye"]);
  });
});

describe("the sweep and a finish", () => {
  test.each(FINISHING)("the lease of who ends at %s is not taken any more", async (point) => {
    const { phone, turn } = await inWork();
    await expire(db.watch, turn);
    const finishing = await db.stopAt(point, finish(turn, replies("Aye")));
    expect(await db.meanwhile(sweep())).toBe(0);
    expect(await finishing.end()).toBe("finished");
    expect(await db.meanwhile(sweep())).toBe(0);
    await acceptedOnce(phone, turn);
  });

  test.each(SWEEPING)(
    "who comes while the sweep is at %s is late, and is tried again",
    async (point) => {
      const { phone, turn } = await inWork();
      await expire(db.watch, turn);
      const sweeping = await db.stopAt(point, sweep());
      const finishing = await db.waits(finish(turn, replies("Late")));
      expect(await sweeping.end()).toBe(1);
      expect(await finishing.end()).toBe("late");
      expect(await answersTo(phone)).toEqual([]);
      expect(await taskOf(phone)).toMatchObject({
        status: "pending",
        retry_count: 1,
        error: "lease_expired",
      });
      expect(await db.meanwhile(finish(await takeUp(), replies("Aye")))).toBe("finished");
    },
  );

  test.each(SWEEPING)(
    "a beat while the sweep is at %s hears that the lease is lost",
    async (point) => {
      const { turn } = await inWork();
      await expire(db.watch, turn);
      const sweeping = await db.stopAt(point, sweep());
      const beating = await db.waits(async (tx) => {
        const [row] = await tx`select worker.beat(array[${turn.lease}]::uuid[]) as kept`;
        return row?.kept;
      });
      await sweeping.end();
      expect(await beating.end()).toEqual([]);
    },
  );

  test("two sweeps at once: one of them sweeps", async () => {
    const { phone, turn } = await inWork();
    await expire(db.watch, turn);
    const sweeping = await db.stopAt("sweep.fenced", sweep());
    const [second] = await db.meanwhile(
      (tx) => tx`select worker.process_tasks_batch() -> 'swept' as swept`,
    );
    expect(second?.swept).toBe(false);
    expect(await sweeping.end()).toBe(1);
    expect(await taskOf(phone)).toMatchObject({ retry_count: 1 });
  });
});

describe("a lease given back and a finish", () => {
  test.each(FINISHING)("who ends at %s keeps their end, and has nothing to give", async (point) => {
    const { phone, turn } = await inWork();
    const finishing = await db.stopAt(point, finish(turn, replies("Aye")));
    const giving = await db.waits(giveBack(turn));
    expect(await finishing.end()).toBe("finished");
    expect(await giving.end()).toBe(0);
    await acceptedOnce(phone, turn);
  });

  test.each(GIVING_BACK)(
    "given back at %s an end is late, and no try is counted",
    async (point) => {
      const { phone, turn } = await inWork();
      const giving = await db.stopAt(point, giveBack(turn));
      const finishing = await db.waits(finish(turn, retry));
      expect(await giving.end()).toBe(1);
      expect(await finishing.end()).toBe("late");
      expect(await taskOf(phone)).toMatchObject({ status: "pending", retry_count: 0, error: null });
      expect(await db.meanwhile(finish(await takeUp(), replies("Aye")))).toBe("finished");
      expect(await answersTo(phone)).toEqual(["Aye"]);
    },
  );
});

describe("a finish that is repeated because its answer was lost", () => {
  test.each(FINISHING)("waits for the first at %s, and changes nothing", async (point) => {
    const { phone, turn } = await inWork();
    const first = await db.stopAt(point, finish(turn, replies("Aye")));
    const second = await db.waits(finish(turn, replies("Aye")));
    expect(await first.end()).toBe("finished");
    expect(await second.end()).toBe("repeated");
    await acceptedOnce(phone, turn);
  });
});

describe("a text that comes while a turn is put back to be tried again", () => {
  /** One task waits for both texts, and one turn answers them. */
  async function bothInOneTurn(phone: string): Promise<void> {
    const waiting = (await tasksOf(db.watch, phone)).filter((task) => task.status === "pending");
    expect(waiting).toMatchObject([{ retry_count: 1, merged_count: 1, events: 2 }]);
    const turn = await takeUp();
    expect(fresh(turn)).toEqual([1, 2]);
    expect(await db.meanwhile(finish(turn, replies("Aye")))).toBe("finished");
    expect(await db.meanwhile(claim("bouncer"))).toEqual([]);
    const taken = { task_id: waiting[0]?.id, unanswered_reason: null };
    expect(await textsFrom(db.watch, phone)).toEqual([taken, taken]);
    expect(await answersTo(phone)).toEqual(["Aye"]);
  }

  test.each(PUTTING_BACK)("by a finish at %s is folded into the older task", async (point) => {
    const { phone, turn } = await inWork();
    const failing = await db.stopAt(point, finish(turn, retry));
    const second = await db.begin(receive(phone));
    await second.standing();
    expect(await failing.end()).toBe("retried");
    await second.end();
    await bothInOneTurn(phone);
  });

  test.each<StopPoint>(["receive.found", "settle.locked", "settle.looked"])(
    "and is itself at %s is folded into the older task",
    async (point) => {
      const { phone, turn } = await inWork();
      const second = await db.stopAt(point, receive(phone));
      const failing = await db.begin(finish(turn, retry));
      await failing.standing();
      await second.end();
      expect(await failing.end()).toBe("retried");
      await bothInOneTurn(phone);
    },
  );

  test.each(SWEEPING)("by the sweep at %s is folded into the older task", async (point) => {
    const { phone, turn } = await inWork();
    await expire(db.watch, turn);
    const sweeping = await db.stopAt(point, sweep());
    const second = await db.begin(receive(phone));
    await second.standing();
    expect(await sweeping.end()).toBe(1);
    await second.end();
    await bothInOneTurn(phone);
  });
});

describe("a text that comes while its conversation's turn ends", () => {
  test("is not taken unseen by a finish that has not looked yet", async () => {
    const { phone, turn } = await inWork();
    const finishing = await db.stopAt("finish.fenced", finish(turn, replies("Early")));
    await db.meanwhile(receive(phone));
    expect(await finishing.end()).toBe("stale");
    const again = await takeUp();
    expect(fresh(again)).toEqual([1, 2]);
    expect(await db.meanwhile(finish(again, replies("Aye")))).toBe("finished");
    expect(await answersTo(phone)).toEqual(["Aye"]);
  });

  test.each(FINISHING.slice(1))("at %s is the next turn's", async (point) => {
    const { phone, turn } = await inWork();
    const finishing = await db.stopAt(point, finish(turn, replies("First")));
    const second = await db.waits(receive(phone));
    expect(await finishing.end()).toBe("finished");
    await second.end();
    const next = await takeUp();
    expect(fresh(next)).toEqual([3]);
    expect(await db.meanwhile(finish(next, replies("Second")))).toBe("finished");
    expect(await answersTo(phone)).toEqual(["First", "Second"]);
  });
});

describe("a dead letter's replay", () => {
  /** Their first text was given up; their second is in work. */
  async function givenUp() {
    const { phone, turn: dead } = await inWork();
    expect(await db.meanwhile(finish(dead, failed))).toBe("dead");
    // That it was, they are told: another text to them rings again.
    await db.meanwhile(answerBell("sms-sender"));
    await db.meanwhile(receive(phone));
    return { phone, dead: dead.tasks[0]?.id ?? "" };
  }

  /** Each text is answered by the turn that saw it as one to be answered. */
  async function eachByItsOwn(phone: string, dead: string, turn: Turn): Promise<void> {
    const again = await takeUp();
    expect(fresh(again)).toEqual([1]);
    expect(await db.meanwhile(finish(again, replies("First")))).toBe("finished");
    expect(await db.meanwhile(claim("bouncer"))).toEqual([]);
    expect(await textsFrom(db.watch, phone)).toEqual([
      { task_id: dead, unanswered_reason: null },
      { task_id: turn.tasks[0]?.id, unanswered_reason: null },
    ]);
    expect(await answersTo(phone)).toEqual(["Second", "First"]);
  }

  test.each(FINISHING)(
    "while a turn of its lane ends at %s revives its own text alone",
    async (point) => {
      const { phone, dead } = await givenUp();
      const turn = await takeUp();
      const finishing = await db.stopAt(point, finish(turn, replies("Second")));
      const replaying = await db.begin(replay(dead));
      await replaying.standing();
      expect(await finishing.end()).toBe("finished");
      expect(await replaying.end()).toBe(true);
      await eachByItsOwn(phone, dead, turn);
    },
  );

  test.each<StopPoint>(["settle.locked", "settle.looked"])(
    "at %s is waited for by a turn in work, which does not take its text unseen",
    async (point) => {
      const { phone, dead } = await givenUp();
      const turn = await takeUp();
      const replaying = await db.stopAt(point, replay(dead));
      const finishing = await db.waits(finish(turn, replies("Second")));
      expect(await replaying.end()).toBe(true);
      expect(await finishing.end()).toBe("finished");
      await eachByItsOwn(phone, dead, turn);
    },
  );

  test("and a claim between its looks: the turn does not take its text unseen", async () => {
    const { phone, dead } = await givenUp();
    // Replaying opens its event again: there it is held up, its texts revived and its lane not locked.
    const holder = await db.stopAt("test.committing", async (tx) => {
      await tx`select from public.events e join public.agent_tasks t on e.id = any (t.event_ids)
        where t.id = ${dead} for update of e`;
      await tx`select private.stop_point('test.committing')`;
    });
    const replaying = await db.waits(replay(dead));
    const turn = await takeUp();
    expect(fresh(turn)).toEqual([3]);
    await holder.end();
    expect(await replaying.end()).toBe(true);
    expect(await db.meanwhile(finish(turn, replies("Second")))).toBe("finished");
    await eachByItsOwn(phone, dead, turn);
  });

  test("twice at once is done once", async () => {
    const { dead } = await givenUp();
    const first = await db.stopAt("settle.locked", replay(dead));
    const second = await db.waits(replay(dead));
    expect(await first.end()).toBe(true);
    expect(await second.end()).toBe(false);
  });

  test.each<StopPoint>(["receive.found", "settle.locked", "settle.looked"])(
    "and a text that comes meanwhile and is at %s: both are answered",
    async (point) => {
      const { phone, turn } = await inWork();
      expect(await db.meanwhile(finish(turn, failed))).toBe("dead");
      const second = await db.stopAt(point, receive(phone));
      const replaying = await db.begin(replay(turn.tasks[0]?.id ?? ""));
      await replaying.standing();
      await second.end();
      expect(await replaying.end()).toBe(true);
      const both = await takeUp();
      expect(fresh(both)).toEqual([1, 3]);
      expect(await db.meanwhile(finish(both, replies("Aye")))).toBe("finished");
      expect(await db.meanwhile(claim("bouncer"))).toEqual([]);
      expect(await answersTo(phone)).toEqual(["Aye"]);
    },
  );
});

test("none of them has met a deadlock", async () => {
  expect(await db.deadlocks()).toBe(0);
});
