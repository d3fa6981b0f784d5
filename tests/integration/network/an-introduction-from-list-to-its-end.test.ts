import { expect, test } from "vitest";
import { eventually, received, sql } from "../vocabulary.ts";
import {
  balance,
  bring,
  heard,
  innovator,
  introOf,
  linkOf,
  memberAt,
  offeredTo,
  runOut,
  until,
} from "./introductions.ts";
import { ask } from "./members.ts";

const LIST = (company: string) => `First name,Last name,Email,Phone,Company,Title
Noah,Lamech,Noah@Ark.example,(415) 555-2671,"${company}, Inc.",Captain
Shem,,no address,,,
=Ham,Lamech,ham@ark.example,,Nobody knows it,
noah,Lamech,noah@ark.example,,,"@Captain, retired"
`;

async function brought(company: string, credits = 100) {
  const ada = await innovator(credits);
  await ask(ada.phone, "How do I upload my list of prospects?");
  const answer = await bring(await linkOf(ada.phone), LIST(company));
  return { ada, answer };
}

test("a no goes on to the next; their yes that nobody follows runs out, and the bounty is back", async () => {
  const company = `Ark ${Date.now()}`;
  const grace = await memberAt(company, "Grace");
  const { ada, answer } = await brought(company);
  expect(await answer.json()).toMatchObject({
    rows: 4,
    added: 2,
    merged: 1,
    refused: 1,
    faults: [{ row: 3, column: "email", reason: "not_an_address" }],
    stopped: null,
  });
  const again = await bring(await linkOf(ada.phone), LIST(company));
  expect(again.status).toBe(401);
  const first = await offeredTo(ada, grace);
  const joan = await memberAt(company, "Joan");
  expect(await ask(grace.phone, "anything for me?")).toContain("Noah Lamech, Captain");
  await ask(grace.phone, "No thanks");
  expect(await introOf(first)).toMatchObject({ status: "declined" });

  const second = await offeredTo(ada, joan);
  await ask(joan.phone, "anything for me?");
  await ask(joan.phone, "Sure");
  expect(await balance(ada.phone)).toBe(50);
  await heard(ada.phone, /A member can introduce you/);
  await runOut(second);
  await until(second, "expired");
  expect(await balance(ada.phone)).toBe(100);
  await heard(ada.phone, /credits are back/);
  await heard(joan.phone, /did not come about in time/);
  expect((await received(grace.phone)).map(({ body }) => body).join()).not.toContain("come about");
});

test("both say in their own words that it was made", async () => {
  const company = `Ark ${Date.now()}`;
  const grace = await memberAt(company, "Grace");
  const { ada } = await brought(company);
  const intro = await offeredTo(ada, grace);
  await ask(grace.phone, "anything for me?");
  await ask(grace.phone, "Yes");
  await heard(ada.phone, /A member can introduce you/);
  await ask(ada.phone, "Yes");
  await until(intro, "scheduled");
  await heard(ada.phone, /will introduce you/);
  await heard(grace.phone, /Everybody agrees/);
  await ask(ada.phone, "Made!");
  await heard(grace.phone, /you have introduced them/);
  await ask(grace.phone, "made, they have met");
  await eventually(async () => expect(await introOf(intro)).toMatchObject({ status: "completed" }));
  expect(await balance(grace.phone)).toBe(50);
  const [row] = await sql`select count(*)::integer as said from private.intro_sides
    where intro_id = ${intro} and said = 'made'`;
  expect(row?.said).toBe(2);
});
