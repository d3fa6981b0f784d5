import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Writable } from "node:stream";
import postgres, { type Sql } from "postgres";
import { startDatabase } from "./database.ts";
import { isStandIn } from "./extensions/stand-ins.ts";
import { loadKeys } from "./keys.ts";
import { openLog } from "./log-file.ts";
import { migrate } from "./migrate.ts";
import { PartSet } from "./parts/part-set.ts";
import type { PartExit } from "./parts/start-part.ts";
import { choosePorts, type PortName } from "./ports.ts";
import { readGrants } from "./postgres/grants.ts";
import type { StopMode } from "./postgres/server.ts";
import { readProject } from "./project.ts";
import { root } from "./root.ts";
import type { Services } from "./settings.ts";
import { StackFault } from "./stack-fault.ts";
import { type PartName, partConfigs } from "./stack-parts.ts";
import { makeValues, type StackValues } from "./stack-values.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { updateVault } from "./update-vault.ts";

/** Hosted Supabase's wall clock of an isolate on the free plan. */
const WALL_CLOCK_SECONDS = 150;

/**
 * What a restart of Postgres takes with it: pg_net's and pg_cron's workers live inside the real one,
 * and the gateway's driver does not survive a connection that is cut under it.
 */
const ATTACHED: PartName[] = ["gateway", "porter", "clock"];

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
  /** False leaves `supabase/seed.sql` out. */
  seed?: boolean;
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
  /** What the pg_net stand-in does to requests; `net.faults` changes it later. */
  pgNet?: PgNetFaults;
}

/** Of all requests, the share that is lost, and the share that is sent twice. In per cent. */
export interface PgNetFaults {
  lose?: number;
  duplicate?: number;
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
  /** Stops the embedded Postgres in this mode and starts it again, with what is attached to it. */
  restartPostgres(mode: StopMode): Promise<void>;
  stop(): Promise<void>;
}

/** What to undo, the last done first: on `stop`, and when the start fails half way. */
type Undo = Array<() => Promise<void> | void>;

/** Starts the whole system. Throws a StackFault, with nothing left running, when a part fails. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const undo: Undo = [];
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

async function start(options: StackOptions, undo: Undo): Promise<Omit<Stack, "stop">> {
  const services = options.services ?? { databaseUrl: undefined, model: undefined };
  if (options.fresh && services.databaseUrl !== undefined) {
    throw new StackFault("DATABASE_URL is set: only its owner can make that database fresh.");
  }
  const project = readProject(options.projectDir ?? root);
  const ports = await choosePorts(options.ports ?? "free", portsNeeded(options, services));
  const { dataDir, logFolder, openPartLog } = openFolders(options, undo);
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
  await migrate(project.folder, database.ownerUrl, values, openPartLog("migrate"), options.seed);
  await updateVault(database.ownerUrl, project.vault, values);

  const functions = {
    wallClockSeconds: options.functionsWallClockSeconds ?? WALL_CLOCK_SECONDS,
    isolatesPerFunctionMax: options.isolatesPerFunctionMax ?? 1,
    warm: options.functionsWarm ?? false,
    env: options.functionsEnv ?? {},
  };
  const { model } = services;
  const parts = new PartSet<PartName>({
    configs: partConfigs({ project, ports, keys, dataDir, values, database, model, functions }),
    label: dataDir,
    openLog: openPartLog,
    onCrash,
  });
  undo.push(() => parts.stop());
  if (!options.dbOnly) await startParts(parts, database.adminUrl, services, options.pgNet ?? {});
  return {
    values,
    adminUrl: database.adminUrl,
    runtimeUrl: `http://127.0.0.1:${ports.functions}`,
    logFolder,
    crashed,
    restart: (name) => parts.restart(name),
    restartPostgres: async (mode) => {
      const { server } = database;
      if (server === undefined) throw new StackFault("This Postgres is not the stack's.");
      await parts.without(ATTACHED, () => server.restart(mode));
    },
  };
}

/** Where data and logs go: made if they are not there, and undone if they are temporary. */
function openFolders(options: StackOptions, undo: Undo) {
  const dataDir = options.dataDir ?? temporaryFolder();
  const removeData = () => rmSync(dataDir, { recursive: true, force: true });
  if (options.dataDir === undefined) undo.push(removeData);
  if (options.fresh) removeData();
  mkdirSync(dataDir, { recursive: true });
  const logFolder = options.logDir ?? join(dataDir, "log");
  const logs: Writable[] = [];
  undo.push(async () => {
    await Promise.all(logs.map((log) => new Promise<void>((closed) => log.end(closed))));
  });
  const openPartLog = (name: string): Writable => {
    const log = openLog(logFolder, name);
    logs.push(log);
    return log;
  };
  return { dataDir, logFolder, openPartLog };
}

/** Everything that serves, then the helpers that make requests of it. */
async function startParts(
  parts: PartSet<PartName>,
  adminUrl: string,
  services: Services,
  faults: PgNetFaults,
): Promise<void> {
  const admin = postgres(adminUrl, { max: 1, onnotice() {} });
  try {
    const grants = await readGrants(admin);
    const serving: PartName[] = ["gateway", "functions", "carrier", "stripe", "web"];
    await parts.start(services.model === undefined ? [...serving, "model"] : serving);
    await checkGrants(admin, grants);
    if (await isStandIn(admin, "pg_net")) {
      await setFaults(admin, faults);
      await parts.start(["porter"]);
    }
    if (await isStandIn(admin, "pg_cron")) await parts.start(["clock"]);
  } finally {
    await admin.end();
  }
}

/** The gateway must leave the migrations' grants as they are (postgres/hosted.sql says how). */
async function checkGrants(admin: Sql, before: string[]): Promise<void> {
  const after = await readGrants(admin);
  const changed = after.find((line) => !before.includes(line));
  if (changed !== undefined) throw new StackFault(`gateway: it changed rights: ${changed}`);
}

async function setFaults(admin: Sql, { lose = 0, duplicate = 0 }: PgNetFaults): Promise<void> {
  await admin`update net.faults set lose_percent = ${lose}, duplicate_percent = ${duplicate}`;
}

function portsNeeded({ dbOnly }: StackOptions, services: Services): PortName[] {
  const database: PortName[] = services.databaseUrl === undefined ? ["db"] : [];
  if (dbOnly) return database;
  const model: PortName[] = services.model === undefined ? ["model"] : [];
  return ["api", ...database, "functions", "carrier", "stripe", "web", ...model];
}
