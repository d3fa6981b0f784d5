import { readFile } from "node:fs/promises";
import process from "node:process";
import { parseArgs } from "node:util";
import { evaluateConsent } from "./consent.ts";
import { evaluateInjection } from "./injection.ts";
import { evaluateSegments } from "./segments.ts";
import { evaluateSignatures } from "./signatures.ts";
import type { Evaluation } from "./verdict.ts";

const EVALUATIONS: Record<string, Evaluation | undefined> = {
  consent: evaluateConsent,
  injection: evaluateInjection,
  segments: evaluateSegments,
  signatures: evaluateSignatures,
};

const USAGE = `usage: npm run eval -- <${Object.keys(EVALUATIONS).join("|")}> --cases <file.json>`;

/** Runs one evaluation over a case file; true when every case came out as expected. */
async function run(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { cases: { type: "string" } },
  });
  const evaluation = EVALUATIONS[positionals[0] ?? ""];
  if (evaluation === undefined || values.cases === undefined) throw new Error(USAGE);
  const verdicts = await evaluation(JSON.parse(await readFile(values.cases, "utf8")));

  for (const { name, passed, detail } of verdicts) {
    console.log(`${passed ? "ok  " : "FAIL"} ${name}${passed ? "" : `: ${detail}`}`);
  }
  const failed = verdicts.filter(({ passed }) => !passed).length;
  console.log(`${verdicts.length - failed} passed, ${failed} failed`);
  return failed === 0 && verdicts.length > 0;
}

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
