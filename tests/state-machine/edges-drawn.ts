import type { Diagram } from "./diagram.ts";
import type { Machine } from "./watch-edges.ts";

/** The edges that are drawn of a machine, one for each of their makers: `from --> to: by`. */
export function edgesDrawn(diagrams: Diagram[], machine: Machine): string[] {
  const drawn = diagrams.filter(({ title }) => title === machine);
  return drawn
    .flatMap(({ edges }) => edges)
    .flatMap(({ from, to, by }) => by.map((maker) => `${from} --> ${to}: ${maker}`))
    .sort();
}
