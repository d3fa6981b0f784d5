import { expect, test } from "vitest";
import { parseDiagrams } from "../../state-machine/diagram.ts";

function drawn(...lines: string[]): string {
  return ["```mermaid", "---", "title: door", "---", "stateDiagram-v2", ...lines, "```"].join("\n");
}

test("an edge is read with both its ends and all its makers, without their remarks", () => {
  const lines = ["  [*] --> open: build", "  open --> shut: push (by hand, or wind), time"];
  expect(parseDiagrams(drawn(...lines))).toEqual([
    {
      title: "door",
      states: ["open", "shut"],
      edges: [
        { from: "[*]", to: "open", by: ["build"] },
        { from: "open", to: "shut", by: ["push", "time"] },
      ],
    },
  ]);
});

test("a state that no edge reaches is read too", () => {
  const [door] = parseDiagrams(drawn("  open --> shut: push", "  locked: locked (nobody does)"));
  expect(door?.states).toEqual(["open", "shut", "locked"]);
});

test("every diagram of a text is read, and nothing else of it", () => {
  const text = `# Doors\n\n${drawn("open --> shut: push")}\n\na --> b: c\n\n${drawn("shut --> open: pull")}\n`;
  expect(parseDiagrams(text).map(({ edges }) => edges[0]?.by)).toEqual([["push"], ["pull"]]);
});

test.each([
  ["an edge without a maker", "open --> shut"],
  ["an edge whose maker is no name", "open --> shut: somebody pushes"],
  ["a line of mermaid that is not known here", "direction LR"],
])("%s is an error", (_, line) => {
  expect(() => parseDiagrams(drawn(line))).toThrow(line);
});

test("an edge drawn twice is an error", () => {
  expect(() => parseDiagrams(drawn("open --> shut: push", "open --> shut: time"))).toThrow(
    "drawn twice: open --> shut",
  );
});

test("a diagram without a title is an error", () => {
  expect(() => parseDiagrams("```mermaid\nstateDiagram-v2\nopen --> shut: push\n```")).toThrow(
    "no title",
  );
});
