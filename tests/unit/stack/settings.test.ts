import { expect, test } from "vitest";
import { readSettings } from "../../../local/settings.ts";

test("with nothing set, everything is ours", () => {
  expect(readSettings({})).toMatchObject({
    services: { databaseUrl: undefined, model: undefined },
    folder: expect.stringMatching(/\/\.local$/),
    ports: "fixed",
  });
});

test("an empty variable counts as unset", () => {
  expect(readSettings({ DATABASE_URL: "", ANTHROPIC_API_KEY: "", LOCAL_PORTS: "" })).toEqual(
    readSettings({}),
  );
});

test("a key or a base URL alone chooses the model", () => {
  expect(readSettings({ ANTHROPIC_API_KEY: "sk-1" }).services.model).toEqual({
    apiKey: "sk-1",
    baseUrl: undefined,
  });
  expect(readSettings({ ANTHROPIC_BASE_URL: "http://h:1" }).services.model).toEqual({
    apiKey: undefined,
    baseUrl: "http://h:1",
  });
});

test.each([
  ["DATABASE_URL", "mysql://localhost/x"],
  ["DATABASE_URL", "localhost"],
  ["ANTHROPIC_BASE_URL", "ftp://example.com"],
  ["ANTHROPIC_API_KEY", "two words"],
  ["LOCAL_PORTS", "random"],
])("%s=%s is refused in one line that names it and not its value", (name, value) => {
  const refused = () => readSettings({ [name]: value });
  expect(refused).toThrow(new RegExp(`^${name} [^\\n]+\\.$`));
  expect(refused).not.toThrow(value);
});
