import type { Job } from "../engine/enqueue.ts";

/** The handler: called at each job's start, does nothing else. */
export type Started = (job: Job) => void;

/** One way in which a system works off what waits. */
export interface Way {
  /** "batch 10, 1 lane a claim" */
  what: string;
  /** Jobs that one round trip brings at most. */
  jobsMax: number;
  /** How many it can run of: claimers, instances or workers. */
  workers: number;
  /** Of all the jobs, the share that this way is given: a slow one would take minutes. */
  share: number;
  /** Runs that many jobs, all enqueued before; resolves to the milliseconds it took. */
  drain(count: number, started: Started): Promise<number>;
}

/** One way of enqueueing a job: a statement, a commit of its own. */
export interface Adding {
  what: string;
  add(job: Job): Promise<unknown>;
}

/** One way in which a system waits for what will come. */
export interface Waiting {
  what: string;
  add(job: Job): Promise<unknown>;
  /** Resolves, when it is ready, to how to stop it. */
  wait(started: Started): Promise<() => Promise<void>>;
}

/** A queue, ours or a peer's, with a database of its own. */
export interface System {
  name: string;
  /** Whether it promises the order of a lane. */
  ordered: boolean;
  ways: Way[];
  waitings: Waiting[];
  addings: Adding[];
  /** A thousand a statement. */
  addMany(jobs: readonly Job[]): Promise<void>;
  /** Leaves it empty and vacuumed. */
  clear(): Promise<void>;
  /** Statistics of what is enqueued now, as autovacuum would have them. */
  analyze(): Promise<void>;
  close(): Promise<void>;
}

export const WORKERS = [1, 2, 4];
