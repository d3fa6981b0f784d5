import { randomFrom } from "../../local/random.ts";

/** Draws from one seeded generator. */
export interface Dice {
  /** A whole number from 0 to below `below`. */
  below(below: number): number;
  /** True in so many of a hundred draws. */
  percent(percent: number): boolean;
  pick<Value>(values: readonly [Value, ...Value[]]): Value;
}

export function diceFrom(seed: number): Dice {
  const random = randomFrom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  return {
    below,
    percent: (percent) => random() * 100 < percent,
    pick: (values) => values[below(values.length)] ?? values[0],
  };
}
