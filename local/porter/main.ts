import { runPart } from "../parts/run-part.ts";
import { porterConfig } from "./config.ts";
import { runPorter } from "./porter.ts";

await runPart(porterConfig, runPorter);
