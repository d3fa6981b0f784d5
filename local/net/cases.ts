import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { root } from "../root.ts";

/** Texts whose meaning somebody has judged. */
export interface NetCase {
  id: string;
  turns: readonly string[];
  /** `near`: it sounds like danger, and is none. */
  is: "danger" | "near" | "everyday";
  /** How much it counts against others while weights are made. */
  counts: number;
}

/** A near-miss that is caught costs a look; so it may be, and teaches less. */
const NEAR_COUNTS = 0.2;

const CRISIS = [
  "crisis.json",
  "crisis-blind.json",
  "crisis-train.json",
  "crisis-blind-2.json",
  "crisis-blind-3.json",
  "crisis-blind-4.json",
];
const crisisCases = z.array(
  z.looseObject({
    id: z.string(),
    turns: z.array(z.string()).min(1),
    expect: z.string(),
    category: z.string().nullish(),
  }),
);
const consentCases = z.array(z.object({ body: z.string() }));

/** All cases that the repository has: of the crisis screen, of asking for no more texts, and of every day. */
export function netCases(files: readonly string[] = CRISIS): NetCase[] {
  const crisis = files.flatMap((file) =>
    crisisCases.parse(read(file)).map(({ id, turns, expect, category }): NetCase => {
      if (expect !== "none") return { id, turns, is: "danger", counts: 1 };
      return category === "ordinary" || category === "service"
        ? { id, turns, is: "everyday", counts: 1 }
        : { id, turns, is: "near", counts: NEAR_COUNTS };
    }),
  );
  const consent = consentCases.parse(read("consent.json")).map(
    ({ body }, at): NetCase => ({
      id: `consent ${at}`,
      turns: [body],
      is: "everyday",
      counts: 1,
    }),
  );
  const everyday = z
    .array(z.string())
    .parse(read("everyday.json"))
    .map(
      (text, at): NetCase => ({ id: `everyday ${at}`, turns: [text], is: "everyday", counts: 1 }),
    );
  return [...crisis, ...consent, ...everyday];
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(join(root, "tests", "cases", file), "utf8"));
}
