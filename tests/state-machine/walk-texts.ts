import { IN_DANGER } from "../screened.ts";
import type { Engine, Person, TextOut } from "./engine.ts";

const WORDS = ["sent", "delivered", "undelivered", "failed"];

/** Every edge of a message and of its parts, from every function that makes it. */
export const textWalks: Record<string, (engine: Engine) => Promise<void>> = {
  "what is said on a page is there to be read": async (engine) => {
    const page = await engine.page();
    await engine.reply(await engine.streaming(page));
    await engine.write(page, [], { ...IN_DANGER, found: [...IN_DANGER.found] });
  },
  "the carrier answers": async (engine) => {
    for (const kind of ["accepted", "rejected", "unknown", "later"]) {
      const text = await engine.sending();
      await engine.settle(text, kind, kind === "accepted" ? { sid: engine.sid() } : {});
      await end(engine, text);
    }
  },
  "an answer is recorded with what comes next, or with the turn's end": async (engine) => {
    const first = await engine.sending();
    const settled = { part_id: first.part, kind: "accepted", sid: engine.sid() };
    await engine.begin(first, 0, settled);
    await end(engine, first);
    const last = await engine.sending();
    const input = { part_id: last.part, kind: "accepted", sid: engine.sid() };
    await engine.finish(last.turn, "done", { actions: [{ type: "settle_part", input }] });
  },
  "what the carrier put off is begun again": async (engine) => {
    const text = await engine.sending();
    await engine.settle(text, "later");
    await engine.begin(text);
    await end(engine, text);
  },
  "what was lost is found": async (engine) => {
    for (const parts of [1, 2]) {
      const text = await engine.sending(engine.stranger(), parts);
      await engine.settle(text, "unknown");
      await engine.find(text);
      await end(engine, text);
    }
  },
  "what was lost is found to be absent, once": async (engine) => {
    const text = await engine.sending();
    await engine.settle(text, "unknown");
    await engine.missing(text);
    await engine.begin(text);
    await engine.settle(text, "unknown");
    await engine.missing(text);
    await end(engine, text);
  },
  "what the carrier refused for a reason that passes is begun again": async (engine) => {
    const text = await engine.sending();
    await engine.settle(text, "rejected", { error_code: 20429 });
    await engine.begin(text);
    await engine.settle(text, "rejected", { error_code: 30410 });
    await end(engine, text);
  },
  "a part that another worker had begun is in doubt": async (engine) => {
    const lost = await engine.sending();
    await engine.lose(lost.turn);
    const text = { ...lost, turn: await engine.claimSoon("sms-sender") };
    await engine.begin(text);
    await end(engine, text);
  },
  "the carrier's news moves a part forward from wherever it is": async (engine) => {
    const before: Array<[string, (text: TextOut) => Promise<void>]> = [
      ["sending", async () => {}],
      ["unknown", (text) => engine.settle(text, "unknown")],
      ["queued", (text) => engine.settle(text, "later")],
      ["sent", (text) => engine.settle(text, "accepted", { sid: engine.sid() })],
    ];
    for (const [state, arrive] of before) {
      for (const word of WORDS.filter((one) => one !== state)) {
        const text = await engine.sending();
        await arrive(text);
        await engine.news(text.part, word);
        await end(engine, text);
      }
    }
  },
  "news of one part of two": async (engine) => {
    const found = await engine.sending(engine.stranger(), 2);
    await engine.settle(found, "unknown");
    await engine.news(found.part, "sent");
    await end(engine, found);

    const first = await engine.sending(engine.stranger(), 2);
    await engine.settle(first, "accepted", { sid: engine.sid() });
    const second = { ...first, part: await engine.begin(first, 1) };
    await engine.settle(second, "accepted", { sid: engine.sid() });
    await engine.news(first.part, "undelivered");
    await engine.news(second.part, "failed");
    await end(engine, first);
  },
  "a text is cancelled before it leaves": async (engine) => {
    const leaving = engine.stranger();
    await engine.textsWaiting(leaving);
    const turn = await engine.claim("sms-sender");
    await engine.receive(leaving, "stop");
    await engine.begin({ person: leaving, turn, task: turn.tasks[0].id, parts: 1 });
    await engine.finish(turn, "done");

    const unwanted = engine.stranger();
    await engine.textsWaiting(unwanted);
    await engine.cancel(await engine.waiting({ kind: "send", person: unwanted }));

    const moving = engine.stranger();
    await engine.textsWaiting(moving);
    await engine.sql`update public.users set phone_number = ${engine.stranger().phone}
      where phone_number = ${moving.phone}`;
    await engine.rest();

    const silent = engine.stranger();
    await engine.textsWaiting(silent);
    await engine.sql`update public.users set last_active_at = now() - interval '1 year'
      where phone_number = ${silent.phone}`;
    await engine.receive(silent);
  },
  "a text that nobody asked for is let go, and put back": async (engine) => {
    for (const putBack of [
      (person: Person) => engine.receive(person),
      (person: Person) => engine.mute(person),
    ]) {
      const person = engine.stranger();
      await engine.finish(await engine.thinking(person), "done");
      await engine.want(person);
      await putBack(person);
      await engine.rest();
    }
    const asking = engine.stranger();
    const turn = await engine.thinking(asking);
    await engine.want(asking);
    await engine.reply(turn);
    await engine.rest();
  },
  "a text that nobody asked for is put off by the carrier, and put back": async (engine) => {
    for (const putBack of ["text", "mute", "answer"] as const) {
      const person = engine.stranger();
      const thinking = await engine.thinking(person);
      if (putBack !== "answer") await engine.finish(thinking, "done");
      await engine.want(person);
      const turn = await engine.claim("sms-sender");
      const text = { person, turn, task: turn.tasks[0].id, parts: 1 };
      await engine.settle({ ...text, part: await engine.begin(text) }, "later");
      await engine.finish(turn, "snooze", { snooze_seconds: 3600 });
      if (putBack === "text") await engine.receive(person);
      else if (putBack === "mute") await engine.mute(person);
      else await engine.reply(thinking);
      await engine.rest();
    }
  },
  "a text that nobody asked for is put into words before what waits": async (engine) => {
    await engine.debounce(60_000);
    const person = engine.stranger();
    await engine.receive(person);
    await engine.want(person, null);
    await engine.rest();
  },
  "a text that nobody asked for follows another": async (engine) => {
    const text = await engine.sending();
    await engine.settle(text, "accepted", { sid: engine.sid() });
    await engine.finish(text.turn, "done");
    await engine.want(text.person);
    await engine.rest();
  },
  "a text is cancelled half way, by an opt-out": async (engine) => {
    const between = await engine.sending(engine.stranger(), 2);
    await engine.receive(between.person, "stop");
    await engine.begin(between, 1, { part_id: between.part, kind: "accepted", sid: engine.sid() });
    await end(engine, between);
    for (const putOff of [false, true]) {
      const again = await engine.sending();
      if (putOff) await engine.settle(again, "later");
      await engine.receive(again.person, "stop");
      await engine.begin(again);
      await end(engine, again);
    }
  },
  "a text is cancelled half way, by an operator": async (engine) => {
    for (const word of WORDS) {
      const text = await engine.sending();
      await engine.settle(text, "later");
      await engine.finish(text.turn, "snooze", { snooze_seconds: 3600 });
      await engine.cancel(text.task);
      await engine.news(text.part, word);
    }
    const lost = await engine.sending();
    await engine.lose(lost.turn);
    await engine.cancel(lost.task);
  },
  "a text is given up by its worker, or by the sweep": async (engine) => {
    for (const by of ["worker", "sweep"] as const) {
      for (const state of ["waiting", "put off", "leaving"] as const) {
        await givenUp(engine, state, by);
      }
    }
  },
  "a text that was given up is replayed": async (engine) => {
    for (const how of ["one", "many"] as const) {
      for (const state of ["waiting", "put off"] as const) {
        await engine.replay((await givenUp(engine, state, "worker")).turn, how);
        await engine.rest();
      }
    }
  },
  "late news of a text that was given up": async (engine) => {
    for (const word of WORDS) {
      await engine.news((await givenUp(engine, "put off", "worker")).part, word);
    }
  },
  "who texts too fast is told to wait": async (engine) => {
    const person = engine.stranger();
    await engine.finish(await engine.thinking(person), "done");
    await engine.pace(person, 39);
    for (let nth = 0; nth < 3; nth += 1) await engine.receive(person);
  },
};

/** The turn is over, and nothing of it can be claimed again. */
async function end(engine: Engine, { turn }: TextOut): Promise<void> {
  await engine.finish(turn, "snooze", { snooze_seconds: 3600 });
  await engine.rest();
}

/** A text whose task is dead: nothing of it was begun, or its part was put off, or is on its way. */
async function givenUp(
  engine: Engine,
  state: "waiting" | "put off" | "leaving",
  by: "worker" | "sweep",
): Promise<TextOut> {
  const person = engine.stranger();
  await engine.textsWaiting(person);
  const turn = await engine.claim("sms-sender");
  const text = { person, turn, task: turn.tasks[0].id, parts: 1 };
  const part = state === "waiting" ? "" : await engine.begin(text);
  if (state === "put off") await engine.settle({ ...text, part }, "later");
  if (by === "worker") {
    await engine.finish(turn, "failed");
  } else {
    await engine.lastTry(turn);
    await engine.lose(turn);
  }
  return { ...text, part };
}
