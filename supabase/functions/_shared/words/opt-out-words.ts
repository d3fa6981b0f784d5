/** A request to be left alone, wherever it stands in a clause. */
export interface Request {
  words: RegExp;
  /**
   * What may follow it. `any`: whatever does not limit it ("… at night"). `short`: words that add
   * nothing. `lasting`: such words, but for "now", which limits ("don't text me now").
   */
  tail: "any" | "short" | "lasting";
  /** Words that make a statement of it when they stand right before it ("you don't text me"). */
  notAfter?: RegExp;
}

/** How people of one language ask for no more texts. */
export interface OptOutWords {
  language: "en" | "es";
  requests: readonly Request[];
  /** What is in a request that names texts or the number, and so means the same on a page. */
  texts: RegExp;
  /** Requests that name nothing ("stop"), so that they must be a clause of their own. */
  bare: RegExp;
  /** Words before a bare request that speak of the person themself ("I have to stop"). */
  ownNeed: RegExp;
  /** Words before a request that leave it one. */
  preface: ReadonlySet<string>;
  /** Of these, the ones that begin a request after words without a comma. */
  please: ReadonlySet<string>;
  /** Other words that do ("and I want you to"). */
  anew: RegExp;
  /** All that stands before a request when it names who is to stop ("if you don't"). */
  opening: RegExp;
  /** Complaints that come right before a request without a comma, and right after it. */
  complaintBefore: RegExp;
  complaintAfter: RegExp;
  /** Words after a request that add nothing. */
  short: ReadonlySet<string>;
  /** What follows a request and limits it, so that it is no opt-out. */
  limit: RegExp;
  /** Words before "please" that make the request somebody else's. */
  others: RegExp;
  /** How a clause ends whose next one is somebody's words, and how one's own words begin. */
  reporting: RegExp;
  ownWords: RegExp;
}
