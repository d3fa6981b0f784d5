import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startStack } from "../../local/stack.ts";
import type { StackValues } from "../../local/stack-values.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** What `npm run status` prints of the stack that all integration tests share. */
    stack: StackValues;
    /** What only tests of the stack itself need. */
    backstage: { adminUrl: string; runtimeUrl: string; logFolder: string };
  }
}

/** Starts the shared stack before the first integration test and stops it after the last. */
export default async function shareStack(project: TestProject): Promise<() => Promise<void>> {
  const stack = await startStack({
    functionsWarm: true,
    // A stalled model and a silent carrier are waited for in some tests.
    functionsEnv: { MODEL_CALL_SECONDS_MAX: "3", SEND_SECONDS_MAX: "3" },
  });
  const { adminUrl, runtimeUrl, logFolder } = stack;
  await allowStrangers(stack.values.DB_URL);
  project.provide("stack", stack.values);
  project.provide("backstage", { adminUrl, runtimeUrl, logFolder });
  stack.crashed.then((exit) => process.stderr.write(`The shared stack crashed: ${exit.reason}\n`));
  return () => stack.stop();
}

/** Nearly every test is about somebody new: more of them come in an hour than to any tenant. */
async function allowStrangers(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice() {} });
  await sql`update public.tenants set settings = settings || '{"new_numbers_an_hour_max": 100000}'`;
  await sql.end();
}
