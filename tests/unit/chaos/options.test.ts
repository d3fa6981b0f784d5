import { expect, test } from "vitest";
import { readOptions } from "../../chaos/options.ts";

test("without flags it is 300 texts of 100 people, by a seed of its own", () => {
  expect(readOptions([])).toEqual({ texts: 300, people: 100, seed: expect.any(Number) });
});

test("2,000 texts are of 200 people, and 60 of 20", () => {
  expect(readOptions(["--texts", "2000", "--seed", "7"])).toEqual({
    texts: 2000,
    people: 200,
    seed: 7,
  });
  expect(readOptions(["--texts=60"]).people).toBe(20);
  expect(readOptions(["--texts=60", "--people=3"]).people).toBe(3);
});

test.each([
  [["--texts", "many"], "--texts must be a whole number from 1"],
  [["--texts=0"], "--texts must be a whole number from 1"],
  [["--seed=1.5"], "--seed must be a whole number from 0"],
  [["--people=-1"], "--people must be a whole number from 1"],
  [["--text=1"], "Unknown option"],
  [["2000"], "Unexpected argument"],
  [["--seed"], "argument missing"],
])("%j is refused and says why", (args, why) => {
  expect(() => readOptions(args)).toThrow(why);
});
