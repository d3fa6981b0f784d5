/** A page that says something about what was looked for. */
export interface Source {
  title: string;
  url: string;
}

/** What a look at the web has found. */
export interface Found {
  provider: "web_search" | "perplexity" | "offline" | "none";
  /** Nothing was looked up: these are samples, and whoever reads of them is told so. */
  offline: boolean;
  summary: string;
  sources: Source[];
}
