import { runPart } from "../parts/run-part.ts";
import { functionsConfig } from "./config.ts";
import { serveFunctions } from "./serve.ts";

await runPart(functionsConfig, serveFunctions);
