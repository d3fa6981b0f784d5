import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Engine } from "../../state-machine/engine.ts";
import { type OwnDatabase, ownDatabase } from "../schema/own-database.ts";

/* What the carrier's news of a text amounts to does not depend on how it arrives. */

const ACCOUNT = "AC00000000000000000000000000000001";
const STRANGERS_ACCOUNT = "AC00000000000000000000000000000009";
const RUNS = 40;

interface News {
  account: string;
  status: string;
  code: number | null;
}

const onTheWay = ["queued", "sending", "sent", "teleported"];
const ends: Array<{ status: string; code: number | null; left: unknown }> = [
  { status: "delivered", code: null, left: ["delivered", null, null, 0] },
  { status: "undelivered", code: 30003, left: ["undelivered", 30003, 30003, 0] },
  { status: "undelivered", code: 30008, left: ["undelivered", 30008, null, 0] },
  { status: "failed", code: 21610, left: ["failed", 21610, null, 1] },
];

let db: OwnDatabase;
let engine: Engine;

beforeAll(async () => {
  db = await ownDatabase(1);
  engine = new Engine(db.sql);
  await engine.rest();
  await db.sql`with stranger as (
      insert into public.tenants (slug, name, product) values ('stranger', 'Stranger', 'network')
      returning id)
    insert into public.senders (tenant_id, phone_number, account_sid, auth_token_secret)
      select id, '+14155550900', ${STRANGERS_ACCOUNT}, 'another_token' from stranger`;
});

afterAll(() => db.stop());

const arrival = fc
  .record({
    end: fc.constantFrom(...ends),
    before: fc.subarray(onTheWay),
    // A stranger's account may say the same, and the opposite.
    foreign: fc.subarray(["delivered", "undelivered", "failed"]),
    answered: fc.boolean(),
  })
  .chain(({ end, before, foreign, answered }) => {
    const ours: News[] = [
      ...before.map((status) => ({ account: ACCOUNT, status, code: null })),
      { account: ACCOUNT, status: end.status, code: end.code },
    ];
    const theirs = foreign.flatMap((status) =>
      [null, 30005, end.code].map((code) => ({ account: STRANGERS_ACCOUNT, status, code })),
    );
    const told = [...ours, ...theirs];
    return fc
      .shuffledSubarray([...told, ...told], {
        minLength: told.length * 2,
        maxLength: told.length * 2,
      })
      .map((news) => ({ end, news, answered }));
  });

test("in any order, doubled, and among a stranger's: it ends in the same state", async () => {
  await fc.assert(
    fc.asyncProperty(arrival, async ({ end, news, answered }) => {
      const text = await engine.sending();
      const sid = engine.sid();
      if (answered) await engine.settle(text, "accepted", { sid });
      for (const { account, status, code } of news) {
        await db.sql`select worker.receive_status(${account}, ${sid}, ${status}, ${code},
          ${text.part})`;
      }
      // The answer to the POST may come after all that.
      if (!answered) await engine.settle(text, "accepted", { sid });
      const [left] = await db.sql`select p.status, p.error_code, u.unreachable_code,
          (select count(*)::integer from public.consent_events e
            where e.user_id = u.id and e.kind = 'opt_out') as events,
          m.status as text, t.status as task
        from public.message_parts p join public.messages m on m.id = p.message_id
        join public.users u on u.id = m.user_id join public.agent_tasks t on t.id = ${text.task}
        where p.id = ${text.part}`;
      expect([left?.status, left?.error_code, left?.unreachable_code, left?.events]).toEqual(
        end.left,
      );
      expect([left?.text, left?.task]).toEqual([end.status, "completed"]);
      await engine.finish(text.turn, "done");
      await engine.rest();
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});
