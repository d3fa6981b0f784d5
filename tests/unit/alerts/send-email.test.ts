import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sendEmail } from "../../../supabase/functions/_shared/email/send-email.ts";
import { play } from "../carrier/play.ts";

const email = {
  to: "ops@yacht.example",
  subject: "[CRITICAL] work_waits (1), Yachtparty",
  text: "Zoë, it waits.\n",
  key: "d0000000-0000-4000-8000-000000000001",
};

beforeEach(() => {
  vi.stubEnv("POSTMARK_SERVER_TOKEN", "a-token");
  vi.stubEnv("EMAIL_FROM", "Yachtparty <alerts@yacht.example>");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** The carrier in Postmark's place. */
async function stage() {
  const running = await play({ emailToken: "a-token" });
  vi.stubEnv("EMAIL_API_URL", running.carrier.url);
  return running;
}

test("an email arrives as it was given, with a Message-ID of its key", async () => {
  const { call } = await stage();
  expect(await sendEmail(email)).toEqual({ kind: "accepted", id: expect.any(String) });
  expect((await call("GET", "/emails")).json).toMatchObject({
    emails: [
      {
        from: "Yachtparty <alerts@yacht.example>",
        to: email.to,
        subject: email.subject,
        text: email.text,
        messageId: "<d0000000-0000-4000-8000-000000000001@yacht.example>",
      },
    ],
  });
});

test.each(["POSTMARK_SERVER_TOKEN", "EMAIL_FROM"])("without %s nothing is sent", async (name) => {
  const { call } = await stage();
  vi.stubEnv(name, "");
  expect(await sendEmail(email)).toEqual({ kind: "config", code: "email_not_configured" });
  expect((await call("GET", "/emails")).json).toEqual({ emails: [] });
});

test("a wrong token is ours to mend", async () => {
  await stage();
  vi.stubEnv("POSTMARK_SERVER_TOKEN", "another");
  expect(await sendEmail(email)).toEqual({ kind: "config", code: "email_10" });
});

test("an inactive recipient is refused, with Postmark's code", async () => {
  await stage();
  expect(await sendEmail({ ...email, to: "inactive@yacht.example" })).toEqual({
    kind: "rejected",
    code: 406,
  });
});

test("after a 500, or no answer, nobody knows", async () => {
  const { call } = await stage();
  await call("POST", "/faults", { email500: 1 });
  expect(await sendEmail(email)).toEqual({ kind: "unknown", cause: "http_500" });
  vi.stubEnv("EMAIL_API_URL", "http://127.0.0.1:9");
  expect(await sendEmail(email)).toEqual({ kind: "unknown", cause: "network" });
});
