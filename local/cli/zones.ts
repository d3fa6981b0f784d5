import "./node-version.ts";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { StackFault } from "../stack-fault.ts";
import { ROOM, roomWithRows } from "../zones/room.ts";
import { runCommand } from "./run-command.ts";

/**
 * `npm run zones`: writes the rows of private.number_zones anew into their migration, from what
 * libphonenumber and ICU know; with `--check` only compares, and exits with 1 when they differ.
 */
await runCommand("zones", async () => {
  const { values: options } = parseArgs({
    options: { check: { type: "boolean", default: false } },
  });
  const room = roomWithRows();
  if (!options.check) writeFileSync(ROOM, room);
  else if (readFileSync(ROOM, "utf8") !== room) {
    throw new StackFault("private.number_zones is not what the data make: npm run zones.");
  }
  return 0;
});
