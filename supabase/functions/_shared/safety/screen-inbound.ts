import type { Screened } from "./screened.ts";

/** Nothing is found until the lists are here; what is stored says so. */
export function screenInbound(): Screened {
  return {
    version: "none",
    severity: "none",
    category: null,
    found: [],
    language: "en",
    subject: null,
    template: null,
  };
}
