import { expect, test } from "vitest";
import { readTap } from "../../database/tap.ts";

test("a file whose assertions all hold has no complaint", () => {
  expect(readTap("1..2\nok 1 - one\nok 2 - two")).toEqual({ held: 2, broken: 0, complaints: [] });
});

test("a broken assertion is told with its diagnostics", () => {
  expect(readTap("1..2\nnot ok 1 - one\n# have: 1\n# want: 2\nok 2 - two\n# fine")).toEqual({
    held: 1,
    broken: 1,
    complaints: ["not ok 1 - one", "# have: 1", "# want: 2"],
  });
});

test("an assertion that is still to do holds", () => {
  expect(readTap("1..1\nnot ok 1 - later # TODO not yet").complaints).toEqual([]);
});

test.each([
  ["1..3\nok 1", "planned 3 assertions, made 1"],
  ["1..1\nok 1\nok 2", "planned 1 assertions, made 2"],
  ["ok 1", "there was no plan"],
  ["", "there was no plan"],
])("%j is not complete", (output, complaint) => {
  expect(readTap(output).complaints).toEqual([complaint]);
});
