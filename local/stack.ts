import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import postgres, { type Sql } from "postgres";
import { startDatabase } from "./database.ts";
import { isStandIn } from "./extensions/stand-ins.ts";
import { loadKeys } from "./keys.ts";
import { openLog } from "./log-file.ts";
import { migrate } from "./migrate.ts";
import { type Part, type PartExit, startPart } from "./parts/start-part.ts";
import { choosePorts, type PortName } from "./ports.ts";
import { readGrants } from "./postgres/grants.ts";
import type { StopMode } from "./postgres/server.ts";
import { readProject } from "./project.ts";
import { root } from "./root.ts";
import type { Services } from "./settings.ts";
import { StackFault } from "./stack-fault.ts";
import { type PartName, partConfigs } from "./stack-parts.ts";
import { makeValues, type StackValues } from "./stack-values.ts";

/** Hosted Supabase's wall clock of an isolate on the free plan. */
const WALL_CLOCK_SECONDS = 150;

export interface StackOptions {
  /** Where data and keys are kept. Without it a temporary folder is, until `stop`. */
  dataDir?: string;
  /** Where each part's log goes; `<dataDir>/log` by default. */
  logDir?: string;
  /** The folder that holds `supabase/`; this checkout's root by default. */
  projectDir?: string;
  /** `fixed` are those of `supabase start`; `free`, the default, lets stacks run side by side. */
  ports?: "fixed" | "free";
  /** Deletes the data first. */
  fresh?: boolean;
  /** Postgres with roles, extensions, migrations and seed, and nothing that serves. */
  dbOnly?: boolean;
  /** The user's own Postgres and model; by default the embedded one and the offline one. */
  services?: Services;
  /** Settings of the embedded Postgres, above ours: `{ log_statement: "all" }`. */
  postgresSettings?: Record<string, string>;
  functionsWallClockSeconds?: number;
  /** Isolates of one function that take requests side by side; 1 by default. */
  isolatesPerFunctionMax?: number;
  /** Boots every function before it is asked for. */
  functionsWarm?: boolean;
  /** Variables for the functions, above the stack's own. */
  functionsEnv?: Record<string, string>;
  /** What the pg_net stand-in does to requests, in per cent; `net.faults` changes it later. */
  pgNet?: { lose?: number; duplicate?: number };
}

export interface Stack {
  values: StackValues;
  /** The database as a superuser, for tests that need one. */
  adminUrl: string;
  /** The functions runtime itself: `/_runtime/isolates` lists and kills isolates. */
  runtimeUrl: string;
  logFolder: string;
  /** Resolves when a part ends that nobody asked to end; the stack is then of no use. */
  crashed: Promise<PartExit>;
  /** Kills a part, as a crash would, and starts it again with the same configuration. */
  restart(part: PartName): Promise<void>;
  /** Stops the embedded Postgres in this mode and starts it again. */
  restartPostgres(mode: StopMode): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the whole system. Throws a StackFault, with nothing left running, when a part fails. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  // What to undo, the last done first: on `stop`, and when the start fails half way.
  const undo: Array<() => Promise<void> | void> = [];
  const stop = async () => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    return { ...(await start(options, undo)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(
  options: StackOptions,
  undo: Array<() => Promise<void> | void>,
): Promise<Omit<Stack, "stop">> {
  const services = options.services ?? { databaseUrl: undefined, model: undefined };
  if (options.fresh && services.databaseUrl !== undefined) {
    throw new StackFault("DATABASE_URL is set: only its owner can make that database fresh.");
  }
  const project = readProject(options.projectDir ?? root);
  const ports = await choosePorts(options.ports ?? "free", portsNeeded(options, services));

  const dataDir = options.dataDir ?? temporaryFolder();
  const removeData = () => rmSync(dataDir, { recursive: true, force: true });
  if (options.dataDir === undefined) undo.push(removeData);
  if (options.fresh) removeData();
  mkdirSync(dataDir, { recursive: true });
  const logFolder = options.logDir ?? join(dataDir, "log");
  const openPartLog = (name: string) => {
    const log = openLog(logFolder, name);
    undo.push(() => closeLog(log));
    return log;
  };

  const keys = loadKeys(dataDir);
  const { promise: crashed, resolve: onCrash } = Promise.withResolvers<PartExit>();
  const database = await startDatabase({
    databaseUrl: services.databaseUrl,
    dataFolder: dataDir,
    port: ports.db,
    settings: options.postgresSettings ?? {},
    keys,
    log: openPartLog("postgres"),
    onCrash,
  });
  undo.push(() => database.server?.stop());
  const values = makeValues(ports, keys, database.ownerUrl, services.model);
  const secrets = {
    BELL_SECRET: values.BELL_SECRET,
    FUNCTIONS_URL: values.FUNCTIONS_URL,
    TWILIO_AUTH_TOKEN: values.TWILIO_AUTH_TOKEN,
  };
  await migrate(project.folder, database.ownerUrl, secrets, openPartLog("migrate"));

  const parts = new Map<PartName, Part>();
  const configs = partConfigs({
    project,
    ports,
    keys,
    values,
    database,
    model: services.model,
    functions: {
      wallClockSeconds: options.functionsWallClockSeconds ?? WALL_CLOCK_SECONDS,
      isolatesPerFunctionMax: options.isolatesPerFunctionMax ?? 1,
      warm: options.functionsWarm ?? false,
      env: options.functionsEnv ?? {},
    },
  });
  const logs = new Map<PartName, Writable>();
  const startOne = async (name: PartName) => {
    const log = logs.get(name) ?? openPartLog(name);
    logs.set(name, log);
    const script = fileURLToPath(new URL(`${name}/main.ts`, import.meta.url));
    const part = await startPart({ name, script, config: configs[name], log, onCrash });
    parts.set(name, part);
  };
  undo.push(async () => {
    await Promise.all([...parts.values()].map((part) => part.stop()));
  });

  if (!options.dbOnly) {
    const admin = postgres(database.adminUrl, { max: 1, onnotice() {} });
    try {
      await startParts(admin, startOne, services);
      await setFaults(admin, options.pgNet);
    } finally {
      await admin.end();
    }
  }
  return {
    values,
    adminUrl: database.adminUrl,
    runtimeUrl: `http://127.0.0.1:${ports.functions}`,
    logFolder,
    crashed,
    restart: async (name) => {
      await parts.get(name)?.kill();
      await startOne(name);
    },
    restartPostgres: async (mode) => {
      if (database.server === undefined) throw new StackFault("This Postgres is not the stack's.");
      await database.server.restart(mode);
    },
  };
}

/** Everything that serves, then the helpers that make requests of it. */
async function startParts(
  admin: Sql,
  startOne: (name: PartName) => Promise<void>,
  services: Services,
): Promise<void> {
  const grants = await readGrants(admin);
  await startAll(startOne, [
    "gateway",
    "functions",
    "carrier",
    ...(services.model === undefined ? (["model"] as const) : []),
  ]);
  await checkGrants(admin, grants);
  await startAll(startOne, [
    ...((await isStandIn(admin, "pg_net")) ? (["porter"] as const) : []),
    ...((await isStandIn(admin, "pg_cron")) ? (["clock"] as const) : []),
  ]);
}

/** Starts parts side by side; when one fails, it waits for the others, so that all can be stopped. */
async function startAll(
  startOne: (name: PartName) => Promise<void>,
  names: PartName[],
): Promise<void> {
  const starts = await Promise.allSettled(names.map(startOne));
  const failed = starts.find((result) => result.status === "rejected");
  if (failed !== undefined) throw failed.reason;
}

/** The gateway must leave the migrations' grants as they are (postgres/hosted.sql says how). */
async function checkGrants(admin: Sql, before: string[]): Promise<void> {
  const after = await readGrants(admin);
  const changed = after.find((line) => !before.includes(line));
  if (changed !== undefined) throw new StackFault(`gateway: it changed rights: ${changed}`);
}

async function setFaults(admin: Sql, faults: StackOptions["pgNet"]): Promise<void> {
  if (!(await isStandIn(admin, "pg_net"))) return;
  await admin`
    update net.faults
    set lose_percent = ${faults?.lose ?? 0}, duplicate_percent = ${faults?.duplicate ?? 0}`;
}

function portsNeeded({ dbOnly }: StackOptions, services: Services): PortName[] {
  const database: PortName[] = services.databaseUrl === undefined ? ["db"] : [];
  if (dbOnly) return database;
  const model: PortName[] = services.model === undefined ? ["model"] : [];
  return ["api", ...database, "functions", "carrier", ...model];
}

function closeLog(log: Writable): Promise<void> {
  return new Promise((closed) => log.end(closed));
}

/** Postgres may run as a user of its own, who has to reach its folder inside. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "yachtparty-"));
  chmodSync(folder, 0o755);
  return folder;
}
