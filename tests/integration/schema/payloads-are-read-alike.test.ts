import fc from "fast-check";
import postgres from "postgres";
import { expect, inject, test } from "vitest";
import { z } from "zod";
import { eventPayloads } from "../../../supabase/functions/_shared/events.ts";

const PAYLOADS = 3_000;

const uuid = fc.uuid();
const word = fc.stringMatching(/^[a-z_]{1,40}$/);
/** What is of some kind, and what nearly is. */
const value = fc.oneof(
  uuid,
  word,
  fc.constant(null),
  fc.nat({ max: 999_999_999 }),
  fc.array(word, { maxLength: 3 }),
  fc.constantFrom<unknown>(
    "",
    "Concierge",
    "two words",
    "a".repeat(41),
    "+14155550111",
    "00000000-0000-4000-8000-00000000000A",
    "00000000-0000-4000-8000-0000000000000",
    -1,
    1.5,
    1_000_000_000,
    1e21,
    true,
    [""],
    ['a", "b'],
    ["word", null],
    [["word"]],
    [1],
    {},
    { word: "word" },
    "word\n",
    "words, words",
    'say "it"',
  ),
);

test("what zod takes as an event's payload is what Postgres takes", async () => {
  const sql = postgres(inject("stack").DB_URL, { max: 1, onnotice() {} });
  try {
    const known = await sql<{ type: string; payload: Record<string, string> }[]>`
      select t.event_type as type, t.payload from private.event_types t order by 1`;
    expect(known.map(({ type }) => type)).toEqual(Object.keys(eventPayloads));

    const payload = fc.constantFrom(...known).chain(({ type, payload }) => {
      const keys = Object.keys(payload);
      const whole = fc.record(Object.fromEntries(keys.map((key) => [key, near(payload[key])])));
      const some = fc.dictionary(fc.constantFrom(...keys, "more"), value);
      return fc
        .oneof({ weight: 4, arbitrary: whole }, { weight: 1, arbitrary: some })
        .map((given) => ({ type, given }));
    });
    const tried = fc.sample(payload, PAYLOADS);
    const rows = await sql`
      select private.payload_fault(j.given, t.payload) is null as taken
      from jsonb_array_elements(${JSON.stringify(tried)}::text::jsonb) with ordinality a (one, nth)
      cross join lateral jsonb_to_record(a.one) as j (type text, given jsonb)
      join private.event_types t on t.event_type = j.type order by a.nth`;
    const taken = z.array(z.object({ taken: z.boolean() })).parse(rows);
    const byZod = tried.map(({ type, given }) => schemaOf(type).safeParse(given).success);

    expect(tried.filter((_, nth) => byZod[nth] !== taken[nth]?.taken)).toEqual([]);
    // As many of each as to say something.
    expect(
      Math.min(...[true, false].map((is) => byZod.filter((one) => one === is).length)),
    ).toBeGreaterThan(PAYLOADS / 10);
  } finally {
    await sql.end();
  }
});

/** Mostly of this kind. */
function near(kind: string | undefined): fc.Arbitrary<unknown> {
  const right = new Map<string | undefined, fc.Arbitrary<unknown>>([
    ["uuid", uuid],
    ["uuid or null", fc.option(uuid)],
    ["count", fc.nat({ max: 999_999_999 })],
    ["word", word],
    ["words", fc.array(word, { maxLength: 3 })],
  ]).get(kind);
  if (right === undefined) throw new Error(`nothing is known of the kind ${kind}`);
  return fc.oneof({ weight: 6, arbitrary: right }, { weight: 1, arbitrary: value });
}

function schemaOf(type: string): z.ZodType {
  const schema = new Map<string, z.ZodType>(Object.entries(eventPayloads)).get(type);
  if (schema === undefined) throw new Error(`zod has no ${type}`);
  return schema;
}
