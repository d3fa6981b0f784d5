/** What one pgTAP file said. */
export interface TapResult {
  /** Assertions that held and that did not. */
  held: number;
  broken: number;
  /** Why the file does not pass, in pgTAP's own words; empty when it does. */
  complaints: string[];
}

/**
 * Reads TAP: every assertion must hold (one marked TODO or SKIP counts as held), and there must be
 * as many as planned.
 */
export function readTap(output: string): TapResult {
  const lines = output.split("\n");
  const result: TapResult = { held: 0, broken: 0, complaints: [] };
  let planned: number | undefined;
  // Diagnostics follow the assertion they are about.
  let complaining = false;
  for (const line of lines) {
    const plan = /^1\.\.(\d+)/.exec(line)?.[1];
    if (plan !== undefined) planned = Number(plan);
    else if (/^ok\b/.test(line) || /^not ok\b.*# (TODO|SKIP)\b/i.test(line)) {
      result.held += 1;
      complaining = false;
    } else if (/^not ok\b/.test(line)) {
      result.broken += 1;
      complaining = true;
      result.complaints.push(line);
    } else if (complaining && line !== "") result.complaints.push(line);
  }
  const made = result.held + result.broken;
  if (planned === undefined) result.complaints.push("there was no plan");
  else if (made !== planned) result.complaints.push(`planned ${planned} assertions, made ${made}`);
  return result;
}
