import { expect, test } from "vitest";
import { eventually, quiet, sql } from "../vocabulary.ts";
import { expert, topic } from "./community.ts";
import { ask } from "./members.ts";

async function placeOf(phone: string): Promise<string | undefined> {
  const [row] = await sql<{ place: string }[]>`
    select private.place_of(w) as place
    from public.solution_workflows w join public.users u on u.id = w.user_id
    where u.phone_number = ${phone}`;
  return row?.place;
}

test("research that a member cancels ends with its question", async () => {
  const word = topic();
  const ada = await expert();
  await ask(ada, `find me a ${word}`);
  await eventually(async () => expect(await placeOf(ada)).toBe("wait"));
  expect(await ask(ada, "cancel the research")).toContain("is closed");
  const questions = await sql`select r.closed_reason from public.community_requests r
    join public.users u on u.id = r.requesting_user_id where u.phone_number = ${ada}`;
  expect(questions).toEqual([{ closed_reason: "withdrawn" }]);
  await quiet(ada);
  expect(await placeOf(ada)).toBe("cancelled");
});
