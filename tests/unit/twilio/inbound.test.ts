import { describe, expect, test } from "vitest";
import { parseInbound } from "../../../supabase/functions/_shared/twilio/inbound.ts";

const fields = {
  ToCountry: "US",
  SmsMessageSid: "SM00000000000000000000000000000001",
  NumMedia: "0",
  ToCity: "",
  SmsStatus: "received",
  Body: "hello",
  FromCountry: "US",
  To: "+14155550100",
  MessagingServiceSid: "MG00000000000000000000000000000000",
  NumSegments: "1",
  MessageSid: "SM00000000000000000000000000000001",
  AccountSid: "AC00000000000000000000000000000000",
  From: "+14155550123",
  ApiVersion: "2010-04-01",
};

describe("a text is read", () => {
  test("with all that Twilio says of it", () => {
    expect(parseInbound(fields)).toEqual({
      messageSid: "SM00000000000000000000000000000001",
      accountSid: "AC00000000000000000000000000000000",
      messagingServiceSid: "MG00000000000000000000000000000000",
      from: "+14155550123",
      fromKind: "phone",
      to: "+14155550100",
      body: "hello",
      media: [],
      optOutType: null,
      segments: 1,
      fromCountry: "US",
    });
  });

  test("without what Twilio leaves out or empty", () => {
    const { MessageSid, AccountSid, From, To } = fields;
    const text = parseInbound({ MessageSid, AccountSid, From, To, MessagingServiceSid: "" });
    expect(text).toMatchObject({ body: "", media: [], messagingServiceSid: null, segments: null });
  });

  test("of a picture without words", () => {
    const text = parseInbound({
      ...fields,
      MessageSid: "MM00000000000000000000000000000001",
      Body: "",
      NumMedia: "2",
      MediaUrl0: "https://api.twilio.com/media/1",
      MediaContentType0: "image/jpeg",
      MediaUrl1: "https://api.twilio.com/media/2",
      MediaUrl2: "https://api.twilio.com/not-counted",
    });
    expect(text.media).toEqual([
      { url: "https://api.twilio.com/media/1", contentType: "image/jpeg" },
      { url: "https://api.twilio.com/media/2", contentType: null },
    ]);
  });

  test("without media whose address is none of the web's", () => {
    const text = parseInbound({ ...fields, NumMedia: "2", MediaUrl0: "javascript:alert(1)" });
    expect(text.media).toEqual([]);
  });

  test.each([
    ["STOP", "stop"],
    ["START", "start"],
    ["HELP", "help"],
    ["stop", "stop"],
    ["SOMETHING_NEW", null],
    ["CONSTRUCTOR", null],
    ["", null],
  ])("with Twilio's opt-out verdict %s as %s", (OptOutType, expected) => {
    expect(parseInbound({ ...fields, OptOutType }).optOutType).toBe(expected);
  });

  test.each([
    ["+442071838750", "phone"],
    ["+819012345678", "phone"],
    ["72975", "short_code"],
    ["262966", "short_code"],
  ])("from %s, which is a %s", (From, fromKind) => {
    expect(parseInbound({ ...fields, From })).toMatchObject({ from: From, fromKind });
  });
});

describe("a text is refused by 400", () => {
  test.each([
    ["no SID", { MessageSid: "" }],
    ["a SID of another kind", { MessageSid: "CA00000000000000000000000000000001" }],
    ["a SID that is too short", { MessageSid: "SM1" }],
    ["an account that is none", { AccountSid: "' or 1=1" }],
    ["no sender", { From: "" }],
    ["a sender without +", { From: "14155550123" }],
    ["a sender of another channel", { From: "whatsapp:+14155550123" }],
    ["a sender that is a name", { From: "ACME" }],
    ["a sender of no country", { From: "+999123456789" }],
    ["a sender that is too short for its country", { From: "+1415555" }],
    ["no receiver", { To: "" }],
    ["more media than Twilio sends", { NumMedia: "11" }],
    ["a count that is no number", { NumMedia: "many" }],
  ])("with %s", (_, change) => {
    expect(() => parseInbound({ ...fields, ...change })).toThrow(
      expect.objectContaining({ code: "bad_request", status: 400 }),
    );
  });

  test("and the refusal names the fields and not what stood in them", () => {
    const wrong = { ...fields, From: "+1415", MessageSid: "secret" };
    expect(() => parseInbound(wrong)).toThrow(
      expect.objectContaining({ detail: "not as Twilio sends them: MessageSid, From" }),
    );
  });
});
