import type { Answer } from "../carrier/http.ts";

interface Kept {
  request: string;
  /** Null while the first request is in work. */
  answer: Answer | null;
}

export type Earlier = Answer | "new" | "in use" | "other request";

/**
 * What Stripe keeps under an idempotency key (https://docs.stripe.com/api/idempotent_requests): the
 * first answer once work has begun, also a 500; the same key with another request is refused, and
 * so is one whose first request is still in work.
 */
export class IdempotencyKeys {
  readonly #kept = new Map<string, Kept>();

  begin(key: string, request: string): Earlier {
    const kept = this.#kept.get(key);
    if (kept === undefined) {
      this.#kept.set(key, { request, answer: null });
      return "new";
    }
    if (kept.request !== request) return "other request";
    return kept.answer ?? "in use";
  }

  keep(key: string, request: string, answer: Answer): void {
    this.#kept.set(key, { request, answer });
  }

  /** Work never began. */
  forget(key: string): void {
    this.#kept.delete(key);
  }
}
