import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  RECENT_MINUTES_MAX,
  RECENT_TEXTS_MAX,
} from "../../../supabase/functions/_shared/safety/screen/reading.ts";
import { SEVERITIES, worse } from "../../../supabase/functions/_shared/safety/screen/rule.ts";
import {
  screenCounted,
  screenText,
} from "../../../supabase/functions/_shared/safety/screen/screen.ts";
import consentCases from "../../cases/consent.json" with { type: "json" };
import ownCases from "../../cases/crisis.json" with { type: "json" };
import blindCases from "../../cases/crisis-blind.json" with { type: "json" };
import secondBlindCases from "../../cases/crisis-blind-2.json" with { type: "json" };
import thirdBlindCases from "../../cases/crisis-blind-3.json" with { type: "json" };
import fourthBlindCases from "../../cases/crisis-blind-4.json" with { type: "json" };
import trainingCases from "../../cases/crisis-train.json" with { type: "json" };
import everyday from "../../cases/everyday.json" with { type: "json" };
import { evaluateCrisis } from "../../eval/crisis.ts";
import { HOSTILE_PIECES, hostileText } from "../../hostile-texts.ts";

const severityOf = (text: string) => screenText({ text }).severity;
const isGrave = (text: string) => /^(?:high|critical)$/.test(severityOf(text));

test.each([
  ["our own cases", ownCases],
  ["the cases that the net was first made with", trainingCases],
  ["the cases that were written without sight of the list", blindCases],
  ["the second of these", secondBlindCases],
  ["the third", thirdBlindCases],
  ["and the fourth", fourthBlindCases],
])("%s pass the gates", (_, cases) => {
  const { lines, passed } = evaluateCrisis(cases);
  expect(passed, lines.join("\n")).toBe(true);
});

test.each([
  ["Hi Concierge! ", ""],
  ["My doctor said to write to someone. ", ""],
  ["I lost my job today. ", ""],
  ["I just finished a novel. ", ""],
  ["It's been years since my dad died. ", ""],
  ["", " by the way, love the app"],
])("%swhat is grave%s: it is answered all the same", (before, after) => {
  const grave = [
    ...ownCases,
    ...trainingCases,
    ...blindCases,
    ...secondBlindCases,
    ...thirdBlindCases,
    ...fourthBlindCases,
  ]
    .filter(({ turns, expect: due }) => turns.length === 1 && /^(?:high|critical)$/.test(due))
    .flatMap(({ turns }) => turns)
    .filter(isGrave);
  expect(grave.length).toBeGreaterThan(400);
  const silenced = grave.filter((text) =>
    /^(?:none|low)$/.test(severityOf(`${before}${text}${after}`)),
  );
  expect(silenced).toEqual([]);
});

describe("a gate that is broken fails the evaluation", () => {
  const none = { accept: ["none"], expect: "none" };
  test.each([
    ["a grave positive that is none", { turns: ["hello"], expect: "high", accept: ["high"] }],
    ["too few positives found", { turns: ["hello"], expect: "low", accept: ["low"] }],
    ["a near-miss stopped hard", { turns: ["i will kill myself tonight"], ...none }],
  ])("%s", (_, one) => {
    expect(evaluateCrisis([{ id: "X1", ...one }]).passed).toBe(false);
  });
  test("no cases at all", () => expect(evaluateCrisis([]).passed).toBe(false));
});

describe("a finding says what is needed, and not what was written", () => {
  test("of the one who writes", () => {
    expect(screenText({ text: "I want to kill myself tonight" })).toEqual({
      severity: "critical",
      kind: "suicide",
      concerns: "self",
      rules: expect.arrayContaining(["en.suicide.active", "en.suicide.time"]),
      language: "en",
      template: "suicide_now",
      list: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
  });

  test.each([
    ["my roommate took a bunch of pills and wont wake up", "medical", "other", "someone_else_now"],
    ["my son says he is going to kill himself", "suicide", "other", "someone_else"],
    ["my boyfriend choked me last night", "abuse", "self", "abuse"],
    ["im going to shoot up the office", "threat", "other", "danger_to_others"],
    ["chest pain and my left arm is numb", "medical", "self", "emergency"],
    ["i cut my thighs again", "self_harm", "self", "support"],
    ["i cant do this anymore", "suicide", "self", null],
  ])("%j", (text, kind, concerns, template) => {
    expect(screenText({ text })).toMatchObject({ kind, concerns, template });
  });

  test("in the language of its words, else in the person's", () => {
    expect(screenText({ text: "me voy a matar", language: "en" }).language).toBe("es");
    expect(screenText({ text: "I will kill myself", language: "en" }).language).toBe("en");
    expect(screenText({ text: "hola", language: "es" }).language).toBe("es");
  });

  test("nothing of nothing", () => {
    expect(screenText({ text: "lunch on friday?" })).toMatchObject({
      severity: "none",
      kind: null,
      concerns: null,
      rules: [],
      template: null,
    });
  });

  test("a single word is looked at by the second layer, and no text is due", () => {
    expect(screenText({ text: "the noise of that funeral" })).toMatchObject({
      severity: "low",
      template: null,
    });
  });
});

test.each([
  "I WANT TO KILL MYSELF",
  "i want to k i l l myself",
  "i want to k.i.l.l. m.y.s.e.l.f",
  "i want to k1ll mys3lf",
  "i want to k*ll myself",
  "i want to kіll myself", // Cyrillic і
  "i want to ｋｉｌｌ myself",
  "i want to ki\u200bll my\u00adself",
  "i want to kiiiill myselffff",
  "i wana kil my self",
  "iwanttokillmyself",
  "i want to kill mysefl",
  "i rly just want to fucking kill myself",
  "i want to 🔫 myself",
  "gonna unalive myself",
  "commiting suicde 2nite",
  "voy a matarme",
  "QUIERO SUICIDARME",
  "me kiero suicidar",
])("it is read as it is meant: %j", (text) => {
  expect(isGrave(text)).toBe(true);
});

test.each([
  ["negation", "i dont want to kill myself"],
  ["an idiom", "this traffic is killing me"],
  ["an idiom", "cut myself some slack"],
  ["an accident", "cut myself shaving"],
  ["bereavement", "my uncle died by suicide years ago"],
  ["one's work", "we train nurses to screen patients who are suicidal"],
  ["fiction", "in my novel the hero wants to kill himself"],
  ["a trifle", "if i have to sit through one more meeting i'll kill myself lol"],
  ["another word", "a skilled killer-whale trainer"],
  ["a thing that died", "my phone died"],
  ["what was long ago", "i used to be suicidal years ago"],
  ["what was said of others in general", "so many people want to die alone on an island"],
])("%s: %j is not stopped hard", (_, text) => {
  expect(isGrave(text)).toBe(false);
});

test.each([
  ["a negation of something else", "she does not love me. i want to kill myself"],
  ["a negation that takes nothing back", "i cant promise i wont kill myself"],
  ["an idiom beside it", "traffic is killing me and i am going to kill myself tonight"],
  ["a joke after it", "i will kill myself tonight lol jk"],
  ["one's work", "i work at a crisis hotline and i am going to kill myself"],
  ["an occupation", "paramedic here, my girlfriend overdosed and isn't waking up"],
  ["an occupation, in Spanish", "soy policía, tengo la pistola en la boca"],
  ["what is prescribed", "took my meds as prescribed but i am going to kill myself tonight"],
  ["an example", 'i read posts like "hang in there" and i am going to kill myself tonight'],
  ["scolding", "my wife is going to kill me, she has a knife and i am hiding"],
  ["a film", "watching a movie and my roommate took a bunch of pills and wont wake up"],
])("%s does not hide it: %j", (_, text) => {
  expect(["moderate", "high", "critical"]).toContain(severityOf(text));
});

test("a phone's reaction quotes our words, and not the person's", () => {
  expect(severityOf("Liked “If you want to kill yourself, call 988”")).toBe("none");
  expect(severityOf("> i want to die\nsorry, who said that?")).toBe("none");
});

describe("a text is read with the person's texts before it", () => {
  const recently = (...texts: string[]) => texts.map((text) => ({ text, minutesAgo: 5 }));

  test("a sentence may be sent in two", () => {
    const recent = recently("i am going to kill");
    expect(isGrave("myself")).toBe(false);
    expect(isGraveWith("myself", recent)).toBe(true);
  });

  test("means, and then a time", () => {
    expect(isGraveWith("tonight", recently("i have my dads gun. loaded"))).toBe(true);
  });

  test("what was found in an earlier text is not found again in the next", () => {
    const text = "sounds good, see you there";
    expect(screenText({ text, recent: recently("i want to kill myself") }).severity).toBe("none");
  });

  test("what is too old is not read", () => {
    const recent = [{ text: "i am going to kill", minutesAgo: RECENT_MINUTES_MAX + 1 }];
    expect(isGraveWith("myself", recent)).toBe(false);
  });

  test("nor what is too many texts ago", () => {
    const recent = recently("i am going to kill", ...Array(RECENT_TEXTS_MAX).fill("ok"));
    expect(isGraveWith("myself", recent)).toBe(false);
  });

  function isGraveWith(text: string, recent: Array<{ text: string; minutesAgo: number }>) {
    return /^(?:high|critical)$/.test(screenText({ text, recent }).severity);
  }
});

const positives = [...ownCases, ...blindCases].flatMap(({ expect: expected, turns }) => {
  const [text] = turns;
  const isClear = turns.length === 1 && /^(?:high|critical)$/.test(expected);
  return text !== undefined && isClear && severityOf(text) !== "none" ? [text] : [];
});

test("however a positive is decorated, it is found", () => {
  const between = fc.constantFrom(" ", "  ", " 😔 ", " 🥺🙏 ", "... ", " - ", ", ");
  fc.assert(
    fc.property(
      fc.constantFrom(...positives.filter((text) => !/[.,!?;:\n’]/.test(text))),
      fc.infiniteStream(between),
      fc.infiniteStream(fc.boolean()),
      (text, gaps, capitals) => {
        const words = text.split(" ");
        const decorated = words
          .map((word) => (capitals.next().value ? word.toUpperCase() : word))
          .map((word, at) => (at === 0 ? word : `${gaps.next().value}${word}`))
          .join("");
        expect(severityOf(decorated), decorated).not.toBe("none");
      },
    ),
    { numRuns: 500 },
  );
});

test("whatever is written before and after a positive, it is found", () => {
  const everyday = fc.constantFrom(
    "We met in May.",
    "Lunch was great, thank you!",
    "Can you introduce me to a designer in Lisbon?",
    "El martes puedo.",
    "ok",
    "The weather is lovely.",
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...positives),
      fc.array(everyday, { maxLength: 6 }),
      fc.array(everyday, { maxLength: 6 }),
      (text, before, after) => {
        const long = [...before, `${text}.`, ...after].join(" ");
        expect(severityOf(long), long).not.toBe("none");
      },
    ),
    { numRuns: 500 },
  );
});

test("more texts before it never hide a grave text of its own", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...positives),
      fc.array(fc.constantFrom("hi", "how are you?", "i met her in May"), { maxLength: 6 }),
      (text, texts) => {
        const recent = texts.map((one) => ({ text: one, minutesAgo: 1 }));
        const [alone, with_] = [severityOf(text), screenText({ text, recent }).severity];
        expect(worse(alone, with_), `${alone}, then ${with_}`).toBe(with_);
      },
    ),
    { numRuns: 300 },
  );
});

test("no text makes it throw, and what it finds is of its vocabulary", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code)) }),
      (text) => {
        expect(SEVERITIES).toContain(severityOf(text));
      },
    ),
  );
});

describe("who wants no more texts is in no crisis", () => {
  const isAnswered = (text: string) => /^(?:moderate|high|critical)$/.test(severityOf(text));

  test("whatever asks for no more, or does not, is answered as that", () => {
    const answered = consentCases.filter(({ body }) => isAnswered(body));
    expect(answered.map(({ body }) => body)).toEqual([]);
  });

  test.each([
    "I want this to stop",
    "I want out",
    "end it",
    "delete my last message",
    "this is my last message, please unsubscribe me",
    "I don't want to be here anymore, take me off this thread",
    "ya no quiero recibir nada",
    "no quiero estar en este grupo",
  ])("nor does %j", (text) => expect(isAnswered(text)).toBe(false));

  test.each([
    "stop texting me. i want to die",
    "I don't want to be here anymore",
    "unsubscribe me, i took all my pills",
    "ya no quiero mensajes, ya no quiero vivir",
  ])("but %j is", (text) => expect(isAnswered(text)).toBe(true));
});

test.each(["I'm safe now, thanks", "i am safe", "estoy a salvo, gracias"])(
  "that somebody is safe is no finding, whatever was said before: %j",
  (text) => {
    const recent = [{ text: "i want to kill myself and i have the pills", minutesAgo: 5 }];
    expect(screenText({ text, recent }).severity).toBe("none");
  },
);

describe("beneath the phrases is a net", () => {
  const inNoPhrase = "the urn, the morgue and the cliff are all that is left of me";

  test("that catches what no phrase says, for a look and no more", () => {
    expect(screenText({ text: inNoPhrase })).toMatchObject({
      severity: "low",
      rules: [expect.stringMatching(/^net\.[a-z_]+$/)],
      template: null,
    });
  });

  test("and says in which language it was", () => {
    const text = "la soga y el barranco son lo que me queda, estoy en la oscuridad";
    expect(screenText({ text })).toMatchObject({ severity: "low", language: "es" });
  });

  test("and seldom what people write every day", () => {
    const flagged = everyday.filter((text) => severityOf(text) !== "none");
    expect(flagged.length / everyday.length).toBeLessThan(0.05);
    expect(flagged.filter((text) => severityOf(text) !== "low")).toEqual([]);
  });
});

test("a phrase that nothing around it bears out stops no conversation", () => {
  expect(severityOf("Our burn rate is suicidal for the runway, need a fractional CFO")).not.toMatch(
    /high|critical/,
  );
});

test.each(HOSTILE_PIECES)("20,000 characters of %j cost ten times what 2,000 do", (piece) => {
  const stepsFor = (characters: number) =>
    screenCounted({ text: hostileText(piece, characters) }).steps;
  expect(stepsFor(20_000) / Math.max(100, stepsFor(2_000))).toBeLessThan(11);
});

test("a message costs few steps", () => {
  const texts = [...ownCases, ...blindCases].flatMap(({ turns }) => turns);
  const steps = texts.reduce((sum, text) => sum + screenCounted({ text }).steps, 0);
  expect(steps / texts.length).toBeLessThan(1_000);
});
