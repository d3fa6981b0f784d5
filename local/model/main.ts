import { z } from "zod";
import { runPart } from "../parts/run-part.ts";
import { startOfflineModel } from "./server.ts";

await runPart(z.object({ port: z.number().int().min(0).max(65_535) }), startOfflineModel);
