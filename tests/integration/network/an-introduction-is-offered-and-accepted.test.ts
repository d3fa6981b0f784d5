import { expect, test } from "vitest";
import { sql } from "../vocabulary.ts";
import { innovator } from "./introductions.ts";
import { ask, eventsOf, member, rank } from "./members.ts";

async function offered(phone: string): Promise<string> {
  const owner = await innovator(100);
  const [intro] = await sql<{ id: string }[]>`
    insert into public.intro_opportunities (tenant_id, connector_user_id, innovator_id,
      prospect_name, prospect_company, innovator_name)
    select u.tenant_id, u.id, n.id, 'Noah', 'Ark', 'Dry Boats' from public.users u,
      public.innovators n join public.users o on o.id = n.user_id
    where u.phone_number = ${phone} and o.phone_number = ${owner.phone} returning id`;
  await rank(phone, "intro_opportunity", intro?.id ?? "");
  return intro?.id ?? "";
}

async function introOf(id: string) {
  const [intro] = await sql`
    select status, connector_response from public.intro_opportunities where id = ${id}`;
  return intro;
}

test("an introduction is offered when its connector asks, and accepted by their plain yes", async () => {
  const ada = await member();
  const intro = await offered(ada);
  expect(await ask(ada, "yes")).not.toContain("on record");
  expect(await introOf(intro)).toMatchObject({ status: "open" });

  expect(await ask(ada, "anything for me?")).toBe(
    "There is this for you: an introduction of Noah, Ark to Dry Boats. Would you make it? Please answer YES or NO.",
  );
  expect(await ask(ada, "Yes, gladly")).toContain("Your yes is on record");
  expect(await introOf(intro)).toEqual({ status: "accepted", connector_response: "Yes, gladly" });
  expect(await eventsOf(ada)).toEqual(["intro.accepted"]);
  expect(await ask(ada, "what is open?")).toContain("to Dry Boats (accepted)");
});

test("a yes that takes itself back is asked for again, and a no is a no", async () => {
  const ada = await member();
  const intro = await offered(ada);
  await ask(ada, "any introductions?");
  expect(await ask(ada, "yes but maybe later")).toContain("YES or NO");
  expect(await introOf(intro)).toMatchObject({ status: "open" });
  expect(await ask(ada, "No thanks")).toContain("Your no is on record");
  expect(await introOf(intro)).toEqual({ status: "declined", connector_response: "No thanks" });
});
