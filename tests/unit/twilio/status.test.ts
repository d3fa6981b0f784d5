import { describe, expect, test } from "vitest";
import { parseStatus } from "../../../supabase/functions/_shared/twilio/status.ts";

const part = "0b0a4bd8-6a8c-4a0e-8f0e-0f6f3f1d7a11";
const url = `http://internal/twilio-status?part=${part}`;
const fields = {
  SmsSid: "SM00000000000000000000000000000001",
  SmsStatus: "delivered",
  MessageStatus: "delivered",
  To: "+14155550123",
  MessageSid: "SM00000000000000000000000000000001",
  AccountSid: "AC00000000000000000000000000000000",
  From: "+14155550100",
  ApiVersion: "2010-04-01",
};

describe("a status callback is read", () => {
  test("with the part that its URL names", () => {
    expect(parseStatus(fields, url)).toEqual({
      messageSid: "SM00000000000000000000000000000001",
      accountSid: "AC00000000000000000000000000000000",
      messagingServiceSid: null,
      status: "delivered",
      errorCode: null,
      partId: part,
      from: "+14155550100",
      to: "+14155550123",
    });
  });

  test("with its error code", () => {
    const failed = { ...fields, MessageStatus: "undelivered", ErrorCode: "30003" };
    expect(parseStatus(failed, url)).toMatchObject({ status: "undelivered", errorCode: 30003 });
  });

  test("with a status that Twilio adds one day", () => {
    const unknown = { ...fields, MessageStatus: "Partially_Delivered" };
    expect(parseStatus(unknown, url).status).toBe("partially_delivered");
  });

  test("without part, numbers or error code when they are missing or empty", () => {
    const { MessageSid, AccountSid, MessageStatus } = fields;
    const bare = { MessageSid, AccountSid, MessageStatus, ErrorCode: "", To: "" };
    expect(parseStatus(bare, "http://internal/twilio-status")).toMatchObject({
      partId: null,
      errorCode: null,
      from: null,
      to: null,
    });
  });

  test("with the part of the URL, never with a parameter of that name", () => {
    expect(parseStatus({ ...fields, part: "forged" }, url).partId).toBe(part);
  });
});

test.each([
  ["no SID", { MessageSid: "" }, url],
  ["no status", { MessageStatus: " " }, url],
  ["a status as long as a page", { MessageStatus: "x".repeat(65) }, url],
  ["an error code that is no number", { ErrorCode: "E1" }, url],
  ["a part that is no id of ours", {}, "http://internal/twilio-status?part=1"],
])("a status callback with %s is refused by 400", (_, change, requestUrl) => {
  expect(() => parseStatus({ ...fields, ...change }, requestUrl)).toThrow(
    expect.objectContaining({ status: 400 }),
  );
});
