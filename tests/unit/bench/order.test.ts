import { expect, test } from "vitest";
import { jobs } from "../../bench/engine/enqueue.ts";
import { median, percentile } from "../../bench/percentile.ts";
import { Order } from "../../bench/queue/order.ts";

test("lanes that are worked on in turn, each in its order, are no violation", () => {
  const order = new Order();
  for (const job of jobs(3, 4)) order.started(job);
  expect(order).toMatchObject({ count: 12, violations: 0 });
});

test("a job that starts before the one before it is a violation, and so is that one", () => {
  const order = new Order();
  for (const nth of [0, 2, 1, 3]) order.started({ lane: 1, nth });
  expect(order).toMatchObject({ count: 4, violations: 2 });
});

test("a job that starts twice is a violation", () => {
  const order = new Order();
  for (const nth of [0, 1, 1]) order.started({ lane: 1, nth });
  expect(order.violations).toBe(1);
});

test("a percentile is one of the values, whatever their order", () => {
  const values = [5, 1, 4, 2, 3];
  expect(median(values)).toBe(3);
  expect(percentile(values, 0.95)).toBe(5);
  expect(percentile([], 0.5)).toBeNaN();
});
