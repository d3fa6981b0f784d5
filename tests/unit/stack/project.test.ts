import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "smol-toml";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readProject } from "../../../local/project.ts";
import { root } from "../../../local/root.ts";

const WHOLE = `
[api]
schemas = ["public"]
max_rows = 10
[auth]
site_url = "http://127.0.0.1:3000"
[auth.email]
enable_confirmations = true
[db.vault]
secret = "env(SECRET)"
[storage.buckets.pictures]
public = false
file_size_limit = "2MiB"
allowed_mime_types = ["image/*"]
[functions.one]
verify_jwt = false
import_map = "./functions/deno.json"
`;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "project-"));
  mkdirSync(join(folder, "supabase"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(toml: string) {
  writeFileSync(join(folder, "supabase", "config.toml"), toml);
  return readProject(folder);
}

test("config.toml says what is served, and how", () => {
  expect(read(WHOLE)).toEqual({
    folder,
    schemas: ["public"],
    rowsMax: 10,
    siteUrl: "http://127.0.0.1:3000",
    emailConfirmations: true,
    functions: ["one"],
    buckets: { pictures: { bytesMax: 2 * 1024 * 1024, contentTypes: ["image/*"] } },
    vault: { secret: "SECRET" },
  });
});

test.each([
  ["verify_jwt = false", "verify_jwt = true", /functions\.one\.verify_jwt must be false/],
  ["env(SECRET)", "in clear", /db\.vault\.secret must be env\(NAME\)/],
  ["max_rows = 10", "", /api\.max_rows/],
  ["confirmations = true", "confirmations = 1", /auth\.email\.enable_confirmations/],
  ["public = false", "public = true", /storage\.buckets\.pictures\.public must be false/],
  ["2MiB", "much", /file_size_limit must be a size/],
  ["[api]", "[api", /config\.toml/],
])("with %j as %j it says in one line what is wrong", (good, bad, line) => {
  expect(() => read(WHOLE.replace(good, bad))).toThrow(line);
});

test("ours has Auth prove addresses and numbers, which link_sign_in() trusts", () => {
  const config = parse(readFileSync(join(root, "supabase", "config.toml"), "utf8"));
  const proved = { enable_confirmations: true };
  expect(config).toMatchObject({ auth: { email: proved, sms: proved } });
  expect(readProject(root).emailConfirmations).toBe(true);
});

test("without a config.toml it says where one belongs", () => {
  expect(() => readProject(folder)).toThrow(/supabase\/config\.toml cannot be read/);
});
