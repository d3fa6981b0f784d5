import { balancesOf, ledgerOf, signed } from "./books.ts";
import { CAST, fullName } from "./cast.ts";
import type { Line, Stage } from "./stage.ts";

const ROLES = {
  asker: "asks for a CRM",
  expert: "knows about CRM",
  other: "knows about CRM, too",
  provider: "offers a CRM",
  newcomer: "comes later",
} as const;

/** What each of the five has texted and was texted, and what has moved their credits, as lines. */
export async function storyReport(stage: Stage): Promise<string[]> {
  const ledger = await stage.database(ledgerOf);
  const balances = await stage.database(balancesOf);
  return CAST.flatMap((person) => {
    const { part, title, company } = person;
    const moved = ledger
      .filter((one) => one.part === part)
      .map(({ event_type, amount }) => `${signed(amount)} ${event_type}`);
    const balance = balances.find((one) => one.part === part)?.cached ?? 0;
    return [
      "",
      `${fullName(person)}, ${title}, ${company}: ${ROLES[part]}`,
      "",
      ...stage.lines.filter((line) => line.part === part).map(said),
      `       credits: ${[...moved, `${balance} now`].join(", ")}`,
    ];
  });
}

function said({ from, words, at }: Line): string {
  const sign = from === "person" ? "▸" : "◂";
  return `${clock(at)} ${sign} ${words.replaceAll("\n", "\n        ")}`;
}

export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2)}:${String(seconds % 60).padStart(2, "0")}`;
}
