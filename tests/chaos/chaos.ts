import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Sql } from "postgres";
import { z } from "zod";
import { type Stack, startStack } from "../../local/stack.ts";
import { temporaryFolder } from "../../local/temporary-folder.ts";
import { bookCredits } from "./book-credits.ts";
import { check } from "./checks.ts";
import { type Database, databaseAt } from "./database.ts";
import { diceFrom } from "./dice.ts";
import { countDeadlocks, countRetired, type Disturbed, disturber } from "./disturb.ts";
import type { Evidence, TriedBooking, Violation } from "./evidence.ts";
import { gather } from "./gather.ts";
import { auditLeases } from "./lease-audit.ts";
import type { ChaosOptions } from "./options.ts";
import { makePlan, type Person, type Plan } from "./plan.ts";
import { LOG_LINE_PREFIX, refusalsOf } from "./postgres-log.ts";
import { queueOutreach } from "./queue-outreach.ts";
import { waitUntilQuiet } from "./quiet.ts";
import { carrierPosts, carrierStruck, modelCalls } from "./stand-ins.ts";
import { writeTexts } from "./traffic.ts";
import { shorten, TENANT, troubled } from "./troubled.ts";

const QUIET_MS_MAX = 240_000;
const PROGRESS_EVERY_MS = 15_000;

export interface ChaosReport {
  options: ChaosOptions;
  /** How often each fault struck, as the stand-ins counted. */
  struck: Record<string, number>;
  counts: {
    texts: number;
    acknowledged: number;
    turns: number;
    texts_out: number;
    bookings: number;
    deadlocks: number;
  };
  /** Texts that no reply answered, by the reason; dead letters, by theirs. */
  reasons: Record<string, number>;
  /** From the last fault, or text, until nothing was left to do; null when that never came. */
  recoveredMs: number | null;
  seconds: number;
  violations: Violation[];
  /** What `worker.trace` says of the first violations' texts. */
  traces: string[];
  /** Kept when there are violations. */
  logFolder: string | null;
}

/** Plays one run on a stack of its own and looks at what is left. */
export async function runChaos(
  options: ChaosOptions,
  say: (line: string) => void,
): Promise<ChaosReport> {
  const started = performance.now();
  const plan = makePlan(options);
  const logFolder = temporaryFolder();
  const stack = await startStack({
    logDir: logFolder,
    postgresSettings: { log_line_prefix: LOG_LINE_PREFIX },
    ...troubled(plan.wallClockSeconds),
  });
  const database = databaseAt(stack.adminUrl);
  try {
    const played = await Promise.race([play(plan, options, stack, database, say), failed(stack)]);
    const report = await database.once((sql) => judge(plan, options, stack, sql, played));
    if (report.violations.length === 0) rmSync(logFolder, { recursive: true });
    return {
      ...report,
      seconds: (performance.now() - started) / 1000,
      logFolder: report.violations.length === 0 ? null : logFolder,
    };
  } catch (error) {
    say(`logs: ${logFolder}`);
    throw error;
  } finally {
    await stack.stop();
  }
}

async function failed(stack: Stack): Promise<never> {
  throw new Error((await stack.crashed).reason);
}

interface Played {
  disturbed: Disturbed;
  bookings: TriedBooking[];
  lastTextAt: number;
  quietAt: number | null;
}

async function play(
  plan: Plan,
  options: ChaosOptions,
  stack: Stack,
  database: Database,
  say: (line: string) => void,
): Promise<Played> {
  const users = await database.once(async (sql) => {
    await auditLeases(sql);
    await shorten(sql, options.seed);
    return registerVerified(sql, plan.people);
  });
  const disturb = disturber(stack, database, diceFrom(options.seed + 1), plan.wallClockSeconds);
  const bookings: Promise<TriedBooking>[] = [];
  let saidAt = performance.now();
  const due = [...plan.disturbances];
  const toBook = [...plan.bookings];
  const queued: Promise<void>[] = [];
  const toQueue = [...plan.outreach];
  await writeTexts(plan, {
    carrierUrl: stack.values.CARRIER_URL,
    ours: stack.values.TWILIO_PHONE_NUMBER,
    begun(count) {
      for (; due[0] !== undefined && due[0].after <= count; due.shift()) disturb.begin(due[0]);
      for (; toBook[0] !== undefined && toBook[0].after <= count; toBook.shift()) {
        const user = { id: users.get(toBook[0].person) ?? "", tenant: TENANT };
        const booked = bookCredits(database, toBook[0], user);
        // Whoever waits for them all hears of it.
        booked.catch(() => {});
        bookings.push(booked);
      }
      for (; toQueue[0] !== undefined && toQueue[0].after <= count; toQueue.shift()) {
        const one = queueOutreach(
          database,
          plan.people[toQueue[0].person]?.phone ?? "",
          toQueue[0],
        );
        one.catch(() => {});
        queued.push(one);
      }
      if (performance.now() - saidAt < PROGRESS_EVERY_MS) return;
      saidAt = performance.now();
      say(`${count} of ${options.texts} texts written`);
    },
  });
  const lastTextAt = Date.now();
  const disturbed = await disturb.over();
  say("all texts written, all faults played; waiting for the last answer");
  const booked = await Promise.all(bookings);
  await Promise.all(queued);
  const quiet = () => waitUntilQuiet(database, stack.values.CARRIER_URL, QUIET_MS_MAX, say);
  const quietAt = await quiet();
  // What waits for an hour that comes now stays there: what is looked at must not move.
  await database.patiently(
    (sql) => sql`update cron.job set active = false where jobname = 'process-message-queue'`,
  );
  if (quietAt !== null) await quiet();
  return { disturbed, bookings: booked, lastTextAt, quietAt };
}

/** The ids of those whom we know before they text. */
async function registerVerified(admin: Sql, people: Person[]): Promise<Map<number, string>> {
  const ids = new Map<number, string>();
  for (const [nth, { phone, verified }] of people.entries()) {
    if (!verified) continue;
    const [row] = await admin`insert into public.users
      (tenant_id, phone_number, first_name, email, email_verified, verified, poc_agent_type)
      values (${TENANT}, ${phone}, 'Ada', ${`chaos-${nth}@people.example`}, true, true,
        'concierge') returning id`;
    ids.set(nth, z.string().parse(row?.id));
  }
  return ids;
}

async function judge(
  plan: Plan,
  options: ChaosOptions,
  stack: Stack,
  admin: Sql,
  { disturbed, bookings, lastTextAt, quietAt }: Played,
): Promise<Omit<ChaosReport, "seconds" | "logFolder">> {
  const deadlocks = disturbed.deadlocks + (await countDeadlocks(databaseAt(stack.adminUrl)));
  const evidence = await gather(admin, stack.values, plan.people, {
    bookings,
    deadlocks,
    quietAt: quietAt ?? Date.now(),
    refusals: refusalsOf(readFileSync(join(stack.logFolder, "postgres.log"), "utf8")),
  });
  const violations = check(evidence);
  const { struck, lastAt } = await countStruck(stack, admin, disturbed);
  return {
    options,
    struck,
    counts: countsOf(evidence),
    reasons: reasonsOf(evidence),
    recoveredMs: quietAt === null ? null : quietAt - Math.max(lastAt, lastTextAt),
    violations,
    traces: await traceViolations(admin, violations),
  };
}

/** From the stand-ins' own counts and logs; and when the last of them struck. */
async function countStruck(stack: Stack, admin: Sql, disturbed: Disturbed) {
  const { CARRIER_URL, MODEL_URL } = stack.values;
  const [rings] = await admin`select lost::integer, duplicated::integer from net.faults`;
  const { lost, duplicated } = z.object({ lost: z.number(), duplicated: z.number() }).parse(rings);
  const calls = (await modelCalls(MODEL_URL)).filter((one) => one.outcome !== "ok");
  const posts = (await carrierPosts(CARRIER_URL)).filter((one) => one.fault !== null);
  const struck: Record<string, number> = {
    "rings lost": lost,
    "rings doubled": duplicated,
    "isolates retired with leases": countRetired(stack),
    ...disturbed.done,
  };
  for (const [name, times] of Object.entries(await carrierStruck(CARRIER_URL))) {
    struck[`carrier ${name}`] = times;
  }
  for (const { outcome } of calls)
    struck[`model ${outcome}`] = (struck[`model ${outcome}`] ?? 0) + 1;
  const lastAt = Math.max(
    disturbed.lastAt,
    ...calls.map((one) => one.at),
    ...posts.map((one) => one.at),
  );
  return { struck, lastAt };
}

function countsOf(evidence: Evidence): ChaosReport["counts"] {
  const sids = (status: number | null) =>
    new Set(
      evidence.textsIn.flatMap((one) => (status === null || one.status === status ? one.sid : [])),
    ).size;
  return {
    texts: sids(null),
    acknowledged: sids(200),
    turns: evidence.leases.length,
    texts_out: evidence.postsOut.filter((one) => one.sid !== null).length,
    bookings: evidence.bookings.length,
    deadlocks: evidence.books.deadlocks,
  };
}

function reasonsOf({ messages, queue, deadLetters }: Evidence): Record<string, number> {
  const reasons: Record<string, number> = {};
  const add = (reason: string) => {
    reasons[reason] = (reasons[reason] ?? 0) + 1;
  };
  for (const { unansweredReason, statusReason } of messages) {
    if (unansweredReason !== null) add(`text in: ${unansweredReason}`);
    if (statusReason !== null) add(`text out: ${statusReason}`);
  }
  for (const { status, reason } of queue) add(`queued: ${status}, ${reason ?? "no reason"}`);
  for (const { type, reason, errors } of deadLetters) {
    add(`dead letter: ${type}, ${reason}`);
    for (const code of errors) add(`error of a dead letter: ${code}`);
  }
  return reasons;
}

const TRACES_MAX = 10;

async function traceViolations(admin: Sql, violations: Violation[]): Promise<string[]> {
  const traces = new Set(violations.flatMap((one) => one.trace ?? []));
  const told: string[] = [];
  for (const trace of [...traces].slice(0, TRACES_MAX)) {
    const steps = await admin`select at::text, step, id, detail from worker.trace(${trace})`;
    told.push([`trace ${trace}`, ...steps.map((step) => `  ${JSON.stringify(step)}`)].join("\n"));
  }
  return told;
}
