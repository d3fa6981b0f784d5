import { afterEach, expect, test, vi } from "vitest";
import { eraseByLink } from "../../../supabase/functions/data-export/erase-by-link.ts";
import { FakeDatabase } from "../worker/fake-database.ts";

const TOKEN = "ab".repeat(24);

afterEach(() => vi.restoreAllMocks());

function erase(method: string, token: string, heard = true, headers = {}) {
  vi.spyOn(console, "log").mockImplementation(() => {});
  const database = new FakeDatabase({ erase_by_link: () => ({ body: heard }) });
  const request = new Request(`http://functions.test/data-export?token=${token}&erase=yes`, {
    method,
    headers,
  });
  return { answer: eraseByLink(request, database.client), database };
}

test("a link is believed by its hash, and the answer says that it is heard", async () => {
  const { answer, database } = erase("POST", TOKEN);
  expect((await answer).status).toBe(202);
  expect(database.named("erase_by_link")).toEqual([
    { token_hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ]);
});

test("the page's token comes in a header", async () => {
  const { answer, database } = erase("POST", "", true, { "link-token": TOKEN });
  expect((await answer).status).toBe(202);
  expect(database.named("erase_by_link")).toHaveLength(1);
});

test.each([
  ["looking at it", "GET", TOKEN, "method_not_allowed"],
  ["what is no token", "POST", "x", "unauthorized"],
  ["no token", "POST", "", "unauthorized"],
])("%s deletes nothing", async (_, method, token, code) => {
  const { answer, database } = erase(method, token);
  await expect(answer).rejects.toMatchObject({ code });
  expect(database.calls).toEqual([]);
});

test("a link whose time is over is refused", async () => {
  await expect(erase("POST", TOKEN, false).answer).rejects.toMatchObject({ code: "unauthorized" });
});
