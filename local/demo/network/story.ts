import { fullName, type Part, personOf } from "./cast.ts";
import type { Stage } from "./stage.ts";
import { aWeekGoesBy, noon } from "./time.ts";

/** Members before anything happens; the fifth comes when there is something for them. */
const FIRST: Part[] = ["asker", "expert", "other", "provider"];

const LIST = `First name,Last name,Email,Company,Title
Noah,Lamech,noah@skerry-ferries.example,Skerry Ferries,Captain
Shem,,no address,,
`;

export const STEPS = [
  "Four people are let in",
  "One offers a CRM, buys credits and brings a list; two say what they know about",
  "A newcomer, whom a member sent, is offered an introduction and says no",
  "A member asks for a CRM: research runs, and two experts are asked",
  "One answers and is rewarded; the other speaks of something else and is asked once more",
  "The days of the question are over: the member is told what was found",
  "Who has answered would introduce the member to who offers it, and both agree",
  "The introduction is made by one email, and the bounty is paid",
  "Everybody asks how things stand",
] as const;
export type Step = (typeof STEPS)[number];

const SCENES: Record<Step, (stage: Stage) => Promise<unknown>> = {
  "Four people are let in": (stage) => Promise.all(FIRST.map((part) => join(stage, part, "Hi!"))),

  "One offers a CRM, buys credits and brings a list; two say what they know about": (stage) =>
    Promise.all([
      offer(stage),
      stage.text("expert", "I know a lot about CRM and harbours"),
      stage.text("other", "Ask me about CRM and engines"),
    ]),

  "A newcomer, whom a member sent, is offered an introduction and says no": async (stage) => {
    await join(stage, "newcomer", `Hi, ${fullName(personOf("expert"))} sent me`);
    await stage.rest();
    await stage.text("newcomer", "No thanks");
  },

  "A member asks for a CRM: research runs, and two experts are asked": (stage) =>
    stage.text("asker", "Find me a CRM for our marina"),

  "One answers and is rewarded; the other speaks of something else and is asked once more": async (
    stage,
  ) => {
    await Promise.all([
      stage.text("expert", "Take one that thinks in berths, not in sales. Try it for a season"),
      stage.text("other", "Lovely weather today"),
    ]);
    await stage.rest();
    await stage.text("other", "I would rather not answer");
  },

  "The days of the question are over: the member is told what was found": (stage) =>
    stage.database((sql) => aWeekGoesBy(sql, [personOf("asker").phone])),

  "Who has answered would introduce the member to who offers it, and both agree": async (stage) => {
    await stage.text("expert", "Anything new for me?");
    await stage.text("expert", "Anything else for me?");
    await stage.text("expert", "Yes, gladly");
    await stage.rest();
    await Promise.all([stage.text("provider", "Yes please"), stage.text("asker", "Yes")]);
  },

  "The introduction is made by one email, and the bounty is paid": (stage) => {
    const [to, copied] = [personOf("provider").email, personOf("asker").email];
    return stage.mail("expert", to, [copied, introAddress(stage)]);
  },

  "Everybody asks how things stand": (stage) =>
    Promise.all([
      stage.text("asker", "What is open?"),
      stage.text("expert", "My credit history?"),
      stage.text("other", "How many credits do I have?"),
      stage.text("provider", "How are my prospects?"),
      stage.text("newcomer", "Anything new for me?"),
    ]),
};

/** Plays the story, a step after the other, with all at rest between two. */
export async function playStory(stage: Stage): Promise<void> {
  for (const step of STEPS) {
    stage.begins(step);
    await SCENES[step](stage);
    await stage.rest();
  }
}

/** Somebody becomes a member, by text and by an email from where they work. */
async function join(stage: Stage, part: Part, first: string): Promise<void> {
  const person = personOf(part);
  await stage.text(part, first);
  await stage.text(
    part,
    `${fullName(person)}, ${person.title}, ${person.company}, ${person.email}`,
  );
  await stage.confirm(part);
  await stage.database((sql) => noon(sql, [person.phone]));
}

async function offer(stage: Stage): Promise<void> {
  await stage.text("provider", "We sell a CRM for marinas to companies");
  await stage.text(
    "provider",
    "Our company is Bowline. We make a CRM that knows every berth. Categories: CRM, marina software. We would like to meet marina managers.",
  );
  await stage.text("provider", "I want to buy credits");
  await stage.text("provider", "The small one, please");
  await stage.pay("provider");
  await stage.text("provider", "How do I upload my list of prospects?");
  await stage.upload("provider", LIST);
}

/** Where who makes the introduction was told to copy it. */
function introAddress({ lines }: Stage): string {
  const address = lines
    .filter(({ part, from }) => part === "expert" && from === "us")
    .flatMap(({ words }) => words.match(/\bintro\+\w+@[a-z0-9.-]*[a-z0-9]/g) ?? [])
    .at(-1);
  if (address === undefined) throw new Error("nobody was told where to copy the introduction");
  return address;
}
