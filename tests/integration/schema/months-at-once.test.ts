import { afterAll, beforeAll, expect, test } from "vitest";
import { outcomeOf, waiting } from "./all-at-once.ts";
import { type OwnDatabase, ownDatabase } from "./own-database.ts";

const TENANT = "00000000-0000-4000-8000-000000000001";

let db: OwnDatabase;

beforeAll(async () => {
  db = await ownDatabase(3);
});

afterAll(() => db.stop());

test("a month is made beside somebody who works on an event that came before it", async () => {
  await db.sql`insert into private.event_types
    (event_type, emitted_by, payload, description) values ('far.ahead', '{}', '{}', 'a test')`;
  await db.sql`insert into public.events (tenant_id, event_type, payload, created_at)
    values (${TENANT}, 'far.ahead', '{}', '2031-05-10')`;

  const { made } = await db.sql.begin(async (tx) => {
    await tx`select from public.events where event_type = 'far.ahead'`;
    const made = outcomeOf(() => db.sql`select private.make_month('events', '2031-05-01')`);
    await expect.poll(() => waiting(tx), { timeout: 30_000 }).toBe(1);
    await tx`update public.events set processed = false, open_tasks = 1
      where event_type = 'far.ahead'`;
    // Wrapped, or the transaction would wait for who waits for it.
    return { made };
  });

  expect(await made).toBe("done");
  const [event] = await db.sql`select tableoid::regclass::text as partition, open_tasks
    from public.events where event_type = 'far.ahead'`;
  expect(event).toEqual({ partition: "private.events_2031_05", open_tasks: 1 });
});
