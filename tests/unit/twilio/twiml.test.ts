import { expect, test } from "vitest";
import { emptyTwiml } from "../../../supabase/functions/_shared/twilio/twiml.ts";

test("the answer to a webhook is TwiML that asks for nothing", async () => {
  const response = emptyTwiml();
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/xml; charset=utf-8");
  expect(await response.text()).toBe('<?xml version="1.0" encoding="UTF-8"?><Response/>');
});
