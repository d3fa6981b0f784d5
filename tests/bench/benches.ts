import { agents } from "./agents/bench.ts";
import type { Bench } from "./bench.ts";
import { chat } from "./chat/bench.ts";
import { endToEnd } from "./end-to-end/bench.ts";
import { fairness } from "./fairness/bench.ts";
import { growth } from "./growth/bench.ts";
import { matching } from "./matching/bench.ts";
import { orchestrator } from "./orchestrator/bench.ts";
import { order } from "./order/bench.ts";
import { queue } from "./queue/bench.ts";
import { schema } from "./schema/bench.ts";

/** In the order in which `docs/benchmarks.md` tells of them. */
export const BENCHES: readonly Bench[] = [
  queue,
  fairness,
  order,
  orchestrator,
  endToEnd,
  agents,
  chat,
  growth,
  matching,
  schema,
];
