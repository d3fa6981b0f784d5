import { randomInt } from "node:crypto";
import { parseArgs } from "node:util";

export interface ChaosOptions {
  /** How many texts are written. */
  texts: number;
  /** By how many people. */
  people: number;
  /** All that is drawn is drawn from it. */
  seed: number;
}

const TEXTS_DEFAULT = 300;
const TEXTS_MAX = 20_000;
const PEOPLE_DEFAULT_MAX = 200;
const PEOPLE_MAX = 2_000;
const SEED_MAX = 2 ** 31 - 1;
/** With fewer, hardly anybody would write twice. */
const TEXTS_A_PERSON = 3;

/** What the command line asks for. Throws a TypeError that says what is wrong with it. */
export function readOptions(args: string[]): ChaosOptions {
  const { values } = parseArgs({
    args,
    options: { texts: { type: "string" }, seed: { type: "string" }, people: { type: "string" } },
  });
  const texts = whole("texts", values.texts, 1, TEXTS_MAX) ?? TEXTS_DEFAULT;
  const people = whole("people", values.people, 1, PEOPLE_MAX);
  return {
    texts,
    people: people ?? Math.min(PEOPLE_DEFAULT_MAX, Math.ceil(texts / TEXTS_A_PERSON)),
    seed: whole("seed", values.seed, 0, SEED_MAX) ?? randomInt(SEED_MAX),
  };
}

function whole(name: string, text: string | undefined, least: number, most: number) {
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new TypeError(`--${name} must be a whole number from ${least} to ${most}`);
}
