import { afterEach, expect, test } from "vitest";
import {
  fault,
  messagesOf,
  noFaults,
  person,
  quiet,
  received,
  replies,
  stack,
  stranger,
  text,
} from "../vocabulary.ts";
import { keptMedia, reconciled, sendMedia } from "./housekeeping.ts";

afterEach(noFaults);

test("a text that no webhook brought is found, and answered once", async () => {
  const ada = stranger();
  await fault(stack.CARRIER_URL, { webhooksLost: 1 });
  expect((await text(ada, "hi")).webhookStatus).toBeNull();
  expect(await person(ada)).toBeUndefined();

  await reconciled();
  await replies(ada, 1);
  await reconciled();
  await quiet(ada);
  expect(await received(ada)).toHaveLength(1);
  const inbound = (await messagesOf(ada)).filter((message) => message.direction === "inbound");
  expect(inbound.map((message) => message.content)).toEqual(["hi"]);
});

test("lost texts keep their order, and what came with them", async () => {
  const ada = stranger();
  await fault(stack.CARRIER_URL, { webhooksLost: 3 });
  await text(ada, "one");
  await text(ada, "two");
  const base64 = Buffer.from("a picture").toString("base64");
  await sendMedia(ada, "three", [{ contentType: "image/png", base64 }]);

  await reconciled();
  await quiet(ada);
  const inbound = (await messagesOf(ada)).filter((message) => message.direction === "inbound");
  expect(inbound.map((message) => message.content)).toEqual(["one", "two", "three"]);
  expect(await keptMedia(ada)).toMatchObject([{ status: "stored", bytes: 9 }]);
});

test("a lost STOP counts", async () => {
  const ada = stranger();
  await text(ada, "hi");
  await quiet(ada);
  await fault(stack.CARRIER_URL, { webhooksLost: 1 });
  await text(ada, "STOP");
  await reconciled();
  expect((await person(ada))?.opted_out_at).not.toBeNull();
});
