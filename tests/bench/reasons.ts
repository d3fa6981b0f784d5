/**
 * Why a goal is missed, or is to be read with care: by the goal's own words, as they stand in
 * `docs/benchmarks.md`. Written by hand; it survives that page's being made again.
 */
export const REASONS: Readonly<Record<string, string>> = {};
