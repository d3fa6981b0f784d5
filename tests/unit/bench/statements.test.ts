import { expect, test } from "vitest";
import { jobs } from "../../bench/engine/enqueue.ts";
import { statementsOf } from "../../bench/queue/statements.ts";

test("a statement has at most a thousand jobs, and none is left out", () => {
  const statements = statementsOf(jobs(500, 5), { ordered: false });
  expect(statements.map((some) => some.length)).toEqual([1_000, 1_000, 500]);
  expect(statements.flat()).toEqual(jobs(500, 5));
});

test("where order counts no lane is twice in a statement", () => {
  const statements = statementsOf(jobs(3, 4), { ordered: true });
  expect(statements.map((some) => some.map(({ nth }) => nth))).toEqual([
    [0, 0, 0],
    [1, 1, 1],
    [2, 2, 2],
    [3, 3, 3],
  ]);
});

test("no jobs are no statements", () => {
  expect(statementsOf([], { ordered: true })).toEqual([]);
});
