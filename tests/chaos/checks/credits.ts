import type { Evidence, Violation } from "../evidence.ts";

const CHECK = "credits";

/** The ledger holds what was acknowledged, each reason once; the balances are its sums. */
export function checkCredits({ bookings, ledger, balances, books }: Evidence): Violation[] {
  const found: string[] = [];
  const rows = Map.groupBy(ledger, (one) => one.key);
  for (const { key, person, amount, outcome } of bookings) {
    const booked = rows.get(key) ?? [];
    const wanted = outcome === "booked" ? 1 : 0;
    if (outcome === "unknown") found.push(`${key}: nobody knows whether it was booked`);
    else if (booked.length !== wanted) {
      found.push(`${key} was ${outcome} and is in the ledger ${booked.length} times`);
    }
    for (const row of booked) {
      if (row.person !== person || row.amount !== amount) found.push(`${key} is another booking`);
      if (!row.processed) found.push(`${key} is not in the balance`);
    }
  }
  const tried = new Set(bookings.map((one) => one.key));
  for (const key of rows.keys()) if (!tried.has(key)) found.push(`${key}: nobody booked it`);
  for (const { person, cached } of balances) {
    const sum = bookings
      .filter((one) => one.person === person && one.outcome === "booked")
      .reduce((total, one) => total + one.amount, 0);
    if (cached !== sum) {
      found.push(`person ${person} has ${cached} credits, and ${sum} were acknowledged`);
    }
  }
  if (books.driftedBalances > 0) found.push(`${books.driftedBalances} balances have drifted`);
  return found.map((what) => ({ check: CHECK, what, trace: null }));
}
