import { createClient } from "@supabase/supabase-js";
import { afterEach, expect, test, vi } from "vitest";
import { receiveEmail } from "../../../supabase/functions/email-webhook/receive-email.ts";

afterEach(() => vi.unstubAllEnvs());

/** A database that must not be asked. */
const nobody = createClient("http://127.0.0.1:9", "key", {
  global: {
    fetch: () => {
      throw new Error("the database was asked");
    },
  },
});

function request(init: RequestInit = {}): Request {
  return new Request("https://x.example", { method: "POST", body: "{}", ...init });
}

const signedIn = { authorization: `Basic ${btoa("postmark:s3cret")}` };

test("without a secret nobody is heard, not even with an empty one", async () => {
  vi.stubEnv("EMAIL_WEBHOOK_SECRET", "");
  const headers = { authorization: `Basic ${btoa("postmark:")}` };
  await expect(receiveEmail(request({ headers }), nobody)).rejects.toMatchObject({
    code: "config_missing",
    status: 503,
  });
});

test("a body is not read before its sender is known", async () => {
  vi.stubEnv("EMAIL_WEBHOOK_SECRET", "s3cret");
  const unread = request();
  await expect(receiveEmail(unread, nobody)).rejects.toMatchObject({ status: 401 });
  expect(unread.bodyUsed).toBe(false);
});

test("who is known is told what is no email", async () => {
  vi.stubEnv("EMAIL_WEBHOOK_SECRET", "s3cret");
  const text = request({ headers: { ...signedIn, "content-type": "text/plain" } });
  await expect(receiveEmail(text, nobody)).rejects.toMatchObject({ status: 415 });
  const empty = request({ headers: { ...signedIn, "content-type": "application/json" } });
  await expect(receiveEmail(empty, nobody)).rejects.toMatchObject({ status: 400 });
});

test("an email that could not be stored is not acknowledged", async () => {
  vi.stubEnv("EMAIL_WEBHOOK_SECRET", "s3cret");
  const down = createClient("http://127.0.0.1:9", "key", {
    global: { fetch: async () => Response.json({ code: "57P03", message: "no" }, { status: 500 }) },
  });
  const body = JSON.stringify({
    MessageID: "1",
    From: "a@b.example",
    FromFull: { Email: "a@b.example" },
  });
  const headers = { ...signedIn, "content-type": "application/json" };
  await expect(receiveEmail(request({ headers, body }), down)).rejects.toMatchObject({
    code: "database_failed",
    status: 503,
  });
});
