import { createServer } from "node:http";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { forgetCredentials } from "../../../supabase/functions/_shared/twilio/sender-credentials.ts";
import { fetchMedia } from "../../../supabase/functions/housekeeping/fetch-media.ts";
import { accountSid, authToken, open } from "../carrier/play.ts";
import { FakeDatabase } from "../worker/fake-database.ts";

const id = "00000000-0000-4000-8000-000000000001";
const path = `/2010-04-01/Accounts/${accountSid}/Messages/MM1/Media/`;

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  forgetCredentials(id);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** A text with media 0 and 1, the second answered with `status`, so many seconds after it came. */
async function fetchedMedia(
  { ageSeconds = 1, status = 200 } = {},
  answers: ConstructorParameters<typeof FakeDatabase>[0] = {},
) {
  const server = createServer((request, response) => {
    const isSecond = request.url?.endsWith("1");
    response.writeHead(isSecond ? status : 200, { "content-type": "image/png" }).end("x");
  });
  const origin = await open(server);
  vi.stubEnv("TWILIO_API_URL", origin);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const media = [0, 1].map((index) => ({ index, url: `${origin}${path}ME${index}` }));
  const work = { tenant_id: id, sender_id: id, age_seconds: ageSeconds, media };
  const database = new FakeDatabase({
    media_work: () => ({ body: work }),
    sender_credentials: () => ({ body: { account_sid: accountSid, auth_token: authToken } }),
    upload: () => ({ body: { Id: id, Key: "media/x" } }),
    settle_media: () => ({ body: true }),
    ...answers,
  });
  const task = { id, task_type: "fetch_media", trace_id: id, attempt: 1 };
  const turn = {
    lease: id,
    lane_key: `upkeep:${id}`,
    tenant_id: id,
    trace_id: id,
    tasks: [{ ...task, context: { message_id: id, conversation_id: id, user_id: id } }],
    context: { kind: "task" as const },
  };
  const outcome = fetchMedia(turn, database.client, new AbortController().signal);
  return {
    outcome,
    settled: () => database.named("settle_media").map((args) => args.settled),
    database,
  };
}

test("each is kept under its tenant, text and number", async () => {
  const { outcome, settled, database } = await fetchedMedia();
  expect(await outcome).toMatchObject({ outcome: "done", result: { stored: 2 } });
  const paths = [0, 1].map((index) => `${id}/${id}/${index}`);
  expect(database.named("upload").map((args) => args.path)).toEqual(
    paths.map((one) => `/storage/v1/object/media/${one}`),
  );
  expect(settled()).toEqual(
    paths.map((storage_path) => ({
      status: "stored",
      content_type: "image/png",
      storage_path,
      bytes: 1,
    })),
  );
});

test("one that is not there yet is tried again, and the other is kept", async () => {
  const { outcome, settled } = await fetchedMedia({ status: 404, ageSeconds: 30 });
  const later = { outcome: "snooze", reason: "http_404", snooze_seconds: 15 };
  expect(await outcome).toMatchObject(later);
  expect(settled()).toMatchObject([{ status: "stored" }]);
});

test("ten minutes after its text it has failed", async () => {
  const { outcome, settled } = await fetchedMedia({ status: 404, ageSeconds: 600 });
  expect(await outcome).toMatchObject({ outcome: "done", result: { stored: 1, failed: 1 } });
  expect(settled()).toMatchObject([{}, { status: "failed", reason: "http_404" }]);
});

test("the carrier's trouble is waited out, at first for seconds and at most for half an hour", async () => {
  const waits = [];
  for (const ageSeconds of [0, 60, 80_000]) {
    const { outcome } = await fetchedMedia({ status: 503, ageSeconds });
    waits.push((await outcome).snooze_seconds);
  }
  expect(waits).toEqual([2, 30, 1_800]);
});

test("a token that is refused is read anew", async () => {
  const first = await fetchedMedia({ status: 401 });
  expect(await first.outcome).toMatchObject({ outcome: "snooze", reason: "http_401" });
  const second = await fetchedMedia();
  await second.outcome;
  expect(second.database.named("sender_credentials")).toHaveLength(1);
});

test.each([
  ["500", { outcome: "snooze", reason: "storage_failed" }],
  ["404", { outcome: "snooze", reason: "storage_failed" }],
  ["413", { outcome: "done", result: { refused: 2 } }],
  ["415", { outcome: "done", result: { refused: 2 } }],
])("Storage's %s ends it as %j", async (statusCode, expected) => {
  const body = { statusCode, error: "no", message: "no" };
  const { outcome } = await fetchedMedia({}, { upload: () => ({ status: 400, body }) });
  expect(await outcome).toMatchObject(expected);
});

test("who has lost the lease goes no further", async () => {
  const { outcome, database } = await fetchedMedia({}, { settle_media: () => ({ body: false }) });
  await expect(outcome).rejects.toMatchObject({ code: "lease_lost" });
  expect(database.named("upload")).toHaveLength(1);
});

test("a text that is gone has no media", async () => {
  const { outcome } = await fetchedMedia({}, { media_work: () => ({ body: null }) });
  expect(await outcome).toMatchObject({ outcome: "done", result: { stored: 0 } });
});
