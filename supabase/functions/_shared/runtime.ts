declare const EdgeRuntime: { waitUntil(work: Promise<unknown>): void } | undefined;

/** Keeps the isolate for work that goes on after the response; without it the work may be cut. */
export function waitUntil(work: Promise<unknown>): void {
  if (typeof EdgeRuntime !== "undefined") EdgeRuntime.waitUntil(work);
}

/** Calls back shortly before the isolate is retired for its wall clock. */
export function onRetirement(callback: () => void): void {
  globalThis.addEventListener?.("beforeunload", callback, { once: true });
}
