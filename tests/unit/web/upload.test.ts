import { expect, test } from "vitest";
import { cellsOf, fileFault, tell, tokenOf } from "../../../web/upload/upload.js";

const TOKEN = "ab".repeat(24);

test("the token is the fragment, whole and nothing else", () => {
  expect(tokenOf(`#${TOKEN}`)).toBe(TOKEN);
  for (const fragment of ["", "#", `#${TOKEN}a`, `#token=${TOKEN}`, `#${"zz".repeat(24)}`]) {
    expect(tokenOf(fragment)).toBeNull();
  }
});

test("a file that cannot be a list is not sent, and it is said what to do", () => {
  expect(fileFault({ name: "people.csv", size: 12 })).toBeNull();
  expect(fileFault({ name: "people.XLSX", size: 12 })).toContain("Save it as CSV");
  expect(fileFault({ name: "people.csv", size: 0 })).toContain("empty");
  expect(fileFault({ name: "people.csv", size: 65 * 1024 * 1024 })).toContain("too large");
});

const counts = { rows: 5, added: 1, merged: 2, refused: 2, faults_left_off: 0, stopped: null };

test("a list that is in is told in numbers, and each row that is not by what is wrong with it", () => {
  const faults = [
    { row: 3, column: "email", reason: "not_an_address" },
    { row: 4, column: null, reason: "nobody" },
  ];
  const told = tell(200, { ...counts, faults });
  expect(told).toMatchObject({ title: "Your list is in", again: false });
  expect(told.lines[0]).toBe("1 person new, 2 known already, 2 not taken.");
  expect(told.faults.map(cellsOf)).toEqual([
    ["3", "Email", "is no email address"],
    ["4", "–", "nobody could be recognised by this row"],
  ]);
});

test("of a list that stopped it is said where, why, and what is stored", () => {
  const stopped = { row: 9, reason: "not_csv" };
  const told = tell(422, { ...counts, faults: [], faults_left_off: 7, stopped });
  expect(told.title).toBe("A part of your list is in");
  const words = told.lines.join(" ");
  expect(words).toContain("stopped at row 9: it is no CSV from there on");
  expect(words).toContain("What came before is stored");
  expect(words).toContain("7 more are not shown");
});

test.each([
  [401, "used already", false],
  [413, "too large", true],
  [415, "no CSV file", true],
  [429, "as many lists today", false],
  [503, "did not get through", false],
  [0, "did not get through", false],
])("a refusal of %i is told: %s", (status, words, again) => {
  const told = tell(status, null);
  expect(told.lines.join(" ")).toContain(words);
  expect(told).toMatchObject({ title: "It was not taken", faults: [], again });
});

test("an answer that is none breaks nothing", () => {
  expect(tell(200, "hello").lines[0]).toBe("0 people new, 0 known already, 0 not taken.");
  expect(tell(422, { stopped: {}, faults: [null] }).faults).toHaveLength(1);
});
