import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Stack, startStack } from "../../../local/stack.ts";

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

test("config.toml's secrets are in Vault before any function asks", async () => {
  const rows = await sql`
    select name, decrypted_secret from vault.decrypted_secrets
    where name in ('bell_secret', 'functions_url', 'twilio_auth_token') order by name`;
  expect(rows.map((row) => row.decrypted_secret)).toEqual([
    stack.values.BELL_SECRET,
    stack.values.FUNCTIONS_URL,
    stack.values.TWILIO_AUTH_TOKEN,
  ]);
});

test("a secret is made, changed and found by its name, which is unique", async () => {
  await sql
    .begin(async (tx) => {
      const [made] = await tx`select vault.create_secret('s1', 'test.name', 'about') as id`;
      await tx`select vault.update_secret(${made?.id}, 's2')`;
      expect(
        await tx`select decrypted_secret, description from vault.decrypted_secrets
          where name = 'test.name'`,
      ).toMatchObject([{ decrypted_secret: "s2", description: "about" }]);
      await tx`select vault.create_secret('s3', 'test.name')`;
    })
    .catch((error) => expect(error.message).toMatch(/duplicate key/));
  expect(await sql`select from vault.secrets where name = 'test.name'`).toHaveLength(0);
});

test.each(["anon", "authenticated"])("%s may not read Vault", async (role) => {
  await expect(
    sql.begin(async (tx) => {
      await tx`set local role ${tx(role)}`;
      await tx`select from vault.decrypted_secrets`;
    }),
  ).rejects.toThrow(/permission denied/);
});
