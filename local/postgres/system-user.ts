import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { dirname } from "node:path";
import { StackFault } from "../stack-fault.ts";

/** Users that PostgreSQL may run as when we are root, which it refuses to run as. */
const CANDIDATES = ["postgres", "nobody"] as const;

export interface SystemUser {
  uid?: number;
  gid?: number;
}

/** uid and gid for PostgreSQL's processes; nothing to change unless we are root. */
export function postgresUser(): SystemUser {
  if (process.getuid?.() !== 0) return {};
  for (const name of CANDIDATES) {
    const ids = ["-u", "-g"].map((flag) => idOf(flag, name));
    if (ids[0] !== undefined && ids[1] !== undefined) return { uid: ids[0], gid: ids[1] };
  }
  throw new StackFault("PostgreSQL does not run as root, and there is no user postgres or nobody.");
}

/** Throws a StackFault when `user` may not enter a folder on the way to `path`, as in /root. */
export function checkReach(user: SystemUser, path: string): void {
  if (user.uid === undefined) return;
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) !== 0) continue;
    throw new StackFault(
      `PostgreSQL does not run as root, and another user may not enter ${folder}: move it, or be another user.`,
    );
  }
}

function idOf(flag: string, name: string): number | undefined {
  try {
    return Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }).trim());
  } catch {
    // `id` fails when there is no such user: the next candidate is tried.
    return undefined;
  }
}
