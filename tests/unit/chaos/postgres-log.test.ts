import { expect, test } from "vitest";
import { refusalsOf } from "../../chaos/postgres-log.ts";

test("what functions and jobs were refused is counted by SQLSTATE, and nobody else's", () => {
  const log = [
    "2026-11-21 12:33:32.208 UTC [32223] local_gateway 42601 gateway ERROR:  syntax error",
    "2026-11-21 12:33:32.208 UTC [32223] local_gateway 42601 gateway CONTEXT:  SQL expression",
    "2026-11-21 12:33:33.100 UTC [32224] local_gateway 40P01  ERROR:  deadlock detected",
    "2026-11-21 12:33:34.100 UTC [32223] local_gateway 42601 gateway ERROR:  syntax error",
    "2026-11-21 12:33:35.100 UTC [32225] supabase_admin 23505 chaos ERROR:  duplicate key",
    "2026-11-21 12:33:35.200 UTC [32225] supabase_admin 22012 pg_cron ERROR:  division by zero",
    "2026-11-21 12:33:36.100 UTC [32226] local_gateway 57P01 gateway FATAL:  terminating connection",
  ];
  expect(refusalsOf(log.join("\n"))).toEqual({ "42601": 2, "40P01": 1, "22012": 1 });
});
