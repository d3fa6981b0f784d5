import { createHash, randomBytes } from "node:crypto";
import { createClient } from "@supabase/supabase-js";
import { afterEach, expect, test } from "vitest";
import {
  eventually,
  fault,
  hurry,
  noFaults,
  quiet,
  replies,
  sql,
  stack,
  stranger,
  tasksOf,
} from "../vocabulary.ts";
import { keptMedia, sendMedia } from "./housekeeping.ts";

afterEach(noFaults);

const storage = createClient(stack.API_URL, stack.SECRET_KEY).storage.from("media");

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

test("a picture is kept with its bytes, and its text is answered", async () => {
  const ada = stranger();
  const picture = randomBytes(300_000);
  const base64 = picture.toString("base64");
  await sendMedia(ada, "look", [{ contentType: "image/jpeg", base64 }]);
  const [kept] = await keptMedia(ada);
  expect(kept).toMatchObject({ status: "stored", content_type: "image/jpeg", bytes: 300_000 });
  expect(kept?.storage_path).toMatch(/^[0-9a-f-]{36}\/[0-9a-f-]{36}\/0$/);
  const { data } = await storage.download(kept?.storage_path ?? "");
  expect(hashOf(await (data ?? new Blob()).bytes())).toBe(hashOf(picture));
  await replies(ada, 1);
});

test("each of several is kept or refused by itself, and a refusal says why", async () => {
  const ada = stranger();
  const base64 = Buffer.from("x").toString("base64");
  const large = Buffer.alloc(5 * 1024 * 1024 + 1).toString("base64");
  await sendMedia(ada, "all this", [
    { contentType: "text/html", base64 },
    { contentType: "image/png", base64: large },
    { contentType: "image/png", url: "https://pictures.example/cat.png" },
    { contentType: "text/vcard", base64 },
  ]);
  expect(await keptMedia(ada)).toMatchObject([
    { status: "refused", status_reason: "content_type" },
    { status: "refused", status_reason: "too_large" },
    { status: "refused", status_reason: "foreign_url" },
    { status: "stored", status_reason: null, content_type: "text/vcard" },
  ]);
  await quiet(ada);
});

test("what the carrier does not have yet is fetched later, while the text is answered", async () => {
  const ada = stranger();
  await fault(stack.CARRIER_URL, { mediaLate: 1 });
  const base64 = Buffer.from("x").toString("base64");
  await sendMedia(ada, "look", [{ contentType: "image/png", base64 }]);
  await eventually(async () => {
    const task = (await tasksOf(ada)).find(({ task_type }) => task_type === "fetch_media");
    expect(task).toMatchObject({ errors: [{ code: "http_404" }] });
  });
  await hurry(ada);
  expect(await keptMedia(ada)).toMatchObject([{ status: "stored" }]);
  await replies(ada, 1);
});

test("what is still not there when its text is old has failed", async () => {
  const ada = stranger();
  await fault(stack.CARRIER_URL, { mediaLate: 1_000 });
  const base64 = Buffer.from("x").toString("base64");
  await sendMedia(ada, "look", [{ contentType: "image/png", base64 }]);
  await replies(ada, 1);
  await sql`update public.messages m set created_at = m.created_at - interval '11 minutes'
    from public.users u where u.id = m.user_id and u.phone_number = ${ada}`;
  await hurry(ada);
  expect(await keptMedia(ada)).toMatchObject([{ status: "failed", status_reason: "http_404" }]);
});
