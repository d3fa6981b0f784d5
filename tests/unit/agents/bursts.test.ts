import { expect, test } from "vitest";
import type { ReplyContext } from "../../../supabase/functions/_shared/worker/turn.ts";
import { concierge } from "../../../supabase/functions/concierge/tools.ts";
import { onTheOfflineModel } from "./on-the-offline-model.ts";
import { replyIn, Thread } from "./thread.ts";

onTheOfflineModel();

function member(open: ReplyContext["open"] = []): Thread {
  const one = new Thread(concierge, { first_name: "Ada", verified: true });
  one.hears("hi");
  one.said("Hello, Ada! What can I do for you?");
  for (const message of one.messages) message.fresh = false;
  one.open = open;
  one.reads.open_items = open;
  return one;
}

async function burst(one: Thread, ...texts: string[]) {
  one.hears(...texts);
  const outcome = await one.answers();
  return { actions: outcome.actions, reply: replyIn(outcome) };
}

const CRM = { handle: "w1", about: "a CRM", state: "in work" };

test("a need and a question in one burst: both are heeded", async () => {
  const { actions, reply } = await burst(
    member([CRM]),
    "Can you research electric outboard motors for me?",
    "what research is open?",
  );
  expect(actions[0]).toEqual({
    type: "request_research",
    input: { need: "electric outboard motors" },
  });
  expect(reply).toMatch(/on record: "electric outboard motors".*Open: a CRM \(in work\)\./);
});

test("what comes after a question is done, too", async () => {
  const { actions, reply } = await burst(member([CRM]), "what is open", "cancel the research");
  expect(actions[0]).toEqual({ type: "close_item", input: { handle: "w1" } });
  expect(reply).toMatch(/^Open: a CRM.*Done: a CRM is closed\.$/);
});

test("an answer in two texts is one answer", async () => {
  const one = member([{ handle: "q1", about: "How is it kept dry?", state: "waits" }]);
  one.said("A member asks: How is it kept dry?");
  const { actions } = await burst(one, "By bailing", "and caulking");
  expect(actions.filter(({ type }) => type === "record_answer")).toMatchObject([
    { input: { handle: "q1", summary: "They say: By bailing\nand caulking" } },
  ]);
});

test("a wish about our texts does not swallow the rest", async () => {
  const { actions, reply } = await burst(member(), "pause my texts", "find me a caterer, please");
  expect(actions.slice(0, 2).map(({ type }) => type)).toEqual(["pause_texts", "request_research"]);
  expect(reply).toMatch(/no texts until.*on record: "a caterer"/);
});

test("a line that is not understood is passed over beside one that is", async () => {
  const { reply } = await burst(member(), "are you human?", "zebra crossing");
  expect(reply).toBe("I am an AI: Yachtparty's assistant, on its offline model.");
});
