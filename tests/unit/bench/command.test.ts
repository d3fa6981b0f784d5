import { expect, test } from "vitest";
import type { Bench } from "../../bench/bench.ts";
import { readCommand } from "../../bench/command.ts";

const bench = (name: string): Bench => ({
  name,
  about: name,
  run: () => Promise.reject(new Error("not run here")),
});
const BENCHES = [bench("queue"), bench("order")];
const read = (line: string) => readCommand(line.split(" ").filter(Boolean), BENCHES);

test("without a name all benches are meant, five times each", () => {
  expect(read("")).toEqual({ list: false, bench: undefined, iterations: 5, small: false });
});

test("a name, a number of iterations and smallness are read in any order", () => {
  expect(read("--small order --iterations 3")).toEqual({
    list: false,
    bench: BENCHES[1],
    iterations: 3,
    small: true,
  });
});

test("a small run is run once unless more is asked for", () => {
  expect(read("--small").iterations).toBe(1);
});

test("--list is read", () => {
  expect(read("--list").list).toBe(true);
});

test.each([
  ["nope", "give one name, one of: queue, order. Not: nope"],
  ["queue order", "give one name, one of: queue, order. Not: queue order"],
  ["--iterations 0", "--iterations is a number from 1 to 100, not 0"],
  ["--iterations 1.5", "--iterations is a number from 1 to 100, not 1.5"],
  ["--iterations many", "--iterations is a number from 1 to 100, not many"],
  ["--iterations 101", "--iterations is a number from 1 to 100, not 101"],
])("%s is refused in one clear line", (line, message) => {
  expect(() => read(line)).toThrow(message);
});

test("a flag that does not exist is refused with what does", () => {
  expect(() => read("--fast")).toThrow(/^Unknown option '--fast'\. Usage: npm run bench -- /);
});
