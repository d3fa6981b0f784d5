import { readFileSync } from "node:fs";
import type { Sql } from "postgres";
import { identifier, literal } from "./quote.ts";

/** Roles that must exist, and how one is made that does not. */
const ROLES = {
  anon: "nologin",
  authenticated: "nologin",
  service_role: "nologin bypassrls",
  authenticator: "login noinherit",
  supabase_auth_admin: "login noinherit createrole",
  local_gateway: "login",
} as const;

/** The owner of a hosted project's objects: much, but no superuser. */
const OWNER = "login createdb createrole replication bypassrls";

const HOSTED_SQL = readFileSync(new URL("hosted.sql", import.meta.url), "utf8");

export interface Login {
  name: string;
  password: string;
}

/**
 * Gives a server the roles and schemas of a hosted project. `admin` is a superuser's connection;
 * `owner` is the role that migrations run as, made when it is missing.
 */
export async function prepareDatabase(admin: Sql, owner: Login, gateway: Login): Promise<void> {
  const existing = new Set((await admin`select rolname from pg_roles`).map((row) => row.rolname));
  const missing = Object.entries(ROLES).filter(([name]) => !existing.has(name));
  const statements = missing.map(([name, attributes]) => `create role ${name} ${attributes}`);
  if (!existing.has(owner.name)) {
    const [here] = await admin<[{ name: string }]>`select current_database() as name`;
    const name = identifier(owner.name);
    statements.push(
      `create role ${name} ${OWNER} password ${literal(owner.password)}`,
      `alter database ${identifier(here.name)} owner to ${name}`,
    );
  }
  statements.push(
    `alter role ${identifier(gateway.name)} password ${literal(gateway.password)}`,
    HOSTED_SQL.replaceAll(":owner", () => identifier(owner.name)),
  );
  await admin.unsafe(statements.join(";\n"));
}
