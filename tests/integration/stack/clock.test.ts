import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { runClock } from "../../../local/clock/clock.ts";
import type { RunningPart } from "../../../local/parts/run-part.ts";
import { type Stack, startStack } from "../../../local/stack.ts";

let stack: Stack;
let sql: Sql;
let clock: RunningPart;

beforeAll(async () => {
  stack = await startStack({ dbOnly: true });
  sql = postgres(stack.values.DB_URL, { max: 2, onnotice() {} });
  await sql`select cron.unschedule(jobid) from cron.job`;
  clock = await runClock({ databaseUrl: stack.adminUrl });
});

afterAll(async () => {
  await clock.close();
  await sql.end();
  await stack.stop();
});

interface Run {
  status: string;
  return_message: string;
  username: string;
  start_time: Date;
  end_time: Date;
}

/** The finished runs of a job, once there are so many. */
function runs(job: number, count: number): Promise<Run[]> {
  return vi.waitFor(
    async () => {
      const rows = await sql<Run[]>`
        select status, return_message, username, start_time, end_time from cron.job_run_details
        where jobid = ${job} and end_time is not null order by runid`;
      expect(rows.length).toBeGreaterThanOrEqual(count);
      return rows;
    },
    { timeout: 15_000, interval: 50 },
  );
}

async function schedule(name: string, when: string, command: string): Promise<number> {
  const [row] = await sql<[{ id: number }]>`
    select cron.schedule(${name}, ${when}, ${command})::integer as id`;
  return row.id;
}

describe.concurrent("a job", () => {
  test("in seconds runs again and again, as the role that scheduled it", async () => {
    await sql`create table public.seen (who text, at timestamptz default clock_timestamp())`;
    const job = await schedule(
      "often",
      "1 second",
      "insert into public.seen values (current_user)",
    );
    const [first, second] = await runs(job, 2);
    expect(first).toMatchObject({
      status: "succeeded",
      return_message: "INSERT 1",
      username: "postgres",
    });
    const apart = Number(second?.start_time) - Number(first?.start_time);
    // Each time is taken a little after its run was begun.
    expect(apart).toBeGreaterThan(900);
    expect((await sql`select distinct who from public.seen`)[0]?.who).toBe("postgres");
  });

  test("that fails is recorded as failed, with the reason", async () => {
    const job = await schedule("failing", "1 second", "select 1 / 0");
    expect((await runs(job, 1))[0]).toMatchObject({
      status: "failed",
      return_message: "ERROR: division by zero",
    });
  });

  test("never overlaps itself", async () => {
    const job = await schedule("slow", "1 second", "select pg_sleep(1.8)");
    const [first, second] = await runs(job, 2);
    expect(first?.return_message).toBe("1 row");
    expect(Number(second?.start_time)).toBeGreaterThanOrEqual(Number(first?.end_time));
  });

  test("that is made inactive runs no more", async () => {
    const job = await schedule("stopped", "1 second", "select 1");
    await runs(job, 1);
    await sql`select cron.alter_job(${job}, active => false)`;
    const witness = await schedule("witness", "1 second", "select 1");
    const before = await sql`select runid from cron.job_run_details where jobid = ${job}`;
    // A run may have begun before the change was seen, a second one may not.
    await runs(witness, 3);
    const after = await sql`select runid from cron.job_run_details where jobid = ${job}`;
    expect(after.length - before.length).toBeLessThanOrEqual(1);
  });
});

test("scheduling under the same name changes the job", async () => {
  const first = await schedule("named", "1 4 * * *", "select 1");
  const second = await schedule("named", "2 4 * * *", "select 2");
  expect(second).toBe(first);
  expect(await sql`select schedule, command from cron.job where jobname = 'named'`).toMatchObject([
    { schedule: "2 4 * * *", command: "select 2" },
  ]);
});

test.each(["61 seconds", "0 seconds", "* * * *", "every minute", ""])(
  "%j is refused as a schedule",
  async (schedule) => {
    await expect(sql`select cron.schedule('x', ${schedule}, 'select 1')`).rejects.toThrow(
      /invalid schedule/,
    );
  },
);

test("jobs are written only through pg_cron's functions", async () => {
  await expect(sql`delete from cron.job`).rejects.toThrow(/permission denied/);
});
