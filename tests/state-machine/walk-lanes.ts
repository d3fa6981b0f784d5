import type { Engine, Person, Turn } from "./engine.ts";

const LONG_MS = 60_000;
const TOMORROW = [{ type: "schedule_followup", input: { in_hours: 24, about: "the regatta" } }];

/** Every edge of a lane, from every function that makes it. */
export const laneWalks: Record<string, (engine: Engine) => Promise<void>> = {
  "a burst is waited for, in a new lane and in an idle one": async (engine) => {
    await engine.debounce(LONG_MS);
    const person = engine.stranger();
    await engine.receive(person);
    await engine.receive(person, "stop");
    await engine.debounce(0);
    const member = engine.stranger();
    await idle(engine, member);
    await engine.debounce(LONG_MS);
    await engine.receive(member);
    await engine.cancel(await engine.waiting({ kind: "conversation", person: member }));
  },
  "a burst that goes on is waited for again": async (engine) => {
    const person = engine.stranger();
    await engine.receive(person);
    await engine.debounce(LONG_MS);
    await engine.receive(person);
  },
  "a page that streams has its lane at once, new or idle": async (engine) => {
    const page = await engine.page();
    await engine.finish(await engine.streaming(page), "done");
    await engine.finish(await engine.streaming(page), "done");
  },
  "a page that does not stream is waited for and answered like any text": async (engine) => {
    const page = await engine.page();
    await engine.write(page, []);
    await engine.debounce(LONG_MS);
    await engine.write(page, []);
    await engine.write(await engine.page(), []);
    await engine.debounce(0);
    const another = await engine.page();
    await engine.finish(await engine.streaming(another), "done");
    await engine.write(another, []);
    await engine.rest();
    const third = await engine.page();
    await engine.finish(await engine.streaming(third), "done");
    await engine.debounce(LONG_MS);
    await engine.write(third, []);
  },
  "who is to be asked tomorrow is answered on their page today": async (engine) => {
    const page = await engine.page();
    await engine.finish(await engine.streaming(page), "done", { actions: TOMORROW });
    await engine.finish(await engine.streaming(page), "done");
    await engine.write(page, []);
  },
  "texts out make a send lane, and wake it again": async (engine) => {
    const person = engine.stranger();
    await sent(engine, person);
    await sent(engine, person);
  },
  "what waited for its hour is due when it comes": async (engine) => {
    const turn = await engine.thinking();
    await engine.finish(turn, "snooze", { snooze_seconds: 1 });
    await engine.finish(await engine.claimSoon("bouncer"), "done");
  },
  "what was to be waited for is not, when it is known": async (engine) => {
    const text = await engine.sending();
    await engine.settle(text, "unknown");
    await engine.finish(text.turn, "snooze", { snooze_seconds: 3600 });
    await engine.news(text.part, "delivered");
  },
  "who waits for tomorrow is answered today": async (engine) => {
    const person = engine.stranger();
    await reminded(engine, person);
    await engine.receive(person);
    await engine.cancel(await engine.waiting({ kind: "conversation", person }, "last"));
    await engine.receive(person);
    await engine.receive(person, "stop");
  },
  "what stood behind a cancelled task is due": async (engine) => {
    const person = engine.stranger();
    await engine.textsWaiting(person);
    await engine.finish(await engine.claim("sms-sender"), "snooze", { snooze_seconds: 3600 });
    await engine.textsWaiting(person);
    await engine.cancel(await engine.waiting({ kind: "send", person }));
  },
  "a lane whose only task is cancelled is idle": async (engine) => {
    const [unwanted, leaving] = [engine.stranger(), engine.stranger()];
    await engine.receive(unwanted);
    await engine.cancel(await engine.waiting({ kind: "conversation", person: unwanted }));
    await engine.receive(leaving);
    await engine.receive(leaving, "stop");
  },
  "a lane that is another function's by now is handed on": async (engine) => {
    const person = engine.stranger();
    await idle(engine, person);
    // One short of where turns begin to be spread.
    await engine.pace(person, 29);
    await engine.receive(person);
    await engine.verify(person);
    await engine.claimInVain("bouncer");
  },
  "a turn that ends leaves its lane idle, waiting or due": async (engine) => {
    for (const newer of [false, true]) {
      const person = engine.stranger();
      const turn = await engine.thinking(person);
      if (newer) await engine.receive(person);
      await engine.finish(turn, "done");
      await engine.rest();
    }
    await engine.finish(await engine.thinking(), "snooze", { snooze_seconds: 3600 });
  },
  "a lease that is given back leaves its lane idle, waiting or due": async (engine) => {
    const text = await engine.sending();
    await engine.settle(text, "accepted", { sid: engine.sid() });
    await engine.giveBack(text.turn);
    const person = engine.stranger();
    const turn = await engine.thinking(person);
    await engine.debounce(LONG_MS);
    await engine.receive(person);
    await engine.giveBack(turn);
    await engine.rest();
    await engine.giveBack(await engine.thinking());
  },
  "a lease that runs out leaves its lane idle, waiting or due": async (engine) => {
    const only = await engine.thinking();
    await engine.lastTry(only);
    await engine.lose(only);
    const paced = engine.stranger();
    const turn = await engine.thinking(paced);
    await engine.pace(paced, 39);
    await engine.lose(turn);
    const person = engine.stranger();
    const fatal = await engine.thinking(person);
    await engine.receive(person);
    await engine.lastTry(fatal);
    await engine.lose(fatal);
  },
  "a dead letter that is replayed wakes its lane": async (engine) => {
    for (const how of ["one", "many"] as const) {
      const turn = await engine.thinking();
      await engine.finish(turn, "failed");
      await engine.replay(turn, how);
      await engine.rest();

      const paced = engine.stranger();
      const late = await engine.thinking(paced);
      await engine.finish(late, "failed");
      await engine.pace(paced, 39);
      await engine.replay(late, how);
      await engine.rest();

      const waits = engine.stranger();
      await reminded(engine, waits);
      await engine.receive(waits);
      const dead = await engine.claim("concierge");
      await engine.finish(dead, "failed");
      await engine.replay(dead, how);
      await engine.rest();
    }
  },
  "a lane can be paused from every state, and goes back to it": async (engine) => {
    for (const arrange of [idle, waiting, due, leased]) {
      const paused = engine.stranger();
      await arrange(engine, paused);
      await engine.pauseLane(paused);
      await engine.resumeLane(paused);
      await engine.rest();
      const takenOver = engine.stranger();
      await arrange(engine, takenOver);
      await engine.converse(takenOver, "paused");
      await engine.converse(takenOver, "active");
      await engine.rest();
    }
    await engine.begunPaused(engine.stranger());
  },
  "a turn under way ends in a lane that was paused meanwhile": async (engine) => {
    const ends: Array<(turn: Turn) => Promise<unknown>> = [
      (turn) => engine.finish(turn, "done"),
      (turn) => engine.giveBack(turn),
      (turn) => engine.lose(turn),
    ];
    for (const end of ends) {
      const person = engine.stranger();
      const turn = await engine.thinking(person);
      await engine.pauseLane(person);
      await end(turn);
    }
  },
};

async function idle(engine: Engine, person: Person): Promise<void> {
  await engine.finish(await engine.thinking(person), "done");
}

async function waiting(engine: Engine, person: Person): Promise<void> {
  await engine.debounce(LONG_MS);
  await engine.receive(person);
}

async function due(engine: Engine, person: Person): Promise<void> {
  await engine.receive(person);
}

async function leased(engine: Engine, person: Person): Promise<void> {
  await engine.thinking(person);
}

async function sent(engine: Engine, person: Person): Promise<void> {
  const text = await engine.sending(person);
  await engine.settle(text, "accepted", { sid: engine.sid() });
  await engine.finish(text.turn, "done");
}

/** A member for whom something waits for tomorrow, in the lane of their conversation. */
async function reminded(engine: Engine, person: Person): Promise<void> {
  await idle(engine, person);
  await engine.verify(person);
  await engine.receive(person);
  await engine.finish(await engine.claim("concierge"), "done", { actions: TOMORROW });
}
