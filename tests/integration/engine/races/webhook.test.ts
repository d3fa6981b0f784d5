import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { type Outcome, outcomeOf } from "../../schema/all-at-once.ts";
import { type RaceDatabase, raceDatabase } from "./race-database.ts";
import type { Act, Running, StopPoint } from "./stop-points.ts";
import { violations } from "./violations.ts";
import {
  answerBell,
  beginSend,
  callback,
  claim,
  done,
  expire,
  failed,
  finish,
  giveBack,
  only,
  receive,
  replies,
  retry,
  settleSend,
  snooze,
  stranger,
  sweep,
  type Turn,
  writeTo,
} from "./vocabulary.ts";

/* Whoever stands where when a webhook meets a worker: each of the two is stopped at each of its
points, either comes first, and either goes on first. What comes out must be the same everywhere:
both are done, no deadlock, and nothing is lost. */

/** One conversation in which all of them meet. */
interface Scene {
  phone: string;
  /** The Bouncer's turn, which answers the first text. */
  reply: Turn;
  /** The sender's turn; its text is in doubt. */
  send: Turn;
  part: string;
}

interface Actor {
  act(scene: Scene): Act<unknown>;
  /** Those on its way, in the order in which it comes by. */
  points: StopPoint[];
}

const LANES: StopPoint[] = ["settle.locked", "settle.looked", "ring.heard", "ring.sent"];
const PUTTING_BACK: StopPoint[] = ["finish.fenced", "fail.counted", "finish.applied", ...LANES];

const WORKERS: Record<string, Actor> = {
  "a turn that replies": {
    act: ({ reply }) => finish(reply, replies("Aye")),
    points: ["finish.fenced", "finish.applied", ...LANES],
  },
  "a turn that is tried again": { act: ({ reply }) => finish(reply, retry), points: PUTTING_BACK },
  "a turn that is given up": { act: ({ reply }) => finish(reply, failed), points: PUTTING_BACK },
  "a lease that is given back": { act: ({ reply }) => giveBack(reply), points: LANES },
  "a sweep of both": {
    act:
      ({ reply, send }) =>
      async (tx) => {
        await expire(tx, reply);
        await expire(tx, send);
        return await sweep()(tx);
      },
    points: ["sweep.fenced", "fail.counted", ...LANES],
  },
  "a send that is settled": {
    act: ({ send, part }) => settleSend(send, part, "accepted"),
    points: [],
  },
  "a send that is begun": { act: ({ send }) => beginSend(send), points: ["send.looked"] },
  "a send that is looked for later": {
    act: ({ send }) => finish(send, snooze),
    points: PUTTING_BACK,
  },
  "a send that is given up": { act: ({ send }) => finish(send, failed), points: PUTTING_BACK },
  "a send that is done": {
    act: ({ send }) => finish(send, done),
    points: ["finish.fenced", "finish.applied", ...LANES],
  },
};

const WEBHOOKS: Record<string, Actor> = {
  "a text": { act: ({ phone }) => receive(phone), points: ["receive.found", ...LANES] },
  "a STOP": { act: ({ phone }) => receive(phone, "stop"), points: ["receive.found", ...LANES] },
  "a delivery": {
    act: ({ part }) => callback(part, "delivered"),
    points: ["status.found", ...LANES],
  },
};

let db: RaceDatabase;

beforeAll(async () => {
  db = await raceDatabase();
});

afterEach(() => db.letAllGo());

afterAll(() => db.stop());

async function setScene(): Promise<Scene> {
  await db.clear();
  const phone = stranger();
  return await db.meanwhile(async (tx) => {
    await receive(phone)(tx);
    await writeTo(phone)(tx);
    // As at a commit: their tasks take their places.
    await tx`set constraints all immediate`;
    const reply = only(await claim("bouncer")(tx));
    const send = only(await claim("sms-sender")(tx));
    const { part_id } = await beginSend(send)(tx);
    const part = z.uuid().parse(part_id);
    await settleSend(send, part, "unknown")(tx);
    for (const name of ["bouncer", "sms-sender"]) await answerBell(name)(tx);
    return { phone, reply, send, part };
  });
}

interface Meeting {
  first: Actor;
  firstAt: StopPoint;
  second: Actor;
  secondAt: StopPoint | undefined;
  goesOn: "first" | "second";
}

/** The two meet: how many stood where they should, and with what they were refused or is wrong afterwards. */
async function meet({ first, firstAt, second, secondAt, goesOn }: Meeting) {
  const scene = await setScene();
  const one = await db.begin(first.act(scene), firstAt);
  const stood = [await one.standing()];
  const other = await db.begin(second.act(scene), secondAt);
  stood.push(await other.standing());
  for (const running of goesOn === "first" ? [one, other] : [other, one]) {
    await running.letGo();
    await running.standing();
  }
  const refused = (await Promise.all([one, other].map(ending))).filter((end) => end !== "done");
  return {
    stood: stood.filter((standing) => standing === "stopped").length,
    wrong: [...refused, ...(await violations(db.watch))],
  };
}

function ending(running: Running<unknown>): Promise<Outcome> {
  return outcomeOf(() => running.end());
}

/** All meetings of these two: how many there were, and those that went wrong. */
async function meetEverywhere(worker: Actor, webhook: Actor) {
  const wrong: string[] = [];
  const sideBySide = new Set<string>();
  let meetings = 0;
  for (const workerFirst of [true, false]) {
    const [first, second] = workerFirst ? [worker, webhook] : [webhook, worker];
    for (const firstAt of first.points) {
      for (const secondAt of second.points.length > 0 ? second.points : [undefined]) {
        const places = (workerFirst ? [firstAt, secondAt] : [secondAt, firstAt]).join(" / ");
        // Who of the two came first makes no difference once both stand.
        if (sideBySide.has(places)) continue;
        const meeting = { first, firstAt, second, secondAt };
        const came = [await meet({ ...meeting, goesOn: "first" })];
        const bothStood = came.every((one) => one.stood === 2);
        if (bothStood) came.push(await meet({ ...meeting, goesOn: "second" }));
        meetings += came.filter((one) => one.stood > 0).length;
        wrong.push(...came.flatMap((one) => one.wrong.map((what) => `${places}: ${what}`)));
        // Who waits, or is over, before a point comes to none of the later ones.
        if (!bothStood) break;
        sideBySide.add(places);
      }
    }
  }
  return { meetings, wrong };
}

describe.each(Object.entries(WORKERS))("%s", (_worker, worker) => {
  test.each(Object.entries(WEBHOOKS))(
    "meets %s: both are done, and nothing is lost",
    async (_webhook, webhook) => {
      const { meetings, wrong } = await meetEverywhere(worker, webhook);
      expect(wrong).toEqual([]);
      expect(meetings).toBeGreaterThan(0);
    },
  );
});

test("none of them has met a deadlock", async () => {
  expect(await db.deadlocks()).toBe(0);
});
