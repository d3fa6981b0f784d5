/** Runs something many times; resolves to the microseconds one run took on average. */
export type Timed = () => Promise<number>;

export interface Comparison {
  /** Medians over the rounds, in microseconds. */
  baseline: number;
  measured: number;
  /** Of the two medians. */
  ratio: number;
  /** The quartiles of the rounds' own ratios: half of the rounds lie between them. */
  spread: [number, number];
}

const WARM_UP_ROUNDS = 2;

/** Times both in turn, round for round and each going first every other time; warmed up before. */
export async function compare(
  baseline: Timed,
  measured: Timed,
  count: number,
): Promise<Comparison> {
  const rounds: [number, number][] = [];
  for (let round = -WARM_UP_ROUNDS; round < count; round += 1) {
    let times: [number, number];
    if (round % 2 === 0) {
      times = [await baseline(), await measured()];
    } else {
      const second = await measured();
      times = [await baseline(), second];
    }
    if (round >= 0) rounds.push(times);
  }
  return relate(
    rounds.map(([time]) => time),
    rounds.map(([, time]) => time),
  );
}

/** What rounds came to in which both were timed, each beside the other. */
export function relate(baseline: readonly number[], measured: readonly number[]): Comparison {
  const middle = quantile(baseline, 0.5);
  const measuredMiddle = quantile(measured, 0.5);
  const ratios = measured.map((time, round) => time / (baseline[round] ?? Number.NaN));
  return {
    baseline: middle,
    measured: measuredMiddle,
    ratio: measuredMiddle / middle,
    spread: [quantile(ratios, 0.25), quantile(ratios, 0.75)],
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN;
}
