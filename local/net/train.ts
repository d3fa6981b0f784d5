import { cluesOf } from "../../supabase/functions/_shared/safety/screen/net/clues.ts";
import { type Weights, weigh } from "../../supabase/functions/_shared/safety/screen/net/weigh.ts";
import { readWithRecent } from "../../supabase/functions/_shared/safety/screen/reading.ts";
import type { NetCase } from "./cases.ts";

/** Weights are tenths of log-odds. */
const SCALE = 10;
/** What only one text has says nothing of others. */
const TEXTS_MIN = 2;
/** Weights that are nearly nought are left out. */
const WEIGHT_MIN = 2;
const ROUNDS = 150;
const STEP = 0.3;
/** How strongly a weight is held at nought: names of words more than what they are about. */
const HOLD = 1;
const HOLD_MEANINGS = 0.3;
/** The texts are dealt into so many heaps; each is judged by weights that the others made. */
const HEAPS = 8;
/** Of everyday texts, at most this share may be caught. */
const EVERYDAY_CAUGHT_MAX = 0.015;

interface Row {
  one: NetCase;
  clues: ReturnType<typeof cluesOf>;
  names: readonly string[];
  /** The phrases find nothing in it, so that it comes to the net. */
  isLeft: boolean;
}

export interface Trained {
  weights: Weights;
  /** Of the texts that the weights have not seen. */
  heldOut: ReadonlyArray<{ one: NetCase; isLeft: boolean; isCaught: boolean }>;
}

/**
 * Logistic regression with a penalty for large weights, in whole passes from nought: the same cases
 * make the same weights on every machine. The bias is set on texts that the weights which judge
 * them have not seen.
 */
export function trainNet(cases: readonly NetCase[]): Trained {
  const rows = cases.map(rowOf);
  const sums = new Float64Array(rows.length);
  for (let heap = 0; heap < HEAPS; heap += 1) {
    const of = weightsFor(rows.filter((_, at) => at % HEAPS !== heap));
    for (const [at, { clues }] of rows.entries()) {
      if (at % HEAPS === heap) sums[at] = weigh(clues, 0, { bias: 0, of }).sum;
    }
  }
  const everyday = rows
    .flatMap(({ one, isLeft }, at) => (one.is === "everyday" && isLeft ? [sums[at] ?? 0] : []))
    .toSorted((a, b) => b - a);
  const bias = -(everyday[Math.floor(EVERYDAY_CAUGHT_MAX * everyday.length)] ?? 0);
  return {
    weights: { bias, of: weightsFor(rows) },
    heldOut: rows.map(({ one, isLeft }, at) => ({
      one,
      isLeft,
      isCaught: (sums[at] ?? 0) + bias > 0,
    })),
  };
}

/** A case as one text: what is sent in several is read in one. */
function rowOf(one: NetCase): Row {
  const reading = readWithRecent(one.turns.join("\n"), []);
  if (reading === null) return { one, clues: [], names: [], isLeft: false };
  const clues = cluesOf(reading.words, reading.context.idiomatic);
  const names = [...new Set(clues.flatMap((clue) => clue.names))];
  return { one, clues, names, isLeft: reading.context.verdict() === null };
}

/** By AdaGrad: each weight has steps of its own, the shorter the more often it was moved. */
function weightsFor(rows: readonly Row[]): Map<string, number> {
  const texts = new Map<string, number>();
  for (const { names } of rows)
    for (const name of names) texts.set(name, (texts.get(name) ?? 0) + 1);
  const known = [...texts]
    .filter(([, count]) => count >= TEXTS_MIN)
    .map(([name]) => name)
    .sort();
  const places = new Map(known.map((name, at) => [name, at]));
  const hold = known.map((name) => (name.startsWith("@") ? HOLD_MEANINGS : HOLD));
  const placesOf = rows.map(({ names }) => names.flatMap((name) => places.get(name) ?? []));

  const weights = new Float64Array(known.length);
  const squares = new Float64Array(known.length).fill(1e-8);
  let [bias, biasSquares] = [0, 1e-8];
  for (let round = 0; round < ROUNDS; round += 1) {
    const slopes = weights.map((weight, at) => weight * (hold[at] ?? 0));
    let biasSlope = 0;
    for (const [at, row] of placesOf.entries()) {
      const one = rows[at]?.one;
      if (one === undefined) continue;
      let sum = bias;
      for (const place of row) sum += weights[place] ?? 0;
      const error = (1 / (1 + Math.exp(-sum)) - (one.is === "danger" ? 1 : 0)) * one.counts;
      biasSlope += error;
      for (const place of row) slopes[place] = (slopes[place] ?? 0) + error;
    }
    for (const [at, slope] of slopes.entries()) {
      squares[at] = (squares[at] ?? 0) + slope * slope;
      weights[at] = (weights[at] ?? 0) - (STEP * slope) / Math.sqrt(squares[at] ?? 1);
    }
    biasSquares += biasSlope * biasSlope;
    bias -= (STEP * biasSlope) / Math.sqrt(biasSquares);
  }
  const whole = known.map((name, at) => [name, Math.round((weights[at] ?? 0) * SCALE)] as const);
  return new Map(whole.filter(([, weight]) => Math.abs(weight) >= WEIGHT_MIN));
}
