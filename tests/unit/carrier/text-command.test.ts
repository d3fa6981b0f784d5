import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const script = fileURLToPath(new URL("../../../local/cli/text.ts", import.meta.url));
const usage =
  'text: Usage: npm run text -- [--wait <seconds>] [--email <address> | --pay] "+14155550123" ["hi"]\n';

test.each([
  ["no number", [], usage],
  ["an option that is none", ["--wat", "+14155550123", "hi"], usage],
  ["a limit that is no number", ["--wait", "soon", "+14155550123", "hi"], usage],
  ["a limit of nothing", ["--wait", "0", "+14155550123", "hi"], usage],
  [
    "a number that is none",
    ["bob", "hi"],
    'text: "bob" is not a phone number. Write it like +14155550123.\n',
  ],
  [
    "a number that is too short",
    ["+1415555", "hi"],
    'text: "+1415555" is not a phone number. Write it like +14155550123.\n',
  ],
])("npm run text with %s says so in one line and exits with 1", async (_, args, stderr) => {
  const run = promisify(execFile)(process.execPath, [script, ...args]);
  await expect(run).rejects.toMatchObject({ code: 1, stderr, stdout: "" });
});
