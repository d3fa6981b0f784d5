import type { Server } from "./server.ts";

/** One thing that is measured, as `npm run bench` runs it and `docs/benchmarks.md` shows it. */
export interface Bench {
  /** What `npm run bench -- <name>` calls it. */
  name: string;
  /** One line for the list of benches. */
  about: string;
  run(options: BenchOptions, listener: Listener): Promise<Section>;
}

export interface BenchOptions {
  /** How often everything is measured; what is printed is the median. */
  iterations: number;
  /** So few rows that all of it runs in seconds: the numbers then say nothing. */
  small: boolean;
  /** Where databases are made; without it a bench starts what it needs. */
  server?: Server;
}

export interface Listener {
  /** A line of the report. */
  said(line: string): void;
  /** What is being waited for. */
  waiting(line: string): void;
}

/** What a bench found, in the order in which it is to be read. */
export interface Section {
  title: string;
  /** What was done, and against what: a paragraph each. */
  method: string[];
  tables: Table[];
  goals: Goal[];
}

export interface Table {
  title: string;
  columns: string[];
  /** Cells as they are printed, with their unit. */
  rows: string[][];
}

export interface Goal {
  /** As the goal is worded: "drain ≥ graphile-worker batched". */
  what: string;
  /** What was measured, with its raw numbers. */
  measured: string;
  met: boolean;
}
