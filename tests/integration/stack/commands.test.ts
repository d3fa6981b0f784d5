import { execFile, execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { root } from "../../../local/root.ts";
import { temporaryFolder } from "../../../local/temporary-folder.ts";

const KEYS = [
  "DB_URL",
  "API_URL",
  "FUNCTIONS_URL",
  "PUBLIC_FUNCTIONS_URL",
  "PUBLISHABLE_KEY",
  "SECRET_KEY",
  "CARRIER_URL",
  "MODEL_URL",
  "STRIPE_URL",
  "UPLOAD_PAGE_URL",
  "DATA_PAGE_URL",
  "CHAT_PAGE_URL",
  "TWILIO_ACCOUNT_SID",
  "TWILIO_AUTH_TOKEN",
  "TWILIO_PHONE_NUMBER",
];

let folder = "";
beforeAll(() => {
  folder = temporaryFolder();
});
afterAll(async () => {
  await command("stop");
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs `node local/cli/<name>.ts` for the stack in `folder`. */
function command(
  name: "start" | "status" | "stop" | "text",
  args: string[] = [],
  environment: Record<string, string> = {},
): Promise<Ended> {
  const env = { ...process.env, LOCAL_FOLDER: folder, LOCAL_PORTS: "free", ...environment };
  return new Promise((resolve) => {
    const script = join(root, "local", "cli", `${name}.ts`);
    execFile(process.execPath, [script, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

async function status(): Promise<Record<string, string>> {
  const { stdout } = await command("status");
  const lines = stdout.trim().split("\n");
  return Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
}

/** Every process that works on the stack in `folder`. */
function processes(): string[] {
  const all = execFileSync("ps", ["-A", "-ww", "-o", "args="], { encoding: "utf8" });
  return all.split("\n").filter((line) => line.includes(folder));
}

async function onDatabase<Rows>(work: (sql: postgres.Sql) => Promise<Rows>): Promise<Rows> {
  const sql = postgres((await status()).DB_URL ?? "", { max: 1, onnotice() {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

test("before anything runs, status says so with 1 and stop has nothing to do", async () => {
  expect(await command("status")).toEqual({
    code: 1,
    stdout: "",
    stderr: "status: Nothing runs. Start it with npm start.\n",
  });
  expect(await command("stop")).toMatchObject({ code: 0, stdout: "Nothing runs.\n" });
});

test("a wrong variable is named in one line before anything starts", async () => {
  expect(await command("start", [], { DATABASE_URL: "nonsense" })).toEqual({
    code: 1,
    stdout: "",
    stderr: "start: DATABASE_URL is not a postgresql:// URL.\n",
  });
});

test("start returns when it is ready and tells how to text it; status prints every key", async () => {
  const started = await command("start");
  expect(started).toMatchObject({ code: 0, stderr: "" });
  expect(started.stdout).toContain('npm run text -- "+14155550123" "hi"');
  const { code, stdout } = await command("status");
  expect(code).toBe(0);
  expect(
    stdout
      .trim()
      .split("\n")
      .map((line) => line.split("=")[0]),
  ).toEqual(KEYS);
  const { FUNCTIONS_URL } = await status();
  expect((await fetch(`${FUNCTIONS_URL}/health`)).status).toBe(200);
});

test("a second start says that it already runs, and changes nothing", async () => {
  const before = await status();
  expect(await command("start")).toMatchObject({
    code: 1,
    stderr: "start: It already runs: npm run status tells where, npm stop ends it.\n",
  });
  expect(await status()).toEqual(before);
});

test("somebody texts it through the door, the email included", async () => {
  const ada = "+14155550177";
  const told = await command("text", [ada, "Ada Lovelace, CTO, Engines, ada@engines.example"]);
  expect(told.stdout).toMatch(/verify\+[0-9a-z]{13}@verify\.yachtparty\.example/);
  const forged = await command("text", ["--email", "ada@engines.example forged", ada]);
  expect(forged.stdout).toContain("did not vouch for its sender");
  const mailed = await command("text", ["--email", "ada@engines.example", ada]);
  expect(mailed).toMatchObject({ code: 0 });
  expect(mailed.stdout).toContain("Welcome to Yachtparty, Ada!");
});

test("a part that crashes ends the whole stack, and status says which it was", async () => {
  await onDatabase((sql) => sql`create table public.kept ()`);
  const postmaster = readFileSync(join(folder, "data/postgres/postmaster.pid"), "utf8");
  process.kill(Number(postmaster.split("\n")[0]), "SIGKILL");
  await vi.waitFor(
    async () =>
      expect(await command("status")).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^status: It stopped: postgres: .*\n$/),
      }),
    { timeout: 20_000, interval: 200 },
  );
  await vi.waitFor(() => expect(processes()).toEqual([]), { timeout: 10_000 });
});

test("stop ends all of it, and the data is there at the next start", async () => {
  expect((await command("start")).code).toBe(0);
  expect(await onDatabase((sql) => sql`select from public.kept`)).toHaveLength(0);
  expect(await command("stop")).toMatchObject({ code: 0, stdout: "Stopped.\n" });
  expect(processes()).toEqual([]);
  expect((await command("status")).code).toBe(1);
});

test("a start with --fresh has forgotten everything", async () => {
  expect((await command("start", ["--fresh"])).code).toBe(0);
  await expect(onDatabase((sql) => sql`select from public.kept`)).rejects.toThrow(/does not exist/);
  await command("stop");
});

test("a port that is taken is named in one line, and nothing is left running", async () => {
  const taken = createServer();
  await new Promise<unknown>((held) => {
    // A stack that runs on this machine holds it as well as we could.
    taken.once("error", held).listen(54_321, "127.0.0.1", () => held(undefined));
  });
  expect(await command("start", [], { LOCAL_PORTS: "fixed" })).toEqual({
    code: 1,
    stdout: "",
    stderr: "start: Port 54321 (api) is taken.\n",
  });
  taken.close();
  expect(processes()).toEqual([]);
  expect((await command("status")).stderr).toContain("Port 54321 (api) is taken.");
});
