import { execFileSync } from "node:child_process";
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startStack } from "../../../local/stack.ts";
import { temporaryFolder } from "../../../local/temporary-folder.ts";

const PROJECT = fileURLToPath(new URL("project", import.meta.url));

let projectDir = "";
let dataDir = "";
beforeEach(() => {
  projectDir = temporaryFolder();
  cpSync(PROJECT, projectDir, { recursive: true });
  dataDir = temporaryFolder();
});
afterEach(() => {
  for (const folder of [projectDir, dataDir]) rmSync(folder, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  writeFileSync(join(projectDir, "supabase", path), text);
}

function processes(): string[] {
  const all = execFileSync("ps", ["-A", "-ww", "-o", "args="], { encoding: "utf8" });
  return all.split("\n").filter((line) => line.includes(dataDir));
}

test("a migration that fails is told with the database's reason, and nothing is left running", async () => {
  write("migrations/20260101000001_wrong.sql", "create table public.wrong (a nonsense);");
  await expect(startStack({ projectDir, dataDir })).rejects.toThrow(
    /^The migrations could not be applied: .*type "nonsense" does not exist/,
  );
  expect(processes()).toEqual([]);
});

test("a server setting that Postgres does not know is told, and nothing is left running", async () => {
  const postgresSettings = { no_such_setting: "1" };
  await expect(startStack({ projectDir, dataDir, postgresSettings })).rejects.toThrow(
    /^postgres: unrecognized configuration parameter "no_such_setting"/,
  );
  expect(processes()).toEqual([]);
});

test("a Vault secret that nobody knows is told", async () => {
  const unknown =
    'project_id = "x"\n[api]\nschemas = ["public"]\nmax_rows = 1\n[auth]\nsite_url = "http://h"\n[db.vault]\nx = "env(UNHEARD_OF)"\n[functions]\n';
  write("config.toml", unknown);
  await expect(startStack({ projectDir, dataDir })).rejects.toThrow(/UNHEARD_OF/);
  expect(processes()).toEqual([]);
});

test("a part that dies later is told by the stack, with its last words", async () => {
  const stack = await startStack({ projectDir, dataDir });
  const [porter] = execFileSync("ps", ["-A", "-ww", "-o", "pid=,ppid=,args="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes("porter/main.ts"))
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === process.pid);
  process.kill(porter?.[0] ?? 0, "SIGKILL");
  expect(await stack.crashed).toMatchObject({
    part: "porter",
    reason: "porter: stopped (SIGKILL)",
  });
  await stack.stop();
  await vi.waitFor(() => expect(processes()).toEqual([]));
});
