import { runPart } from "../parts/run-part.ts";
import { runClock } from "./clock.ts";
import { clockConfig } from "./config.ts";

await runPart(clockConfig, runClock);
