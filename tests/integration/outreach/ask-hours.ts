import type { Sql } from "postgres";
import { z } from "zod";

/** Somebody, by the columns of users that matter here, and moments in milliseconds. */
export interface Asked {
  person: Record<string, string | null>;
  own?: boolean;
  moments: number[];
}

/** As text, since JSON's numbers, and with them zod's, know no infinity. */
const number = z.string().transform(Number);
const answer = z.object({ until: number.nullable(), from: number, day: z.number(), began: number });
/** Milliseconds, Infinity among them; `day` since 1970. */
export type Answer = z.infer<typeof answer>;

/** What the database says of each person at each of their moments, all in one query. */
export async function askHours(sql: Sql, tenant: string, asked: Asked[]): Promise<Answer[]> {
  const questions = asked.map(({ person, own = true, moments }) => ({
    person: { tenant_id: tenant, ...person },
    own,
    moments,
  }));
  const rows = await sql`
    select (1000 * extract(epoch from private.quiet_until(p.u, m.at, p.own)))::float8::text as until,
      (1000 * extract(epoch from private.quiet_from(p.u, m.at, p.own)))::float8::text as from,
      private.local_day(p.u, m.at) - date '1970-01-01' as day,
      (1000 * extract(epoch from private.day_began(p.u, m.at)))::float8::text as began
    from (
      select q.nth, q.one -> 'moments' as moments, (q.one -> 'own')::boolean as own,
        jsonb_populate_record(null::public.users, q.one -> 'person') as u
      from jsonb_array_elements(${sql.json(questions)}) with ordinality q (one, nth)
      offset 0) p
    cross join lateral (
      select n, to_timestamp(ms::float8 / 1000) as at
      from jsonb_array_elements_text(p.moments) with ordinality t (ms, n)
      offset 0) m
    order by p.nth, m.n`;
  return z.array(answer).parse([...rows]);
}
