import { afterAll, beforeAll, expect, test } from "vitest";
import {
  balancesOf,
  checksOf,
  ENDS,
  endsOf,
  LEDGER,
  ledgerOf,
  sorted,
  textsOf,
} from "../../../local/demo/network/books.ts";
import { personOf } from "../../../local/demo/network/cast.ts";
import { Stage } from "../../../local/demo/network/stage.ts";
import { playStory, type Step } from "../../../local/demo/network/story.ts";
import { startStack } from "../../../local/stack.ts";
import type { StackValues } from "../../../local/stack-values.ts";
import { databaseAt } from "../../chaos/database.ts";
import { diceFrom } from "../../chaos/dice.ts";
import { type Disturbed, disturber } from "../../chaos/disturb.ts";
import type { CarrierFault, EngineAct } from "../../chaos/plan.ts";
import { carrierStruck } from "../../chaos/stand-ins.ts";
import { shorten, troubled } from "../../chaos/troubled.ts";
import { sql, stack, tenant } from "../vocabulary.ts";
import texts from "./the-whole-story.texts.json" with { type: "json" };

const STORY_MS_MAX = 400_000;
const SEED = 7;
/** Of an isolate, which is retired at half of it: about once in the story. */
const WALL_CLOCK_SECONDS = 60;

/** A ring that is lost costs seconds, and the story has some hundred: fewer than in a chaos run. */
const RINGS = { lose: 5, duplicate: 15 };

/** What goes wrong while a step is played. Nothing of it may change what a model says. */
const TROUBLE: Partial<Record<Step, Array<CarrierFault | EngineAct | "overloaded">>> = {
  "Four people are let in": ["webhooksDoubled", "callbacksLate"],
  "One offers a CRM, buys credits and brings a list; two say what they know about": [
    ...(["http429", "callbacksDoubled", "overloaded"] as const),
  ],
  "A member asks for a CRM: research runs, and two experts are asked": [
    ...(["webhooksDoubled", "restartImmediate"] as const),
  ],
  "One answers and is rewarded; the other speaks of something else and is asked once more": [
    ...(["http500Accepted", "callbacksReversed", "overloaded"] as const),
  ],
  "Who has answered would introduce the member to who offers it, and both agree": [
    ...(["killAgent", "webhooksDoubled"] as const),
  ],
  "The introduction is made by one email, and the bounty is paid": ["restartFast"],
  "Everybody asks how things stand": ["killWebhook", "callbacksLate"],
};

const DEBOUNCE = { reply_debounce_ms: 200, reply_debounce_max_ms: 1_000 };

beforeAll(async () => {
  await sql`update public.tenants set settings = settings || ${sql.json(DEBOUNCE)}
    where id = ${tenant}`;
});

afterAll(async () => {
  await sql`update public.tenants set settings = settings - ${Object.keys(DEBOUNCE)}::text[]
    where id = ${tenant}`;
});

const worldOf = (values: StackValues) => ({
  carrierUrl: values.CARRIER_URL,
  functionsUrl: values.FUNCTIONS_URL,
  stripeUrl: values.STRIPE_URL,
  number: values.TWILIO_PHONE_NUMBER,
});

test(
  "a CRM is asked for, researched, recommended, introduced and paid for, and everyone is told",
  async () => {
    const stage = new Stage({ ...worldOf(stack), database: (act) => act(sql) });
    await playStory(stage);
    expect(await ledgerOf(sql)).toEqual(LEDGER);
    expect(await balancesOf(sql)).toEqual([
      { part: "asker", cached: 0, summed: 0 },
      { part: "expert", cached: 80, summed: 80 },
      { part: "other", cached: 0, summed: 0 },
      { part: "provider", cached: 50, summed: 50 },
      { part: "newcomer", cached: 0, summed: 0 },
    ]);
    expect(await endsOf(sql)).toEqual(ENDS);
    expect(textsOf(stage.lines)).toEqual(texts);
    expect((await checksOf(stage, stack.CARRIER_URL)).filter((check) => !check.holds)).toEqual([]);
    expect(await researchOf(personOf("asker").phone)).toEqual({
      provider: "offline",
      steps: ["research", "match_innovators", "ask_community", "wait", "evaluate", "recommend"],
      matched: 1,
    });
  },
  STORY_MS_MAX,
);

async function researchOf(phone: string) {
  const [row] = await sql`select w.perplexity_results ->> 'provider' as provider,
      array(select l ->> 'step' from jsonb_array_elements(w.conversation_log) l) as steps,
      (select count(*)::integer from public.events e
        where e.event_type = 'solution.innovator_matched'
          and e.payload ->> 'workflow_id' = w.id::text) as matched
    from public.solution_workflows w join public.users u on u.id = w.user_id
    where u.phone_number = ${phone}`;
  return row;
}

test(
  "with everything going wrong the ledger and the texts come out the same",
  async () => {
    const own = await startStack({ ...troubled(WALL_CLOCK_SECONDS), pgNet: RINGS });
    try {
      const database = databaseAt(own.adminUrl);
      await database.once((admin) => shorten(admin, SEED));
      const disturb = disturber(own, database, diceFrom(SEED), WALL_CLOCK_SECONDS);
      const stage = new Stage({
        ...worldOf(own.values),
        database: database.patiently,
        begins: (step) => {
          for (const fault of TROUBLE[step] ?? []) disturb.begin(disturbance(fault));
        },
      });
      await playStory(stage);
      const disturbed = await disturb.over();
      // The last may have struck after the last answer.
      await stage.rest();
      expect(sorted(await database.patiently(ledgerOf))).toEqual(sorted(LEDGER));
      expect(await database.patiently(endsOf)).toEqual(ENDS);
      expect(inAnyOrder(textsOf(stage.lines))).toEqual(inAnyOrder(texts));
      const checks = await checksOf(stage, own.values.CARRIER_URL);
      expect(checks.filter((check) => !check.holds)).toEqual([]);
      await expectTrouble(disturbed, own.values.CARRIER_URL);
    } finally {
      await own.stop();
    }
  },
  STORY_MS_MAX,
);

function disturbance(fault: CarrierFault | EngineAct | "overloaded") {
  if (fault === "overloaded") return { after: 0, on: "model", fault, times: 1 } as const;
  return isAct(fault)
    ? ({ after: 0, on: "engine", act: fault } as const)
    : ({ after: 0, on: "carrier", fault } as const);
}

function isAct(fault: CarrierFault | EngineAct): fault is EngineAct {
  return /^(?:kill|restart)/.test(fault);
}

const inAnyOrder = (told: Record<string, string[]>) =>
  Object.fromEntries(Object.entries(told).map(([part, words]) => [part, words.toSorted()]));

/** A fault that never struck has proved nothing. */
async function expectTrouble({ done }: Disturbed, carrierUrl: string): Promise<void> {
  expect(done).toMatchObject({ restartFast: 1, restartImmediate: 1 });
  expect(done.killAgent).toBeGreaterThan(0);
  const struck = await carrierStruck(carrierUrl);
  for (const fault of ["http429", "http500Accepted", "webhooksDoubled"] as const) {
    expect(struck[fault], fault).toBeGreaterThan(0);
  }
}
