import type { Sql } from "postgres";
import type { StackOptions } from "../../local/stack.ts";

export const TENANT = "00000000-0000-4000-8000-000000000001";
/** Of all rings, in per cent. */
const RINGS_LOST = 15;
const RINGS_DOUBLED = 15;
/**
 * A lease must outlast the longest turn, since a drain beats only every 30 s: a model call that
 * stalls (6 s) ends its turn, and so does a POST (3 s) or a look at the carrier's list (8 s).
 */
const LEASE_SECONDS = 15;
const MODEL_CALL_SECONDS_MAX = 6;
const SEND_SECONDS_MAX = 3;
const DEBOUNCE_MS = 200;
const DEBOUNCE_MS_MAX = 1_000;
/** A segment a second would be the whole run's pace, and so would a tenant's caps in a long one. */
const SEGMENTS_PER_SECOND = 1_000;
const MANY = 1_000_000;

/** A stack on which rings are lost and doubled, and isolates live so long. */
export function troubled(wallClockSeconds: number): StackOptions {
  return {
    functionsWarm: true,
    functionsWallClockSeconds: wallClockSeconds,
    isolatesPerFunctionMax: 2,
    functionsEnv: {
      MODEL_CALL_SECONDS_MAX: String(MODEL_CALL_SECONDS_MAX),
      SEND_SECONDS_MAX: String(SEND_SECONDS_MAX),
    },
    pgNet: { lose: RINGS_LOST, duplicate: RINGS_DOUBLED },
  };
}

/** What would take a run its time is shorter: debounces, leases, rests. All else is as it ships. */
export async function shorten(admin: Sql, seed: number): Promise<void> {
  const settings = {
    lease_seconds: LEASE_SECONDS,
    reply_debounce_ms: DEBOUNCE_MS,
    reply_debounce_max_ms: DEBOUNCE_MS_MAX,
    // Alike: no hour of the day is quiet.
    quiet_from_minute: 0,
    quiet_until_minute: 0,
    // Proactive texts leave between a person's own.
    after_their_text_minutes: 0,
    texts_a_day_max: MANY,
    new_numbers_an_hour_max: MANY,
    // The model's breaker opens and closes many times in a run.
    breaker_cool_down_seconds: 2,
    breaker_cool_down_seconds_max: 8,
    breaker_probe_seconds: LEASE_SECONDS,
  };
  for (const [name, value] of Object.entries(settings)) {
    await admin`update private.settings set value = ${value} where name = ${name}`;
  }
  await admin`update public.senders set segments_per_second = ${SEGMENTS_PER_SECOND}
    where tenant_id = ${TENANT}`;
  await admin`update net.faults set seed = ${seed}, requests = 0, lost = 0, duplicated = 0`;
}
