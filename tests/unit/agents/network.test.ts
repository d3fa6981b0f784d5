import { describe, expect, test } from "vitest";
import { turnData } from "../../../supabase/functions/_shared/agent/data.ts";
import type { ReplyContext } from "../../../supabase/functions/_shared/worker/turn.ts";
import { bouncer } from "../../../supabase/functions/bouncer/tools.ts";
import { concierge } from "../../../supabase/functions/concierge/tools.ts";
import { onTheOfflineModel } from "./on-the-offline-model.ts";
import { replyIn, Thread } from "./thread.ts";

onTheOfflineModel();

const QUESTION = {
  handle: "q1",
  about: "How is a boat kept dry?",
  state: "waits for their answer",
};
const INTRO = {
  handle: "i1",
  about: "an introduction of Noah to Dry Boats",
  state: "waits for their yes or no",
};
const OPEN = [
  { handle: "w1", about: "a CRM", state: "waits to be begun" },
  { handle: "w2", about: "a caterer", state: "in work" },
  { handle: "a1", about: "Who paints hulls?", state: "experts were asked" },
  QUESTION,
];

function member(open: ReplyContext["open"] = []): Thread {
  const one = new Thread(concierge, { first_name: "Ada", verified: true });
  one.hears("hi");
  one.said("Hello, Ada! What can I do for you?");
  for (const message of one.messages) message.fresh = false;
  one.open = open;
  return one;
}

async function ask(text: string, one = member()) {
  one.hears(text);
  const { actions, ...outcome } = await one.answers();
  return { actions, first: actions[0], reply: replyIn({ actions, ...outcome }), one };
}

describe("the Concierge on its offline model does what it is asked", () => {
  test.for<[string, string, Record<string, unknown>, RegExp]>([
    ["find me a CRM", "request_research", { need: "a CRM" }, /on record: "a CRM"/],
    ["I am looking for a caterer", "request_research", { need: "a caterer" }, /on record/],
    [
      "ask the community who paints hulls",
      "ask_community",
      { question: "who paints hulls" },
      /to the members is on record/,
    ],
    ["cancel the CRM research", "close_item", { handle: "w1" }, /a CRM is closed/],
    ["stop looking for a caterer", "close_item", { handle: "w2" }, /a caterer is closed/],
    [
      "take back my question",
      "close_item",
      { handle: "a1" },
      /^Done: "Who paints hulls\?" is closed\.$/,
    ],
    ["I'd rather not answer", "close_item", { handle: "q1" }, /not asked about it/],
    [
      "no texts after 9pm",
      "set_texting",
      { quiet_hours: { from: "21:00", until: "08:00" } },
      /from 21:00 until 08:00/,
    ],
    [
      "no texts between 10:30pm and 9am",
      "set_texting",
      { quiet_hours: { from: "22:30", until: "09:00" } },
      /from 22:30 until 09:00/,
    ],
    ["no quiet hours please", "set_texting", { quiet_hours: null }, /no quiet hours/],
    ["at most 2 a day", "set_texting", { a_day: 2 }, /at most 2 texts of ours a day/],
    ["only one text an hour", "set_texting", { an_hour: 1 }, /at most 1 text of ours an hour/],
    [
      "quiet hours from 9pm to 8am",
      "set_texting",
      { quiet_hours: { from: "21:00", until: "08:00" } },
      /from 21:00 until 08:00/,
    ],
    [
      "don't text me between 9pm and 8am",
      "set_texting",
      { quiet_hours: { from: "21:00", until: "08:00" } },
      /from 21:00 until 08:00/,
    ],
    [
      "please text me at most once a day",
      "set_texting",
      { a_day: 1 },
      /at most 1 text of ours a day/,
    ],
    [
      "you can ask me about hulls, paint and rust",
      "set_expertise",
      { topics: ["hulls", "paint", "rust"] },
      /hulls, paint, rust/,
    ],
  ])("%s: %s", async ([text, type, input, reply]) => {
    const said = await ask(text, member(OPEN));
    expect(said.first).toEqual({ type, input });
    expect(said.reply).toMatch(reply);
  });

  test("an answer to the question of which we spoke is recorded, in no words of the model", async () => {
    const one = member(OPEN);
    one.said("A member asks: How is a boat kept dry?");
    const { first, reply } = await ask("By bailing, mostly", one);
    expect(first).toMatchObject({ type: "record_answer", input: { handle: "q1" } });
    expect(Object.keys(first?.input ?? {})).toEqual(["handle", "summary"]);
    expect(reply).toMatch(/in your own words/);
  });

  test.for(["thanks", "what is open?", "🎉", "hi"])("%s is no answer to it", async (text) => {
    const one = member(OPEN);
    one.said("A member asks: How is a boat kept dry?");
    expect((await ask(text, one)).first?.type).toBe("reply");
  });

  test.for<[string, string]>([
    ["Yes please", "yes"],
    ["no thanks", "no"],
  ])("%s to an introduction: %s", async ([text, answer]) => {
    const one = member([INTRO]);
    one.said("Would you introduce Noah to Dry Boats? Please answer YES or NO.");
    expect((await ask(text, one)).first).toEqual({
      type: "answer_introduction",
      input: { handle: "i1", answer },
    });
  });

  test("an hour without a word of when is no wish for quiet hours", async () => {
    expect((await ask("don't text me 24 times")).actions).toHaveLength(1);
  });

  test("yes to nothing is no answer", async () => {
    expect((await ask("yes")).actions).toHaveLength(1);
  });

  test("its credits stand where only Postgres can put them", async () => {
    expect((await ask("how many credits do I have?")).reply).toBe("You have {{balance}} credits.");
    const one = member();
    one.reads.credits = {
      balance: 5,
      movements: [{ on: "2026-11-01", credits: 5, for: "bought" }],
    };
    const { reply } = await ask("credit history?", one);
    expect(reply).toBe("You have {{balance}} credits. Lately: +5 bought.");
  });

  test.for(["what is open?", "what did they answer?", "did anyone answer?"])(
    "%s is told with what became of it",
    async (text) => {
      const one = member();
      one.reads.open_items = [
        {
          handle: "a1",
          about: "Who?",
          state: "answered, and still open",
          answers: [{ answer: "We" }, { answer: "Not us." }],
        },
      ];
      expect((await ask(text, one)).reply).toBe(
        "Open: Who? (answered, and still open): We; Not us.",
      );
    },
  );

  test.for<[string, string]>([
    ["they were not told of it yet", "you were not told of it yet"],
    ["they have answered", "you have answered"],
    ["waits for their answer", "waits for your answer"],
  ])("%s: %s, when it is said to the person", async ([state, told]) => {
    const one = member();
    one.reads.open_items = [{ handle: "q1", about: "a boat", state }];
    expect((await ask("what is open?", one)).reply).toBe(`Open: a boat (${told}).`);
  });
});

describe("an opportunity", () => {
  function tempted(): Thread {
    const one = member();
    one.priorities = [
      { handle: "p1", item: "i1", about: "an introduction of Noah to Dry Boats" },
      { handle: "p2", item: "q1", about: "How is a boat kept dry?" },
    ];
    return one;
  }

  test.for<[string, boolean]>([
    ["anything for me?", true],
    ["thanks!", false],
  ])("%s: one is told, with its question", async ([text, asked]) => {
    const { actions, reply } = await ask(text, tempted());
    expect(actions[0]).toEqual({ type: "present_opportunity", input: { handle: "p1", asked } });
    expect(actions).toHaveLength(2);
    expect(reply).toMatch(/Noah to Dry Boats\. Would you make it\? Please answer YES or NO\./);
  });

  test.for(["who is Tim Harbour?", "yes", "no introductions please"])(
    "%s, about an introduction that was not told yet: it is told, and asks",
    async (text) => {
      const about = "an introduction to Tim Harbour of Dry Boats";
      const one = member([{ handle: "i1", about, state: "they were not told of it yet" }]);
      one.priorities = [{ handle: "p1", item: "i1", about }];
      one.said(`Open: ${about} (you were not told of it yet).`);
      const { actions, reply } = await ask(text, one);
      expect(actions[0]).toEqual({
        type: "present_opportunity",
        input: { handle: "p1", asked: true },
      });
      expect(reply).toMatch(/Tim Harbour of Dry Boats\..*Please answer YES or NO\./);
    },
  );

  test("who it is about is said again while it waits for their answer", async () => {
    expect((await ask("who is Noah?", member([INTRO]))).reply).toMatch(
      /introduction of Noah to Dry Boats \(waits for your yes or no\)\. Please answer YES or NO/,
    );
  });

  test("yes to something else tells no introduction", async () => {
    const one = tempted();
    one.said("Do you like boats?");
    expect((await ask("yes", one)).actions).toHaveLength(1);
  });

  test("a question in it ends its sentence", async () => {
    const one = member();
    one.priorities = [{ handle: "p1", item: "q1", about: "Who takes bookings?" }];
    expect((await ask("anything for me?", one)).reply).toBe(
      "There is this for you: Who takes bookings? Do you know? Just answer here.",
    );
  });

  test("none is told when Postgres says that another waits", async () => {
    const one = tempted();
    one.check = () => "another one waits for their answer";
    const { actions, reply } = await ask("thanks!", one);
    expect(actions).toHaveLength(1);
    expect(reply).toBe("You are welcome.");
  });
});

describe("what the model is told of the network", () => {
  function dataOf(one: Thread): Record<string, unknown> {
    return JSON.parse(turnData(one.turn().context).replace(/<\/?data>/g, ""));
  }

  test("priorities, open items and credits, and of a burst which text is which", () => {
    const one = member(OPEN);
    one.credits = 12;
    one.hears("Bail it", `And ${"caulk ".repeat(20)}`);
    expect(dataOf(one)).toMatchObject({
      credits: 12,
      open: OPEN,
      priorities: [],
      texts: [
        { handle: "t1", begins: "Bail it" },
        { handle: "t2", begins: `And ${"caulk ".repeat(6)}` },
      ],
    });
  });

  test("of one text alone there is nothing to tell apart", () => {
    const one = member();
    one.hears("Bail it");
    expect(dataOf(one)).toMatchObject({ texts: [] });
  });

  test("at the door nothing", () => {
    const one = new Thread(bouncer);
    one.hears("hi");
    expect(Object.keys(dataOf(one))).not.toContain("open");
  });

  test("no more strict tools and optional fields than the API takes", () => {
    const optional = concierge.tools.map(({ input_schema: { properties, required } }) => {
      return Object.keys(properties ?? {}).length - (required ?? []).length;
    });
    expect(concierge.tools.filter(({ strict }) => strict).length).toBeLessThanOrEqual(20);
    expect(optional.reduce((sum, fields) => sum + fields, 0)).toBeLessThanOrEqual(24);
  });
});
