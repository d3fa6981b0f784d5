import { expect, test } from "vitest";
import { writesOfRoutine, writesOfSql } from "../../../local/schema/writes.ts";
import { routine } from "./catalog-of.ts";

/** `insert public.t.a` for each write, sorted, so that a test reads as a list of them. */
function told(sql: string): string[] {
  const writes = writesOfSql(sql);
  return writes.map(({ how, relation, column }) => `${how} ${relation}.${column}`).toSorted();
}

test("an insert writes the columns it names", () => {
  expect(told("insert into public.t as x (a, b) values (1, f(2, 3))")).toEqual([
    "insert public.t.a",
    "insert public.t.b",
  ]);
});

test("an insert that names no columns writes all, and one of default values none", () => {
  expect(told("insert into public.t values (1, 2)")).toEqual(["insert public.t.null"]);
  expect(told("insert into public.t select * from public.u")).toEqual(["insert public.t.null"]);
  expect(told("insert into public.t default values")).toEqual([]);
});

test("commas, subqueries and cases inside a set list are no columns", () => {
  const sql = `update public.t x set
      a = greatest(x.a, (select max(u.c) from public.u u where u.d = 1), 3),
      b = case when x.b = 'c = d, e' then coalesce(x.b, 'f') else x.g end,
      -- h = 1,
      "order" = 2
    from public.v v where v.i = x.i`;
  expect(told(sql)).toEqual(["update public.t.a", "update public.t.b", "update public.t.order"]);
});

test("a row on the left of a set is each of its columns", () => {
  expect(told("update public.t set (a, b) = (select 1, 2), c = 3")).toEqual([
    "update public.t.a",
    "update public.t.b",
    "update public.t.c",
  ]);
});

test("what a conflict updates is an update", () => {
  const sql = `insert into public.t (a, b) values (1, 2)
    on conflict (a) where b is null do update set b = excluded.b, c = public.t.c + 1`;
  expect(told(sql)).toEqual([
    "insert public.t.a",
    "insert public.t.b",
    "update public.t.b",
    "update public.t.c",
  ]);
});

test("statements within CTEs write, and reads do not", () => {
  const sql = `with gone as (delete from public.t returning *),
      moved as (insert into public.u (a) select g.a from gone g returning a),
      told as (update public.v v set b = m.a from moved m where v.a = m.a returning 1)
    select count(*) from told, public.w where w.c = 1`;
  expect(told(sql)).toEqual(["insert public.u.a", "update public.v.b"]);
});

test("a merge writes what its branches set", () => {
  const sql = `merge into public.t using public.u on t.a = u.a
    when matched then update set b = u.b when not matched then insert (a, b) values (u.a, u.b)`;
  expect(told(sql)).toEqual(["insert public.t.a", "insert public.t.b", "update public.t.b"]);
});

test("a name without a schema is passed by", () => {
  expect(told("insert into scratch (a) values (1)")).toEqual([]);
});

test("a PL/pgSQL function writes wherever a statement may stand", () => {
  const { writes, newColumns } = writesOfRoutine(
    routine({
      arguments: "task public.t, at timestamptz default now()",
      result: "setof uuid",
      source: `declare
        found_id uuid;
        kept record;
      begin
        if task.a is null then
          update public.t x set a = 1 where x.id = task.id returning x.id into found_id;
        end if;
        for kept in insert into public.u (b) values (2) returning * loop
          perform private.f(kept.b);
        end loop;
        return query with c as (update public.v v set c = 3 returning v.id) select id from c;
      exception when others then
        insert into public.w (d) values (sqlerrm);
      end`,
    }),
  );
  const columns = writes.map(({ relation, column }) => `${relation}.${column}`);
  expect(columns.toSorted()).toEqual(["public.t.a", "public.u.b", "public.v.c", "public.w.d"]);
  expect(newColumns).toEqual([]);
});

test("a trigger function sets what it assigns to NEW or selects into it, and nothing it only reads", () => {
  const { newColumns } = writesOfRoutine(
    routine({
      result: "trigger",
      source: `begin
        new.a := coalesce(new.z, old.y);
        new.b = new.b + 1;
        select u.c, u.d into new.c, new.d from public.u where u.e = new.e;
        update public.v v set f = v.f + 1 where v.id = new.id returning v.f into new.g;
        if new.h is distinct from old.h then return null; end if;
        return new;
      end`,
    }),
  );
  expect(newColumns.toSorted()).toEqual(["a", "b", "c", "d", "g"]);
});

test("a function that returns rows of a table as an array is read like any other", () => {
  const { writes } = writesOfRoutine(
    routine({
      arguments: "tasks public.t[]",
      result: "public.t[]",
      source: "begin update public.t x set a = 1; return tasks; end",
    }),
  );
  expect(writes).toEqual([{ relation: "public.t", column: "a", how: "update" }]);
});
