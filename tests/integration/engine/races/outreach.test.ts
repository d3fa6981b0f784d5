import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { type RaceDatabase, raceDatabase } from "./race-database.ts";
import type { StopPoint } from "./stop-points.ts";
import { violations } from "./violations.ts";
import {
  beginSend,
  callback,
  claim,
  decide,
  failed,
  finish,
  only,
  queueOf,
  receive,
  SENDER,
  settleSend,
  snooze,
  stranger,
  type Turn,
  textsTo,
  want,
} from "./vocabulary.ts";

/** Where an orchestrator may stand: it has its people's rows at both. */
const DECIDING: StopPoint[] = ["decide.locked", "decide.let_go"];
/** Where a text in may stand: it has its person's row at all of them. */
const RECEIVING: StopPoint[] = ["receive.found", "settle.locked", "settle.looked"];

let db: RaceDatabase;

beforeAll(async () => {
  db = await raceDatabase();
  // No night, no pace, no peace after a text: here somebody else is what holds a text up.
  await db.watch`update private.settings set value = 0
    where name in ('quiet_from_minute', 'quiet_until_minute', 'after_their_text_minutes')`;
});

beforeEach(async () => {
  await db.clear();
  await db.watch`delete from public.message_queue`;
  await db.watch`update public.tenants set settings = settings - 'texts_a_day_max'`;
  await db.watch`delete from private.spending`;
  await db.watch`delete from private.sender_pace`;
});

afterEach(async () => {
  await db.letAllGo();
  expect(await violations(db.watch)).toEqual([]);
});

afterAll(() => db.stop());

/** Somebody who may be texted so often an hour. */
async function person(hourly = 100): Promise<string> {
  const phone = stranger();
  await db.watch`with someone as (
      insert into public.users (tenant_id, phone_number, timezone, hourly_limit, daily_limit)
        select tenant_id, ${phone}, 'America/New_York', ${hourly}, 100
        from public.senders where id = ${SENDER} returning tenant_id, id)
    insert into public.consent_events (tenant_id, user_id, kind, source)
      select tenant_id, id, 'first_contact', 'in_person' from someone`;
  return phone;
}

/** And whose text is in the sender's hands. */
async function takenUp(words = "news") {
  const phone = await person();
  await want(db.watch, phone, words);
  await db.meanwhile(decide());
  return { phone, turn: only(await db.meanwhile(claim("sms-sender"))) };
}

async function beginning(turn: Turn): Promise<string> {
  return z.uuid().parse((await db.meanwhile(beginSend(turn))).part_id);
}

async function statuses(phone: string): Promise<string[]> {
  return (await textsTo(db.watch, phone)).map(({ status }) => status);
}

describe("two orchestrators", () => {
  test.each(DECIDING)("on the last place, one at %s: one text", async (point) => {
    const phone = await person(1);
    await want(db.watch, phone, "one");
    await want(db.watch, phone, "two");
    const first = await db.stopAt(point, decide());
    expect(await db.meanwhile(decide())).toEqual({ people: 0, approved: 0, let_go: 0 });
    expect(await first.end()).toMatchObject({ people: 1, approved: 1, let_go: 1 });
    expect(await db.meanwhile(decide())).toMatchObject({ approved: 0, let_go: 0 });
    expect(await queueOf(db.watch, phone)).toEqual(["one: approved", "two: queued hourly_limit"]);
    expect(await statuses(phone)).toEqual(["queued_for_send"]);
  });

  test("one does not keep the other from somebody else", async () => {
    const [busy, free] = [await person(), await person()];
    await want(db.watch, busy, "one");
    const first = await db.stopAt("decide.locked", decide());
    await want(db.watch, free, "two");
    expect(await db.meanwhile(decide())).toMatchObject({ people: 1, let_go: 1 });
    await first.end();
    expect(await statuses(busy)).toEqual(["queued_for_send"]);
    expect(await statuses(free)).toEqual(["queued_for_send"]);
  });
});

describe("an opt-out", () => {
  test.each(DECIDING)("that meets a decision at %s drops what it decided", async (point) => {
    const phone = await person();
    await want(db.watch, phone, "news");
    const deciding = await db.stopAt(point, decide());
    const stopping = await db.waits(receive(phone, "stop"));
    await deciding.end();
    await stopping.end();
    expect(await queueOf(db.watch, phone)).toEqual(["news: cancelled opted_out"]);
    const turn = only(await db.meanwhile(claim("sms-sender")));
    expect(await db.meanwhile(beginSend(turn))).toEqual({ ok: false, reason: "opted_out" });
    expect(await statuses(phone)).toEqual(["cancelled"]);
  });

  test.each(RECEIVING)("at %s is passed by, and nothing is decided after it", async (point) => {
    const phone = await person();
    await want(db.watch, phone, "news");
    const stopping = await db.stopAt(point, receive(phone, "stop"));
    expect(await db.meanwhile(decide())).toMatchObject({ people: 0 });
    await stopping.end();
    expect(await db.meanwhile(decide())).toMatchObject({ people: 0 });
    expect(await queueOf(db.watch, phone)).toEqual(["news: cancelled opted_out"]);
  });

  test.each(RECEIVING)("at %s stops a text that is claimed and not begun", async (point) => {
    const { phone, turn } = await takenUp();
    const stopping = await db.stopAt(point, receive(phone, "stop"));
    const begun = await db.waits(beginSend(turn));
    await stopping.end();
    expect(await begun.end()).toEqual({ ok: false, reason: "opted_out" });
    expect(await statuses(phone)).toEqual(["cancelled"]);
    expect(await db.watch`select from public.message_parts`).toHaveLength(0);
  });

  test("waits for a last look, and does not call back what has left", async () => {
    const { phone, turn } = await takenUp();
    const begun = await db.stopAt("send.looked", beginSend(turn));
    const stopping = await db.waits(receive(phone, "stop"));
    expect(await begun.end()).toMatchObject({ ok: true });
    await stopping.end();
    expect(await statuses(phone)).toEqual(["sending"]);
    expect(await queueOf(db.watch, phone)).toEqual(["news: approved"]);
  });
});

describe("a person's text", () => {
  test.each(DECIDING)("that meets a decision at %s goes first", async (point) => {
    const phone = await person();
    await want(db.watch, phone, "news");
    const deciding = await db.stopAt(point, decide());
    const writing = await db.waits(receive(phone));
    expect(await deciding.end()).toMatchObject({ let_go: 1 });
    await writing.end();
    expect(await queueOf(db.watch, phone)).toEqual(["news: queued person_writes"]);
    expect(await statuses(phone)).toEqual(["cancelled"]);
  });

  test.each(RECEIVING)("at %s puts back what is claimed and not begun", async (point) => {
    const { phone, turn } = await takenUp();
    const writing = await db.stopAt(point, receive(phone));
    const begun = await db.waits(beginSend(turn));
    await writing.end();
    expect(await begun.end()).toEqual({ ok: false, reason: "not_waiting" });
    expect(await queueOf(db.watch, phone)).toEqual(["news: queued person_writes"]);
  });

  test("leaves alone what has begun", async () => {
    const { phone, turn } = await takenUp();
    const begun = await db.stopAt("send.looked", beginSend(turn));
    const writing = await db.waits(receive(phone));
    expect(await begun.end()).toMatchObject({ ok: true });
    await writing.end();
    expect(await queueOf(db.watch, phone)).toEqual(["news: approved"]);
    expect(await statuses(phone)).toEqual(["sending"]);
  });
});

describe("news of a text", () => {
  test("is not waited for by a text in that puts everything else back", async () => {
    const { phone, turn } = await takenUp();
    const part = await beginning(turn);
    const news = await db.stopAt("status.found", callback(part, "sent"));
    await db.meanwhile(receive(phone));
    expect(await news.end()).toBe(true);
    expect(await queueOf(db.watch, phone)).toEqual(["news: sent"]);
  });

  test("of what was put off wins over putting it back", async () => {
    const { phone, turn } = await takenUp();
    const part = await beginning(turn);
    await db.meanwhile(settleSend(turn, part, "later"));
    await db.meanwhile(finish(turn, snooze));
    const again = only(await db.meanwhile(claim("sms-sender")));
    const news = await db.stopAt("status.found", callback(part, "delivered"));
    await db.watch`update public.users set muted_until = 'infinity' where phone_number = ${phone}`;
    const begun = await db.waits(beginSend(again));
    expect(await news.end()).toBe(true);
    expect(await begun.end()).toMatchObject({ ok: false });
    expect(await queueOf(db.watch, phone)).toEqual(["news: sent"]);
    expect(await statuses(phone)).toEqual(["delivered"]);
  });

  test.each(DECIDING)("of a part, with a decision at %s, lets the next one go", async (point) => {
    const phone = await person();
    for (const position of [1, 2, 3]) {
      await want(db.watch, phone, `part ${position}`, { sequence: [position, 3] });
    }
    await db.meanwhile(decide());
    const part = await beginning(only(await db.meanwhile(claim("sms-sender"))));
    const deciding = await db.stopAt(point, decide(61));
    const news = await db.begin(callback(part, "sent"));
    expect(await news.standing()).toBe(point === "decide.locked" ? "ended" : "waits");
    await deciding.end();
    await news.end();
    await db.meanwhile(decide());
    expect(await queueOf(db.watch, phone)).toEqual([
      "part 1: sent",
      "part 2: approved",
      "part 3: queued sequence_position",
    ]);
  });

  test("that it was given up waits for nobody who decides", async () => {
    const phone = await person(1);
    await want(db.watch, phone, "one");
    await want(db.watch, phone, "two");
    await want(db.watch, phone, "three");
    await db.meanwhile(decide());
    const turn = only(await db.meanwhile(claim("sms-sender")));
    const deciding = await db.stopAt("decide.let_go", decide(61));
    expect(await db.meanwhile(finish(turn, failed))).toBe("dead");
    await deciding.end();
    expect(await queueOf(db.watch, phone)).toEqual([
      "one: failed given_up",
      "two: queued hourly_limit",
      "three: queued hourly_limit",
    ]);
  });
});

test("the last place of a tenant's day is one text's", async () => {
  await db.watch`update public.tenants set settings = settings || '{"texts_a_day_max": 1}'`;
  const [one, two] = [await takenUp(), await takenUp()];
  const first = await db.stopAt("send.looked", beginSend(one.turn));
  const second = await db.waits(beginSend(two.turn));
  expect(await first.end()).toMatchObject({ ok: true });
  expect(await second.end()).toEqual({ ok: false, reason: "put_back" });
  expect(await queueOf(db.watch, two.phone)).toEqual([expect.stringMatching(/queued tenant_cap$/)]);
});

test("none of them was a deadlock", async () => {
  expect(await db.deadlocks()).toBe(0);
});
