import { runPart } from "../parts/run-part.ts";
import { gatewayConfig } from "./config.ts";
import { serveGateway } from "./serve.ts";

await runPart(gatewayConfig, serveGateway);
