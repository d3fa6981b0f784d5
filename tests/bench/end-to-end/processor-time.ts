import { readdirSync, readFileSync } from "node:fs";

/** `/proc` counts in hundredths of a second on every Linux that Node runs on. */
const MS_A_TICK = 10;

export type ProcessGroup =
  | "Postgres"
  | "gateway"
  | "functions (host)"
  | `functions (${string})`
  | "pg_net, pg_cron"
  | "load, model, carrier"
  | "other";

interface Process {
  pid: number;
  parent: number;
  command: string;
  ms: number;
}

/**
 * Milliseconds of processor time that each group of this process and its descendants has used so
 * far; null where there is no /proc.
 */
export function processorTime(): Map<ProcessGroup, number> | null {
  const processes = readProcesses();
  if (processes === null) return null;
  const used = new Map<ProcessGroup, number>();
  const ours = new Map([[process.pid, "load, model, carrier" as ProcessGroup]]);
  // A parent is older than its child, and its number is the lower but for a wrap: until none comes.
  for (let found = true; found; ) {
    found = false;
    for (const one of processes) {
      const parentsGroup = ours.get(one.parent);
      if (parentsGroup === undefined || ours.has(one.pid)) continue;
      ours.set(one.pid, groupOf(one.command) ?? parentsGroup);
      found = true;
    }
  }
  for (const one of processes) {
    const group = ours.get(one.pid);
    if (group !== undefined) used.set(group, (used.get(group) ?? 0) + one.ms);
  }
  return used;
}

function groupOf(command: string): ProcessGroup | null {
  const isolate = /functions\/([a-z-]+)\/index\.ts/.exec(command);
  if (isolate?.[1] !== undefined) return `functions (${isolate[1]})`;
  if (/postgres/.test(command)) return "Postgres";
  if (command.includes("/local/gateway/")) return "gateway";
  if (command.includes("/local/functions/")) return "functions (host)";
  if (/\/local\/(porter|clock)\//.test(command)) return "pg_net, pg_cron";
  if (/\/local\/(carrier|model)\//.test(command)) return "other";
  return null;
}

function readProcesses(): Process[] | null {
  let names: string[];
  try {
    names = readdirSync("/proc");
  } catch {
    return null;
  }
  const processes = names.filter((name) => /^\d+$/.test(name)).flatMap(readProcess);
  return processes.length === 0 ? null : processes;
}

/** Nothing when it has ended meanwhile. */
function readProcess(pid: string): Process[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    // After the name, which may hold anything: state, parent, … and from the twelfth on the times.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    // Its own, and its ended children's: Postgres' workers come and go.
    const ticks = [11, 12, 13, 14].reduce((sum, nth) => sum + Number(fields[nth]), 0);
    return [{ pid: Number(pid), parent: Number(fields[1]), command, ms: ticks * MS_A_TICK }];
  } catch {
    return [];
  }
}
