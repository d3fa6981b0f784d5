import { describe, expect, test } from "vitest";
import { SEVERITIES } from "../../../supabase/functions/_shared/safety/screen/rule.ts";
import {
  crisisText,
  TEMPLATES,
  templateFor,
} from "../../../supabase/functions/_shared/safety/screen/templates.ts";
import { resources } from "../../../supabase/functions/_shared/safety/screen/words/resources.ts";
import { countSegments } from "../../../supabase/functions/_shared/text/segments.ts";

const every = TEMPLATES.flatMap((name) =>
  Object.keys(resources).flatMap((country) =>
    (["en", "es"] as const).map((language) => ({
      name,
      country,
      language,
      ...crisisText(name, language, country),
    })),
  ),
);

test.each(every)("$name in $language for $country is whole, and few segments", ({ text }) => {
  expect(text).not.toMatch(/[{}]/);
  expect(countSegments(text).segments).toBeLessThanOrEqual(8);
});

test.each(every.filter(({ language }) => language === "en"))(
  "$name in English for $country fits the phone's plain letters",
  ({ text }) => expect(countSegments(text, true).encoding).toBe("GSM-7"),
);

describe("whom to turn to", () => {
  test.each([
    ["suicide", "en", "US", "call or text 988"],
    ["suicide", "es", "US", "988 y oprime 2"],
    ["suicide_now", "en", "US", "call 911"],
    ["abuse", "en", "US", "1-800-799-7233"],
    ["someone_else_now", "en", "US", "call 911"],
    ["suicide", "en", "CA", "988"],
    ["suicide", "es", "MX", "800 911 2000"],
    ["suicide", "es", "ES", "024"],
    ["abuse", "es", "ES", "016"],
    ["suicide_now", "en", "GB", "999"],
    ["suicide", "en", "GB", "116 123"],
    ["suicide", "en", "NZ", "findahelpline.com"],
  ] as const)("%s, %s, %s: %s", (name, language, country, line) => {
    expect(crisisText(name, language, country).text).toContain(line);
  });

  test("what was shown is named, with the country whose lines they were", () => {
    expect(crisisText("suicide", "en", "NZ").resources).toEqual([
      { resource: "suicide", country: "any" },
      { resource: "emergency", country: "any" },
    ]);
  });
});

test("an ambulance comes first where a life is at stake now", () => {
  for (const { name, text } of every.filter(({ country }) => country === "US")) {
    if (!name.endsWith("_now")) continue;
    expect(text.indexOf("911")).toBeGreaterThan(-1);
    expect(text.indexOf("911")).toBeLessThan(text.indexOf("988"));
  }
});

test("every finding has its text", () => {
  for (const severity of SEVERITIES.slice(1)) {
    for (const kind of ["suicide", "self_harm", "abuse", "threat", "medical"] as const) {
      for (const concerns of ["self", "other"] as const) {
        expect(TEMPLATES).toContain(templateFor(severity, kind, concerns));
      }
    }
  }
});
