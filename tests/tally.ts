/** How many checks passed and failed. */
export interface Tally {
  passed: number;
  failed: number;
}

/** Prints one check's outcome with its complaints indented, and counts it. */
export function count(tally: Tally, name: string, complaints: string[]): void {
  if (complaints.length === 0) tally.passed += 1;
  else tally.failed += 1;
  process.stdout.write(`${complaints.length === 0 ? "✓" : "✗"} ${name}\n`);
  for (const line of complaints) process.stdout.write(`    ${line}\n`);
}
