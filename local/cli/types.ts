import "./node-version.ts";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { startStack } from "../stack.ts";
import { StackFault } from "../stack-fault.ts";
import { generateTypes, TYPES_FILE, typesAreCurrent } from "../types.ts";
import { runCommand } from "./run-command.ts";

/**
 * `npm run types`: writes database.types.ts anew from the migrations, on a throw-away database;
 * with `--check` only compares, and exits with 1 when they differ.
 */
await runCommand("types", async () => {
  const { values: options } = parseArgs({
    options: { check: { type: "boolean", default: false } },
  });
  const stack = await startStack({ dbOnly: true });
  try {
    if (!options.check) writeFileSync(TYPES_FILE, await generateTypes(stack.values.DB_URL));
    else if (!(await typesAreCurrent(stack.values.DB_URL))) {
      throw new StackFault("database.types.ts is not what the migrations make: npm run types.");
    }
    return 0;
  } finally {
    await stack.stop();
  }
});
