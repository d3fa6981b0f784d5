import { z } from "zod";
import { Fault } from "../_shared/errors.ts";
import { eventPayloads } from "../_shared/events.ts";
import { log } from "../_shared/log.ts";
import type { Credentials } from "../_shared/twilio/rest-client.ts";
import { forgetCredentials, senderCredentials } from "../_shared/twilio/sender-credentials.ts";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";
import type { Outcome, Turn } from "../_shared/worker/turn.ts";
import { download } from "./download.ts";
import { done, later } from "./outcome.ts";

const BUCKET = "media";
/**
 * A text may come before its media can be had (https://help.twilio.com/articles/44750147594523);
 * what is still absent when the text is so old will not come.
 */
const ABSENT_SECONDS_MAX = 600;
/** Past this the rest is another turn's: ten media that all time out would outlive the isolate. */
const RUN_MS_MAX = 60_000;
/** A wait is half of what has passed, within these. */
const WAIT_SECONDS_MIN = 2;
const WAIT_SECONDS_MAX = 1_800;

const mediaWork = z
  .object({
    tenant_id: z.uuid(),
    sender_id: z.uuid().nullable(),
    age_seconds: z.number(),
    media: z.array(z.object({ index: z.number().int(), url: z.string() })),
  })
  .nullable();

/** 413: larger than the bucket takes; 415: of another kind. */
const storageError = z.object({ statusCode: z.string() });

type Settled =
  | { status: "stored"; content_type: string; storage_path: string; bytes: number }
  | { status: "refused" | "failed"; reason: string };

interface Medium {
  url: string;
  path: string;
  credentials: Credentials;
  /** How old its text is. */
  ageSeconds: number;
}

/** Fetches the media of one text and keeps each as `<tenant>/<message>/<index>`. */
export async function fetchMedia(
  turn: Turn,
  client: WorkerClient,
  lost: AbortSignal,
): Promise<Outcome> {
  const { message_id } = eventPayloads["media.received"].parse(turn.tasks[0]?.context);
  const work = await callWorker(client, "media_work", { message_id }, mediaWork, {
    repeatable: true,
  });
  if (work === null) return done({ stored: 0 });
  const { tenant_id, sender_id, age_seconds: ageSeconds } = work;
  const credentials: Credentials =
    sender_id === null
      ? { accountSid: "", authToken: "" }
      : await senderCredentials(client, sender_id);

  const count = { stored: 0, refused: 0, failed: 0 };
  let postponed: string | null = null;
  const until = performance.now() + RUN_MS_MAX;
  for (const { index, url } of work.media) {
    if (performance.now() > until) {
      postponed = "handed_on";
      break;
    }
    const path = `${tenant_id}/${message_id}/${index}`;
    const settled = await keep(client, { url, path, credentials, ageSeconds }, lost);
    if ("postponed" in settled) {
      postponed = settled.postponed;
      if (settled.postponed === "http_401" && sender_id !== null) forgetCredentials(sender_id);
      continue;
    }
    await settle(client, { lease: turn.lease, message_id, media_index: index, settled });
    count[settled.status] += 1;
  }
  if (postponed === null) return done(count);
  const wait = Math.min(Math.max(ageSeconds / 2, WAIT_SECONDS_MIN), WAIT_SECONDS_MAX);
  return later(postponed, wait);
}

/** Fetches and stores one medium, once. */
async function keep(
  client: WorkerClient,
  { url, path, credentials, ageSeconds }: Medium,
  lost: AbortSignal,
): Promise<Settled | { postponed: string }> {
  const got = await download(url, credentials, lost);
  switch (got.kind) {
    case "refused":
      return { status: "refused", reason: got.reason };
    case "absent":
      if (ageSeconds < ABSENT_SECONDS_MAX) return { postponed: got.reason };
      return { status: "failed", reason: got.reason };
    case "later":
      return { postponed: got.reason };
    case "fetched": {
      const { bytes, contentType } = got;
      const { error } = await client.storage
        .from(BUCKET)
        .upload(path, bytes, { contentType, upsert: true });
      if (error === null) {
        const size = bytes.length;
        return { status: "stored", content_type: contentType, storage_path: path, bytes: size };
      }
      const code = storageError.safeParse(error).data?.statusCode;
      log("warn", "media_not_stored", { kind: error.name, code });
      const isRefused = code === "413" || code === "415";
      return isRefused
        ? { status: "refused", reason: `storage_${code}` }
        : { postponed: "storage_failed" };
    }
  }
}

async function settle(
  client: WorkerClient,
  args: { lease: string; message_id: string; media_index: number; settled: Settled },
): Promise<void> {
  const held = await callWorker(client, "settle_media", args, z.boolean(), { repeatable: true });
  if (!held) throw new Fault("lease_lost");
}
