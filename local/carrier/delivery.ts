import { setTimeout as wait } from "node:timers/promises";
import type { CarrierConfig } from "./config.ts";
import type { CallbackFault, Faults } from "./faults.ts";
import { NOT_DELIVERED } from "./magic-numbers.ts";
import { changeStatus, type Message } from "./message.ts";
import { signedPost } from "./signed-post.ts";

interface HeldCallback {
  message: Message;
  status: string;
}

/**
 * Takes accepted texts through their statuses and tells the application of them. As at Twilio, the
 * first status is not called back, nor is `sending`
 * (https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks).
 */
export class Delivery {
  readonly #config: CarrierConfig;
  readonly #faults: Faults;
  readonly #running = new Set<Promise<void>>();
  #held: HeldCallback[] = [];
  #stopping = new AbortController();

  constructor(config: CarrierConfig, faults: Faults) {
    this.#config = config;
    this.#faults = faults;
  }

  /** Starts a text on its way; returns at once. */
  start(message: Message): void {
    this.#run(this.#deliver(message));
  }

  /** Posts the callbacks that were held, one after the other; returns how many. */
  async flush(): Promise<number> {
    const held = this.#held;
    this.#held = [];
    for (const { message, status } of held) await this.#post(message, status);
    return held.length;
  }

  /** Stops every text where it is and forgets what is held. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#held = [];
    await Promise.all(this.#running);
    this.#stopping = new AbortController();
  }

  #run(work: Promise<void>): void {
    const stopping = this.#stopping.signal;
    const done = work
      .catch((error: unknown) => {
        if (!stopping.aborted) throw error;
      })
      .finally(() => this.#running.delete(done));
    this.#running.add(done);
  }

  async #deliver(message: Message): Promise<void> {
    const tell = this.#teller(message);
    for (const { status, errorCode, silent } of statusesAhead(message)) {
      await wait(this.#config.statusStepMs, undefined, { signal: this.#stopping.signal });
      changeStatus(message, status, errorCode ?? null);
      if (!silent) tell(status);
    }
    tell(null);
  }

  /**
   * How this text's callbacks are posted, drawn once for all of them. They leave one after the
   * other and never hold up the text itself. `null` says that the last status was told.
   */
  #teller(message: Message): (status: string | null) => void {
    if (message.statusCallback === null) return () => {};
    const struck = (fault: CallbackFault) => this.#faults.strikes(fault);
    const dropped = struck("callbacksDropped");
    const reversed = struck("callbacksReversed");
    const times = struck("callbacksDoubled") ? 2 : 1;
    const lateMs = struck("callbacksLate") ? this.#faults.lateMs : 0;
    const held = struck("callbacksHeld");

    const kept: string[] = [];
    let last = Promise.resolve();
    const tellOnce = (status: string) => {
      if (dropped) return recordCallback(message, status, "dropped");
      if (held) {
        this.#held.push({ message, status });
        return recordCallback(message, status, "held");
      }
      last = Promise.all([last, this.#pause(lateMs)]).then(() => this.#post(message, status));
      this.#run(last);
    };
    const tell = (status: string) => {
      for (let time = 0; time < times; time++) tellOnce(status);
    };
    return (status) => {
      if (status === null) {
        for (const late of kept.reverse()) tell(late);
      } else if (reversed) kept.push(status);
      else tell(status);
    };
  }

  async #pause(ms: number): Promise<void> {
    if (ms > 0) await wait(ms, undefined, { signal: this.#stopping.signal });
  }

  async #post(message: Message, status: string): Promise<void> {
    if (message.statusCallback === null) return;
    const { accountSid, authToken, webhookTimeoutMs } = this.#config;
    const outcome = await signedPost(
      message.statusCallback,
      callbackParameters(message, status, accountSid),
      authToken,
      webhookTimeoutMs,
      this.#stopping.signal,
    );
    recordCallback(message, status, outcome.status ?? "failed");
  }
}

interface StatusAhead {
  status: string;
  errorCode?: number;
  /** Not called back. */
  silent?: boolean;
}

function statusesAhead(message: Message): StatusAhead[] {
  const ahead: StatusAhead[] = message.status === "accepted" ? [{ status: "queued" }] : [];
  ahead.push({ status: "sending", silent: true });
  const end = NOT_DELIVERED[message.to];
  if (end?.status === "failed") return [...ahead, end];
  return [...ahead, { status: "sent" }, end ?? { status: "delivered" }];
}

function callbackParameters(
  message: Message,
  status: string,
  accountSid: string,
): Record<string, string> {
  const end = NOT_DELIVERED[message.to];
  return {
    SmsSid: message.sid,
    SmsStatus: status,
    MessageStatus: status,
    To: message.to,
    MessageSid: message.sid,
    AccountSid: accountSid,
    From: message.from,
    ApiVersion: "2010-04-01",
    ...(message.messagingServiceSid && { MessagingServiceSid: message.messagingServiceSid }),
    ...(end?.status === status && { ErrorCode: String(end.errorCode) }),
  };
}

function recordCallback(
  message: Message,
  status: string,
  outcome: Message["callbacks"][number]["outcome"],
): void {
  message.callbacks.push({ status, at: new Date(), outcome });
}
