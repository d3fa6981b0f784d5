import { expect, test } from "vitest";
import { endToEnd } from "../../bench/end-to-end/bench.ts";

const SECONDS = 120;

test(
  "the end-to-end bench answers every text that it sends, and prints each of its tables",
  async () => {
    const section = await endToEnd.run({ iterations: 1, small: true }, { said() {}, waiting() {} });

    expect(section.tables.map(({ title }) => title)).toEqual([
      "The highest rate that holds",
      "Where a text is meanwhile, at that rate",
      "Processor time for one text",
      "What the database does for one text (elapsed; counting costs some of it)",
      "Every rate that was tried",
    ]);
    for (const { title, columns, rows } of section.tables) {
      expect(rows, title).not.toEqual([]);
      for (const row of rows) expect(row, title).toHaveLength(columns.length);
    }
    expect(section.goals).toHaveLength(2);
    const printed = JSON.stringify(section);
    expect(printed).not.toMatch(/NaN|Infinity|undefined|refused, /);
  },
  SECONDS * 1000,
);
