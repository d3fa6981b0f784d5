import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { type RaceDatabase, raceDatabase } from "./race-database.ts";
import type { Act, StopPoint } from "./stop-points.ts";
import { violations } from "./violations.ts";
import {
  beginSend,
  begunLongAgo,
  callback,
  claim,
  done,
  expire,
  failed,
  finish,
  OPTED_OUT,
  only,
  receive,
  replies,
  retry,
  settleSend,
  snooze,
  stranger,
  sweep,
  type Turn,
  tasksOf,
  textsFrom,
  textsTo,
  writeTo,
} from "./vocabulary.ts";

const SWEEPING: StopPoint[] = ["sweep.fenced", "fail.counted", "settle.locked", "settle.looked"];
/** Where a STOP may stand: it has its person's row at all of them. */
const STOPPING: StopPoint[] = ["receive.found", "settle.locked", "settle.looked"];
/** Where a finish may stand that does not end its task. */
const PUTTING_BACK: StopPoint[] = [
  "finish.fenced",
  "fail.counted",
  "finish.applied",
  "settle.locked",
  "settle.looked",
];

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

/** A text to somebody, and a sender who has it. */
async function toBeSent() {
  const phone = stranger();
  await db.meanwhile(receive(phone));
  await db.meanwhile(writeTo(phone));
  return { phone, turn: await takeUp() };
}

async function takeUp(): Promise<Turn> {
  return only(await db.meanwhile(claim("sms-sender")));
}

/** The last look is made and committed: the carrier is being told. */
async function sending() {
  const { phone, turn } = await toBeSent();
  const { part_id } = await db.meanwhile(beginSend(turn));
  return { phone, turn, part: z.uuid().parse(part_id) };
}

/** Nobody knows whether the carrier has it. */
async function inDoubt() {
  const { phone, turn, part } = await sending();
  await db.meanwhile(settleSend(turn, part, "unknown"));
  return { phone, turn, part };
}

async function statusOf(phone: string): Promise<string[]> {
  return (await textsTo(db.watch, phone)).map((text) =>
    text.status_reason === null ? text.status : `${text.status}: ${text.status_reason}`,
  );
}

async function deadLetters(): Promise<number> {
  return (await db.watch`select from public.event_dead_letters`).length;
}

/** Holds what `lock` locks until it is let go. */
function holding(lock: Act<unknown>): Act<void> {
  return async (tx) => {
    await lock(tx);
    await tx`select private.stop_point('test.committing')`;
  };
}

describe("a sender whose lease ran out", () => {
  test.each(SWEEPING)("who begins while the sweep is at %s may not", async (point) => {
    const { phone, turn: late } = await toBeSent();
    await expire(db.watch, late);
    const sweeping = await db.stopAt(point, sweep());
    const beginning = await db.waits(beginSend(late));
    expect(await sweeping.end()).toBe(1);
    expect(await beginning.end()).toEqual({ ok: false, reason: "lease_lost" });
    const turn = await takeUp();
    expect(await db.meanwhile(beginSend(late))).toEqual({ ok: false, reason: "lease_lost" });
    expect(await db.meanwhile(beginSend(turn))).toMatchObject({ ok: true });
    expect(await statusOf(phone)).toEqual(["sending"]);
  });

  test("who is at send.looked is not swept", async () => {
    const { turn } = await toBeSent();
    await expire(db.watch, turn);
    const beginning = await db.stopAt("send.looked", beginSend(turn));
    expect(await db.meanwhile(sweep())).toBe(0);
    expect(await beginning.end()).toMatchObject({ ok: true });
  });

  test.each(SWEEPING)(
    "who settles while the sweep is at %s is not heard, and nobody sends it again",
    async (point) => {
      const { phone, turn: late, part } = await sending();
      await expire(db.watch, late);
      const sweeping = await db.stopAt(point, sweep());
      const settling = await db.waits(settleSend(late, part, "accepted"));
      expect(await sweeping.end()).toBe(1);
      expect(await settling.end()).toEqual({ held: false, known: false });
      const turn = await takeUp();
      expect(await db.meanwhile(beginSend(turn))).toMatchObject({ ok: false, reason: "unknown" });
      expect(await statusOf(phone)).toEqual(["unknown"]);
      // What became of it is still heard, from the carrier.
      expect(await db.meanwhile(callback(part, "delivered"))).toBe(true);
      expect(await db.meanwhile(finish(turn, retry))).toBe("finished");
      expect(await statusOf(phone)).toEqual(["delivered"]);
    },
  );

  test("a part is begun once, also when its begin is repeated at once", async () => {
    const { turn } = await toBeSent();
    const first = await db.stopAt("send.looked", beginSend(turn));
    const second = await db.waits(beginSend(turn));
    const { ok, part_id } = await first.end();
    expect(ok).toBe(true);
    expect(await second.end()).toMatchObject({ ok: true, part_id });
    expect(await db.watch`select from public.message_parts`).toHaveLength(1);
  });
});

describe("an opt-out", () => {
  test("waits for a part that is about to be sending, and stops the next text", async () => {
    const { phone, turn } = await toBeSent();
    const beginning = await db.stopAt("send.looked", beginSend(turn));
    const stopping = await db.waits(receive(phone, "stop"));
    const { ok, part_id } = await beginning.end();
    expect(ok).toBe(true);
    await stopping.end();
    await db.meanwhile(settleSend(turn, z.uuid().parse(part_id), "accepted"));
    expect(await db.meanwhile(finish(turn, done))).toBe("finished");
    await db.meanwhile(writeTo(phone));
    expect(await db.meanwhile(beginSend(await takeUp()))).toEqual({
      ok: false,
      reason: "opted_out",
    });
    expect(await statusOf(phone)).toEqual(["sent", "cancelled: opted_out"]);
  });

  test.each(STOPPING)("at %s is waited for, and the text does not leave", async (point) => {
    const { phone, turn } = await toBeSent();
    const stopping = await db.stopAt(point, receive(phone, "stop"));
    const beginning = await db.waits(beginSend(turn));
    await stopping.end();
    expect(await beginning.end()).toEqual({ ok: false, reason: "opted_out" });
    expect(await db.meanwhile(finish(turn, done))).toBe("finished");
    expect(await statusOf(phone)).toEqual(["cancelled: opted_out"]);
  });

  test("taken back at receive.found is waited for, and the text leaves", async () => {
    const { phone, turn } = await toBeSent();
    await db.meanwhile(receive(phone, "stop"));
    const starting = await db.stopAt("receive.found", receive(phone, "start"));
    const beginning = await db.waits(beginSend(turn));
    await starting.end();
    expect(await beginning.end()).toMatchObject({ ok: true });
  });

  test.each<StopPoint>(["finish.applied", "settle.locked", "settle.looked"])(
    "that meets a reply at %s comes too late to unwrite it, and in time to stop it",
    async (point) => {
      const phone = stranger();
      await db.meanwhile(receive(phone));
      const reply = only(await db.meanwhile(claim("bouncer")));
      const finishing = await db.stopAt(point, finish(reply, replies("Aye")));
      const stopping = await db.waits(receive(phone, "stop"));
      expect(await finishing.end()).toBe("finished");
      await stopping.end();
      const turn = await takeUp();
      expect(await db.meanwhile(beginSend(turn))).toEqual({ ok: false, reason: "opted_out" });
      expect(await statusOf(phone)).toEqual(["cancelled: opted_out"]);
    },
  );

  test.each(STOPPING)("at %s is waited for by a reply, which is not written", async (point) => {
    const phone = stranger();
    await db.meanwhile(receive(phone));
    const reply = only(await db.meanwhile(claim("bouncer")));
    const stopping = await db.stopAt(point, receive(phone, "stop"));
    const finishing = await db.waits(finish(reply, replies("Aye")));
    await stopping.end();
    expect(await finishing.end()).toBe("finished");
    expect(await textsTo(db.watch, phone)).toEqual([]);
    expect(await textsFrom(db.watch, phone)).toEqual([
      { task_id: null, unanswered_reason: "opted_out" },
      { task_id: null, unanswered_reason: "opt_out_word" },
    ]);
  });
});

describe("the carrier's callback and what its sender was answered", () => {
  /** Whoever was first: delivered, settled once, and nothing is left to do. */
  async function deliveredOnce(phone: string, turn: Turn): Promise<void> {
    expect(await statusOf(phone)).toEqual(["delivered"]);
    expect(await db.meanwhile(finish(turn, done))).toBe("finished");
    expect(await tasksOf(db.watch, phone, "send_sms")).toMatchObject([{ status: "completed" }]);
    expect(await deadLetters()).toBe(0);
  }

  test("the callback first: what was answered comes after it, and takes nothing back", async () => {
    const { phone, turn, part } = await sending();
    const calling = await db.stopAt("status.found", callback(part, "delivered"));
    const settling = await db.waits(settleSend(turn, part, "accepted"));
    expect(await calling.end()).toBe(true);
    expect(await settling.end()).toEqual({ held: true, known: true });
    await deliveredOnce(phone, turn);
  });

  test.each(["unknown", "later"] as const)(
    "the callback first: that the answer was %s makes no difference",
    async (kind) => {
      const { phone, turn, part } = await sending();
      const calling = await db.stopAt("status.found", callback(part, "delivered"));
      const settling = await db.waits(settleSend(turn, part, kind));
      expect(await calling.end()).toBe(true);
      expect(await settling.end()).toEqual({ held: true, known: true });
      await deliveredOnce(phone, turn);
    },
  );

  test.each(["accepted", "unknown"] as const)(
    "that it was %s first: the callback comes after it, and moves it on",
    async (kind) => {
      const { phone, turn, part } = await sending();
      const holder = await db.stopAt(
        "test.committing",
        holding((tx) => tx`select from public.message_parts where id = ${part} for update`),
      );
      const settling = await db.waits(settleSend(turn, part, kind));
      const calling = await db.waits(callback(part, "delivered"));
      await holder.end();
      expect(await settling.end()).toMatchObject({ held: true });
      expect(await calling.end()).toBe(true);
      await deliveredOnce(phone, turn);
    },
  );

  test("two callbacks at once: the text ends where the later of them says, once", async () => {
    const { phone, turn, part } = await sending();
    const first = await db.stopAt("status.found", callback(part, "delivered"));
    const second = await db.waits(callback(part, "sent"));
    expect(await first.end()).toBe(true);
    expect(await second.end()).toBe(false);
    await deliveredOnce(phone, turn);
  });
});

describe("the carrier's callback and the last look at its list", () => {
  async function longInDoubt() {
    const text = await inDoubt();
    await begunLongAgo(db.watch, text.part);
    return text;
  }

  test("the callback first: what was absent from the list is there, and is not sent again", async () => {
    const { phone, turn, part } = await longInDoubt();
    const calling = await db.stopAt("status.found", callback(part, "delivered"));
    const settling = await db.waits(settleSend(turn, part, "absent"));
    expect(await calling.end()).toBe(true);
    expect(await settling.end()).toMatchObject({ held: true, known: true });
    expect(await db.meanwhile(beginSend(turn))).toMatchObject({ ok: false });
    expect(await statusOf(phone)).toEqual(["delivered"]);
  });

  test("the list first: the callback finds the text put back, and it is not sent again", async () => {
    const { phone, turn, part } = await longInDoubt();
    const settling = await db.stopAt("settle.judged", settleSend(turn, part, "absent"));
    const calling = await db.waits(callback(part, "delivered"));
    expect(await settling.end()).toEqual({ held: true, known: false });
    expect(await calling.end()).toBe(true);
    expect(await db.meanwhile(beginSend(turn))).toMatchObject({ ok: false });
    expect(await statusOf(phone)).toEqual(["delivered"]);
  });

  test("an opt-out that comes meanwhile stops what was put back", async () => {
    const { phone, turn, part } = await longInDoubt();
    const settling = await db.stopAt("settle.judged", settleSend(turn, part, "absent"));
    await db.meanwhile(receive(phone, "stop"));
    expect(await settling.end()).toEqual({ held: true, known: false });
    expect(await db.meanwhile(beginSend(turn))).toEqual({ ok: false, reason: "opted_out" });
    expect(await statusOf(phone)).toEqual(["cancelled: opted_out"]);
  });
});

describe("an error of the carrier's, which is written on its person", () => {
  test("a callback that says they have opted out is waited for, and the text does not leave", async () => {
    const { phone, turn, part } = await sending();
    await db.meanwhile(settleSend(turn, part, "accepted"));
    await db.meanwhile(finish(turn, done));
    await db.meanwhile(writeTo(phone));
    const next = await takeUp();
    const calling = await db.stopAt("status.found", callback(part, "failed", OPTED_OUT));
    const beginning = await db.waits(beginSend(next));
    expect(await calling.end()).toBe(true);
    expect(await beginning.end()).toEqual({ ok: false, reason: "opted_out" });
    expect(await statusOf(phone)).toEqual(["failed", "cancelled: opted_out"]);
  });

  test("a callback and its sender, who was told the same, do not lock each other out", async () => {
    const { phone, turn, part } = await sending();
    const settling = await db.stopAt("settle.judged", settleSend(turn, part, "rejected"));
    const calling = await db.waits(callback(part, "failed", OPTED_OUT));
    expect(await settling.end()).toEqual({ held: true, known: true });
    expect(await calling.end()).toBe(false);
    expect(await statusOf(phone)).toEqual(["failed"]);
  });
});

describe("the carrier's callback and the end of its sender's turn", () => {
  test.each([
    ["given up", failed],
    ["tried again", retry],
    ["looked for later", snooze],
  ])("a callback at status.found: a text that is to be %s is over instead", async (_, ending) => {
    const { phone, turn, part } = await inDoubt();
    const calling = await db.stopAt("status.found", callback(part, "delivered"));
    const finishing = await db.begin(finish(turn, ending));
    await finishing.standing();
    expect(await calling.end()).toBe(true);
    expect(await finishing.end()).toBe("finished");
    expect(await statusOf(phone)).toEqual(["delivered"]);
    expect(await deadLetters()).toBe(0);
    expect(await db.meanwhile(claim("sms-sender"))).toEqual([]);
  });

  test.each(PUTTING_BACK)(
    "a text put back at %s is not waited for once it is known",
    async (point) => {
      const { phone, turn, part } = await inDoubt();
      const finishing = await db.stopAt(point, finish(turn, snooze));
      const calling = await db.begin(callback(part, "delivered"));
      await calling.standing();
      await finishing.end();
      expect(await calling.end()).toBe(true);
      expect(await statusOf(phone)).toEqual(["delivered"]);
      const waiting = await db.watch`select from private.lanes
      where starts_with(lane_key, 'send:') and due > now()`;
      expect(waiting).toHaveLength(0);
    },
  );
});

test("none of them has met a deadlock", async () => {
  expect(await db.deadlocks()).toBe(0);
});
