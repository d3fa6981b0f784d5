import { expect, test } from "vitest";
import { quiet, replies, sql, stranger, text } from "../vocabulary.ts";

async function mended() {
  const [row] = await sql`select s.leases_freed, s.lanes_rung,
    (select sum(b.sweep_rings) from private.bells b) as sweep_rings from private.sweeps s`;
  return row;
}

test("at the default debounce a text is answered by rings alone: the sweep re-rang nothing", async () => {
  const debounce = await sql`select value::integer from private.settings
    where name = 'reply_debounce_ms'`;
  expect(debounce).toMatchObject([{ value: 1500 }]);
  const before = await mended();
  const people = Array.from({ length: 5 }, stranger);
  await Promise.all(people.map((phone) => text(phone, "hello")));
  await Promise.all(people.map((phone) => replies(phone, 1)));
  await Promise.all(people.map((phone) => quiet(phone)));
  expect(await mended()).toEqual(before);
});
