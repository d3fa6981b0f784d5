import { fetchOnce } from "../http/fetch-once.ts";
import { addressRefusal } from "./address-refusal.ts";
import type { AlertToTell } from "./alert-to-tell.ts";
import { signWebhook } from "./sign-webhook.ts";
import type { Told } from "./told.ts";

const DEADLINE_MS = 10_000;
const NO_SECRET_SECONDS = 300;

/**
 * Posts an alert as a signed webhook, once. The delivery's id is `webhook-id`, the same for every
 * try. 2xx is delivered and 410 the wish to hear no more; redirects are not followed. Never throws.
 */
export async function tellByWebhook(tell: AlertToTell): Promise<Told> {
  const url = URL.canParse(tell.channel.address) ? new URL(tell.channel.address) : null;
  if (url === null) return { kind: "refused", code: "not_a_url" };
  const refusal = await addressRefusal(url);
  if (refusal === "unresolved") return { kind: "retry", code: refusal };
  if (refusal !== null) return { kind: "refused", code: refusal };

  const body = JSON.stringify(payload(tell));
  const headers = await signWebhook({
    secret: tell.channel.secret ?? "",
    id: tell.delivery.id,
    timestampSeconds: Math.floor(Date.now() / 1000),
    body,
  });
  if (headers === null) return { kind: "wait", code: "no_secret", seconds: NO_SECRET_SECONDS };
  return await post(url, body, headers);
}

async function post(url: URL, body: string, headers: Record<string, string>): Promise<Told> {
  try {
    const response = await fetchOnce(url, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    await response.body?.cancel();
    if (response.ok) return { kind: "delivered" };
    if (response.status === 410) return { kind: "gone" };
    return { kind: "retry", code: `http_${response.status}` };
  } catch (cause) {
    const late = cause instanceof Error && cause.name === "TimeoutError";
    return { kind: "retry", code: late ? "timeout" : "network" };
  }
}

function payload({ delivery, alert, tenant }: AlertToTell) {
  const happened = {
    raised: alert.raised_at,
    escalated: alert.escalated_at,
    resolved: alert.resolved_at,
  }[delivery.occasion];
  return {
    type: `alert.${delivery.occasion}`,
    timestamp: happened ?? alert.raised_at,
    data: { ...alert, tenant_id: tenant.id, tenant: tenant.name },
  };
}
