import { expect, test } from "vitest";
import { tell, tokenOf } from "../../../web/data/data.js";

const TOKEN = "ab".repeat(24);

test("the token is the fragment, whole and nothing else", () => {
  expect(tokenOf(`#${TOKEN}`)).toBe(TOKEN);
  for (const fragment of ["", "#", `#${TOKEN}a`, `#token=${TOKEN}`, `#${"zz".repeat(24)}`]) {
    expect(tokenOf(fragment)).toBeNull();
  }
});

test.each([
  [200, "in your downloads"],
  [401, "used already"],
  [429, "as often today"],
  [503, "did not get through"],
  [0, "did not get through"],
])("an answer of %i is told: %s", (status, words) => {
  expect(tell(status)).toContain(words);
});
