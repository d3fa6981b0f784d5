import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { ROOM, roomWithWeights } from "../../../local/net/room.ts";
import type { Clue } from "../../../supabase/functions/_shared/safety/screen/net/clues.ts";
import {
  STRETCH_WORDS,
  weigh,
} from "../../../supabase/functions/_shared/safety/screen/net/weigh.ts";

describe("the weights that are kept", () => {
  let made: ReturnType<typeof roomWithWeights>;
  beforeAll(() => {
    made = roomWithWeights();
  });

  test("are those that the cases make", () => {
    expect(readFileSync(ROOM, "utf8")).toBe(made.room);
  });

  test("are few enough to be read", () => {
    expect(made.room.length).toBeLessThan(60_000);
  });

  test("catch most of what they have not seen, and little of every day", () => {
    const caught = (is: string) => {
      const all = made.heldOut.filter(({ one }) => one.is === is);
      return all.filter(({ isCaught }) => isCaught).length / all.length;
    };
    expect(caught("danger")).toBeGreaterThan(0.75);
    expect(caught("everyday")).toBeLessThan(0.03);
  });
});

describe("words are weighed", () => {
  const weights = {
    bias: -10,
    of: new Map([
      ["grave", 8],
      ["rope", 8],
      ["lunch", -5],
    ]),
  };
  const cluesFor = (text: string): Clue[] =>
    text.split(" ").map((word, at) => ({ at, names: [word], about: [] }));
  const sumOf = (text: string, current = 0) => weigh(cluesFor(text), current, weights).sum;

  test("together, each once", () => {
    expect(sumOf("grave rope")).toBe(6);
    expect(sumOf("grave grave grave")).toBe(-2);
    expect(sumOf("grave rope lunch")).toBe(1);
  });

  test("with what stands near them alone", () => {
    const between = "and ".repeat(2 * STRETCH_WORDS).trim();
    expect(sumOf(`grave ${between} rope`)).toBe(-2);
    expect(sumOf(`${between} grave rope ${between} lunch`)).toBe(6);
  });

  test("with the texts before them, when they amount to something themselves", () => {
    expect(sumOf("grave rope", 1)).toBe(6);
    expect(sumOf("grave rope ok", 2)).toBe(-10);
  });
});
