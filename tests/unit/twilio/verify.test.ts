import { createHash, createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { parseForm } from "../../../supabase/functions/_shared/twilio/form.ts";
import { isSignedByTwilio } from "../../../supabase/functions/_shared/twilio/verify.ts";
import cases from "../../cases/signatures.json" with { type: "json" };
import { evaluateSignatures } from "../../eval/signatures.ts";

const authToken = "0123456789abcdef0123456789abcdef";
const configuredUrl = "https://abcd.supabase.co/functions/v1/twilio-webhook";
const parameters = { Body: "hello", From: "+14155550123", MessageSid: "SM1" };

/** Twilio's recipe, by hand: the URL, then each name with its value, sorted by name. */
function sign(url: string, sent: Record<string, string>, key = authToken): string {
  const pairs = Object.keys(sent).sort();
  const signed = url + pairs.map((name) => `${name}${sent[name]}`).join("");
  return createHmac("sha1", key).update(signed, "utf8").digest("base64");
}

const request = {
  authToken,
  configuredUrl,
  requestUrl: configuredUrl,
  signature: sign(configuredUrl, parameters),
  content: { parameters },
};

test.each(evaluateSignatures(cases))("case: $name", ({ passed, detail }) => {
  expect(passed, detail).toBe(true);
});

describe("a request is Twilio's", () => {
  test("when the function saw another host, scheme, port and path than Twilio did", () => {
    const requestUrl = "http://edge-runtime.internal:8081/twilio-webhook";
    expect(isSignedByTwilio({ ...request, requestUrl })).toBe(true);
  });

  test("when it was signed with the standard port of https", () => {
    const signature = sign(configuredUrl.replace(".co/", ".co:443/"), parameters);
    expect(isSignedByTwilio({ ...request, signature })).toBe(true);
  });

  test("when the configured URL names the standard port and the signed one does not", () => {
    const withPort = configuredUrl.replace(".co/", ".co:443/");
    expect(isSignedByTwilio({ ...request, configuredUrl: withPort })).toBe(true);
  });

  test("when it was signed with the standard port of http", () => {
    const plain = "http://example.test/hook";
    const signature = sign("http://example.test:80/hook", parameters);
    expect(isSignedByTwilio({ ...request, configuredUrl: plain, signature })).toBe(true);
  });

  test("when the configured URL has a port of its own", () => {
    const local = "http://127.0.0.1:54321/functions/v1/twilio-webhook";
    const signature = sign(local, parameters);
    expect(isSignedByTwilio({ ...request, configuredUrl: local, signature })).toBe(true);
  });

  test.each([
    "?part=0b0a4bd8-6a8c-4a0e-8f0e-0f6f3f1d7a11",
    "?a=1&b=2",
    "?b=2&a=1",
    "?q=a%20b%2Bc",
    "?empty=",
    "?flag",
    "?twice=1&twice=2",
    "?name=caf%C3%A9",
  ])("with the query string %s as it was sent", (query) => {
    const signature = sign(configuredUrl + query, parameters);
    const requestUrl = `http://internal/twilio-webhook${query}`;
    expect(isSignedByTwilio({ ...request, requestUrl, signature })).toBe(true);
  });

  test("when the configured URL has a query string and the request brings it", () => {
    const withQuery = `${configuredUrl}?tenant=a`;
    const signature = sign(withQuery, parameters);
    const requestUrl = "http://internal/twilio-webhook?tenant=a";
    const sent = { ...request, configuredUrl: withQuery, requestUrl, signature };
    expect(isSignedByTwilio(sent)).toBe(true);
  });

  test.each([
    ["unicode and emoji", { Body: "Zoë 👩‍🚀 — ключ", City: "São Paulo" }],
    ["line breaks", { Body: "one\r\ntwo\n" }],
    ["empty values", { Body: "", FromCity: "", ToZip: "" }],
    ["characters that forms escape", { Body: "a+b & c=d % e" }],
    ["names that differ in case", { body: "1", Body: "2", BODY: "3" }],
    ["a NUL", { Body: "a\0b" }],
    ["a parameter called __proto__", Object.fromEntries([["__proto__", "x"]])],
    ["no parameters", {}],
  ])("with %s", (_, sent) => {
    const encoded = new URLSearchParams(sent).toString();
    const content = { parameters: parseForm(encoded).parameters };
    const signature = sign(configuredUrl, sent);
    expect(isSignedByTwilio({ ...request, content, signature })).toBe(true);
  });

  test("with a name sent twice: its values are signed in order, each once", () => {
    const content = { parameters: parseForm("Media=b&Media=a&Media=b&Body=hi").parameters };
    const signed = `${configuredUrl}BodyhiMediaaMediab`;
    const signature = createHmac("sha1", authToken).update(signed).digest("base64");
    expect(isSignedByTwilio({ ...request, content, signature })).toBe(true);
  });

  test("with a JSON body whose hash is in the query", () => {
    const json = '{"event":"é"}';
    const hash = createHash("sha256").update(json).digest("hex");
    const requestUrl = `${configuredUrl}?bodySHA256=${hash}`;
    const signature = sign(requestUrl, {});
    expect(isSignedByTwilio({ ...request, requestUrl, signature, content: { json } })).toBe(true);
    const tampered = { json: `${json} ` };
    expect(isSignedByTwilio({ ...request, requestUrl, signature, content: tampered })).toBe(false);
  });
});

describe("a request is not Twilio's", () => {
  test.each([
    ["no signature", null],
    ["an empty signature", ""],
    ["a signature of another token", sign(configuredUrl, parameters, "f".repeat(32))],
    ["a signature cut short", request.signature.slice(0, -1)],
    ["a signature in another alphabet", request.signature.replace(/[+/]|.$/g, "_")],
    ["a signature of another host", sign("https://evil.test/twilio-webhook", parameters)],
    ["a signature of another path", sign(`${configuredUrl}/`, parameters)],
    ["a signature of a port that is not the standard one", sign(withPort(8443), parameters)],
    ["a signature in lower case", request.signature.toLowerCase()],
  ])("with %s", (_, signature) => {
    expect(isSignedByTwilio({ ...request, signature })).toBe(false);
  });

  test.each([
    ["a value changed", { ...parameters, Body: "hello!" }],
    ["a value emptied", { ...parameters, Body: "" }],
    ["a parameter added", { ...parameters, Injected: "1" }],
    ["a parameter missing", { Body: "hello", From: "+14155550123" }],
    ["a name in another case", { body: "hello", From: "+14155550123", MessageSid: "SM1" }],
    ["a second value for a name", { ...parameters, Body: ["hello", "bye"] }],
    [
      "a parameter called __proto__ added",
      Object.fromEntries([...Object.entries(parameters), ["__proto__", "x"]]),
    ],
  ])("with %s", (_, sent) => {
    expect(isSignedByTwilio({ ...request, content: { parameters: sent } })).toBe(false);
  });

  test("with a query string that was not signed", () => {
    const requestUrl = `${configuredUrl}?part=1`;
    expect(isSignedByTwilio({ ...request, requestUrl })).toBe(false);
  });

  test("with a signed query string that is missing or in another order", () => {
    const signature = sign(`${configuredUrl}?a=1&b=2`, parameters);
    const reordered = `${configuredUrl}?b=2&a=1`;
    expect(isSignedByTwilio({ ...request, signature })).toBe(false);
    expect(isSignedByTwilio({ ...request, signature, requestUrl: reordered })).toBe(false);
  });
});

describe("without a configuration nothing is Twilio's, and it is said", () => {
  test("an empty token, with which anyone could sign", () => {
    const signature = sign(configuredUrl, parameters, "");
    const unset = { ...request, authToken: "", signature };
    expect(() => isSignedByTwilio(unset)).toThrow(
      expect.objectContaining({ code: "config_missing" }),
    );
  });

  test("a configured URL that is none", () => {
    expect(() => isSignedByTwilio({ ...request, configuredUrl: "functions/v1" })).toThrow(
      expect.objectContaining({ code: "config_missing", status: 503 }),
    );
  });
});

function withPort(port: number): string {
  return configuredUrl.replace(".co/", `.co:${port}/`);
}
