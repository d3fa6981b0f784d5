/** Milliseconds since 1970, finer than Date: compared with Postgres' clock on the same machine. */
export function clock(): number {
  return performance.timeOrigin + performance.now();
}
