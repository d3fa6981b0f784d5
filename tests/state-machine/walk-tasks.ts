import type { Engine, Turn } from "./engine.ts";

/** Every edge of a task, from every function that makes it. */
export const taskWalks: Record<string, (engine: Engine) => Promise<void>> = {
  "a turn ends its task": async (engine) => {
    await engine.finish(await engine.thinking(), "done");
  },
  "what comes back while nobody texted goes back": async (engine) => {
    for (const end of ends(engine)) {
      await end(await engine.thinking());
      await engine.rest();
    }
  },
  "what comes back while somebody texted takes the newer task in": async (engine) => {
    for (const end of ends(engine)) {
      const person = engine.stranger();
      const turn = await engine.thinking(person);
      await engine.receive(person);
      await end(turn);
      await engine.rest();
    }
  },
  "a text that is through ends its task before its turn ends": async (engine) => {
    const text = await engine.sending();
    await engine.settle(text, "accepted", { sid: engine.sid() });
    await engine.finish(text.turn, "done");
  },
  "a text that must not leave ends its task": async (engine) => {
    const text = await engine.sending(engine.stranger(), 2);
    await engine.receive(text.person, "stop");
    await engine.begin(text, 1, { part_id: text.part, kind: "accepted", sid: engine.sid() });
    await engine.finish(text.turn, "done");
  },
  "a task is buried by its worker, or by the sweep": async (engine) => {
    await engine.finish(await engine.thinking(), "failed");
    const turn = await engine.thinking();
    await engine.lastTry(turn);
    await engine.lose(turn);
  },
  "what waits is cancelled by an operator, or by a STOP": async (engine) => {
    const [unwanted, leaving] = [engine.stranger(), engine.stranger()];
    await engine.receive(unwanted);
    await engine.cancel(await engine.waiting({ kind: "conversation", person: unwanted }));
    await engine.receive(leaving);
    await engine.receive(leaving, "stop");
  },
  "a dead letter is replayed, into what waits if something does": async (engine) => {
    for (const how of ["one", "many"] as const) {
      for (const another of [false, true]) {
        const person = engine.stranger();
        const turn = await engine.thinking(person);
        await engine.finish(turn, "failed");
        if (another) await engine.receive(person);
        await engine.replay(turn, how);
        await engine.rest();
      }
    }
  },
  "what is over is forgotten": async (engine) => {
    await engine.sql`select worker.discard_dead_letters('reply', 'walked'),
      worker.discard_dead_letters('send_sms', 'walked')`;
    await engine.sql`select private.retire_tasks(now() + interval '1 year')`;
  },
};

/** The ways in which a turn ends and its task is not over. */
function ends(engine: Engine): Array<(turn: Turn) => Promise<unknown>> {
  return [
    (turn) => engine.finish(turn, "snooze", { snooze_seconds: 3600 }),
    (turn) => engine.giveBack(turn),
    (turn) => engine.lose(turn),
  ];
}
