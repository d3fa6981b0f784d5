/** An edge of a state diagram; `[*]` is where no row is yet, or no more. */
export interface Edge {
  from: string;
  to: string;
  /** Who makes it: names of SQL functions, or `time`. */
  by: string[];
}

export interface Diagram {
  title: string;
  states: string[];
  edges: Edge[];
}

const FENCE = /^```mermaid\n(.*?)^```$/gms;
const TITLE = /^---\ntitle: (\w+)\n---\nstateDiagram-v2\n/;
const EDGE = /^(\w+|\[\*\]) --> (\w+|\[\*\]): (.+)$/;
const STATE = /^(\w+): .+$/;
const REMARK = / ?\([^)]*\)/g;
const MAKER = /^[a-z_]+$/;

/**
 * The state diagrams of a markdown text. Of mermaid it knows what we draw with: a title, edges
 * (`a --> b: maker, maker (remark)`) and single states (`a: words`). Any other line is an error: it
 * would be drawn and not be compared.
 */
export function parseDiagrams(markdown: string): Diagram[] {
  return [...markdown.matchAll(FENCE)].map(([, source = ""]) => parseDiagram(source));
}

function parseDiagram(source: string): Diagram {
  const head = TITLE.exec(source);
  if (head?.[1] === undefined) throw new Error("a diagram has no title, or is none of states");
  const lines = source
    .slice(head[0].length)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const edges = lines.flatMap(parseEdge);
  const alone = lines.flatMap((line) => (EDGE.test(line) ? [] : [parseState(line)]));
  const pairs = edges.map(({ from, to }) => `${from} --> ${to}`);
  const twice = pairs.find((pair, nth) => pairs.indexOf(pair) !== nth);
  if (twice !== undefined) throw new Error(`drawn twice: ${twice}`);
  const ends = edges.flatMap(({ from, to }) => [from, to]).filter((end) => end !== "[*]");
  return { title: head[1], states: [...new Set([...ends, ...alone])], edges };
}

function parseEdge(line: string): Edge[] {
  const [, from, to, label] = EDGE.exec(line) ?? [];
  if (from === undefined || to === undefined || label === undefined) return [];
  const by = label.replace(REMARK, "").split(", ");
  const odd = by.find((maker) => !MAKER.test(maker));
  if (odd !== undefined) throw new Error(`"${odd}" makes nothing: ${line}`);
  return [{ from, to, by }];
}

function parseState(line: string): string {
  const [, state] = STATE.exec(line) ?? [];
  if (state === undefined) throw new Error(`neither an edge with its maker nor a state: ${line}`);
  return state;
}
