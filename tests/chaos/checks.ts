import { checkBooks } from "./checks/books.ts";
import { checkCredits } from "./checks/credits.ts";
import { checkOrder } from "./checks/order.ts";
import { checkOutreach } from "./checks/outreach.ts";
import { checkOverlaps } from "./checks/overlaps.ts";
import { checkSentOnce } from "./checks/sent-once.ts";
import { checkTexts } from "./checks/texts.ts";
import type { Evidence, Violation } from "./evidence.ts";

/** All that is wrong with a run. */
export function check(evidence: Evidence): Violation[] {
  return [
    ...checkTexts(evidence),
    ...checkOrder(evidence),
    ...checkOverlaps(evidence),
    ...checkSentOnce(evidence),
    ...checkOutreach(evidence),
    ...checkCredits(evidence),
    ...checkBooks(evidence),
  ];
}
