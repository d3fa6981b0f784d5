import fc from "fast-check";
import { expect, test } from "vitest";
import { mergeRows } from "../../../supabase/functions/prospects-upload/merge-rows.ts";
import type { Prospect } from "../../../supabase/functions/prospects-upload/prospect.ts";

test("rows that share an email, a number or a profile are one, and the first word stands", () => {
  expect(
    mergeRows([
      { email: "a@x", title: "CTO" },
      { phone_number: "+1", last_name: "B" },
      { email: "a@x", phone_number: "+1", title: "CEO", company: "Ark" },
      { email: "c@x" },
      { phone_number: "+1", first_name: "Ada" },
    ]),
  ).toEqual([
    {
      email: "a@x",
      title: "CTO",
      phone_number: "+1",
      last_name: "B",
      company: "Ark",
      first_name: "Ada",
    },
    { email: "c@x" },
  ]);
});

test("who has neither is known by name and company", () => {
  const ada = { first_name: "Ada", last_name: "Lovelace" };
  const rows = [
    { ...ada, company: "Ark" },
    { ...ada, company: "ark", title: "CTO" },
    { ...ada, company: "Pier" },
    ada,
    ada,
  ];
  expect(mergeRows(rows)).toHaveLength(4);
});

const letter = fc.constantFrom("a", "b", "c", "d");
const row: fc.Arbitrary<Prospect> = fc.record(
  { email: letter, phone_number: letter, linkedin_url: letter, last_name: letter },
  { requiredKeys: ["last_name"] },
);

test("however rows overlap, no two that are left share what they are known by", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
      const people = mergeRows(rows);
      for (const field of ["email", "phone_number", "linkedin_url"] as const) {
        const values = people.flatMap((one) => one[field] ?? []);
        expect(new Set(values).size).toBe(values.length);
      }
      // Nobody is lost, and nobody is made up.
      expect(people.length).toBeLessThanOrEqual(rows.length);
      expect(people.length > 0).toBe(rows.length > 0);
      expect(mergeRows(people)).toEqual(people);
    }),
  );
});
