import { z } from "zod";
import { log } from "../_shared/log.ts";
import { parseAddress } from "../_shared/twilio/address.ts";
import { sid } from "../_shared/twilio/fields.ts";
import type { InboundText } from "../_shared/twilio/inbound.ts";
import { storeText } from "../_shared/twilio/store-text.ts";
import { callWorker } from "../_shared/worker/call.ts";
import { type Asked, askTwilio, type Trouble, trouble } from "./ask-twilio.ts";
import { mayGoOn, type Run } from "./run.ts";

/** The largest page that Twilio gives. */
const LISTED_MAX = 1_000;
/** Halvings after which a window of years is less than a second. */
const CUTS_MAX = 32;
const MEDIA_MAX = 10;
const MEDIA_URL = "https://api.twilio.com";
const SECOND_MS = 1_000;

export interface Backfill {
  texts: number;
  /** From where no answer could go: another channel, a sender's name. */
  unreadable: number;
  /** Up to here we have all that Twilio has; `whole`: that is up to now. */
  until: Date;
  whole: boolean;
  trouble: Trouble | null;
}

const listedText = z.object({
  sid: sid("SM", "MM"),
  direction: z.string(),
  from: z.string().nullable(),
  body: z.string().nullable(),
  numMedia: z.coerce.number().int().nonnegative().catch(0),
  dateSent: z.date().nullable(),
  dateCreated: z.date(),
});
type ListedText = z.infer<typeof listedText>;

const listedMedium = z.object({ uri: z.string(), contentType: z.string().nullable() });

/**
 * Stores what Twilio's list has for our number and we have not, the oldest first, so that texts keep
 * their order. When there is more than one list holds, or time for, the rest is another run's.
 */
export async function backfill(run: Run): Promise<Backfill> {
  const { client, senderId, work, screen } = run;
  const found: Backfill = {
    texts: 0,
    unreadable: 0,
    until: work.at,
    whole: true,
    trouble: null,
  };
  const listed = await listOldest(run);
  if (listed.kind === "trouble") return { ...found, trouble: listed };
  if (listed.before !== null) {
    found.until = listed.before;
    found.whole = false;
  }
  const texts = listed.texts.filter(({ direction }) => direction === "inbound").reverse();
  for (const text of await unknownOf(run, texts)) {
    // The list is read again from the second of the first that is left.
    if (!mayGoOn(run)) return { ...found, until: sentAt(text), whole: false };
    const from = parseAddress(text.from ?? "");
    if (from === null) {
      found.unreadable += 1;
      continue;
    }
    const media = await mediaOf(run, text);
    if (media.kind === "trouble") return { ...found, trouble: media };
    const stored = await storeText(
      client,
      senderId,
      {
        messageSid: text.sid,
        from: from.value,
        body: (text.body ?? "").replaceAll("\0", ""),
        media: media.kind === "answered" ? media.value : [],
        optOutType: null,
      },
      { backfilled: sentAt(text), screen },
    );
    if (!stored.duplicate) found.texts += 1;
    log("warn", "text_backfilled", { message: stored.message_id, duplicate: stored.duplicate });
  }
  return found;
}

type Listed = { kind: "listed"; texts: ListedText[]; before: Date | null };

/**
 * Twilio lists the newest first, so a full list says nothing of the oldest: the time that is asked
 * about is halved until its list has an end. `before`: where it was cut.
 */
async function listOldest(run: Run): Promise<Listed | ({ kind: "trouble" } & Trouble)> {
  const { since, at } = run.work;
  let before: Date | null = null;
  for (let cuts = 0; cuts < CUTS_MAX && mayGoOn(run); cuts++) {
    const answer = await list(run, since, before);
    if (answer.kind === "trouble") return answer;
    // A list that is not there is no empty one: it is another account's.
    if (answer.kind === "absent") return trouble("http_404");
    const texts = answer.value;
    if (texts.length < LISTED_MAX) return { kind: "listed", texts, before };
    const middle: number = (since.getTime() + (before ?? at).getTime()) / 2;
    before = new Date(Math.floor(middle / SECOND_MS) * SECOND_MS);
    if (before <= since) break;
  }
  return trouble("list_without_end");
}

function list(run: Run, since: Date, before: Date | null): Promise<Asked<ListedText[]>> {
  return askTwilio(run.credentials, async ({ messages }) =>
    z.array(listedText).parse(
      await messages.list({
        to: run.work.phone_number,
        // A second early: whether a bound takes in its own second is not certain.
        dateSentAfter: new Date(since.getTime() - SECOND_MS),
        ...(before === null ? {} : { dateSentBefore: before }),
        limit: LISTED_MAX,
        pageSize: LISTED_MAX,
      }),
    ),
  );
}

async function unknownOf(run: Run, texts: ListedText[]): Promise<ListedText[]> {
  if (texts.length === 0) return [];
  const args = { sender_id: run.senderId, sids: texts.map((text) => text.sid) };
  const sids = await callWorker(run.client, "unknown_sids", args, z.array(z.string()), {
    repeatable: true,
  });
  const unknown = new Set(sids);
  return texts.filter((text) => unknown.has(text.sid));
}

async function mediaOf(run: Run, text: ListedText): Promise<Asked<InboundText["media"]>> {
  if (text.numMedia === 0) return { kind: "answered", value: [] };
  return await askTwilio(run.credentials, async (client) => {
    const listed = await client.messages(text.sid).media.list({ limit: MEDIA_MAX });
    return z
      .array(listedMedium)
      .parse(listed)
      .map(({ uri, contentType }) => ({
        url: MEDIA_URL + uri.replace(/\.json$/, ""),
        contentType,
      }));
  });
}

function sentAt(text: ListedText): Date {
  return text.dateSent ?? text.dateCreated;
}
