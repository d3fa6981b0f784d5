import { expect, test } from "vitest";
import { readRoom } from "../../../local/schema/rooms.ts";
import { findSeedFaults } from "../../../local/schema/seed-faults.ts";
import { findUnreachable, findUnreachableFaults } from "../../../local/schema/unreachable.ts";
import { findWriterFaults } from "../../../local/schema/writer-faults.ts";
import { findWriters } from "../../../local/schema/writers.ts";
import { catalogOf, column, routine, table } from "./catalog-of.ts";

const writesA = routine({ source: "begin update public.t x set a = 1; end" });
const trigger = { name: "stamp", before: true, arguments: [], definition: "" };

test("a column that nothing writes is named", () => {
  const catalog = catalogOf([table("t", [column("a"), column("b")])], [writesA]);
  expect(findWriterFaults(catalog, findWriters(catalog, []), [])).toEqual([
    "public.t.b has no writer: local/schema/awaited.ts",
  ]);
});

test("a constant default is no writer; a computed one, a key, an identity and a generated column are", () => {
  const key = {
    name: "t_pkey",
    kind: "p" as const,
    definition: "",
    expression: null,
    columns: ["only_row"],
    references: null,
  };
  const columns = [
    column("constant", { default: "'{}'::jsonb" }),
    column("computed", { default: "now()" }),
    column("only_row", { default: "true" }),
    column("place", { identity: "always" }),
    column("alias", { default: "computed", generated: true }),
  ];
  const catalog = catalogOf([table("t", columns, { constraints: [key] })]);
  expect(findWriterFaults(catalog, findWriters(catalog, []), [])).toEqual([
    "public.t.constant has no writer: local/schema/awaited.ts",
  ]);
});

test("an awaited column is no fault until it is written, or gone", () => {
  const catalog = catalogOf([table("t", [column("a"), column("b")])], [writesA]);
  const awaited = [{ who: "coach", what: ["public.t.b", "public.t.a", "public.t.z"] }];
  expect(findWriterFaults(catalog, findWriters(catalog, []), awaited)).toEqual([
    "coach: public.t.a is written by f: local/schema/awaited.ts",
    "coach: public.t.z does not exist: local/schema/awaited.ts",
  ]);
});

test("an awaited table is no fault until a function inserts its rows", () => {
  const awaited = [{ who: "coach", what: ["public.t"] }];
  const counted = catalogOf([table("t", [column("a"), column("b")])], [writesA]);
  expect(findWriterFaults(counted, findWriters(counted, []), awaited)).toEqual([]);
  const inserts = routine({ language: "sql", source: "insert into public.t (a, b) select 1, 2" });
  const filled = catalogOf(counted.relations, [inserts]);
  expect(findWriterFaults(filled, findWriters(filled, []), awaited)).toEqual([
    "coach: public.t is written by f: local/schema/awaited.ts",
  ]);
});

test("a trigger function writes the tables on which it stands before the row, and no others", () => {
  const stamp = routine({ name: "stamp", result: "trigger", source: "begin new.a := 1; end" });
  const before = { ...trigger, function: "private.stamp" };
  const catalog = catalogOf(
    [
      table("t", [column("a")], { triggers: [before] }),
      table("u", [column("a")], { triggers: [{ ...before, before: false }] }),
      table("v", [column("a")]),
    ],
    [stamp],
  );
  const { columns } = findWriters(catalog, []);
  expect(columns.get("public.t.a")?.triggers).toEqual(new Set(["stamp"]));
  expect(columns.get("public.u.a")?.triggers).toEqual(new Set());
  expect(columns.get("public.v.a")?.triggers).toEqual(new Set());
});

test("an id without a key needs the trigger that checks it, or a comment why not", () => {
  const ids = [
    column("item_id", { type: "uuid" }),
    column("told_by", { type: "uuid", comment: "An id of its own." }),
    column("friend_ids", { type: "uuid[]" }),
    column("user_id", { type: "uuid" }),
    column("token", { type: "uuid" }),
  ];
  const check = {
    ...trigger,
    function: "private.same_tenant",
    arguments: ["item_id", "item_type"],
  };
  const key = {
    name: "t_user_id_fkey",
    kind: "f" as const,
    definition: "",
    expression: null,
    columns: ["tenant_id", "user_id"],
    references: "public.users",
  };
  const catalog = catalogOf([table("t", ids, { triggers: [check], constraints: [key] })]);
  const unreachable = findUnreachable(catalog);
  expect(unreachable.map((one) => one.column)).toEqual(["item_id", "told_by", "friend_ids"]);
  expect(unreachable[0]?.trigger).toBe("stamp");
  expect(findUnreachableFaults(unreachable)).toEqual([
    "public.t.friend_ids has no foreign key, no trigger with private.same_tenant, and no comment why",
  ]);
});

test("a seed's table that is gone, and a value that its column refuses, are named", () => {
  const known = {
    name: "status_is_known",
    kind: "c" as const,
    definition: "",
    expression: "(status = ANY (ARRAY['open'::text, 'closed'::text]))",
    columns: ["status"],
    references: null,
  };
  const catalog = catalogOf([table("t", [column("status")], { constraints: [known] })]);
  const faults = findSeedFaults(
    catalog,
    [
      { seed: "coach", was: "t", became: "public.t", how: "" },
      { seed: "coach", was: "u", became: "public.u", how: "" },
    ],
    [
      {
        seed: "coach",
        was: "t.status",
        became: "public.t.status",
        same: ["open"],
        renamed: [["done", "completed"]],
      },
    ],
  );
  expect(faults).toEqual([
    "u became public.u, which does not exist",
    "public.t.status may not be 'completed'",
  ]);
});

test("a room is named by its file, told by its first comment, and holds what it creates", () => {
  const text = `-- Credits: a ledger,
-- and its balance.

create table public.t (a integer);
create view private.v as select 1;
create materialized view private.m as select 2;
create function private.f() returns void language sql as $$ create table public.no () $$;
insert into public.t (a) values (1);
-- create table public.not_this ();
`;
  expect(readRoom("20261121001850_sign_in.sql", text)).toEqual({
    name: "sign in",
    file: "20261121001850_sign_in.sql",
    sentence: "Credits: a ledger, and its balance.",
    relations: ["public.t", "private.v", "private.m"],
    writes: [{ relation: "public.t", column: "a", how: "insert" }],
  });
});
