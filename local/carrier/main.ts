import { runPart } from "../parts/run-part.ts";
import { startCarrier } from "./carrier.ts";
import { carrierConfig } from "./config.ts";

await runPart(carrierConfig, startCarrier);
