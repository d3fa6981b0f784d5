import postgres from "postgres";
import { afterAll, expect, inject, test } from "vitest";
import { SEVERITIES } from "../../../supabase/functions/_shared/safety/screen/rule.ts";
import { templateFor } from "../../../supabase/functions/_shared/safety/screen/templates.ts";
import { plainCharacters } from "../../../supabase/functions/_shared/text/gsm7.ts";
import { countSegments } from "../../../supabase/functions/_shared/text/segments.ts";

const KINDS = ["suicide", "self_harm", "abuse", "threat", "medical"] as const;
const CONCERNED = ["self", "other"] as const;
const SEGMENTS_MAX = 3;

const sql = postgres(inject("stack").DB_URL, { max: 1, onnotice() {} });
afterAll(() => sql.end());

test("whichever of them says which words are due, the screen or Postgres, they are the same", async () => {
  const findings = SEVERITIES.flatMap((severity) =>
    KINDS.flatMap((kind) => CONCERNED.map((concerns) => ({ severity, kind, concerns }))),
  );
  const rows = await sql`
    select private.template_for(f ->> 'severity', f ->> 'kind', f ->> 'concerns') as template
    from jsonb_array_elements(${sql.json(findings)}) with ordinality j (f, nth) order by nth`;
  expect(rows.map(({ template }) => template)).toEqual(
    findings.map(({ severity, kind, concerns }) => templateFor(severity, kind, concerns)),
  );
});

test("filled for each country, fixed words are GSM-7 and few segments, and none is left open", async () => {
  const rows = await sql<{ name: string; words: string }[]>`
    select concat_ws(' ', w.template, w.language, r.country) as name,
      replace(replace(replace(w.words, '{emergency}', r.emergency), '{suicide}', r.suicide),
        '{abuse}', r.abuse) as words
    from private.crisis_templates w
    join (select country, language, max(line) filter (where resource = 'emergency') as emergency,
        max(line) filter (where resource = 'suicide') as suicide,
        max(line) filter (where resource = 'abuse') as abuse
      from private.crisis_resources group by country, language) r using (language)`;
  expect(rows.length).toBeGreaterThan(100);
  for (const { name, words } of rows) {
    expect(words, name).not.toMatch(/[{}]/);
    const { encoding, segments } = countSegments(plainCharacters(words));
    expect(`${name}: ${encoding}`).toBe(`${name}: GSM-7`);
    expect(segments, name).toBeLessThanOrEqual(SEGMENTS_MAX);
  }
});
