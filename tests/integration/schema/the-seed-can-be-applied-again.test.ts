import { readFileSync } from "node:fs";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../../../local/root.ts";
import { type Stack, startStack } from "../../../local/stack.ts";

const seed = readFileSync(join(root, "supabase", "seed.sql"), "utf8");
let stack: Stack;
let sql: Sql;

beforeAll(async () => {
  stack = await startStack({ dbOnly: true });
  sql = postgres(stack.values.DB_URL, { max: 1, onnotice() {} });
});

afterAll(async () => {
  await sql.end();
  await stack.stop();
});

/** How many rows each table that the seed writes has. */
async function counts(): Promise<Record<string, number>> {
  const tables = [...seed.matchAll(/insert into (public\.[a-z_]+)/g)].map(([, name = ""]) => name);
  const counted = tables.map(async (table) => {
    const [row] = await sql`select count(*)::integer as n from ${sql(table)}`;
    return [table, Number(row?.n)] as const;
  });
  return Object.fromEntries(await Promise.all(counted));
}

test("the seed can be applied again and changes nothing, and its balance is its ledger's", async () => {
  const before = await counts();
  expect(Object.values(before).every((rows) => rows > 0)).toBe(true);
  await sql.unsafe(seed).simple();
  expect(await counts()).toEqual(before);
  expect(await sql`select * from private.credit_cache_drift`).toHaveLength(0);
});

test("a tenant of each product has an owner and a member", async () => {
  const products = await sql`select t.product from public.tenants t
    where exists (select from public.operators o where o.tenant_id = t.id and o.role = 'owner')
      and exists (select from public.users u where u.tenant_id = t.id and u.verified)
    order by t.product`;
  expect(products.map((row) => row.product)).toEqual(["assistant", "coach", "network"]);
});

test("its numbers and addresses are ones that nobody can have: 555 and .example", () => {
  const numbers = seed.match(/\+\d{7,15}/g) ?? [];
  expect(numbers.filter((number) => !/^\+1415555\d{4}$/.test(number))).toEqual([]);
  const addresses = seed.match(/[\w.-]+@[\w.-]+/g) ?? [];
  expect(addresses.filter((address) => !address.endsWith(".example"))).toEqual([]);
  expect(numbers.length * addresses.length).toBeGreaterThan(0);
});
