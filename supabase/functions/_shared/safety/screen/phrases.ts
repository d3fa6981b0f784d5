/*
 * A phrase is words one space apart:
 *   kill          this word                        kill|end     one of these
 *   @person       any word of that class           my?          this word or none
 *   ..3           up to three words of any kind, within a sentence, but no "not"
 * Words that carry no meaning here ("really", "the", "to"; `fillers`) are dropped from texts, and
 * stand in no phrase.
 *
 * All phrases are one automaton that reads a text once. A state is held once, whatever led to it, so
 * that a word costs at most as many steps as there are states: linear in the text, with no way back.
 */

export type Classes = Readonly<Record<string, readonly string[]>>;

/** A word of the text, in each of the ways it may be read. */
export interface Word {
  readings: readonly string[];
  /** A sentence or line begins with it. */
  begins: boolean;
}

export interface Match<T> {
  of: T;
  /** Its first and last word. */
  from: number;
  to: number;
}

interface State<T> {
  /** By element, as it is written: phrases that begin alike share their states. */
  children: Map<string, State<T>>;
  /** By word or class. */
  edges: Map<string, State<T>[]>;
  /** After any word. */
  any: State<T>[];
  /** Without a word. */
  skips: State<T>[];
  ends: Set<T>;
}

export interface Automaton<T> {
  start: State<T>;
  /** The word itself and the classes it is of. */
  symbols: Map<string, string[]>;
  /** Every word that a phrase could be made of. */
  vocabulary: ReadonlySet<string>;
}

/** Throws on a phrase of another grammar: the list is ours. */
export function compilePhrases<T extends { phrases: string }>(
  entries: readonly T[],
  classes: Classes,
  fillers: ReadonlySet<string>,
): Automaton<T> {
  const start = newState<T>();
  const symbols = new Map<string, string[]>();
  for (const [name, words] of Object.entries(classes)) {
    for (const word of words) symbolsFor(word, symbols).push(`@${name}`);
  }
  for (const entry of entries) {
    for (const line of entry.phrases.split("\n")) {
      const phrase = line.trim();
      if (phrase === "") continue;
      const elements = phrase.split(/\s+/);
      for (const variant of startingWithAWord(elements)) {
        let state = start;
        for (const element of variant) state = extend(state, element, classes, symbols);
        state.ends.add(entry);
      }
    }
  }
  const vocabulary = new Set(symbols.keys());
  const unheard = [...vocabulary].find((word) => fillers.has(word));
  if (unheard !== undefined) throw new Error(`no text has the word: ${unheard}`);
  return { start, symbols, vocabulary };
}

/** A phrase begins where its first word stands: with what may be missing there, and without. */
function startingWithAWord([first, ...rest]: readonly string[]): string[][] {
  if (first === undefined) throw new Error("a phrase has no word that must be there");
  if (/^\.\.[1-9]$/.test(first)) throw new Error("a phrase begins with a gap");
  if (!first.endsWith("?")) return [[first, ...rest]];
  return [[first.replace(/\?$/, ""), ...rest], ...startingWithAWord(rest)];
}

function newState<T>(): State<T> {
  return { children: new Map(), edges: new Map(), any: [], skips: [], ends: new Set() };
}

function symbolsFor(word: string, symbols: Map<string, string[]>): string[] {
  const known = symbols.get(word) ?? [word];
  symbols.set(word, known);
  return known;
}

function extend<T>(
  state: State<T>,
  element: string,
  classes: Classes,
  symbols: Map<string, string[]>,
): State<T> {
  const shared = state.children.get(element);
  if (shared !== undefined) return shared;
  const child = newState<T>();
  state.children.set(element, child);

  const gap = /^\.\.([1-9])$/.exec(element);
  if (gap !== null) {
    let last = state;
    for (let words = 1; words <= Number(gap[1]); words += 1) {
      const next = newState<T>();
      next.skips.push(child);
      last.any.push(next);
      last = next;
    }
    state.skips.push(child);
    return child;
  }

  const isOptional = element.endsWith("?");
  for (const symbol of element.replace(/\?$/, "").split("|")) {
    if (!/^(?:@[a-z_]+|[a-z0-9#+_]+)$/.test(symbol)) throw new Error(`no word: ${element}`);
    if (!symbol.startsWith("@")) symbolsFor(symbol, symbols);
    else if (classes[symbol.slice(1)] === undefined) throw new Error(`no class: ${symbol}`);
    const edge = state.edges.get(symbol) ?? [];
    edge.push(child);
    state.edges.set(symbol, edge);
  }
  if (isOptional) state.skips.push(child);
  return child;
}

/** Between the words of a phrase they would make it say the opposite. */
const NOTS = new Set(["not", "never", "nunca", "jamas"]);

/** Every phrase in the text, each at its shortest; `steps` is what it cost. */
export function matchPhrases<T>(
  { start, symbols }: Automaton<T>,
  words: readonly Word[],
): { matches: Match<T>[]; steps: number } {
  const matches: Match<T>[] = [];
  let steps = 0;
  let active = new Map<State<T>, number>();

  for (const [at, word] of words.entries()) {
    const next = new Map<State<T>, number>();
    const met = word.readings.flatMap((reading) => symbols.get(reading) ?? []);
    const passable = !word.begins && !word.readings.some((reading) => NOTS.has(reading));
    const enter = (state: State<T>, from: number): void => {
      steps += 1;
      if ((next.get(state) ?? -1) >= from) return;
      next.set(state, from);
      for (const of of state.ends) matches.push({ of, from, to: at });
      for (const skipped of state.skips) enter(skipped, from);
    };
    const leave = (state: State<T>, from: number): void => {
      for (const symbol of met) {
        for (const reached of state.edges.get(symbol) ?? []) enter(reached, from);
      }
      if (passable) for (const reached of state.any) enter(reached, from);
    };
    leave(start, at);
    for (const [state, from] of active) leave(state, from);
    active = next;
  }
  return { matches, steps };
}
