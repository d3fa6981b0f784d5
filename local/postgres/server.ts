import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Writable } from "node:stream";
import { promisify } from "node:util";
import { deadline } from "../deadline.ts";
import type { PartExit } from "../parts/start-part.ts";
import { faultLine, StackFault } from "../stack-fault.ts";
import type { PostgresBinaries } from "./binaries.ts";
import { checkReach, postgresUser } from "./system-user.ts";

const READY_MS_MAX = 60_000;
const STOP_MS_MAX = 15_000;
const READY_LINE = "database system is ready to accept connections";
/** Hosted Supabase's superuser; migrations run as `postgres`, which is none. */
const SUPERUSER = "supabase_admin";

/**
 * Runs the server beside a reader of file descriptor 3: each line names a signal to pass on, and
 * its end, which comes when the supervisor is gone for whatever reason, stops the server too.
 */
const GUARD = `
"$@" 3<&- &
server=$!
{ while read -r signal; do kill -s "$signal" "$server"; done; kill -s INT "$server"; } <&3 &
reader=$!
wait "$server"
code=$?
kill "$reader" 2>/dev/null
exit $code
`;

/** How to stop: `fast` rolls back and checkpoints, `immediate` is a crash (unlogged tables empty). */
export type StopMode = "fast" | "immediate";

export interface PostgresOptions {
  binaries: PostgresBinaries;
  dataFolder: string;
  port: number;
  password: string;
  /** `name=value` server settings above the defaults. */
  settings: Record<string, string>;
  log: Writable;
  onCrash: (exit: PartExit) => void;
}

export interface PostgresServer {
  readonly superuserUrl: string;
  stop(mode?: StopMode): Promise<void>;
  restart(mode: StopMode): Promise<void>;
}

/** Makes a cluster in `dataFolder` if there is none, and starts it on 127.0.0.1. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  await initialise(options);
  let running = await launch(options);
  return {
    superuserUrl: `postgresql://${SUPERUSER}:${options.password}@127.0.0.1:${options.port}/postgres`,
    stop: (mode = "fast") => running.stop(mode),
    restart: async (mode) => {
      await running.stop(mode);
      running = await launch(options);
    },
  };
}

async function initialise({ binaries, dataFolder, password }: PostgresOptions): Promise<void> {
  if (existsSync(join(dataFolder, "PG_VERSION"))) return;
  const user = postgresUser();
  // A cluster without PG_VERSION is an initdb that was interrupted: nothing to keep.
  rmSync(dataFolder, { recursive: true, force: true });
  mkdirSync(dirname(dataFolder), { recursive: true });
  for (const path of [dataFolder, binaries.postgres]) checkReach(user, path);
  mkdirSync(dataFolder, { mode: 0o700 });
  if (user.uid !== undefined && user.gid !== undefined) chownSync(dataFolder, user.uid, user.gid);
  const passwordFile = join(tmpdir(), `postgres-${randomUUID()}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) chownSync(passwordFile, user.uid, user.gid);
  const made = promisify(execFile)(
    binaries.initdb,
    [
      `--pgdata=${dataFolder}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // The same lower() and sort order on every machine, and lower('É') is 'é'.
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-sync",
      "--no-instructions",
    ],
    { ...user, cwd: dataFolder },
  );
  try {
    await made;
  } catch (cause) {
    rmSync(dataFolder, { recursive: true, force: true });
    const said = cause instanceof Error && "stderr" in cause ? String(cause.stderr) : "";
    const why = said.split("\n").find((line) => /error/i.test(line)) ?? faultLine(cause);
    throw new StackFault(`PostgreSQL could not make its data folder: ${why}`, { cause });
  } finally {
    rmSync(passwordFile);
  }
}

interface Running {
  stop(mode: StopMode): Promise<void>;
}

async function launch(options: PostgresOptions): Promise<Running> {
  const { binaries, dataFolder, log } = options;
  const settings = {
    listen_addresses: "127.0.0.1",
    port: String(options.port),
    unix_socket_directories: "",
    max_connections: "200",
    // Hosted Supabase's; `supabase db` and the tests of a week's time both rely on UTC.
    timezone: "UTC",
    // A crash of the server loses nothing that was committed; a power cut may, and the time of an
    // fsync at each commit is worth more than a development stack's data.
    fsync: "off",
    full_page_writes: "off",
    log_line_prefix: "%m [%p] %u ",
    ...options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(
    "/bin/sh",
    ["-c", GUARD, "postgres-guard", binaries.postgres, "-D", dataFolder, ...flags],
    {
      ...postgresUser(),
      cwd: dataFolder,
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      // Its own process group: a terminal's Ctrl-C would stop it before the parts that use it.
      detached: true,
    },
  );
  const guard = child.stdio[3];
  if (!(guard instanceof Writable)) throw new StackFault("postgres: no pipe to its guard.");
  // The guard may be gone before a signal is written; `exited` tells that.
  guard.on("error", () => {});
  let expected = false;
  let lastFatal = "";
  const exited = new Promise<PartExit>((resolve) => {
    child.once("error", (error) => resolve({ part: "postgres", reason: error.message }));
    child.once("close", (code, signal) => {
      const how = signal === null ? `exit code ${code}` : signal;
      resolve({ part: "postgres", reason: `postgres: ${lastFatal || "stopped"} (${how})` });
    });
  });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const ready = waitForLine(child, (line) => {
    if (/(FATAL|PANIC):/.test(line)) lastFatal = line.replace(/^.*?(FATAL|PANIC): +/, "");
    return line.includes(READY_LINE);
  });
  const failed = exited.then((exit): never => {
    throw new StackFault(exit.reason);
  });
  try {
    const late = `postgres: not ready after ${READY_MS_MAX / 1000} s.`;
    await deadline(Promise.race([ready, failed]), READY_MS_MAX, late);
  } catch (error) {
    guard.end("KILL\n");
    throw error;
  }
  exited.then((exit) => {
    if (!expected) options.onCrash(exit);
  });
  failed.catch(() => {});
  return {
    stop: async (mode) => {
      expected = true;
      guard.write(mode === "fast" ? "INT\n" : "QUIT\n");
      const timer = setTimeout(() => guard.write("KILL\n"), STOP_MS_MAX);
      await exited;
      clearTimeout(timer);
      guard.destroy();
    },
  };
}

function waitForLine(child: ChildProcess, match: (line: string) => boolean): Promise<void> {
  return new Promise((resolve) => {
    let rest = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      const lines = (rest + chunk.toString("utf8")).split("\n");
      rest = lines.pop() ?? "";
      if (lines.filter(match).length > 0) resolve();
    });
  });
}
