import { execFileSync } from "node:child_process";
import { StackFault } from "../stack-fault.ts";

/** Users that PostgreSQL may run as when we are root, which it refuses to run as. */
const CANDIDATES = ["postgres", "nobody"] as const;

/** uid and gid for PostgreSQL's processes; nothing to change unless we are root. */
export function postgresUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const name of CANDIDATES) {
    const ids = ["-u", "-g"].map((flag) => idOf(flag, name));
    if (ids[0] !== undefined && ids[1] !== undefined) return { uid: ids[0], gid: ids[1] };
  }
  throw new StackFault("PostgreSQL does not run as root, and there is no user postgres or nobody.");
}

function idOf(flag: string, name: string): number | undefined {
  try {
    return Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }).trim());
  } catch {
    // `id` fails when there is no such user: the next candidate is tried.
    return undefined;
  }
}
