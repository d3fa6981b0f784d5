import { existsSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "../package-folder.ts";
import { StackFault } from "../stack-fault.ts";

/** Deno's own binary: the package's `bin` is a Node script, and signals would stop at that. */
export function denoBinary(): string {
  const binary = join(packageFolder("deno"), "deno");
  if (!existsSync(binary)) throw new StackFault("Deno is missing: run npm ci.");
  return binary;
}
