import type { Load } from "./load.ts";
import { type Measured, measure } from "./measure.ts";
import type { BenchStack } from "./stack.ts";

const STEP = 1.25;
/** Below this there is no rate worth the name. */
const RATE_MIN = 0.5;

export interface Climb {
  functionName: Load["functionName"];
  /** The first rate, texts a second. */
  from: number;
  /** Steps up at most. */
  stepsMax: number;
  /** Length of a step, and of the longer one that confirms a rate. */
  stepSeconds: number;
  confirmSeconds: number;
}

export interface Sustained {
  /** Every rate that was tried, in order. */
  steps: Measured[];
  /** The longer step at the highest rate that holds. */
  confirmed: Measured;
}

/** Rises by a quarter until a rate does not hold, then falls until one holds for longer. */
export async function climb(
  bench: BenchStack,
  { functionName, from, stepsMax, stepSeconds, confirmSeconds }: Climb,
  waiting: (line: string) => void,
): Promise<Sustained> {
  const steps: Measured[] = [];
  const play = async (rate: number, seconds: number): Promise<Measured> => {
    waiting(`${functionName} at ${rate.toFixed(1)} texts/s for ${seconds} s…`);
    const measured = await measure(bench, {
      functionName,
      rate,
      count: Math.max(1, Math.round(rate * seconds)),
    });
    steps.push(measured);
    return measured;
  };
  let rate = from;
  for (let step = 1; step < stepsMax; step++) {
    const { holds } = await play(rate, stepSeconds);
    if (!holds) {
      rate /= STEP;
      break;
    }
    rate *= STEP;
  }
  for (;;) {
    const confirmed = await play(rate, confirmSeconds);
    if (confirmed.holds || rate / STEP < RATE_MIN) return { steps, confirmed };
    rate /= STEP;
  }
}
