import { readFile } from "node:fs/promises";
import process from "node:process";
import { parseArgs } from "node:util";
import { evaluateConsent } from "./consent.ts";
import { evaluateCrisis } from "./crisis.ts";
import { evaluateInjection } from "./injection.ts";
import { evaluateSegments } from "./segments.ts";
import { evaluateSignatures } from "./signatures.ts";
import type { Evaluation, Report, Verdict } from "./verdict.ts";

const EVALUATIONS: Record<string, Evaluation | undefined> = {
  consent: evaluateConsent,
  crisis: evaluateCrisis,
  injection: evaluateInjection,
  segments: evaluateSegments,
  signatures: evaluateSignatures,
};

/** What an evaluation reads when no file is named. */
const STANDING_CASES: Record<string, string[] | undefined> = {
  crisis: [
    "tests/cases/crisis.json",
    "tests/cases/crisis-train.json",
    "tests/cases/crisis-blind.json",
    "tests/cases/crisis-blind-2.json",
    "tests/cases/crisis-blind-3.json",
    "tests/cases/crisis-blind-4.json",
  ],
};

const USAGE = `usage: npm run eval -- <${Object.keys(EVALUATIONS).join("|")}> --cases <file.json>
       npm run eval -- <${Object.keys(STANDING_CASES).join("|")}>`;

/** Runs one evaluation over its case files, each reported apart; true when all passed. */
async function run(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { cases: { type: "string" } },
  });
  const name = positionals[0] ?? "";
  const evaluation = EVALUATIONS[name];
  const files = values.cases === undefined ? STANDING_CASES[name] : [values.cases];
  if (evaluation === undefined || files === undefined) throw new Error(USAGE);

  let passed = true;
  for (const file of files) {
    const judged = await evaluation(JSON.parse(await readFile(file, "utf8")));
    const report = Array.isArray(judged) ? reportOf(judged) : judged;
    if (files.length > 1) console.log(`${file}:`);
    for (const line of report.lines) console.log(line);
    passed &&= report.passed;
  }
  return passed;
}

function reportOf(verdicts: readonly Verdict[]): Report {
  const failed = verdicts.filter(({ passed }) => !passed).length;
  return {
    lines: [
      ...verdicts.map(
        ({ name, passed, detail }) =>
          `${passed ? "ok  " : "FAIL"} ${name}${passed ? "" : `: ${detail}`}`,
      ),
      `${verdicts.length - failed} passed, ${failed} failed`,
    ],
    passed: failed === 0 && verdicts.length > 0,
  };
}

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
