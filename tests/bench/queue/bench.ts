import type { Bench } from "../bench.ts";
import { withServer } from "../server.ts";
import { measureBell } from "./by-the-bell.ts";
import { openGraphile } from "./graphile.ts";
import { openOurs } from "./ours.ts";
import { openPgBoss } from "./pg-boss.ts";
import { report } from "./report.ts";
import { measureRounds } from "./rounds.ts";
import type { System } from "./system.ts";

export const queue: Bench = {
  name: "queue",
  about: "enqueue, drain and latency, beside graphile-worker and pg-boss",
  run: (options, listener) =>
    withServer(options, async ({ make, makeEmpty }) => {
      const systems: System[] = [];
      try {
        systems.push(
          await openOurs(await make("bench_ours")),
          await openGraphile(await makeEmpty("bench_graphile"), { ordered: false }),
          await openPgBoss(await makeEmpty("bench_pg_boss"), { ordered: false }),
          await openGraphile(await makeEmpty("bench_graphile_ordered"), { ordered: true }),
          await openPgBoss(await makeEmpty("bench_pg_boss_ordered"), { ordered: true }),
        );
        const rounds = await measureRounds(systems, options, listener);
        const bell = await measureBell(await make("bench_bell"), options, listener);
        return report(rounds, bell, options.small);
      } finally {
        for (const system of systems) await system.close();
      }
    }),
};
