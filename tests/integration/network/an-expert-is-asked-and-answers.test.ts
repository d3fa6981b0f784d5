import { expect, test } from "vitest";
import { eventually, quiet, replies, sql } from "../vocabulary.ts";
import { ask, eventsOf, member, rank, tell } from "./members.ts";

test("an expert is asked and answers, and who asked can see what they said", async () => {
  const asker = await member();
  const expert = await member();
  const question = "how is a boat kept dry";
  expect(await ask(asker, `ask the community ${question}`)).toContain("is on record");
  expect(await ask(asker, "what is open?")).toContain("no expert has been asked yet");

  // Whoever chooses experts does this, and whoever ranks what they hear of.
  const [request] = await sql<{ id: string }[]>`
    update public.community_requests r set target_user_ids = array[e.id]
    from public.users a, public.users e
    where a.phone_number = ${asker} and r.requesting_user_id = a.id and e.phone_number = ${expert}
    returning r.id`;
  const priority = await rank(expert, "community_request", request?.id ?? "");
  await tell(expert, priority, `A member asks: ${question}`);
  const [, told] = await replies(expert, 2);
  expect(told?.body).toBe(`News for you: A member asks: ${question}`);
  await eventually(async () => {
    const [state] = await sql`select status from public.user_priorities where id = ${priority}`;
    expect(state?.status).toBe("presented");
  });
  await quiet(expert);

  const words = 'With "pitch", tar — and by bailing 🪣';
  expect(await ask(expert, words)).toMatch(/on record, in your own words/);
  // Judged and rewarded by whoever looks after experts.
  await eventually(async () => {
    const [judged] = await sql`select from public.community_responses
      where request_id = ${request?.id ?? ""} and status = 'rewarded'`;
    expect(judged).toBeDefined();
  });
  const answers = await sql`
    select s.verbatim_answer, s.status, r.status as request_status, p.status as priority_status
    from public.community_responses s join public.community_requests r on r.id = s.request_id
    join public.user_priorities p on p.id = ${priority} where r.id = ${request?.id ?? ""}`;
  expect(answers).toEqual([
    {
      verbatim_answer: words,
      status: "rewarded",
      request_status: "responses_received",
      priority_status: "actioned",
    },
  ]);
  expect(await eventsOf(expert)).toContain("community.response_received");

  const seen = await ask(asker, "what is open?");
  expect(seen).toContain("answered, and still open");
  expect(seen).toContain("They say: With");
  expect(seen).not.toContain(expert.slice(1));
});

test("a question that is taken back is over, for its asker too", async () => {
  const asker = await member();
  await ask(asker, "ask the experts who paints hulls");
  expect(await ask(asker, "take back my question")).toBe("Done: who paints hulls is closed.");
  // Over, and its loop closed: nobody waits for anything.
  await eventually(async () => expect(await ask(asker, "what is open?")).toBe("Nothing is open."));
  expect(await eventsOf(asker)).toEqual(
    expect.arrayContaining(["community.request_needed", "community.request_closed"]),
  );
});
