import { describe, expect, test } from "vitest";
import { normaliseText } from "../../../supabase/functions/_shared/safety/normalise.ts";
import { saidNoTexts, saidOptOut } from "../../../supabase/functions/_shared/words/opt-out.ts";
import cases from "../../cases/consent.json" with { type: "json" };
import { evaluateConsent } from "../../eval/consent.ts";

test.each(evaluateConsent(cases))("case: $name", ({ passed, detail }) => {
  expect(passed, detail).toBe(true);
});

describe("an opt-out is one however it is typed", () => {
  const said = ["please stop texting me", "take me off your list", "no me escriban más", "ALTO"];
  test.each([
    ["in capitals", (text: string) => text.toUpperCase()],
    ["in full-width letters", (text: string) => text.replace(/[a-z]/gi, fullWidth)],
    ["with zero-width characters", (text: string) => text.split("").join("\u200b")],
    ["with accents in two parts", (text: string) => text.normalize("NFD")],
    ["with spaces all over", (text: string) => `\n  ${text.replaceAll(" ", "   ")}  \n`],
    ["with exclamation marks", (text: string) => `¡¡${text}!!!`],
    ["with emoji around it", (text: string) => `🙏 ${text} 😡`],
    ["all in quotation marks", (text: string) => `“${text}”`],
    ["after a greeting", (text: string) => `Hi. ${text}`],
    ["at the end of a long text", (text: string) => `${"We met in May. ".repeat(100)}${text}`],
  ])("%s", (_, typed) => {
    for (const text of said) expect(saidOptOut(typed(text)), text).toBe(saidOptOut(text));
    for (const text of said) expect(saidOptOut(text), text).not.toBeNull();
  });

  test("with stretched letters", () => {
    expect(saidOptOut("pleeease stoooop texting meeee")).toBe("en");
  });
});

describe("on a page", () => {
  test.each([
    ["stop texting me", "en"],
    ["I had a good day. Please don't text me anymore", "en"],
    ["no more messages please", "en"],
    ["take me off your list", "en"],
    ["unsubscribe", "en"],
    ["stop writing to me", "en"],
    ["no me escriban más", "es"],
    ["no me vuelvas a escribir", "es"],
    ["deja de escribirme", "es"],
    ["no quiero recibir más mensajes", "es"],
  ])("%j is about texts", (message, language) => {
    expect(saidNoTexts(message)).toBe(language);
  });

  test.each([
    ...[
      "STOP",
      "stop",
      "please stop",
      "stop it",
      "that's enough, stop",
      "quit",
      "alto",
      "basta ya",
    ],
    ...["leave me alone", "make it stop", "go away", "déjame en paz"],
    ...["stop the research", "he told me to stop texting him", "don't text me after nine"],
    ...["shorter texts please", "stop writing", "deja de escribir tanto"],
  ])("%j is not", (message) => {
    expect(saidNoTexts(message)).toBeNull();
  });
});

test.each(["", " ", "\n", "…", "😂", "“", "\u200b", ">", "?!"])("%j says nothing", (body) => {
  expect(saidOptOut(body)).toBeNull();
});

/** Pieces that make a search begin again and again, or go on to the end in vain. */
const HOSTILE = [
  ...[
    "stop ",
    "please ",
    "stop sending me the all the ",
    "don't text me at ",
    "i have ",
    "“",
    '"a ',
  ],
  ...[
    "no quiero mas de los ",
    "he please stop texting me ",
    "remove me off of the contact ",
    "\n> ",
  ],
  ...[
    ",",
    "aaa",
    "😂",
    "\u200b",
    "would you please i want ",
    "no me ",
    "(",
    "'",
    "stop all stop it ",
  ],
];

test.each(HOSTILE)("ten times as many of %j cost no more than their reading", (piece) => {
  const few = piece.repeat(Math.ceil(2_000 / piece.length)).slice(0, 2_000);
  const many = piece.repeat(Math.ceil(20_000 / piece.length)).slice(0, 20_000);
  const [short, long] = [fastest(() => saidOptOut(few)), fastest(() => saidOptOut(many))];
  // Only what makes a text readable sees all of it; a search that is not linear would be 100 times.
  expect((long - fastest(() => normaliseText(many))) / short).toBeLessThan(30);
});

function fastest(run: () => unknown): number {
  const times = Array.from({ length: 15 }, () => {
    const started = performance.now();
    run();
    return performance.now() - started;
  });
  return Math.min(...times);
}

function fullWidth(letter: string): string {
  return String.fromCharCode(letter.charCodeAt(0) + 0xfee0);
}
