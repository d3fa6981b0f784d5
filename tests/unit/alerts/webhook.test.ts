import { createServer, type IncomingHttpHeaders } from "node:http";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { signWebhook } from "../../../supabase/functions/_shared/alerts/sign-webhook.ts";
import { tellByWebhook } from "../../../supabase/functions/_shared/alerts/webhook.ts";
import { open } from "../carrier/play.ts";
import { anAlert } from "./an-alert.ts";

beforeEach(() => {
  vi.stubEnv("ALERTS_MAY_REACH_LOCAL", "1");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** A receiver that answers so, and what it got. */
async function receiver(status: number, headers: Record<string, string> = {}) {
  const got: Array<{ headers: IncomingHttpHeaders; body: string }> = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    got.push({ headers: request.headers, body });
    response.writeHead(status, headers).end("thanks");
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { got, address: `${await open(server)}/a` };
}

test("a webhook is JSON, signed over what was sent, and tells no more than the alert", async () => {
  const { got, address } = await receiver(204);
  const alert = anAlert({ channel: { address } });
  expect(await tellByWebhook(alert)).toEqual({ kind: "delivered" });
  expect(got).toHaveLength(1);
  const { headers, body } = got[0] ?? { headers: {}, body: "" };
  const expected = await signWebhook({
    secret: alert.channel.secret ?? "",
    id: alert.delivery.id,
    timestampSeconds: Number(headers["webhook-timestamp"]),
    body,
  });
  expect(headers).toMatchObject({ ...expected, "content-type": "application/json" });
  expect(JSON.parse(body)).toEqual({
    type: "alert.raised",
    timestamp: "2026-11-21T14:02:11.5+00:00",
    data: { ...alert.alert, tenant_id: alert.tenant.id, tenant: "Yachtparty" },
  });
});

test.each([
  [410, { kind: "gone" }],
  [500, { kind: "retry", code: "http_500" }],
  [404, { kind: "retry", code: "http_404" }],
])("%d is %j", async (status, told) => {
  const { address } = await receiver(status);
  expect(await tellByWebhook(anAlert({ channel: { address } }))).toEqual(told);
});

test("a redirect is not followed", async () => {
  const elsewhere = await receiver(200);
  const { address } = await receiver(307, { location: elsewhere.address });
  const told = await tellByWebhook(anAlert({ channel: { address } }));
  expect(told).toEqual({ kind: "retry", code: "http_307" });
  expect(elsewhere.got).toEqual([]);
});

test("nobody there is tried again", async () => {
  const told = await tellByWebhook(anAlert({ channel: { address: "http://127.0.0.1:9/" } }));
  expect(told).toEqual({ kind: "retry", code: "network" });
});

test("without its secret nothing is posted", async () => {
  const { got, address } = await receiver(200);
  const told = await tellByWebhook(anAlert({ channel: { address, secret: null } }));
  expect(told).toMatchObject({ kind: "wait", code: "no_secret" });
  expect(got).toEqual([]);
});

test("an address of this machine is refused when it is not a local stack's", async () => {
  vi.stubEnv("ALERTS_MAY_REACH_LOCAL", "");
  const told = await tellByWebhook(anAlert({ channel: { address: "https://127.0.0.1:9/" } }));
  expect(told).toEqual({ kind: "refused", code: "not_public" });
});
