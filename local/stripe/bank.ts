import { randomUUID } from "node:crypto";
import {
  type Charge,
  type Dispute,
  type Refund,
  Refused,
  type Session,
  sessionOf,
} from "./checkout.ts";
import type { Webhooks } from "./webhooks.ts";

/** How somebody pays: at once, by a way that takes days, or by one that then fails. */
export type Payment = "now" | "later";

/** What Stripe would keep: sessions, charges, refunds and disputes; each change is an event. */
export class Bank {
  readonly sessions = new Map<string, Session>();
  readonly charges = new Map<string, Charge>();
  readonly refunds = new Map<string, Refund>();
  readonly disputes = new Map<string, Dispute>();
  readonly #webhooks: Webhooks;

  constructor(webhooks: Webhooks) {
    this.#webhooks = webhooks;
  }

  open(form: URLSearchParams, payAt: string): Session {
    const session = sessionOf(form, payAt);
    this.sessions.set(session.id, session);
    return session;
  }

  pay(id: string, how: Payment): Session {
    const session = this.#open(id);
    session.status = "complete";
    session.url = null;
    session.payment_intent = newId("pi");
    session.payment_status = how === "now" ? "paid" : "unpaid";
    if (how === "now") this.#charge(session);
    this.#webhooks.emit("checkout.session.completed", session);
    return session;
  }

  /** The end of a payment that took its time. */
  settle(id: string, succeeds: boolean): Session {
    const session = this.#session(id);
    if (session.status !== "complete" || session.payment_status === "paid") {
      throw new Refused("session_state", "no payment of this session is under way");
    }
    if (succeeds) {
      session.payment_status = "paid";
      this.#charge(session);
    }
    const end = succeeds ? "succeeded" : "failed";
    this.#webhooks.emit(`checkout.session.async_payment_${end}`, session);
    return session;
  }

  expire(id: string): Session {
    const session = this.#open(id);
    session.status = "expired";
    session.url = null;
    this.#webhooks.emit("checkout.session.expired", session);
    return session;
  }

  /** Gives a part back, or the rest. */
  refund(paymentIntent: string, amount?: number): Refund {
    const charge = this.#chargeOf(paymentIntent);
    const rest = charge.amount - charge.amount_refunded;
    const back = amount ?? rest;
    if (back < 1 || back > rest) throw new Refused("charge_already_refunded", `${rest} are left`);
    charge.amount_refunded += back;
    charge.refunded = charge.amount_refunded === charge.amount;
    const refund: Refund = {
      id: newId("re"),
      object: "refund",
      charge: charge.id,
      payment_intent: paymentIntent,
      amount: back,
      currency: charge.currency,
      status: "succeeded",
    };
    this.refunds.set(refund.id, refund);
    this.#webhooks.emit("refund.created", refund);
    this.#webhooks.emit("charge.refunded", charge);
    return refund;
  }

  /** Its bank does not take it: the money is the seller's again. */
  failRefund(id: string): Refund {
    const refund = this.refunds.get(id);
    if (refund === undefined) throw new Refused("resource_missing", `No such refund: '${id}'`);
    refund.status = "failed";
    const charge = this.#chargeOf(refund.payment_intent);
    charge.amount_refunded -= refund.amount;
    charge.refunded = false;
    this.#webhooks.emit("refund.failed", refund);
    return refund;
  }

  dispute(paymentIntent: string, amount?: number, status = "needs_response"): Dispute {
    const charge = this.#chargeOf(paymentIntent);
    const dispute: Dispute = {
      id: newId("du"),
      object: "dispute",
      charge: charge.id,
      payment_intent: paymentIntent,
      amount: amount ?? charge.amount,
      currency: charge.currency,
      status,
    };
    this.disputes.set(dispute.id, dispute);
    this.#webhooks.emit("charge.dispute.created", dispute);
    return dispute;
  }

  closeDispute(id: string, status: string): Dispute {
    const dispute = this.disputes.get(id);
    if (dispute === undefined) throw new Refused("resource_missing", `No such dispute: '${id}'`);
    dispute.status = status;
    this.#webhooks.emit("charge.dispute.closed", dispute);
    return dispute;
  }

  #charge(session: Session): void {
    const intent = session.payment_intent ?? newId("pi");
    this.charges.set(intent, {
      id: newId("ch"),
      object: "charge",
      payment_intent: intent,
      amount: session.amount_total,
      amount_refunded: 0,
      currency: session.currency,
      refunded: false,
      metadata: session.metadata,
    });
  }

  #session(id: string): Session {
    const session = this.sessions.get(id);
    if (session === undefined) throw new Refused("resource_missing", `No such session: '${id}'`);
    return session;
  }

  #open(id: string): Session {
    const session = this.#session(id);
    if (session.status === "open" && session.expires_at * 1_000 > Date.now()) return session;
    throw new Refused("session_state", `the session is ${session.status}, or over`);
  }

  #chargeOf(paymentIntent: string): Charge {
    const charge = this.charges.get(paymentIntent);
    if (charge !== undefined) return charge;
    throw new Refused("resource_missing", `No such payment_intent: '${paymentIntent}'`);
  }
}

function newId(prefix: string): string {
  return `${prefix}_${randomUUID().replaceAll("-", "")}`;
}
