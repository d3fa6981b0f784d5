import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { root } from "../../../local/root.ts";

const DEMO = join(root, "local", "cli", "demo.ts");
const DEMO_MS_MAX = 120_000;

test(
  "npm run demo plays a conversation on a throw-away stack, checks it, and exits 0",
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [DEMO], {
      timeout: DEMO_MS_MAX,
    });
    expect(stdout.match(/newcomer ▸/g)?.length).toBeGreaterThanOrEqual(6);
    for (const claim of [
      "every text stored once",
      "every turn answered once",
      "an email made the newcomer a member",
      "nothing sent twice",
      "statuses delivered",
    ]) {
      expect(stdout).toContain(`✓ ${claim}`);
    }
  },
  DEMO_MS_MAX,
);

test(
  "npm run demo -- assistant tells its story, and what it came to adds up",
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [DEMO, "assistant"], {
      timeout: DEMO_MS_MAX,
    });
    expect(stdout).toMatch(/◂ .*marked as stopped/);
    expect(stdout.match(/^✓ /gm)).toHaveLength(5);
  },
  DEMO_MS_MAX,
);

test(
  "npm run demo -- coach tells its story: a conversation, two analyses, a stage, and a farewell",
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [DEMO, "coach"], {
      timeout: DEMO_MS_MAX,
    });
    for (const told of [
      "◂ You felt small. What went through your mind then?",
      "◂ I give no points and cannot change any.",
      "◂ You are at stage 1 of 3.",
      "◂ You have come to stage 2 of 3.",
      "◂ This sounds like an emergency. Please call 911 now",
    ]) {
      expect(stdout).toContain(told);
    }
    expect(stdout.match(/^✓ /gm)).toHaveLength(5);
  },
  DEMO_MS_MAX,
);

test("what it does not know it does not start", async () => {
  const played = promisify(execFile)(process.execPath, [DEMO, "network", "--here"]);
  await expect(played).rejects.toMatchObject({
    code: 1,
    stderr: "demo: Usage: npm run demo [-- [assistant | coach] [--here] | network]\n",
  });
});

test("a wrong setting is named in one line, and nothing is started", async () => {
  const env = { ...process.env, DRAIN_SECONDS: "soon" };
  const played = promisify(execFile)(process.execPath, [DEMO], { env, timeout: DEMO_MS_MAX });
  await expect(played).rejects.toMatchObject({
    code: 1,
    stderr: "demo: DRAIN_SECONDS is not a number.\n",
  });
});
