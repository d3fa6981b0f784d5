import { cpus, totalmem } from "node:os";
import process from "node:process";
import type { Server } from "./server.ts";

/** What the numbers were measured on, without saying whose it is. */
export function describeMachine({ version }: Pick<Server, "version">): string {
  const all = cpus();
  const gigabytes = Math.round(totalmem() / 1024 ** 3);
  const model = all[0]?.model.trim() || "unknown processor";
  return `${all.length} cores (${model}), ${gigabytes} GB of memory, PostgreSQL ${version}, Node ${process.versions.node}`;
}
