/** How one case came out; `detail` says what was expected and what was found. */
export interface Verdict {
  name: string;
  passed: boolean;
  detail: string;
}

/** An evaluation reads the JSON of a case file and judges each of its cases. Throws on another shape. */
export type Evaluation = (cases: unknown) => Verdict[] | Promise<Verdict[]>;
