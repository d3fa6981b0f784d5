import { expect, test } from "vitest";
import type { Section } from "../../bench/bench.ts";
import { makePage } from "../../bench/page.ts";
import { printSection } from "../../bench/print.ts";

const SECTION: Section = {
  title: "Queue",
  method: ["How it was done.", "Against what."],
  tables: [{ title: "Draining", columns: ["system", "a second"], rows: [["ours | fast", "9/s"]] }],
  goals: [
    { what: "drain ≥ theirs", measured: "0.5×", met: false },
    { what: "all 0", measured: "0 lost", met: true },
  ],
};
const RUN = {
  machine: "2 cores",
  date: "2026-11-21",
  command: "npm run bench",
  sections: [SECTION],
};

test("the page tells the machine, the day and the command", () => {
  const page = makePage(RUN, {});
  expect(page).toContain("Made by `npm run bench` on 2026-11-21.");
  expect(page).toContain("Machine: 2 cores.");
});

test("each goal stands in the page with whether it is met, and with its reason", () => {
  const lines = makePage(RUN, { "drain ≥ theirs": "They keep no order." }).split("\n");
  expect(lines).toContain("| drain ≥ theirs | **missed** | 0.5× | They keep no order. |");
  expect(lines).toContain("| all 0 | met | 0 lost |  |");
});

test("a reason of an older page is in the next one", () => {
  const reasons = { "drain ≥ theirs": "They keep no order." };
  const again = { ...RUN, date: "2027-01-01" };
  expect(makePage(again, reasons)).toContain("They keep no order.");
});

test("a cell's own bar does not end it", () => {
  expect(makePage(RUN, {}).split("\n")).toContain("| ours \\| fast | 9/s |");
});

test("a terminal shows method, tables and goals in their order", () => {
  expect(printSection(SECTION)).toEqual([
    "# Queue",
    "",
    "How it was done.",
    "",
    "Against what.",
    "",
    "## Draining",
    "system       a second",
    "ours | fast  9/s",
    "",
    "MISSED  drain ≥ theirs: 0.5×",
    "met     all 0: 0 lost",
  ]);
});
