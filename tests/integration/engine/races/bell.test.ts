import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { Drain } from "../../../../supabase/functions/_shared/worker/drain.ts";
import type { Outcome } from "../../../../supabase/functions/_shared/worker/turn.ts";
import { type RaceDatabase, raceDatabase } from "./race-database.ts";
import type { StopPoint } from "./stop-points.ts";
import { violations } from "./violations.ts";
import {
  answerBell,
  bell,
  claim,
  finish,
  only,
  receive,
  replies,
  stranger,
  writeTo,
} from "./vocabulary.ts";
import { workerClient } from "./worker-client.ts";

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

async function rings(functionName = "bouncer"): Promise<number> {
  return (await bell(db.watch, functionName)).rings;
}

/** Somebody has texted, and the bell has been rung for them and not answered. */
async function rung(): Promise<void> {
  await db.meanwhile(receive(stranger()));
  expect(await bell(db.watch, "bouncer")).toMatchObject({ pending: true });
}

async function claimed(count: number): Promise<void> {
  for (let nth = 0; nth < count; nth += 1) {
    const turn = only(await db.meanwhile(claim("bouncer")));
    expect(await db.meanwhile(finish(turn, replies("Aye")))).toBe("finished");
  }
  expect(await db.meanwhile(claim("bouncer"))).toEqual([]);
}

describe("who brings work while the bell is up", () => {
  test("and has not looked at it yet is waited for by who answers it", async () => {
    await rung();
    const bringing = await db.stopAt("ring.heard", receive(stranger()));
    const answering = await db.waits(answerBell("bouncer"));
    await bringing.end();
    await answering.end();
    await claimed(2);
  });

  test("and has found it up, and has not committed, is waited for by who answers it", async () => {
    await rung();
    const text = receive(stranger());
    const bringing = await db.stopAt("test.committing", async (tx) => {
      await text(tx);
      // All that its commit does, but the commit.
      await tx`set constraints all immediate`;
      await tx`select private.stop_point('test.committing')`;
    });
    const before = await rings();
    const answering = await db.waits(answerBell("bouncer"));
    await bringing.end();
    await answering.end();
    // Nobody rings again for it: the claim that follows the answer must find it.
    expect(await rings()).toBe(before);
    await claimed(2);
  });

  test.each<StopPoint>(["settle.locked", "settle.looked"])(
    "and is still at %s rings again, since the bell is down when it looks",
    async (point) => {
      await rung();
      const bringing = await db.stopAt(point, receive(stranger()));
      await db.meanwhile(answerBell("bouncer"));
      await claimed(1);
      const before = await rings();
      await bringing.end();
      expect(await bell(db.watch, "bouncer")).toEqual({ pending: true, rings: before + 1 });
      await claimed(1);
    },
  );
});

describe("who brings work while nobody works", () => {
  test("rings again once the last look has found nothing", async () => {
    await db.meanwhile(answerBell("bouncer"));
    expect(await db.meanwhile(claim("bouncer"))).toEqual([]);
    const before = await rings();
    await db.meanwhile(receive(stranger()));
    expect(await bell(db.watch, "bouncer")).toEqual({ pending: true, rings: before + 1 });
    await claimed(1);
  });

  test("while a drain puts the bell down waits for it, and rings again", async () => {
    await rung();
    const answering = await db.stopAt("bell.answered", answerBell("bouncer"));
    const bringing = await db.waits(receive(stranger()));
    const before = await rings();
    await answering.end();
    await bringing.end();
    expect(await bell(db.watch, "bouncer")).toEqual({ pending: true, rings: before + 1 });
    await claimed(2);
  });

  test.each<StopPoint>(["ring.heard", "ring.sent"])(
    "together with another, who is at %s: it rings once for both",
    async (point) => {
      const before = await rings();
      const first = await db.stopAt(point, receive(stranger()));
      const second = await db.begin(receive(stranger()));
      await second.standing();
      await first.end();
      await second.end();
      expect(await rings()).toBe(before + 1);
      await claimed(2);
    },
  );

  test("together with another who fails after its ring: it rings for the one that is left", async () => {
    const before = await rings();
    const text = receive(stranger());
    const failing = await db.stopAt("ring.sent", async (tx) => {
      await text(tx);
      await tx`set constraints all immediate`;
      throw new Error("it fails");
    });
    const bringing = await db.waits(receive(stranger()));
    await expect(failing.end()).rejects.toThrow("it fails");
    await bringing.end();
    expect(await bell(db.watch, "bouncer")).toEqual({ pending: true, rings: before + 1 });
    await claimed(1);
  });
});

describe("a drain that finds nothing more", () => {
  const sent: Outcome = {
    outcome: "done",
    actions: [],
    call: null,
    result: {},
    error: null,
    snooze_seconds: null,
    reason: null,
  };

  beforeEach(() => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    vi.spyOn(console, "error").mockImplementation(() => {});
  });

  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** A drain of the sender's, which notes what it sends, and is held up once at `at`. */
  function drainHeldUp(when: "asked" | "answered", at: string) {
    const reached = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    let times = 0;
    const hold = async (name: string) => {
      if (name !== at || times > 0) return;
      times += 1;
      reached.resolve();
      await goOn.promise;
    };
    const texts: string[] = [];
    const drain = new Drain({
      functionName: "sms-sender",
      lanesMax: 1,
      lingerMs: 0,
      handle: async (turn) => {
        for (const task of turn.tasks) {
          texts.push(task.id);
          await db.watch`update public.messages m set status = 'sent', sent_at = now()
            from public.agent_tasks t
            where t.id = ${task.id} and m.id = (t.context_json ->> 'message_id')::uuid`;
        }
        return sent;
      },
    });
    const client = workerClient(db.watch, { [when]: hold });
    return { ring: () => drain.wake(client), reached: reached.promise, goOn: goOn.resolve, texts };
  }

  /** Somebody whom we may text; their own text is not what these tests are about. */
  async function somebody(): Promise<string> {
    const phone = stranger();
    await db.meanwhile(receive(phone));
    return phone;
  }

  test("and is told so while a text comes and rings looks again before it leaves", async () => {
    const phone = await somebody();
    const drain = drainHeldUp("answered", "claim");
    const first = drain.ring();
    await drain.reached;
    const before = await rings("sms-sender");
    await db.meanwhile(writeTo(phone));
    expect(await rings("sms-sender")).toBe(before + 1);
    const second = drain.ring();
    drain.goOn();
    await Promise.all([first, second]);
    expect(drain.texts).toHaveLength(1);
  });

  test("and is leaving: a ring starts another, which does not wait for it", async () => {
    const phone = await somebody();
    const drain = drainHeldUp("asked", "ring_on");
    const first = drain.ring();
    await drain.reached;
    const before = await rings("sms-sender");
    await db.meanwhile(writeTo(phone));
    expect(await rings("sms-sender")).toBe(before + 1);
    await drain.ring();
    expect(drain.texts).toHaveLength(1);
    drain.goOn();
    await first;
    expect(drain.texts).toHaveLength(1);
  });

  test("and whose bell was put down before the text came is rung for it after it has left", async () => {
    const phone = await somebody();
    const drain = drainHeldUp("answered", "ring_on");
    const first = drain.ring();
    await drain.reached;
    const before = await rings("sms-sender");
    const bringing = await db.stopAt("ring.heard", writeTo(phone));
    drain.goOn();
    await first;
    expect(drain.texts).toEqual([]);
    await bringing.end();
    expect(await rings("sms-sender")).toBe(before + 1);
    await drain.ring();
    expect(drain.texts).toHaveLength(1);
  });
});

test("none of them has met a deadlock", async () => {
  expect(await db.deadlocks()).toBe(0);
});
