import "./node-version.ts";
import process from "node:process";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { playAssistant } from "../demo/assistant/play.ts";
import type { Check } from "../demo/checks.ts";
import { playCoach } from "../demo/coach/play.ts";
import { checksOf } from "../demo/network/books.ts";
import { clock, storyReport } from "../demo/network/report.ts";
import { Stage } from "../demo/network/stage.ts";
import { playStory } from "../demo/network/story.ts";
import { play, type Scene } from "../demo/play.ts";
import { checkLines, report } from "../demo/report.ts";
import { readSettings } from "../settings.ts";
import { startStack } from "../stack.ts";
import { StackFault } from "../stack-fault.ts";
import type { StackValues } from "../stack-values.ts";
import { runCommand } from "./run-command.ts";
import { runningStack } from "./running-stack.ts";

/** Grace Hopper of supabase/seed.sql, who is verified. */
const MEMBER = "+14155550111";

const USAGE = "Usage: npm run demo [-- [assistant | coach] [--here] | network]";

type Story = (values: StackValues, newcomer: string) => Promise<boolean>;

/** What is played when no story is named, and the stories that have a name. */
const CONVERSATION: Story = playOn;
const STORIES = new Map<string, Story>([
  ["network", playNetwork],
  ["assistant", playAssistantOn],
  ["coach", playCoachOn],
]);

/**
 * `npm run demo`: plays a conversation on a throw-away stack, or with `--here` on the one that runs,
 * and leaves its data there. `npm run demo -- assistant` and `-- coach` tell the stories of those tenants.
 * `npm run demo -- network` plays the story of five members, in which days go by: on a throw-away
 * stack alone, whose clock it may move. Exit 1 when a check fails.
 */
async function demo(): Promise<boolean> {
  const { tell, here } = readArguments();
  if (here) return await tell(runningStack(), someNumber());
  say("Starting a throw-away stack…");
  const { services, functionsEnv } = readSettings(process.env);
  const stack = await startStack({
    // Thrown away afterwards, so never the user's own database; the model may be theirs.
    services: { databaseUrl: undefined, model: services.model },
    functionsEnv,
    functionsWarm: true,
  });
  try {
    return await tell(stack.values, "+14155550123");
  } finally {
    await stack.stop();
  }
}

function readArguments(): { tell: Story; here: boolean } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { here: { type: "boolean", default: false } },
    });
    const [name, ...more] = positionals;
    const tell = name === undefined ? CONVERSATION : STORIES.get(name);
    const movesTheClock = tell === playNetwork;
    if (tell === undefined || more.length > 0 || (movesTheClock && values.here)) {
      throw new StackFault(USAGE);
    }
    return { tell, here: values.here };
  } catch (cause) {
    throw cause instanceof StackFault ? cause : new StackFault(USAGE, { cause });
  }
}

async function playNetwork(values: StackValues): Promise<boolean> {
  const sql = postgres(values.DB_URL, { max: 2, onnotice: () => {} });
  const begun = performance.now();
  const stage = new Stage({
    carrierUrl: values.CARRIER_URL,
    functionsUrl: values.FUNCTIONS_URL,
    stripeUrl: values.STRIPE_URL,
    number: values.TWILIO_PHONE_NUMBER,
    database: (act) => act(sql),
    begins: (step) => say(`${clock(performance.now() - begun)}   ${step}`),
  });
  say(`Five people text ${values.TWILIO_PHONE_NUMBER}.\n`);
  try {
    await playStory(stage);
    for (const line of await storyReport(stage)) say(line);
    return told(await checksOf(stage, values.CARRIER_URL));
  } finally {
    await sql.end();
  }
}

async function playOn(values: StackValues, newcomer: string): Promise<boolean> {
  const scene: Scene = {
    databaseUrl: values.DB_URL,
    carrierUrl: values.CARRIER_URL,
    functionsUrl: values.FUNCTIONS_URL,
    number: values.TWILIO_PHONE_NUMBER,
    newcomer,
    member: MEMBER,
    say,
  };
  say(`Two people text ${values.TWILIO_PHONE_NUMBER}: a newcomer and a member.\n`);
  const played = await play(scene);
  say("");
  for (const line of report(played)) say(line);
  return played.checks.every((check) => check.holds);
}

async function playAssistantOn(values: StackValues): Promise<boolean> {
  return told(await playAssistant(values, say));
}

async function playCoachOn(values: StackValues, newcomer: string): Promise<boolean> {
  return told(
    await playCoach({
      databaseUrl: values.DB_URL,
      carrierUrl: values.CARRIER_URL,
      newcomer,
      say,
    }),
  );
}

function told(checks: Check[]): boolean {
  say("");
  for (const line of checkLines(checks)) say(line);
  return checks.every((check) => check.holds);
}

/** Somebody new each time, since a stack that runs remembers. 555-0100 to 0199 are fictitious. */
function someNumber(): string {
  const area = 201 + Math.floor(Math.random() * 700);
  const line = 120 + Math.floor(Math.random() * 80);
  return `+1${area}5550${line}`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

await runCommand("demo", async () => ((await demo()) ? 0 : 1));
