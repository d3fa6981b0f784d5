import { createHash, randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { type RaceDatabase, raceDatabase } from "./race-database.ts";
import type { Act } from "./stop-points.ts";
import { claim, receive, SENDER, stranger } from "./vocabulary.ts";

const AGAIN = { code: "40001" };

let db: RaceDatabase;

beforeAll(async () => {
  db = await raceDatabase();
  await db.watch`update public.tenants set inbound_email_domain = 'verify.yachtparty.example'
    where id = (select tenant_id from public.senders where id = ${SENDER})`;
});

beforeEach(() => db.clear());

afterEach(() => db.letAllGo());

afterAll(() => db.stop());

/** Somebody at the door, who may mail from an address to the tag that they were given. */
async function newcomer(address: string) {
  const phone = stranger();
  await db.meanwhile(receive(phone));
  const [row] = await db.watch`with known as (
      update public.users set email = ${address} where phone_number = ${phone}
      returning id, tenant_id)
    insert into private.email_verifications (tenant_id, user_id, address, tag, expires_at)
      select tenant_id, id, ${address}, private.new_tag(), now() + interval '1 day' from known
      returning user_id as id, tag`;
  return { phone, address, ...z.object({ id: z.uuid(), tag: z.string() }).parse(row) };
}

const answer = z.object({ duplicate: z.boolean(), verdict: z.string().optional() });

/** Their email comes; again, when it is said which. */
function email(
  { address, tag }: { address: string; tag: string },
  id: string = randomUUID(),
): Act<string> {
  const mail = {
    key: createHash("sha256").update(id).digest("hex"),
    provider: "postmark",
    from: address,
    recipients: [`verify+${tag}@verify.yachtparty.example`],
    unproved: null,
  };
  return async (tx) => {
    const [row] = await tx`select worker.receive_email(${tx.json(mail)}) as answer`;
    const { duplicate, verdict } = answer.parse(row?.answer);
    return duplicate ? "duplicate" : String(verdict);
  };
}

async function verified(address: string): Promise<string[]> {
  const rows = await db.watch`select phone_number from public.users
    where email = ${address} and email_verified`;
  return rows.map(({ phone_number }) => String(phone_number));
}

const someEmail = () => `ada-${randomUUID().slice(0, 8)}@engines.example`;

test("two deliveries of one email: the second waits, and is the first", async () => {
  const ada = await newcomer(someEmail());
  const first = await db.stopAt("email.locked", email(ada, "one"));
  const second = await db.waits(email(ada, "one"));
  expect(await first.end()).toBe("confirmed");
  expect(await second.end()).toBe("duplicate");
});

test("two emails of one person: one is used", async () => {
  const ada = await newcomer(someEmail());
  const first = await db.stopAt("email.locked", email(ada));
  const second = await db.waits(email(ada));
  expect(await first.end()).toBe("confirmed");
  expect(await second.end()).toBe("used");
});

test("two numbers that confirm one email at once: one has it", async () => {
  const address = someEmail();
  const [one, other] = [await newcomer(address), await newcomer(address)];
  const first = await db.stopAt("settle.locked", email(one));
  const second = await db.waits(email(other, "theirs"));
  expect(await first.end()).toBe("confirmed");
  await expect(second.end()).rejects.toMatchObject(AGAIN);
  expect(await db.meanwhile(email(other, "theirs"))).toBe("held");
  expect(await verified(address)).toEqual([one.phone]);
});

test("nor has it who was first to be looked at, and last to be stored", async () => {
  const address = someEmail();
  const [one, other] = [await newcomer(address), await newcomer(address)];
  const first = await db.stopAt("email.locked", email(one));
  expect(await db.meanwhile(email(other))).toBe("confirmed");
  expect(await first.end()).toBe("held");
  expect(await verified(address)).toEqual([other.phone]);
});

test("a text from a number to which an account moves is the account's", async () => {
  const address = someEmail();
  const account = await newcomer(address);
  expect(await db.meanwhile(email(account))).toBe("confirmed");
  await db.watch`update public.users set new_number_until = now() + interval '1 day'
    where id = ${account.id}`;
  const door = await newcomer(address);
  const moving = await db.stopAt("email.locked", email(door));
  const writing = await db.waits(receive(door.phone));
  expect(await moving.end()).toBe("moved");
  await expect(writing.end()).rejects.toMatchObject(AGAIN);
  await db.meanwhile(receive(door.phone));
  const texts = await db.watch`select m.user_id from public.messages m
    where m.direction = 'inbound' and m.user_id = ${account.id}`;
  expect(texts).toHaveLength(2);
  expect(await verified(address)).toEqual([door.phone]);
});

test("who logs a call of somebody does not wait for the move of their account", async () => {
  const address = someEmail();
  const account = await newcomer(address);
  expect(await db.meanwhile(email(account))).toBe("confirmed");
  await db.watch`update public.users set new_number_until = now() + interval '1 day'
    where id = ${account.id}`;
  const door = await newcomer(address);
  const moving = await db.stopAt("settle.locked", email(door));
  // Both people's rows are held by the move; a claim refers to them.
  const claiming = await db.begin(async (tx) => {
    await tx`insert into public.agent_actions_log
        (tenant_id, agent_type, action_type, user_id, model_used, status)
      select u.tenant_id, 'bouncer', 'llm_call', u.id, 'claude-haiku-5-5', 'started'
      from public.users u where u.id in (${account.id}, ${door.id})`;
    return "logged";
  });
  expect(await claiming.end()).toBe("logged");
  expect(await moving.end()).toBe("moved");
});

test("a claim that holds their lanes goes on while an account moves", async () => {
  const address = someEmail();
  const account = await newcomer(address);
  expect(await db.meanwhile(email(account))).toBe("confirmed");
  await db.watch`update public.users set new_number_until = now() + interval '1 day'
    where id = ${account.id}`;
  const door = await newcomer(address);
  const claiming = await db.stopAt("claim.leased", claim("bouncer", 8));
  const moving = await db.begin(email(door));
  await moving.standing();
  expect((await claiming.end()).length).toBeGreaterThan(0);
  expect(await moving.end()).toBe("moved");
});

test("a change of the email while it is confirmed comes before or after, not between", async () => {
  const ada = await newcomer(someEmail());
  const confirming = await db.stopAt("email.locked", email(ada));
  const changing = await db.waits(async (tx) => {
    await tx`update public.users set email = 'ada@elsewhere.example', email_verified = false
      where id = ${ada.id}`;
  });
  expect(await confirming.end()).toBe("confirmed");
  await changing.end();
  expect(await verified(ada.address)).toEqual([]);
  expect(await db.meanwhile(email(ada))).toBe("used");
});

test("none of them has met a deadlock", async () => {
  expect(await db.deadlocks()).toBe(0);
});
