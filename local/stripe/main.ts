import { runPart } from "../parts/run-part.ts";
import { stripeConfig } from "./config.ts";
import { startStripe } from "./server.ts";

await runPart(stripeConfig, startStripe);
