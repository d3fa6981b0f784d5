import type { Bench, Goal, Table } from "../bench.ts";
import { type Comparison, relate } from "../compare.ts";
import type { Plans } from "../plan.ts";
import { withServer } from "../server.ts";
import { count, perSecond, times } from "../text.ts";
import { openWaiting, type Size, TEXTS_EACH, type Waiting } from "./database.ts";

const FULL = { people: 10_000, batch: 1_000, history: 1_000_000 };
const SMALL = { people: 40, batch: 20, history: 200 };
/** Of the rows that a plain update changes in the same time. */
const GOAL_OF_PLAIN = 0.3;
/** Of the time without a history. */
const GOAL_HISTORY = 1.2;

export const orchestrator: Bench = {
  name: "orchestrator",
  about: "deciding who is sent what, against a plain update, and as the past grows",
  run: (options, { waiting }) =>
    withServer(options, async ({ make }) => {
      const { history, ...size } = options.small ? SMALL : FULL;
      const open: Waiting[] = [];
      const load = async (name: string, behind: number) => {
        waiting(`Loading ${count(behind)} texts that are over…`);
        const one = await openWaiting(await make(name), { ...size, history: behind });
        open.push(one);
        return one;
      };
      try {
        const none = await load("bench_decide_none", 0);
        const behind = await load("bench_decide_behind", history);
        const rounds = new Map<Measure, number[]>(MEASURES.map((one) => [one, []]));
        // The first is not counted: it warms up.
        for (let round = 0; round <= options.iterations; round += 1) {
          waiting(`Round ${round} of ${options.iterations}…`);
          const measured = await playRound(none, behind, round % 2 === 1);
          if (round === 0) continue;
          for (const [one, us] of measured) rounds.get(one)?.push(us);
        }
        const against = (baseline: Measure, measured: Measure) =>
          relate(rounds.get(baseline) ?? [], rounds.get(measured) ?? []);
        const plain = against("plain", "verdicts");
        const whole = against("plain", "whole");
        const grown = against("verdicts", "grown");
        const plans = await behind.explain();
        return {
          title: "Orchestrator",
          method: methodOf(size, history),
          tables: [
            {
              title: "Texts a second",
              columns: ["what", "texts/s", "plain update", "ratio", "half of the rounds"],
              rows: [rowOf("verdicts", plain), rowOf("verdicts, and what may go let go", whole)],
            },
            {
              title: "As the past grows",
              columns: ["", "none", count(history), "ratio", "half of the rounds"],
              rows: [
                [
                  "verdicts, a text",
                  ...[grown.baseline, grown.measured].map((us) => `${us.toFixed(1)} µs`),
                  times(grown.ratio),
                  grown.spread.map(times).join(" to "),
                ],
              ],
            },
            planTable(plans),
          ],
          goals: [goalOfPlain(plain), goalOfHistory(grown, history)],
        };
      } finally {
        for (const { close } of open) await close();
      }
    }),
};

const MEASURES = ["plain", "verdicts", "grown", "whole"] as const;
type Measure = (typeof MEASURES)[number];

/** Microseconds a text of each; every other round in the other order. */
async function playRound(
  none: Waiting,
  behind: Waiting,
  reversed: boolean,
): Promise<Array<[Measure, number]>> {
  const work = {
    plain: none.updatePlainly,
    verdicts: none.decide,
    grown: behind.decide,
    whole: none.process,
  };
  const measured: Array<[Measure, number]> = [];
  for (const one of reversed ? MEASURES.toReversed() : MEASURES) {
    measured.push([one, await work[one]()]);
  }
  return measured;
}

function methodOf({ people, batch }: Omit<Size, "history">, history: number): string[] {
  return [
    `${count(people * TEXTS_EACH)} texts wait for ${count(people)} people of ten tenants in five zones, in two of which it is night: ${TEXTS_EACH} each, of all priorities, a third on a subject that another one is on too, some in sequences, some whose time is over. Deciding is giving every text its verdict: approved, held until a moment, or ended, with its reason; ${count(batch)} people a transaction, as the orchestrator does it (people_to_decide and decide). The second line is the whole of worker.process_outbound_messages, called until nothing is left: what was approved has also become a message, with its place in the send lane and its ring. The goals are of the verdicts.`,
    `The plain update changes two columns of the same rows in batches of as many, \`returning\` their ids. Beside ${count(history)} texts that are over, of the same people on the same subjects in the sixty days before, the same is decided again. Each measure begins with all texts waiting and the table vacuumed.`,
  ];
}

function rowOf(what: string, { baseline, measured, ratio, spread }: Comparison): string[] {
  const [rate, plain] = [measured, baseline].map((us) => perSecond(1_000_000 / us));
  return [
    what,
    rate ?? "",
    plain ?? "",
    times(1 / ratio),
    spread
      .toReversed()
      .map((one) => times(1 / one))
      .join(" to "),
  ];
}

function planTable({ flags, indexes }: Plans): Table {
  return {
    title: "By which plans, with the past behind it",
    columns: ["reads that grow", "indexes"],
    rows: [[flags.join(", ") || "none", indexes.join(", ")]],
  };
}

function goalOfPlain({ ratio, baseline, measured }: Comparison): Goal {
  const [rate, plain] = [measured, baseline].map((us) => perSecond(1_000_000 / us));
  return {
    what: `texts decided/s ≥ ${GOAL_OF_PLAIN}× the rows of a plain update`,
    measured: `${times(1 / ratio)}: ${rate} to ${plain}`,
    met: 1 / ratio >= GOAL_OF_PLAIN,
  };
}

function goalOfHistory({ ratio, baseline, measured }: Comparison, history: number): Goal {
  const [without, beside] = [baseline, measured].map((us) => `${us.toFixed(1)} µs`);
  return {
    what: `a text decided ≤ ${GOAL_HISTORY}× with ${count(history)} texts behind it`,
    measured: `${times(ratio)}: ${beside} to ${without}`,
    met: ratio <= GOAL_HISTORY,
  };
}
