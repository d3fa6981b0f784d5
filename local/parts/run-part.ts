import process from "node:process";
import type { z } from "zod";
import { faultLine } from "../stack-fault.ts";

/** What a part gives back once it serves: how to close it. */
export interface RunningPart {
  close(): Promise<void>;
}

/**
 * The life of a part process: reads PART_CONFIG, starts, tells the supervisor that it serves, and
 * closes on SIGTERM or when the supervisor is gone. A failure is one line on stderr and exit 1.
 */
export async function runPart<Config>(
  schema: z.ZodType<Config>,
  start: (config: Config) => Promise<RunningPart>,
): Promise<void> {
  try {
    const running = await start(schema.parse(JSON.parse(process.env.PART_CONFIG ?? "null")));
    const close = () => {
      running.close().then(
        () => process.exit(0),
        (error) => fail(error),
      );
    };
    process.once("SIGTERM", close);
    process.once("disconnect", close);
    process.send?.({ ready: {} });
  } catch (error) {
    fail(error);
  }
}

function fail(error: unknown): never {
  process.stderr.write(`${faultLine(error)}\n`);
  process.exit(1);
}
