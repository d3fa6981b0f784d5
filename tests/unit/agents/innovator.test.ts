import { describe, expect, test } from "vitest";
import { parseAction } from "../../../supabase/functions/_shared/actions.ts";
import { turnData } from "../../../supabase/functions/_shared/agent/data.ts";
import { concierge } from "../../../supabase/functions/concierge/tools.ts";
import { innovator } from "../../../supabase/functions/innovator/tools.ts";
import { onTheOfflineModel } from "./on-the-offline-model.ts";
import { replyIn, Thread } from "./thread.ts";

onTheOfflineModel();

function provider(): Thread {
  const one = new Thread(innovator, { first_name: "Nora", verified: true, innovator: true });
  one.hears("hi");
  one.said("Hello, Nora! What can I do for you?");
  for (const message of one.messages) message.fresh = false;
  return one;
}

async function ask(text: string, one = provider()) {
  one.hears(text);
  const { actions, ...outcome } = await one.answers();
  return { first: actions[0], reply: replyIn({ actions, ...outcome }) };
}

describe("the Innovator on its offline model does what it is asked", () => {
  test.for<[string, string, Record<string, unknown>]>([
    ["we sell dry boats", "describe_solution", { solution_description: "dry boats" }],
    ["categories: boats, hulls", "describe_solution", { categories: ["boats", "hulls"] }],
    ["no more introductions please", "describe_solution", { active: false }],
    ["the small one", "buy_credits", { package: "small" }],
    ["find me a CRM", "request_research", { need: "a CRM" }],
  ])("%s: %s", async ([text, type, input]) => {
    expect((await ask(text)).first).toEqual({ type, input });
  });

  test("a payment link stands in its reply as a placeholder", async () => {
    expect((await ask("small")).reply).toContain("{{checkout_url}}");
  });

  test("what costs what is told from what is on sale", async () => {
    expect((await ask("I would like to buy credits")).reply).toContain(
      "medium: 500 for 450.00 USD",
    );
  });

  test("a list is brought by a link once there is a profile", async () => {
    expect((await ask("how do I upload my prospects?")).reply).toContain("what you offer");
    const one = provider();
    one.provider = { ...one.provider, profile: { company_name: "Dry Boats" } };
    expect((await ask("how do I upload my prospects?", one)).reply).toContain("{{upload_url}}");
  });

  test("progress is told in numbers", async () => {
    const one = provider();
    one.reads = { prospects: { prospects: { pending: 3 }, introductions: { open: 1 } } };
    const { reply } = await ask("how are my prospects?", one);
    expect(reply).toContain("Prospects: 3 pending. Introductions: 1 open.");
  });
});

test.for([
  ["I sell catering software to marinas", "become_innovator"],
  ["We offer a CRM for small yards", "become_innovator"],
  ["I offer to help you", undefined],
] as const)("the Concierge hears who offers something: %s", async ([text, type]) => {
  const { first } = await ask(text, new Thread(concierge, { first_name: "Nora", verified: true }));
  expect(first?.type).toBe(type ?? "reply");
});

test.for(["upload my list", "I want to buy 300 credits"])(
  "who offers nothing is told for whom that is: %s",
  async (text) => {
    const one = new Thread(concierge, { first_name: "Nora", verified: true });
    expect((await ask(text, one)).reply).toContain("members who offer a solution");
  },
);

test("what it offers is told to nobody else's agent", () => {
  const one = provider();
  expect(turnData(one.turn().context)).toContain('"provider"');
  const other = new Thread(concierge, { verified: true });
  other.hears("hi");
  expect(turnData(other.turn().context)).not.toContain('"provider"');
});

test("no more strict tools and optional fields than the API takes", () => {
  const optional = innovator.tools.map(({ input_schema: { properties, required } }) => {
    return Object.keys(properties ?? {}).length - (required ?? []).length;
  });
  expect(innovator.tools.filter(({ strict }) => strict).length).toBeLessThanOrEqual(20);
  expect(optional.reduce((sum, fields) => sum + fields, 0)).toBeLessThanOrEqual(24);
});

test.for([
  [{}, "at least one"],
  [{ video_url: "http://a.example/v" }, "https"],
  [{ video_url: "https://nowhere" }, "https"],
  [{ categories: [] }, "categories"],
  [{ bounty: 1 }, "do not exist"],
] as const)("a profile of %j is refused", ([input, why]) => {
  const parsed = parseAction("describe_solution", input);
  expect(parsed).toMatchObject({ ok: false, reason: expect.stringContaining(why) });
});
