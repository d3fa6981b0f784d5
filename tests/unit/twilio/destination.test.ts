import { expect, test } from "vitest";
import { destinationOf } from "../../../supabase/functions/_shared/twilio/destination.ts";

test.each([
  ["+14155552671", "US"],
  ["+14155550123", "US"],
  ["+15555550123", "US"],
  ["+15005550006", "US"],
  ["+12995550123", "US"],
  ["+15065551234", "CA"],
  ["+18765551234", "JM"],
  ["+18095551234", "DO"],
  ["+12425550123", "BS"],
  ["+17875551234", "PR"],
  ["+447400123456", "GB"],
  ["+447624123456", "IM"],
  ["+4915112345678", "DE"],
  ["+525512345678", "MX"],
  ["+77012345678", "KZ"],
  ["+8801712345678", "BD"],
  ["+886912345678", "TW"],
])("%s lies in %s and is no premium number", (number, country) => {
  expect(destinationOf(number)).toEqual({ country, premium: false });
});

test.each([
  ["of +1 900", "+19005551234", "US"],
  ["of a 976 exchange", "+12129761234", "US"],
  ["of British premium rate", "+449061234567", "GB"],
  ["of British shared cost", "+448451234567", "GB"],
  ["of German premium rate", "+499001234567", "DE"],
  ["of Inmarsat", "+870773111234", null],
  ["of Iridium", "+881612345678", null],
  ["of an international network", "+88216123456", null],
  ["of international networks not assigned yet", "+88851234567", null],
  ["of international premium rate", "+979123456789", null],
  ["of international shared cost", "+80812345678", null],
])("a number %s is a premium number", (_, number, country) => {
  expect(destinationOf(number)).toEqual({ country, premium: true });
});

test.each(["", "12345", "hello", "+", "+12", "4155550123"])("%j lies nowhere", (text) => {
  expect(destinationOf(text)).toEqual({ country: null, premium: false });
});
