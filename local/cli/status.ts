import "./node-version.ts";
import process from "node:process";
import { runCommand } from "./run-command.ts";
import { runningStack } from "./running-stack.ts";

/** `npm run status`: KEY=value lines, as `supabase status -o env` prints them; 1 when nothing runs. */
await runCommand("status", async () => {
  const { BELL_SECRET: _, ...values } = runningStack();
  const lines = Object.entries(values).map(([key, value]) => `${key}=${value}\n`);
  process.stdout.write(lines.join(""));
  return 0;
});
