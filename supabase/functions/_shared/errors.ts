/** Every error a function answers or records with: its HTTP status and what the caller may read. */
const FAULTS = {
  bad_request: { status: 400, message: "The request is not one this function understands." },
  unauthorized: { status: 401, message: "The request carries no valid credential." },
  forbidden: { status: 403, message: "The signature does not match the request." },
  unknown_sender: { status: 404, message: "No sender has this number." },
  unknown_conversation: { status: 404, message: "There is no such conversation of yours." },
  method_not_allowed: { status: 405, message: "Use POST." },
  slow_body: { status: 408, message: "The body did not arrive in time." },
  too_large: { status: 413, message: "The body is larger than this function reads." },
  unsupported_media: {
    status: 415,
    message: "The body is not of a kind that this function reads.",
  },
  too_many_requests: { status: 429, message: "That is more than is taken in a day." },
  lease_lost: { status: 409, message: "Another worker has this lane now." },
  config_missing: { status: 503, message: "The function is not configured." },
  database_failed: { status: 503, message: "The database did not answer as expected." },
  internal: { status: 500, message: "Something went wrong." },
} as const;

export type FaultCode = keyof typeof FAULTS;

/**
 * The one error class. `code` is stable, `status` is its HTTP status, `detail` is for the log and
 * never for the caller, `cause` is what happened underneath.
 */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly status: number;
  readonly detail: string | undefined;

  constructor(code: FaultCode, options: { detail?: string; cause?: unknown } = {}) {
    super(FAULTS[code].message, { cause: options.cause });
    this.name = "Fault";
    this.code = code;
    this.status = FAULTS[code].status;
    this.detail = options.detail;
  }
}

/** A fault's code and detail hold no personal data; of anything else only its kind is told. */
export function reasonOf(cause: unknown): { code: string; detail: string } {
  if (cause instanceof Fault) return { code: cause.code, detail: cause.detail ?? cause.message };
  return { code: "handler_failed", detail: cause instanceof Error ? cause.name : typeof cause };
}
