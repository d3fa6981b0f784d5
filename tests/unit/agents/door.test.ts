import { describe, expect, test } from "vitest";
import type { KnownUser } from "../../../supabase/functions/_shared/worker/turn.ts";
import { bouncer } from "../../../supabase/functions/bouncer/tools.ts";
import { concierge } from "../../../supabase/functions/concierge/tools.ts";
import { onTheOfflineModel } from "./on-the-offline-model.ts";
import { replyIn, Thread } from "./thread.ts";

const ADA = {
  first_name: "Ada",
  last_name: "Lovelace",
  company: "Analytical Engines",
  title: "CTO",
  email: "ada@engines.example",
};
const ASKED = { type: "request_email_verification", input: { email: ADA.email } };
const OPEN = { email_verified: false, confirm_until: "2026-12-02T12:00:00Z", welcome: null };

onTheOfflineModel();

function atTheDoor(known: Partial<KnownUser> = ADA): Thread {
  const thread = new Thread(bouncer, known);
  thread.hears("hi");
  thread.said("Hello!");
  return thread;
}

test("the last fact asks for the address to confirm by in the same turn", async () => {
  const thread = atTheDoor({ ...ADA, email: null });
  thread.hears(ADA.email);
  const outcome = await thread.answers();
  expect(outcome.actions).toContainEqual(ASKED);
  expect(replyIn(outcome)).toMatch(/mail from it|from it to \{\{verification_address\}\}/);
});

test.each([
  "what was the address again?",
  "how do I confirm my email?",
  "I did not get it, send me a new address",
])("who asks for it again is given it again: %s", async (said) => {
  const thread = atTheDoor();
  thread.door = OPEN;
  thread.hears(said);
  const outcome = await thread.answers();
  expect(outcome.actions).toContainEqual(ASKED);
  expect(replyIn(outcome)).toContain("{{verification_address}}");
});

test("who speaks of something else is not given another", async () => {
  const thread = atTheDoor();
  thread.door = OPEN;
  thread.hears("🎉");
  const outcome = await thread.answers();
  expect(outcome.actions.map(({ type }) => type)).toEqual(["reply"]);
  expect(replyIn(outcome)).toContain("{{verification_address}}");
});

test("an email that is refused is asked for again, and why is said", async () => {
  const thread = atTheDoor({ ...ADA, email: null });
  thread.check = ({ type }) => (type === "update_profile" ? "only a work email does here" : "no");
  thread.hears("ada@gmail.com");
  const reply = replyIn(await thread.answers());
  expect(reply).toMatch(/only a work email does here.*What is your work email\?/);
  expect(reply).not.toContain("{{");
});

test("somebody with a new number is asked for the email alone", async () => {
  const thread = new Thread(bouncer);
  thread.hears("Hi, I have a new number");
  expect(replyIn(await thread.answers())).toMatch(/follows its email.*What is your work email\?/);
  thread.hears(ADA.email);
  expect((await thread.answers()).actions).toContainEqual(ASKED);
});

describe("somebody who has fallen silent", () => {
  const wish = (nth: number) => ({
    wanted_by: "bouncer",
    wanted_at: "2026-11-28T12:00:00Z",
    draft: null,
    about: { re_engagement: nth, last: nth === 2 },
  });

  test.each([
    ["is asked for what is missing", { ...ADA, title: null }, null, 1, /What is your role/],
    ["is told where to mail to", ADA, OPEN, 1, /\{\{verification_address\}\}/],
    ["is given an address anew", ADA, null, 2, /\{\{verification_address\}\}.*not ask again/],
  ])("%s", async (_, known, door, nth, words) => {
    const thread = atTheDoor(known);
    thread.door = door ?? { ...OPEN, confirm_until: null };
    thread.outreach = wish(nth);
    expect(replyIn(await thread.answers())).toMatch(words);
  });
});

describe("the Concierge", () => {
  test.each([
    ["joined", /Welcome to Yachtparty, Ada/],
    ["email_confirmed", /new work email is confirmed/],
    ["number_moved", /Welcome back, Ada/],
  ] as const)("tells of what an email has made true: %s", async (welcome, words) => {
    const thread = new Thread(concierge, { ...ADA, verified: true });
    thread.said("That is all I need.");
    thread.door = { email_verified: true, confirm_until: null, welcome };
    const outcome = await thread.answers();
    expect(outcome.actions.map(({ type }) => type)).toEqual(["reply"]);
    expect(replyIn(outcome)).toMatch(words);
  });

  test("has a member confirm a new email", async () => {
    const thread = new Thread(concierge, { ...ADA, verified: true });
    thread.hears("My email is ada@difference.example now");
    const outcome = await thread.answers();
    expect(outcome.actions.map(({ type }) => type)).toEqual([
      "update_profile",
      "request_email_verification",
      "reply",
    ]);
    expect(replyIn(outcome)).toContain("{{verification_address}}");
  });

  test("expects a new number when a member says so", async () => {
    const thread = new Thread(concierge, { ...ADA, verified: true });
    thread.hears("I am getting a new number next week");
    const outcome = await thread.answers();
    expect(outcome.actions[0]).toEqual({ type: "expect_new_number", input: {} });
  });
});

test("what is said without the model is true at any time", () => {
  const said = (thread: Thread) => thread.agent.plainReply(thread.turn().context);
  const newcomer = atTheDoor();
  expect(said(newcomer)).not.toContain("{{");
  newcomer.door = OPEN;
  expect(said(newcomer)).toContain("{{verification_address}}");
  const member = new Thread(concierge, ADA);
  for (const welcome of ["joined", "email_confirmed", "number_moved"] as const) {
    member.door = { email_verified: true, confirm_until: null, welcome };
    expect(said(member)).toMatch(/confirmed/);
  }
});
