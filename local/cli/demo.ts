import "./node-version.ts";
import process from "node:process";
import { parseArgs } from "node:util";
import { playCoach } from "../demo/coach/play.ts";
import { play, type Scene } from "../demo/play.ts";
import { report } from "../demo/report.ts";
import { readSettings } from "../settings.ts";
import { startStack } from "../stack.ts";
import type { StackValues } from "../stack-values.ts";
import { runCommand } from "./run-command.ts";
import { runningStack } from "./running-stack.ts";

/** Grace Hopper of supabase/seed.sql, who is verified. */
const MEMBER = "+14155550111";

/**
 * `npm run demo [coach]`: plays a conversation on a throw-away stack, or with `--here` on the one that runs,
 * and leaves its data there. Exit 1 when a check fails.
 */
async function demo(): Promise<boolean> {
  const { values: options, positionals } = parseArgs({
    options: { here: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const [story] = positionals;
  const playStory = story === "coach" ? playCoachOn : playOn;
  if (options.here) return await playStory(runningStack(), someNumber());
  say("Starting a throw-away stack…");
  const { services, functionsEnv } = readSettings(process.env);
  const stack = await startStack({
    // Thrown away afterwards, so never the user's own database; the model may be theirs.
    services: { databaseUrl: undefined, model: services.model },
    functionsEnv,
    functionsWarm: true,
  });
  try {
    return await playStory(stack.values, "+14155550123");
  } finally {
    await stack.stop();
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

async function playCoachOn(values: StackValues, newcomer: string): Promise<boolean> {
  const checks = await playCoach({
    databaseUrl: values.DB_URL,
    carrierUrl: values.CARRIER_URL,
    newcomer,
    say,
  });
  say("");
  for (const { holds, claim, figure } of checks) say(`${holds ? "✓" : "✗"} ${claim}: ${figure}`);
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
