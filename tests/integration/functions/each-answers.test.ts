import { expect, test } from "vitest";
import { sql, stack } from "../vocabulary.ts";

const bells = [
  "account-manager",
  "agent-of-humans",
  "assistant",
  "bouncer",
  "coach",
  "concierge",
  "conversation-analysis",
  "conversation-summary",
  "credit-funding",
  "crisis-review",
  "housekeeping",
  "innovator",
  "intro-agent",
  "sms-sender",
  "social-butterfly",
  "solution-saga",
];

test.each(bells)("%s answers its bell with 202 and a stranger with 401", async (name) => {
  const at = `${stack.FUNCTIONS_URL}/${name}`;
  const [secret] = await sql`select decrypted_secret from vault.decrypted_secrets
    where name = 'bell_secret'`;
  const ring = (given: string) =>
    fetch(at, { method: "POST", headers: { "x-bell-secret": given }, body: "{}" });
  expect((await ring(String(secret?.decrypted_secret))).status).toBe(202);
  expect((await ring("guess")).status).toBe(401);
  expect((await fetch(at, { method: "POST" })).status).toBe(401);
  expect((await fetch(at)).status).toBe(405);
});

test("health says ok to anyone, and why to the secret key", async () => {
  const open = await fetch(`${stack.FUNCTIONS_URL}/health`);
  expect(Object.keys(await open.json())).toEqual(["status"]);
  const facts = await fetch(`${stack.FUNCTIONS_URL}/health`, {
    headers: { apikey: stack.SECRET_KEY },
  });
  const { status, alarms, ...rest } = await facts.json();
  // Another test may have given a text up on purpose.
  const others = alarms.filter((alarm: string) => !alarm.includes("unknown fate"));
  expect({ others, quarantined: rest.quarantined }).toEqual({ others: [], quarantined: 0 });
  expect([status, facts.status]).toEqual(alarms.length === 0 ? ["ok", 200] : ["alarm", 503]);
});

test("chat answers whoever is signed in, and nobody else", async () => {
  const refused = await fetch(`${stack.FUNCTIONS_URL}/chat`, { method: "POST", body: "{}" });
  expect(refused.status).toBe(401);
});

test.each(["twilio-webhook", "twilio-status", "stripe-webhook"])(
  "%s refuses a bare GET",
  async (name) => {
    expect((await fetch(`${stack.FUNCTIONS_URL}/${name}`)).status).toBe(405);
  },
);
