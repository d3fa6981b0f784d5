/**
 * How telling a channel went. `code` is a stable word for operators, never an address or an answer.
 * - `retry`: it did not arrive, or nobody knows and it may be repeated; counted, with a backoff.
 * - `wait`: it cannot be tried now, through no fault of the channel; not counted.
 * - `refused`: it will not arrive this way.
 * - `gone`: the receiver wants no more.
 * - `unknown`: a text that may have left, and is not sent again.
 */
export type Told =
  | { kind: "delivered" }
  | { kind: "retry"; code: string }
  | { kind: "wait"; code: string; seconds: number }
  | { kind: "refused"; code: string }
  | { kind: "gone" }
  | { kind: "unknown"; code: string };
