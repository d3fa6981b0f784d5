/** One row of net.http_request_queue. */
export interface QueuedRequest {
  id: string;
  method: string;
  url: string;
  headers: Record<string, string> | null;
  body: Uint8Array<ArrayBuffer> | null;
  timeout_milliseconds: number;
}

/** One row of net._http_response. */
export interface RecordedResponse {
  id: string;
  status_code: number | null;
  content_type: string | null;
  headers: Record<string, string> | null;
  content: string | null;
  timed_out: boolean | null;
  error_msg: string | null;
}

/** Sends one request once. Whatever happens is a response to record; nothing is thrown. */
export async function send(request: QueuedRequest): Promise<RecordedResponse> {
  const nothing = { status_code: null, content_type: null, headers: null, content: null };
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers ?? {},
      body: request.body,
      signal: AbortSignal.timeout(request.timeout_milliseconds),
    });
    return {
      id: request.id,
      status_code: response.status,
      content_type: response.headers.get("content-type"),
      headers: Object.fromEntries(response.headers),
      // A Postgres text holds no NUL.
      content: (await response.text()).replaceAll("\0", ""),
      timed_out: false,
      error_msg: null,
    };
  } catch (error) {
    if (error instanceof DOMException && error.name === "TimeoutError") {
      const error_msg = `Timeout of ${request.timeout_milliseconds} ms reached.`;
      return { id: request.id, ...nothing, timed_out: true, error_msg };
    }
    return { id: request.id, ...nothing, timed_out: false, error_msg: reason(error) };
  }
}

/** fetch says only "fetch failed"; why is in its cause. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause;
  if (cause instanceof AggregateError) return reason(cause.errors[0]);
  return cause instanceof Error ? cause.message : error.message;
}
