import { cpSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openLog } from "../../../local/log-file.ts";
import { choosePorts } from "../../../local/ports.ts";
import { findPostgres } from "../../../local/postgres/binaries.ts";
import { type PostgresServer, startPostgres } from "../../../local/postgres/server.ts";
import { type Stack, startStack } from "../../../local/stack.ts";
import { temporaryFolder } from "../../../local/temporary-folder.ts";
import { listen } from "./listener.ts";

const projectDir = fileURLToPath(new URL("project", import.meta.url));
const STAND_IN = /^(pg_net|pg_cron|supabase_vault)\b/;

let folder = "";
let server: PostgresServer;
let sql: Sql;
let databaseUrl = "";
let stack: Stack | undefined;

/** A server with none of our extensions, and with a database and a superuser of the user's own. */
beforeAll(async () => {
  folder = temporaryFolder();
  const ours = await findPostgres();
  const native = dirname(dirname(ours.postgres));
  cpSync(native, join(folder, "native"), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !STAND_IN.test(basename(path)),
  });
  const moved = (path: string) => path.replace(native, join(folder, "native"));
  const { db: port } = await choosePorts("free", ["db"]);
  server = await startPostgres({
    binaries: {
      initdb: moved(ours.initdb),
      postgres: moved(ours.postgres),
      extensionFolder: moved(ours.extensionFolder),
    },
    dataFolder: join(folder, "data"),
    port,
    password: "password",
    settings: {},
    log: openLog(folder, "postgres"),
    onCrash: () => {},
  });
  const url = new URL(server.superuserUrl);
  const admin = postgres(url.href, { max: 1 });
  await admin`create role "Me" superuser login password 'm'`;
  await admin`create database app owner "Me"`;
  await admin.end();
  url.username = "Me";
  url.password = "m";
  url.pathname = "/app";
  databaseUrl = url.href;
  sql = postgres(databaseUrl, { max: 1, onnotice() {} });
  stack = await startStack({ projectDir, services: { databaseUrl, model: undefined } });
});
afterAll(async () => {
  await stack?.stop();
  await sql.end();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("what it lacks is stood in for, and works", async () => {
  const listener = await listen();
  expect(
    (
      await sql`select extname from pg_extension where extname like any
      (array['pg\\_%', 'supabase%']) order by 1`
    ).map((row) => row.extname),
  ).toEqual(["pg_cron", "pg_net", "supabase_vault"]);
  await sql`select net.http_post(${`${listener.url}/rung`})`;
  await sql`select cron.schedule('often', '1 second', 'insert into public.notes values (-1, ''x'')')`;
  await vi.waitFor(
    async () => {
      expect(listener.arrivals.map(({ path }) => path)).toEqual(["/rung"]);
      expect(await sql`select from public.notes where id = -1`).toHaveLength(1);
    },
    { timeout: 10_000 },
  );
  const [secret] = await sql`select decrypted_secret from vault.decrypted_secrets`;
  expect(secret?.decrypted_secret).toBe(stack?.values.BELL_SECRET);
  await listener.close();
});

test("the stack's end is not the server's, and it starts there again with its own secrets", async () => {
  await stack?.stop();
  expect(await sql`select from public.notes where id = 1`).toHaveLength(1);
  stack = await startStack({ projectDir, services: { databaseUrl, model: undefined } });
  const [secret] = await sql`select decrypted_secret from vault.decrypted_secrets`;
  expect(secret?.decrypted_secret).toBe(stack.values.BELL_SECRET);
});

test("a fresh start is refused, whose data it is not", async () => {
  const services = { databaseUrl, model: undefined };
  await expect(startStack({ projectDir, services, fresh: true })).rejects.toThrow(
    /^DATABASE_URL is set: only its owner can make that database fresh\.$/,
  );
});

test("a role that is no superuser is refused in one line", async () => {
  await sql`create role small login password 's'`;
  const url = new URL(databaseUrl);
  url.username = "small";
  url.password = "s";
  const services = { databaseUrl: url.href, model: undefined };
  await expect(startStack({ projectDir, services })).rejects.toThrow(
    /^DATABASE_URL: its role must be a superuser/,
  );
});
