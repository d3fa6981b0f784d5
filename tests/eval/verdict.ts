/** How one case came out; `detail` says what was expected and what was found. */
export interface Verdict {
  name: string;
  passed: boolean;
  detail: string;
}

/** How all cases came out where a share of them decides. */
export interface Report {
  lines: string[];
  passed: boolean;
}

/** An evaluation reads the JSON of a case file and judges its cases. Throws on another shape. */
export type Evaluation = (cases: unknown) => Verdict[] | Report | Promise<Verdict[]>;
