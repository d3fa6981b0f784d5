import "./node-version.ts";
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { ROOM, roomWithDomains } from "../free-mail/room.ts";
import { StackFault } from "../stack-fault.ts";
import { runCommand } from "./run-command.ts";

/**
 * `npm run free-mail`: writes the rows of private.free_mail_domains anew into their migration, from
 * the package email-providers; with `--check` only compares, and exits with 1 when they differ.
 */
await runCommand("free-mail", async () => {
  const { values: options } = parseArgs({
    options: { check: { type: "boolean", default: false } },
  });
  const room = roomWithDomains();
  if (!options.check) writeFileSync(ROOM, room);
  else if (readFileSync(ROOM, "utf8") !== room) {
    throw new StackFault("private.free_mail_domains is not what the data make: npm run free-mail.");
  }
  return 0;
});
