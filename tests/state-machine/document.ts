import { readFile } from "node:fs/promises";
import { type Diagram, parseDiagrams } from "./diagram.ts";

/** A constraint, index or trigger that the document names, and the table it belongs to. */
export interface Rule {
  table: string;
  name: string;
}

/** What the document's table says of a lane's columns in one state. */
export interface LaneRow {
  state: string;
  due: string;
  leaseToken: string;
  pausedAt: string;
}

export interface StateMachines {
  diagrams: Diagram[];
  rules: Rule[];
  lanes: LaneRow[];
}

const DOCUMENT = new URL("../../docs/state-machine.md", import.meta.url);
const HOLDER = /^What holds it, in `(\S+)`:$/;
const RULE = /^- `(\w+)`/;
const LANE = /^\| `(\w+)` \| ([\w ]+) \| ([\w ]+) \| ([\w ]+) \|/;

/** docs/state-machine.md, as far as it can be compared with the database. */
export async function readStateMachines(): Promise<StateMachines> {
  const text = await readFile(DOCUMENT, "utf8");
  const lines = text.split("\n");
  return { diagrams: parseDiagrams(text), rules: rulesOf(lines), lanes: lines.flatMap(laneOf) };
}

function rulesOf(lines: string[]): Rule[] {
  let table: string | undefined;
  const rules: Rule[] = [];
  for (const line of lines) {
    const held = HOLDER.exec(line)?.[1];
    if (held !== undefined) table = held;
    // The list ends with the next line that begins another paragraph.
    else if (/^[^-\s]/.test(line)) table = undefined;
    const name = RULE.exec(line)?.[1];
    if (table !== undefined && name !== undefined) rules.push({ table, name });
  }
  return rules;
}

function laneOf(line: string): LaneRow[] {
  const [, state, due, leaseToken, pausedAt] = LANE.exec(line) ?? [];
  if (!state || !due || !leaseToken || !pausedAt) return [];
  return [{ state, due, leaseToken, pausedAt }];
}
