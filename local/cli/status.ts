import "./node-version.ts";
import process from "node:process";
import { runCommand } from "./run-command.ts";
import { runningStack } from "./running-stack.ts";

/** `npm run status`: KEY=value lines, as `supabase status -o env` prints them; 1 when nothing runs. */
await runCommand("status", async () => {
  const { BELL_SECRET: _, ...values } = runningStack();
  for (const [key, value] of Object.entries(values)) process.stdout.write(`${key}=${value}\n`);
  return 0;
});
