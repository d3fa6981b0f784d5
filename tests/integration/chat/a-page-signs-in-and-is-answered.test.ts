import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { Door } from "../../../web/chat/door.js";
import { Session } from "../../../web/chat/session.js";
import { Thread } from "../../../web/chat/thread.js";
import { codeFor } from "../access/sign-in.ts";
import { noFaults, sql, stack } from "../vocabulary.ts";
import { TENANT } from "./page.ts";

afterEach(noFaults);

/** The page itself, without a browser: as its host has set it, and with a store that is its tab's. */
async function aTab() {
  const config = await (await fetch(`${stack.CHAT_PAGE_URL}config.json`)).json();
  const store = new Map<string, string>();
  const session = new Session(config, {
    getItem: (key) => store.get(key) ?? null,
    setItem: (key, value) => void store.set(key, value),
    removeItem: (key) => void store.delete(key),
  });
  return { session, door: new Door(config, session) };
}

function threadOf(door: Door, id: string): Thread {
  const around = { pause: (ms: number) => pause(ms), changed: () => {}, say: () => {} };
  return new Thread(door, { id, lastPosition: 0 }, { ...around, now: Date.now });
}

test("by a code that is mailed; what is asked is answered, named, rated and put away", async () => {
  const email = `page-${randomUUID()}@centaur.example`;
  await sql`insert into public.users (tenant_id, email, email_verified)
    values (${TENANT}, ${email}, true)`;
  const { session, door } = await aTab();
  expect(await session.sendCode(email)).toBe(200);
  expect(await session.enter(email, "no code")).toBe(403);
  expect(await session.enter(email, await codeFor(email))).toBe(200);
  expect(await door.arrive()).toBe(1);

  const id = String((await door.begin()).body);
  const thread = threadOf(door, id);
  await thread.send("my name is Marlow");
  const [asked, answer] = thread.messages;
  expect(answer).toMatchObject({ text: "Noted, Marlow.", html: "<p>Noted, Marlow.</p>\n" });
  expect(asked).toMatchObject({ waiting: false });
  const again = threadOf(door, id);
  await again.catchUp();
  const standing = ({ id, position, text, clientId }: NonNullable<typeof asked>) => {
    return { id, position, text, clientId };
  };
  expect(again.messages.map(standing)).toEqual(thread.messages.map(standing));

  expect(await door.firstWords([id])).toEqual(new Map([[id, "my name is Marlow"]]));
  await door.rpc("rename_conversation", { conversation_id: id, title: "Names" });
  const thumb = { message_id: answer?.id, rating: "down", comment: "Too short" };
  expect((await door.rpc("give_feedback", thumb)).status).toBe(200);
  expect(await door.thumbs([answer?.id ?? ""])).toEqual(
    new Map([[answer?.id, { rating: "down", comment: "Too short" }]]),
  );
  expect((await door.rpc("withdraw_feedback", { message_id: answer?.id })).body).toBe(true);
  await door.rpc("archive_conversation", { conversation_id: id, archived: true });
  expect(await door.conversations(false, 0)).toEqual([]);
  expect(await door.conversations(true, 0)).toMatchObject([
    { id, title: "Names", archived: true, lastPosition: 2 },
  ]);

  await session.signOut();
  expect(await door.conversations(true, 0)).toBeNull();
});

test("a stranger's sign-in finds nobody", async () => {
  const email = `stranger-${randomUUID()}@boats.example`;
  const { session, door } = await aTab();
  await session.sendCode(email);
  await session.enter(email, await codeFor(email));
  expect(await door.arrive()).toBe(0);
  expect((await door.begin()).status).toBe(404);
});
