/** For whoever names no deadline of their own; hosted Storage and PostgREST answer in seconds. */
const ANSWER_MS_MAX = 30_000;

/**
 * `fetch` that sends a body at most once, and ends. Deno posts a request again by itself when a
 * kept-alive connection is reset, even after the server has read it all, as long as the body is a
 * string or bytes (https://github.com/denoland/deno/issues/35610). A blob is a
 * stream, which it cannot repeat, and still has a Content-Length.
 */
export const fetchOnce: typeof fetch = (input, init) => {
  const body = init?.body;
  const signal = init?.signal ?? AbortSignal.timeout(ANSWER_MS_MAX);
  if (typeof body !== "string") return fetch(input, { ...init, signal });
  const type = new Headers(init?.headers).get("content-type") ?? "text/plain;charset=UTF-8";
  return fetch(input, { ...init, signal, body: new Blob([body], { type }) });
};
