/** What the screen says of a text that is none of its business. */
export const UNSUSPECTED = { version: "tests", severity: "none" } as const;
