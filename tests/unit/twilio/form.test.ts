import { describe, expect, test } from "vitest";
import { readForm } from "../../../supabase/functions/_shared/twilio/form.ts";

const url = "http://internal/twilio-webhook";
const type = "application/x-www-form-urlencoded";

function post(body: BodyInit, contentType = type): Request {
  return new Request(url, { method: "POST", body, headers: { "content-type": contentType } });
}

/** A body that arrives in chunks, without a Content-Length, and counts how many were taken. */
function chunked(chunk: Uint8Array, chunks: number) {
  let taken = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (taken === chunks) return controller.close();
      taken += 1;
      controller.enqueue(chunk);
    },
  });
  const init = { method: "POST", body, duplex: "half", headers: { "content-type": type } };
  return { request: new Request(url, init), taken: () => taken };
}

describe("a form is read", () => {
  test("with every value decoded: plus, escapes, unicode, empty, no value, no body", async () => {
    const form = await readForm(post("Body=a+b%2Bc%20%F0%9F%91%8D&Empty=&Flag&&x=1=2"));
    expect(form.fields).toEqual({ Body: "a b+c 👍", Empty: "", Flag: "", x: "1=2" });
    expect(form.parameters).toEqual(form.fields);
    expect((await readForm(post(""))).fields).toEqual({});
  });

  test.each([
    type,
    `${type}; charset=utf-8`,
    `${type};charset="UTF-8"`,
    "Application/X-WWW-Form-Urlencoded",
  ])("with the content type %s", async (contentType) => {
    expect((await readForm(post("Body=hi", contentType))).fields).toEqual({ Body: "hi" });
  });

  test("with the first value of a name to store and all of them to verify", async () => {
    const form = await readForm(post("Body=first&Body=second"));
    expect(form.fields).toEqual({ Body: "first" });
    expect(form.parameters).toEqual({ Body: ["first", "second"] });
  });

  test("without NUL to store, counted, and with it to verify", async () => {
    const form = await readForm(post("Body=a%00b%00&From=x"));
    expect(form.fields).toEqual({ Body: "ab", From: "x" });
    expect(form.nulsRemoved).toBe(2);
    expect(form.parameters).toEqual({ Body: "a\0b\0", From: "x" });
  });

  test("with names that objects have already kept as plain names", async () => {
    const { fields } = await readForm(post("__proto__=x&constructor=y&toString=z"));
    expect(Object.entries(fields)).toEqual([
      ["__proto__", "x"],
      ["constructor", "y"],
      ["toString", "z"],
    ]);
  });

  test("up to 64 KiB", async () => {
    const { fields } = await readForm(post(`Body=${"a".repeat(64 * 1024 - 5)}`));
    expect(fields.Body).toHaveLength(64 * 1024 - 5);
  });
});

describe("a form is refused", () => {
  test.each([["GET"], ["HEAD"], ["PUT"], ["DELETE"]])(
    "by 405 when it comes by %s",
    async (method) => {
      const request = new Request(url, { method, headers: { "content-type": type } });
      await expect(readForm(request)).rejects.toMatchObject({ status: 405 });
    },
  );

  test.each([
    ["application/json", '{"Body":"hi"}'],
    ["multipart/form-data; boundary=x", "--x--"],
    ["text/plain", "Body=hi"],
    [`${type}; charset=iso-8859-1`, "Body=hi"],
    ["", "Body=hi"],
  ])("by 415 when its content type is '%s'", async (contentType, body) => {
    await expect(readForm(post(body, contentType))).rejects.toMatchObject({ status: 415 });
  });

  test("by 413 when it says that it is larger", async () => {
    const request = post(`Body=${"a".repeat(1024 * 1024)}`);
    request.headers.set("content-length", String(1024 * 1024));
    await expect(readForm(request)).rejects.toMatchObject({ status: 413 });
    expect(request.bodyUsed).toBe(false);
  });

  test("by 413 when it does not say so, without reading on", async () => {
    const { request, taken } = chunked(new Uint8Array(16 * 1024).fill(0x61), 1_000);
    await expect(readForm(request)).rejects.toMatchObject({ status: 413 });
    expect(taken()).toBeLessThan(10);
  });

  test.each([
    ["bytes that are not UTF-8", new Uint8Array([0x42, 0x3d, 0xff, 0xfe])],
    ["an escape that is not UTF-8", "Body=%FF%FE"],
    ["half a surrogate pair", "Body=%ED%A0%80"],
    ["an escape without its digits", "Body=%ZZ"],
    ["an escape cut short", "Body=%4"],
    ["a broken escape in a name", "%C3=1"],
    ["more parameters than any text has", "a=1&".repeat(257)],
  ])("by 400 when it holds %s", async (_, body) => {
    await expect(readForm(post(body))).rejects.toMatchObject({ status: 400 });
  });

  test("by 400 when the connection breaks in the middle", async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode("Body=hel"));
        controller.error(new Error("reset"));
      },
    });
    const init = { method: "POST", body, duplex: "half", headers: { "content-type": type } };
    await expect(readForm(new Request(url, init))).rejects.toMatchObject({ status: 400 });
  });
});
