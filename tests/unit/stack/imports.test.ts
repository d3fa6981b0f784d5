import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { readProject } from "../../../local/project.ts";
import { root } from "../../../local/root.ts";

const FUNCTIONS = join(root, "supabase", "functions");

function readJson<Value>(schema: z.ZodType<Value>, ...path: string[]): Value {
  return schema.parse(JSON.parse(readFileSync(join(root, ...path), "utf8")));
}

const { dependencies } = readJson(
  z.object({ dependencies: z.record(z.string(), z.string()) }),
  "package.json",
);
const { imports } = readJson(
  z.object({ imports: z.record(z.string(), z.string()) }),
  "supabase/functions/deno.json",
);

test("deno.json pins what package.json pins, and nothing more or less", () => {
  const expected = Object.entries(dependencies).flatMap(([name, version]) => {
    const whole = [name, `npm:${name}@${version}`];
    const inner = [`${name}/`, `npm:/${name}@${version}/`];
    // A second line for a package whose inner paths are imported.
    return `${name}/` in imports ? [whole, inner] : [whole];
  });
  expect(imports).toEqual(Object.fromEntries(expected));
});

test("every package that a function imports is one of them", () => {
  const specifiers = globSync("**/*.ts", { cwd: FUNCTIONS }).flatMap((file) => {
    const source = readFileSync(join(FUNCTIONS, file), "utf8");
    const found = source.matchAll(/^(?:import|export)\b[^;]*?\bfrom "([^."][^"]*)"/gm);
    return Array.from(found, (match) => match[1] ?? "");
  });
  const packages = [...new Set(specifiers)].filter((specifier) => !specifier.startsWith("node:"));
  expect(packages.length).toBeGreaterThan(0);
  for (const specifier of packages) {
    const covered = Object.keys(imports).some((key) =>
      key.endsWith("/") ? specifier.startsWith(key) : specifier === key,
    );
    expect(covered, specifier).toBe(true);
  }
});

test("config.toml names every function that there is, and no other", () => {
  const folders = globSync("*/index.ts", { cwd: FUNCTIONS }).map((path) => path.split("/")[0]);
  expect(readProject(root).functions.toSorted()).toEqual(folders.toSorted());
});
