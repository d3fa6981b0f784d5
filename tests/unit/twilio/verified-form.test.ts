import twilio from "twilio";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { verifiedForm } from "../../../supabase/functions/_shared/twilio/verified-form.ts";
import { FakeDatabase } from "../worker/fake-database.ts";

const base = "https://project.test/functions/v1";
let account = 0;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.stubEnv("PUBLIC_FUNCTIONS_URL", base);
  // What is known of a sender is kept between requests: a number of its own for each test.
  account += 1;
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** A text in to this test's number, signed with `token`. */
function post(token: string): Request {
  const fields = { AccountSid: `AC${account}`, To: "+14155550100", Body: "hi" };
  const url = `${base}/twilio-webhook`;
  return new Request(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "x-twilio-signature": twilio.getExpectedTwilioSignature(token, url, fields),
    },
    body: new URLSearchParams(fields),
  });
}

/** A database that knows the number, and the token of its account as it is now. */
function withToken(token: () => string): FakeDatabase {
  return new FakeDatabase({
    find_sender: () => ({
      body: {
        sender_id: "00000000-0000-4000-8000-000000000011",
        tenant_id: "00000000-0000-4000-8000-000000000001",
        auth_token: token(),
      },
    }),
  });
}

test("a sender is looked up once for many texts", async () => {
  const database = withToken(() => "right");
  for (let n = 0; n < 10; n += 1) {
    await verifiedForm(post("right"), database.client, "twilio-webhook");
  }
  expect(database.named("find_sender")).toHaveLength(1);
});

test("ten forged posts look it up once, not ten times, and each is refused", async () => {
  const database = withToken(() => "right");
  for (let n = 0; n < 10; n += 1) {
    await expect(
      verifiedForm(post("forged"), database.client, "twilio-webhook"),
    ).rejects.toMatchObject({ code: "forbidden" });
  }
  expect(database.named("find_sender")).toHaveLength(1);
});

test("a token that was rotated is taken up by the first text that it signs", async () => {
  let token = "old";
  const database = withToken(() => token);
  await verifiedForm(post("old"), database.client, "twilio-webhook");
  token = "new";
  vi.setSystemTime(Date.now() + 6_000);
  await verifiedForm(post("new"), database.client, "twilio-webhook");
  expect(database.named("find_sender")).toHaveLength(2);
});
