import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import {
  member,
  messagesOf,
  person,
  quiet,
  received,
  replies,
  sql,
  stranger,
  text,
} from "../vocabulary.ts";

test("a stranger's text is stored once, answered once by the Bouncer, and delivered", async () => {
  const ada = stranger();
  const posted = await text(ada, "hi, I'm Ada Lovelace from Analytical Engines");
  expect(posted.webhookStatus).toBe(200);
  const [reply] = await replies(ada, 1);
  expect(reply?.body).toMatch(/\bAI\b/);
  expect(reply?.body).toMatch(/STOP/);
  await quiet(ada);
  const messages = await messagesOf(ada);
  expect(messages.map((one) => [one.direction, one.role])).toEqual([
    ["inbound", "user"],
    ["outbound", "bouncer"],
  ]);
  expect(messages[0]?.task_id).toBe(messages[1]?.task_id);
  expect(await person(ada)).toMatchObject({
    first_name: "Ada",
    last_name: "Lovelace",
    company: "Analytical Engines",
    verified: false,
  });
});

test("a verified member is answered by the Concierge", async () => {
  const before = (await received(member)).length;
  await text(member, "hello there");
  await replies(member, before + 1);
  const [last] = await sql`select role from public.messages m
    join public.users u on u.id = m.user_id
    where u.phone_number = ${member} and m.direction = 'outbound' order by m.position desc limit 1`;
  expect(last).toMatchObject({ role: "concierge" });
});

test("a burst of three texts is one turn and one reply", async () => {
  const ada = stranger();
  for (const body of ["I'm Ada", "I am the CTO", "at Analytical Engines"]) await text(ada, body);
  await replies(ada, 1);
  await quiet(ada);
  const messages = await messagesOf(ada);
  expect(messages.filter((one) => one.direction === "outbound")).toHaveLength(1);
  expect(new Set(messages.map((one) => one.task_id)).size).toBe(1);
});

test("the carrier's second delivery of a text changes nothing and is acknowledged", async () => {
  const ada = stranger();
  const first = await text(ada, "hello");
  const again = await text(ada, "hello", first.messageSid);
  expect(again.webhookStatus).toBe(200);
  await replies(ada, 1);
  const late = await text(ada, "hello", first.messageSid);
  expect(late.webhookStatus).toBe(200);
  await quiet(ada);
  expect(await messagesOf(ada)).toHaveLength(2);
  expect(await received(ada)).toHaveLength(1);
});

test("ten deliveries of one text at once store it once", async () => {
  const ada = stranger();
  const sid = `SM${randomBytes(16).toString("hex")}`;
  const posted = await Promise.all(Array.from({ length: 10 }, () => text(ada, "hi", sid)));
  expect(posted.map((one) => one.webhookStatus)).toEqual(Array(10).fill(200));
  await quiet(ada);
  expect((await messagesOf(ada)).filter((one) => one.direction === "inbound")).toHaveLength(1);
});

test("a long answer arrives as parts of at most 1,600 characters, in order, as one message", async () => {
  const before = (await received(member)).length;
  await text(member, "please give me a long answer of 2000 characters about boats");
  const texts = (await replies(member, before + 2)).slice(before);
  await quiet(member);
  const [message] = await sql`select m.content from public.messages m
    join public.users u on u.id = m.user_id
    where u.phone_number = ${member} and m.direction = 'outbound' order by m.position desc limit 1`;
  expect(texts.every((part) => part.body.length <= 1600)).toBe(true);
  const joined = texts.map((part) => part.body).join("");
  expect(joined.replace(/\s/g, "")).toBe(String(message?.content).replace(/\s/g, ""));
});
