import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { faultLine, StackFault } from "../stack-fault.ts";
import { pgTapFiles } from "./pgtap.ts";
import { standInFiles } from "./stand-ins.ts";

/** Puts the stand-ins and pgTAP where `create extension` of the embedded server finds them. */
export function installExtensions(folder: string): void {
  const files = standInFiles();
  if (!existsSync(join(folder, "pgtap.control"))) {
    for (const [name, content] of pgTapFiles()) files.set(name, content);
  }
  try {
    for (const [name, content] of files) {
      const path = join(folder, name);
      if (existsSync(path) && readFileSync(path).equals(content)) continue;
      // Another stack may be reading: the file changes in one step.
      const draft = join(folder, `.${randomUUID()}`);
      writeFileSync(draft, content, { mode: 0o644 });
      renameSync(draft, path);
    }
  } catch (cause) {
    throw new StackFault(`The extensions could not be installed: ${faultLine(cause)}.`, { cause });
  }
}
