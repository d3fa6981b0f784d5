import { expect, test, vi } from "vitest";
import { post, tell, tellOfDeletion, tokenOf } from "../../../web/data/data.js";

const TOKEN = "ab".repeat(24);

test("the token is the fragment, whole and nothing else", () => {
  expect(tokenOf(`#${TOKEN}`)).toBe(TOKEN);
  for (const fragment of ["", "#", `#${TOKEN}a`, `#token=${TOKEN}`, `#${"zz".repeat(24)}`]) {
    expect(tokenOf(fragment)).toBeNull();
  }
});

test.each(["", "?erase=yes"] as const)("no address has the token (%j)", async (query) => {
  const url = "https://ref.example/functions/v1/data-export";
  const fetched = vi.fn(async (_url: string, _init: RequestInit) =>
    Response.json({ data_url: url }),
  );
  vi.stubGlobal("fetch", fetched);
  await post(TOKEN, query);
  vi.unstubAllGlobals();
  const [asked, init] = fetched.mock.calls.at(-1) ?? [];
  expect(asked).toBe(`${url}${query}`);
  expect(init).toMatchObject({ method: "POST", headers: { "link-token": TOKEN } });
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

test.each([
  [202, "is being deleted now"],
  [401, "Nothing is deleted. Write us"],
  [500, "press it again"],
  [0, "press it again"],
])("an answer of %i to a deletion is told: %s", (status, words) => {
  expect(tellOfDeletion(status)).toContain(words);
});
