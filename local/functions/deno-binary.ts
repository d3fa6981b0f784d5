import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { StackFault } from "../stack-fault.ts";

/** Deno's own binary: the package's `bin` is a Node script, and signals would stop at that. */
export function denoBinary(): string {
  const folder = dirname(fileURLToPath(import.meta.resolve("deno/package.json")));
  const binary = join(folder, "deno");
  if (!existsSync(binary)) throw new StackFault("Deno is missing: run npm ci.");
  return binary;
}
