import process from "node:process";
import { RECENT_TEXTS_MAX } from "../../../supabase/functions/_shared/safety/screen/reading.ts";
import {
  screenCounted,
  screenText,
} from "../../../supabase/functions/_shared/safety/screen/screen.ts";
import { isSignedByTwilio } from "../../../supabase/functions/_shared/twilio/verify.ts";
import consentCases from "../../cases/consent.json" with { type: "json" };
import crisisCases from "../../cases/crisis.json" with { type: "json" };
import { HOSTILE_PIECES, hostileText } from "../../hostile-texts.ts";
import type { BenchOptions, Section } from "../bench.ts";
import { median } from "../percentile.ts";
import { count, milliseconds, times } from "../text.ts";

const FULL = { rounds: 9, warmUp: 3 };
const SMALL = { rounds: 2, warmUp: 1 };
const A_MESSAGE_MS_MAX = 0.2;
const [SHORT, LONG] = [2_000, 20_000] as const;
/** Of the same at ten times the length: what the clock adds to ten is the machine's. */
const LONGER_MAX = 11;

const WEBHOOK = "https://yachtparty.example/functions/v1/twilio-webhook";

/** The crisis screen, which every door runs before it stores a text. */
export function benchScreen({
  iterations,
  small,
}: Pick<BenchOptions, "iterations" | "small">): Pick<Section, "tables" | "goals"> {
  const { rounds, warmUp } = small ? SMALL : FULL;
  const texts = [
    ...crisisCases.flatMap(({ turns }) => turns),
    ...consentCases.map(({ body }) => body),
  ];
  const perMessage = (screen: (text: string, at: number) => unknown) => {
    const each = Array.from({ length: warmUp + rounds * iterations }, () =>
      millisecondsOf(() => {
        for (const [at, text] of texts.entries()) screen(text, at);
      }),
    );
    return median(each.slice(warmUp)) / texts.length;
  };
  const ours = perMessage((text) => screenText({ text }));
  const inTalk = perMessage((text, at) =>
    screenText({
      text,
      recent: texts
        .slice(Math.max(0, at - RECENT_TEXTS_MAX), at)
        .map((earlier) => ({ text: earlier, minutesAgo: 1 })),
    }),
  );
  const verified = perMessage((Body) =>
    isSignedByTwilio({
      authToken: "0".repeat(32),
      configuredUrl: WEBHOOK,
      requestUrl: WEBHOOK,
      signature: "0".repeat(28),
      content: { parameters: { Body, From: "+14155550100", To: "+14155550101" } },
    }),
  );
  const characters = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;

  const hostile = HOSTILE_PIECES.map((piece) => {
    const [short, long] = [hostileText(piece, SHORT), hostileText(piece, LONG)];
    const msOf = (text: string) =>
      median(Array.from({ length: rounds }, () => millisecondsOf(() => screenText({ text }))));
    const stepsOf = (text: string) => Math.max(100, screenCounted({ text }).steps);
    return { ms: [msOf(short), msOf(long)] as const, steps: stepsOf(long) / stepsOf(short) };
  });
  const steepest = Math.max(...hostile.map(({ steps }) => steps));
  const [shortMs, longMs] = hostile.reduce((worst, one) =>
    one.ms[1] > worst.ms[1] ? one : worst,
  ).ms;
  return {
    tables: [
      {
        title: "The crisis screen, all texts of its cases again and again",
        columns: ["", "texts", "characters, on average", "a message", "ratio"],
        rows: [
          [
            "its signature looked at",
            count(texts.length),
            count(characters),
            milliseconds(verified),
            times(1),
          ],
          [
            "the crisis screen",
            count(texts.length),
            count(characters),
            milliseconds(ours),
            times(ours / verified),
          ],
          [
            "the same after six texts of the last two hours",
            count(texts.length),
            count(characters),
            milliseconds(inTalk),
            times(inTalk / verified),
          ],
        ],
      },
      {
        title: "The crisis screen on hostile text, of all kinds the slowest",
        columns: ["", "a message", "ratio", "steps, the worst"],
        rows: [
          [`${count(SHORT)} characters`, milliseconds(shortMs), times(1), times(1)],
          [
            `${count(LONG)} characters`,
            milliseconds(longMs),
            times(longMs / shortMs),
            times(steepest),
          ],
        ],
      },
    ],
    goals: [
      {
        what: `the crisis screen ≤ ${A_MESSAGE_MS_MAX} ms a message`,
        measured: milliseconds(ours),
        met: ours <= A_MESSAGE_MS_MAX,
      },
      {
        what: `the crisis screen after six texts of the last two hours ≤ ${A_MESSAGE_MS_MAX} ms`,
        measured: milliseconds(inTalk),
        met: inTalk <= A_MESSAGE_MS_MAX,
      },
      {
        what: `ten times the hostile text ≤ ${LONGER_MAX} times the steps`,
        measured: times(steepest),
        met: steepest <= LONGER_MAX,
      },
    ],
  };
}

/** Of processor time: what else the machine does meanwhile is not ours. */
function millisecondsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
