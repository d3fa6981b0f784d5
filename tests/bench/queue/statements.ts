import type { Job } from "../engine/enqueue.ts";

/** Rows that one statement enqueues. */
const ROWS_MAX = 1_000;

/**
 * The jobs of each bulk statement. With `ordered` no lane is in one twice: a peer that orders by
 * the time of creation cannot tell what was created by the same statement.
 */
export function statementsOf(jobs: readonly Job[], { ordered }: { ordered: boolean }): Job[][] {
  const statements: Job[][] = [];
  let current: Job[] = [];
  let lanes = new Set<number>();
  for (const job of jobs) {
    if (current.length === ROWS_MAX || (ordered && lanes.has(job.lane))) {
      statements.push(current);
      current = [];
      lanes = new Set();
    }
    current.push(job);
    lanes.add(job.lane);
  }
  return current.length > 0 ? [...statements, current] : statements;
}
