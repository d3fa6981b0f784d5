import { randomUUID } from "node:crypto";
import type { SupabaseClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql, tenant, stranger as unknownNumber } from "../vocabulary.ts";
import { signIn, visit } from "./sign-in.ts";

const schemas = ["public", "worker"];
const REFUSED = "42501";
/** A view that nobody can write through says so before it is asked who may. */
const NOT_UPDATABLE = "55000";

const address = { stranger: email("stranger"), member: email("member") };
const member = randomUUID();
const conversation = randomUUID();
const answer = randomUUID();
const alert = randomUUID();

let stranger: SupabaseClient;
let relations: { schema: string; name: string; key: string }[];
let functions: { schema: string; name: string; args: string[] }[];

beforeAll(async () => {
  await sql`insert into public.users (id, tenant_id, phone_number, email, email_verified)
    values (${member}, ${tenant}, ${unknownNumber()}, ${address.member}, true)`;
  await sql`insert into public.conversations (id, tenant_id, user_id, channel)
    values (${conversation}, ${tenant}, ${member}, 'web')`;
  await sql`insert into public.messages
    (id, conversation_id, role, direction, content, status, sent_at, delivered_at)
    values (${answer}, ${conversation}, 'concierge', 'outbound', 'hello', 'delivered', now(), now())`;
  await sql`insert into public.alerts (id, tenant_id, kind, subject, subject_count)
    values (${alert}, ${tenant}, 'dead_letters', 'a stranger', 1)`;
  relations = await sql`
    select c.relnamespace::regnamespace::text as schema, c.relname as name,
      case c.relname when 'tenants' then 'id' else 'tenant_id' end as key
    from pg_class c where c.relnamespace = any (${schemas}::regnamespace[])
      and c.relkind in ('r', 'p', 'v', 'm', 'f')`;
  functions = await sql`
    select p.pronamespace::regnamespace::text as schema, p.proname as name,
      coalesce(p.proargnames[:p.pronargs], '{}') as args
    from pg_proc p where p.pronamespace = any (${schemas}::regnamespace[])`;
  stranger = await signIn(address.stranger);
});

afterAll(async () => {
  await sql`delete from public.alerts where id = ${alert}`;
  await sql`delete from public.users where id = ${member}`;
  await sql`delete from auth.users where email in ${sql(Object.values(address))}`;
});

function email(who: string): string {
  return `${who}-${randomUUID()}@boats.example`;
}

/** What somebody is given by each table and view: its rows, or the code of a refusal. */
async function read(client: SupabaseClient): Promise<Record<string, unknown>> {
  const answers = relations.map(async ({ schema, name }) => {
    const { data, error } = await client.schema(schema).from(name).select();
    return [`${schema}.${name}`, error?.code ?? data] as const;
  });
  return Object.fromEntries(await Promise.all(answers));
}

/** What somebody is given by each function, asked about rows that exist. */
async function call(client: SupabaseClient, schema: string): Promise<Record<string, unknown>> {
  const known: Record<string, unknown> = { message_id: answer, rating: "up", alert_id: alert };
  const answers = functions
    .filter((each) => each.schema === schema)
    .map(async ({ name, args }) => {
      const given = Object.fromEntries(args.map((arg) => [arg, known[arg] ?? null]));
      const { data, error } = await client.schema(schema).rpc(name, given);
      return [name, error?.code ?? data] as const;
    });
  return Object.fromEntries(await Promise.all(answers));
}

/** The codes with which somebody's every insert, update and delete is refused. */
async function write(client: SupabaseClient): Promise<Set<string | undefined>> {
  const answers = relations.flatMap(({ schema, name, key }) => {
    const table = client.schema(schema).from(name);
    const row: object = { [key]: tenant };
    return [table.insert(row), table.update(row).eq(key, tenant), table.delete().eq(key, tenant)];
  });
  return new Set((await Promise.all(answers)).map(({ error }) => error?.code));
}

function everyOne<Value>(keys: string[], value: Value): Record<string, Value> {
  return Object.fromEntries(keys.map((key) => [key, value]));
}

const tables = () => relations.map(({ schema, name }) => `${schema}.${name}`);
const named = (schema: string) =>
  functions.filter((each) => each.schema === schema).map(({ name }) => name);

describe("through the gateway", () => {
  test("a stranger with a valid sign-in reads nothing", async () => {
    expect(await read(stranger)).toEqual({
      ...everyOne(tables(), []),
      // Some of its columns are nobody's to read, and so all of them at once.
      "public.messages": REFUSED,
      "public.crisis_events": REFUSED,
      "public.senders": REFUSED,
      "public.alert_channels": REFUSED,
      "public.prospects": REFUSED,
      "public.intro_opportunities": REFUSED,
    });
    const open = "id, phone_number, paused_reason";
    expect((await stranger.from("senders").select(open)).data).toEqual([]);
    expect((await stranger.from("prospects").select("id, last_name")).data).toEqual([]);
  });

  test("a visitor with the publishable key alone is refused everywhere", async () => {
    expect(await read(visit())).toEqual(everyOne(tables(), REFUSED));
  });

  test("neither calls a function to any effect", async () => {
    expect(await call(stranger, "public")).toEqual({
      give_feedback: "PT404",
      withdraw_feedback: false,
      link_sign_in: [],
      acknowledge_alert: null,
      set_alert_channel: null,
      remove_alert_channel: false,
      test_alert_channel: null,
      credits_balance: null,
      start_conversation: "PT404",
      rename_conversation: false,
      archive_conversation: false,
      stop_answer: false,
      set_assistant: false,
      feedback_statistics: [],
      usage_report: "PT400",
      export_usage: expect.stringMatching(/^date,[a-z_,]+\r\n$/),
      read_crisis: null,
      acknowledge_crisis: null,
      resolve_crisis: false,
      request_erasure: REFUSED,
      confirm_erasure: false,
    });
    expect(await call(visit(), "public")).toEqual(everyOne(named("public"), REFUSED));
    for (const client of [stranger, visit()]) {
      expect(await call(client, "worker")).toEqual(everyOne(named("worker"), REFUSED));
    }
    const [changed] = await sql`select
      (select count(*) from public.feedback where message_id = ${answer})
      + (select count(*) from public.alerts where id = ${alert} and acknowledged_at is not null)
      + (select count(*) from public.users u join auth.users a on a.id = u.auth_id
        where a.email = ${address.stranger}) as rows`;
    expect(Number(changed?.rows)).toBe(0);
  });

  test("neither writes a row", async () => {
    for (const client of [stranger, visit()]) {
      expect(await write(client)).toEqual(new Set([REFUSED, NOT_UPDATABLE]));
    }
  });

  test("a schema that is not exposed is not served, signed in or not", async () => {
    for (const client of [stranger, visit()]) {
      for (const [schema, table] of [
        ["private", "settings"],
        ["auth", "users"],
        ["vault", "decrypted_secrets"],
      ] as const) {
        const { error } = await client.schema(schema).from(table).select();
        expect([schema, error?.code]).toEqual([schema, "PGRST106"]);
      }
    }
  });

  test("a member links their sign-in and reads their own rows, and no others", async () => {
    const client = await signIn(address.member);
    expect((await client.from("messages").select("id")).data).toEqual([]);
    const linked = await client.rpc("link_sign_in");
    expect(linked.data).toEqual([{ tenant_id: tenant, user_id: member, role: "member" }]);
    const { data: users } = await client.from("users").select("id, email");
    expect(users).toEqual([{ id: member, email: address.member }]);
    const { data: messages } = await client.from("messages").select("id, content");
    expect(messages).toEqual([{ id: answer, content: "hello" }]);
  });
});

test("who has not proved their address cannot sign in", async () => {
  const unproved = { email: email("unproved"), password: randomUUID() };
  const client = visit();
  const { data } = await client.auth.signUp(unproved);
  expect(data.session).toBeNull();
  const { error } = await client.auth.signInWithPassword(unproved);
  expect(error?.code).toBe("email_not_confirmed");
  await sql`delete from auth.users where email = ${unproved.email}`;
});
