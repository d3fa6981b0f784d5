import { expect, test } from "vitest";
import { hasBasicPassword } from "../../../supabase/functions/_shared/http/basic-password.ts";

const basic = (credentials: string) => `Basic ${btoa(credentials)}`;

test.each([
  ["any user with the password", basic("postmark:s3cret"), true],
  ["the scheme in lower case", basic(":s3cret").replace("Basic", "basic"), true],
  ["another password", basic("postmark:s3cre"), false],
  ["a longer one", basic("postmark:s3cret:s3cret"), false],
  ["a user of the password's name", basic("s3cret"), false],
  ["an empty one", basic("postmark:"), false],
  ["another scheme", "Bearer s3cret", false],
  ["what is not base64", "Basic %%%", false],
  ["nothing", "", false],
])("%s: %s", async (_, authorization, is) => {
  const request = new Request("https://x.example", { headers: { authorization } });
  expect(await hasBasicPassword(request, "s3cret")).toBe(is);
});
