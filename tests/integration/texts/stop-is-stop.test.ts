import { expect, test } from "vitest";
import {
  messagesOf,
  person,
  quiet,
  received,
  replies,
  sql,
  stranger,
  tasksOf,
  text,
} from "../vocabulary.ts";

test("STOP is stored, marked, and not answered; neither is what follows it", async () => {
  const ada = stranger();
  await text(ada, "hi");
  await replies(ada, 1);
  await quiet(ada);
  await text(ada, " Stop. ");
  await text(ada, "are you still there?");
  await quiet(ada);
  const messages = await messagesOf(ada);
  expect(messages.slice(2).map((one) => one.unanswered_reason)).toEqual([
    "opt_out_word",
    "opted_out",
  ]);
  expect((await person(ada))?.opted_out_at).not.toBeNull();
  expect(await received(ada)).toHaveLength(1);
});

test("a STOP within the burst leaves the waiting answer unwritten", async () => {
  const ada = stranger();
  await text(ada, "hi");
  await text(ada, "STOP");
  await quiet(ada);
  expect(await tasksOf(ada)).toMatchObject([{ task_type: "reply", status: "cancelled" }]);
  expect(await received(ada)).toHaveLength(0);
});

test("START after STOP is heard again, and the ledger has both words", async () => {
  const ada = stranger();
  for (const body of ["STOP", "START"]) await text(ada, body);
  await text(ada, "hi again");
  await replies(ada, 1);
  const ledger = await sql`select c.kind from public.consent_events c
    join public.users u on u.id = c.user_id where u.phone_number = ${ada} order by c.created_at`;
  expect(ledger.map((row) => row.kind)).toEqual(["first_contact", "opt_out", "opt_in"]);
});

test("YES from someone who never left is an answer like any other", async () => {
  const ada = stranger();
  await text(ada, "yes");
  await replies(ada, 1);
  expect((await messagesOf(ada))[0]).toMatchObject({ unanswered_reason: null });
});

test("HELP is left to the carrier", async () => {
  const ada = stranger();
  await text(ada, "help");
  await quiet(ada);
  expect(await messagesOf(ada)).toMatchObject([{ unanswered_reason: "help_word" }]);
});
