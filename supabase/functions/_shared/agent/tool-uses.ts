import { parseAction, reasonOf } from "../actions.ts";
import type { ModelBlock, ModelMessage } from "../model.ts";
import { readFields } from "../reads.ts";
import { normalisedJson } from "../safety/normalise.ts";
import type { Proposal, ReadRequest, StepAnswer } from "../worker/turn.ts";
import type { Agent } from "./define.ts";

/** More than this in one answer is not an agent at work; what is over is refused unread. */
const TOOL_USES_MAX = 8;
/** What a read may put into the conversation. */
const RESULT_CHARACTERS_MAX = 8_000;

type ToolUse = Extract<ModelBlock, { type: "tool_use" }>;
type ToolResult = { type: "tool_result"; tool_use_id: string; content: string; is_error: boolean };

/** The tool uses of one answer, in order, with what becomes of each. */
export interface SortedUses {
  uses: ToolUse[];
  proposals: Proposal[];
  reads: ReadRequest[];
  /** Refused here, before Postgres was asked: id → reason. */
  refused: Map<string, string>;
  /** The ids of those whose name is a tool of the agent's. */
  known: Set<string>;
}

export function sortToolUses(agent: Agent, content: ModelBlock[]): SortedUses {
  const uses = content.filter((block) => block.type === "tool_use");
  const sorted: SortedUses = {
    uses,
    proposals: [],
    reads: [],
    refused: new Map(),
    known: new Set(),
  };
  uses.forEach((use, index) => {
    if ([...agent.proposes, ...agent.reads].some((name) => name === use.name)) {
      sorted.known.add(use.id);
    }
    if (index < TOOL_USES_MAX) sortOne(agent, use, sorted);
    else sorted.refused.set(use.id, `at most ${TOOL_USES_MAX} tools at once`);
  });
  return sorted;
}

function sortOne(agent: Agent, use: ToolUse, sorted: SortedUses): void {
  const proposal = agent.proposes.find((type) => type === use.name);
  if (proposal !== undefined) {
    const action = parseAction(proposal, use.input);
    if (!action.ok) sorted.refused.set(use.id, action.reason);
    else sorted.proposals.push({ tool_use_id: use.id, type: proposal, input: action.input });
    return;
  }
  const read = agent.reads.find((name) => name === use.name);
  if (read === undefined) {
    sorted.refused.set(use.id, "no such tool");
    return;
  }
  const input = readFields[read].safeParse(use.input);
  if (!input.success) sorted.refused.set(use.id, reasonOf(input.error));
  else sorted.reads.push({ tool_use_id: use.id, tool: read, input: input.data });
}

/** The proposals that Postgres accepted, in the order in which they were made. */
export function accepted(sorted: SortedUses, answer: StepAnswer): Proposal[] {
  return sorted.proposals.filter((proposal) =>
    answer.checks.some((check) => check.tool_use_id === proposal.tool_use_id && check.ok),
  );
}

/** A proposal, and why it was refused; null when it was not. Kept with the turn: never its input. */
export interface Proposed {
  type: string;
  refused: string | null;
}

/** More than this of one answer is counted, and not told apart. */
const PROPOSED_MAX = 16;

/** What became of what one answer proposed, in order, for the record. */
export function whatBecame(sorted: SortedUses, answer: StepAnswer): Proposed[] {
  return sorted.uses.slice(0, PROPOSED_MAX).flatMap((use): Proposed[] => {
    if (sorted.reads.some((read) => read.tool_use_id === use.id)) return [];
    const check = answer.checks.find((one) => one.tool_use_id === use.id);
    if (check?.ok) return [{ type: use.name, refused: null }];
    // Ours names fields and limits, Postgres' own repeats nothing personal. A name may be anything.
    const reason = sorted.refused.get(use.id) ?? check?.reason ?? "not possible now";
    return [{ type: sorted.known.has(use.id) ? use.name : "unknown", refused: reason }];
  });
}

/** What the model hears of its tool uses: one result for each, as the API demands. */
export function toolResults(sorted: SortedUses, answer: StepAnswer): ModelMessage {
  return { role: "user", content: sorted.uses.map((use) => resultOf(use.id, sorted, answer)) };
}

function resultOf(id: string, sorted: SortedUses, answer: StepAnswer): ToolResult {
  const check = answer.checks.find((one) => one.tool_use_id === id);
  if (check?.ok) return result(id, true, "accepted");
  const read = answer.reads.find((one) => one.tool_use_id === id);
  if (read?.ok) return result(id, true, normalisedJson(read.result));
  const reason = sorted.refused.get(id) ?? check?.reason ?? "not possible now";
  return result(id, false, `refused: ${reason}`);
}

function result(id: string, ok: boolean, content: string): ToolResult {
  const cut = content.slice(0, RESULT_CHARACTERS_MAX).toWellFormed();
  return { type: "tool_result", tool_use_id: id, content: cut, is_error: !ok };
}
