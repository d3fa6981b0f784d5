import { expect, test } from "vitest";
import type { ChaosReport } from "../../chaos/chaos.ts";
import { reportLines } from "../../chaos/report.ts";

const clean: ChaosReport = {
  options: { texts: 60, people: 20, seed: 7 },
  struck: { "rings lost": 3, restartFast: 1 },
  counts: { texts: 60, acknowledged: 60, turns: 80, texts_out: 50, bookings: 15, deadlocks: 0 },
  reasons: { "text in: opt_out_word": 1 },
  recoveredMs: 12_345,
  seconds: 80,
  violations: [],
  traces: [],
  logFolder: null,
};

test("a clean run says how often each fault struck, and how long it took to recover", () => {
  const said = reportLines(clean).join("\n");
  for (const row of [/rings lost +3$/m, /texts acknowledged +60 of 60$/m, /quiet +12\.3 s$/m]) {
    expect(said).toMatch(row);
  }
  expect(said).toMatch(/violations +0$/m);
});

test("a violation says the seed, the trace and where the logs are", () => {
  const said = reportLines({
    ...clean,
    recoveredMs: null,
    violations: [{ check: "credits", what: "k1 is gone", trace: "x1" }],
    traces: ["trace x1\n  {}"],
    logFolder: "/logs",
  });
  expect(said).toEqual(
    expect.arrayContaining([
      "seed 7: 1 violations",
      "  credits: k1 is gone",
      "trace x1\n  {}",
      "logs: /logs",
    ]),
  );
});
