import { expect, test } from "vitest";
import { person, sql } from "../vocabulary.ts";
import { ask, eventsOf, member } from "./members.ts";

test("research is asked for, seen and cancelled", async () => {
  const ada = await member();
  expect(await ask(ada, "find me a CRM for yachts")).toContain('on record: "a CRM for yachts"');
  expect(await ask(ada, "Find me a CRM for yachts.")).toContain("being looked for already");
  expect(await ask(ada, "what is open?")).toMatch(
    /Open: .*a CRM for yachts \((?:in work|waits for answers)\)/,
  );
  expect(await ask(ada, "cancel the CRM research")).toBe("Done: a CRM for yachts is closed.");
  const rows = await sql`select w.status from public.solution_workflows w
    join public.users u on u.id = w.user_id where u.phone_number = ${ada}`;
  expect(rows).toEqual([{ status: "cancelled" }]);
  expect(await eventsOf(ada)).toEqual(
    expect.arrayContaining(["solution.research_requested", "solution.research_cancelled"]),
  );
});

test("their hours and limits are what they say in plain words", async () => {
  const ada = await member();
  expect(await ask(ada, "no texts after 9pm until 9am")).toContain("from 21:00 until 09:00");
  expect(await ask(ada, "at most 2 a day")).toContain("at most 2 texts");
  expect(await person(ada)).toMatchObject({
    quiet_hours_start: "21:00:00",
    quiet_hours_end: "09:00:00",
    daily_limit: 2,
  });
});

test("their credits are the ledger's, whatever a model knows", async () => {
  const ada = await member();
  await sql`
    insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, processed)
    select tenant_id, id, 'referral', 42, 'user', id, ${`a test of ${ada}`}, true
    from public.users where phone_number = ${ada}`;
  expect(await ask(ada, "how many credits do I have?")).toBe("You have 42 credits.");
  expect(await ask(ada, "credit history?")).toContain("+42 a member they brought");
});
