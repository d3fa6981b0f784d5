import { runPart } from "../parts/run-part.ts";
import { webConfig } from "./config.ts";
import { serveWeb } from "./serve.ts";

await runPart(webConfig, serveWeb);
