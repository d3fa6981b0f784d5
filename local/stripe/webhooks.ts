import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { StripeConfig } from "./config.ts";
import type { FaultPlan } from "./faults.ts";

const ANSWER_MS_MAX = 15_000;
const ATTEMPTS_MAX = 8;

export interface StripeEvent {
  id: string;
  object: "event";
  type: string;
  created: number;
  livemode: false;
  data: { object: object };
}

/** One event, and how often it was brought until somebody said 200. */
export interface Delivered {
  event: StripeEvent;
  attempts: number;
  status: number | null;
  held: boolean;
}

/**
 * Stripe's `Stripe-Signature`, written from its description and not with its package, so that a test
 * compares the two: https://docs.stripe.com/webhooks#verify-manually.
 */
export function stripeSignature(payload: string, secret: string, at = Date.now()): string {
  const seconds = Math.floor(at / 1_000);
  const signed = createHmac("sha256", secret).update(`${seconds}.${payload}`).digest("hex");
  return `t=${seconds},v1=${signed}`;
}

/** Brings events to the application, signed, at least once and in no order that counts. */
export class Webhooks {
  readonly log: Delivered[] = [];
  readonly #config: StripeConfig;
  readonly #faults: FaultPlan;
  readonly #stopping: AbortSignal;

  constructor(config: StripeConfig, faults: FaultPlan, stopping: AbortSignal) {
    this.#config = config;
    this.#faults = faults;
    this.#stopping = stopping;
  }

  emit(type: string, object: object): StripeEvent {
    const event: StripeEvent = {
      id: `evt_${randomUUID().replaceAll("-", "")}`,
      object: "event",
      type,
      created: Math.floor(Date.now() / 1_000),
      livemode: false,
      // As it was at this moment, however late it is brought.
      data: { object: structuredClone(object) },
    };
    const entry: Delivered = { event, attempts: 0, status: null, held: false };
    this.log.push(entry);
    if (this.#faults.take("hold") !== null) {
      entry.held = true;
      return event;
    }
    const copies = this.#faults.take("duplicate") === null ? 1 : 2;
    for (let copy = 0; copy < copies; copy += 1) void this.#bring(entry);
    return event;
  }

  /** Brings what was held, the newest first, one after another. */
  async release(): Promise<number> {
    const held = this.log.filter((entry) => entry.held).reverse();
    for (const entry of held) {
      entry.held = false;
      await this.#bring(entry);
    }
    return held.length;
  }

  /** Brings an event once more, as somebody may by hand; false when there is none of that id. */
  async again(id: string): Promise<boolean> {
    const entry = this.log.find(({ event }) => event.id === id);
    if (entry === undefined) return false;
    await this.#bring(entry);
    return true;
  }

  async #bring(entry: Delivered): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS_MAX && !this.#stopping.aborted; attempt += 1) {
      if (attempt > 0) {
        const pause = this.#config.redeliverMs * 2 ** (attempt - 1);
        await wait(pause, null, { signal: this.#stopping }).catch(() => {});
      }
      entry.attempts += 1;
      entry.status = await this.#post(entry.event);
      if (entry.status !== null && entry.status >= 200 && entry.status < 300) return;
    }
  }

  async #post(event: StripeEvent): Promise<number | null> {
    const body = JSON.stringify(event);
    try {
      const response = await fetch(this.#config.webhookUrl, {
        method: "POST",
        headers: {
          "content-type": "application/json; charset=utf-8",
          "stripe-signature": stripeSignature(body, this.#config.webhookSecret),
        },
        body,
        signal: AbortSignal.any([this.#stopping, AbortSignal.timeout(ANSWER_MS_MAX)]),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return null;
    }
  }
}
