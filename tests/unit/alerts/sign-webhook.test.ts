import { expect, test } from "vitest";
import { signWebhook } from "../../../supabase/functions/_shared/alerts/sign-webhook.ts";

test("a webhook is signed as the published example of the scheme is (docs.svix.com)", async () => {
  const signed = await signWebhook({
    secret: "whsec_plJ3nmyCDGBKInavdOK15jsl",
    id: "msg_loFOjxBNrRLzqYUf",
    timestampSeconds: 1731705121,
    body: '{"event_type":"ping","data":{"success":true}}',
  });
  expect(signed).toEqual({
    "webhook-id": "msg_loFOjxBNrRLzqYUf",
    "webhook-timestamp": "1731705121",
    "webhook-signature": "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=",
  });
});

test.each(["", "whsec_", "whsec_short", `whsec_${"*".repeat(44)}`])(
  "%j is no secret to sign with",
  async (secret) => {
    expect(await signWebhook({ secret, id: "1", timestampSeconds: 1, body: "{}" })).toBeNull();
  },
);
