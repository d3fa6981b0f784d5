import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { nameKey } from "../../../local/gateway/name-key.ts";

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

function token(header: object, claims: object, secret: string): string {
  const words = `${part(header)}.${part(claims)}`;
  return `${words}.${createHmac("sha256", secret).update(words).digest("base64url")}`;
}

test("a sign-in of ours names its key, as hosted ones do", () => {
  const given = token({ alg: "HS256" }, { sub: "ada" }, "secret");
  const { authorization } = nameKey(`Bearer ${given}`, "secret");
  expect(authorization).toBe(
    `Bearer ${token({ alg: "HS256", typ: "JWT", kid: "local" }, { sub: "ada" }, "secret")}`,
  );
});

test.each([
  ["of another secret", `Bearer ${token({ alg: "HS256" }, { sub: "ada" }, "guess")}`],
  ["without a signature", `Bearer ${part({ alg: "none" })}.${part({ sub: "ada" })}.`],
  ["that is none", "Bearer sb_secret_1"],
  ["that is not there", undefined],
])("a token %s passes as it is", (_, given) => {
  expect(nameKey(given, "secret")).toEqual({});
});
