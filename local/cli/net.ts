import "./node-version.ts";
import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { parseArgs } from "node:util";
import { ROOM, roomWithWeights } from "../net/room.ts";
import { StackFault } from "../stack-fault.ts";
import { runCommand } from "./run-command.ts";

/**
 * `npm run net`: makes the weights of the crisis screen's net anew from the cases, and prints what
 * becomes of cases that the weights which judge them have not seen; with `--check` only compares,
 * and exits with 1 when they differ.
 */
await runCommand("net", async () => {
  const { values: options } = parseArgs({
    options: { check: { type: "boolean", default: false } },
  });
  const { room, heldOut } = roomWithWeights();
  for (const is of ["danger", "near", "everyday"] as const) {
    const all = heldOut.filter(({ one }) => one.is === is);
    const left = all.filter(({ isLeft }) => isLeft);
    const caught = left.filter(({ isCaught }) => isCaught);
    const byNet = all.filter(({ isCaught }) => isCaught);
    process.stdout.write(
      `${is}: ${all.length} texts, ${byNet.length} of them the net's; the phrases leave ${left.length}, of which it catches ${caught.length}\n`,
    );
  }
  if (!options.check) writeFileSync(ROOM, room);
  else if (readFileSync(ROOM, "utf8") !== room) {
    throw new StackFault("The net's weights are not what the cases make: npm run net.");
  }
  return 0;
});
