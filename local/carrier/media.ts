import { errorAnswer } from "./errors.ts";
import type { Faults } from "./faults.ts";
import { type Answer, type Call, jsonAnswer } from "./http.ts";
import type { Medium, Message } from "./message.ts";
import type { MessageBook } from "./message-book.ts";
import { rfc2822 } from "./resource.ts";

/** Where the bytes lie, as on Twilio's media hosts. */
export const CONTENT_PATH = "/media-content/";

export interface MediaParts {
  config: { accountSid: string };
  book: MessageBook;
  faults: Faults;
}

export function mediumPath(accountSid: string, messageSid: string, mediumSid: string): string {
  return `/2010-04-01/Accounts/${accountSid}/Messages/${messageSid}/Media/${mediumSid}`;
}

/**
 * The Media subresource: the list of a text's media, one as JSON, and without `.json` a redirect to
 * where its bytes lie.
 */
export function answerMedia(
  asked: { message: Message | undefined; mediumSid: string | undefined; isJson: boolean },
  { config, faults }: MediaParts,
): Answer {
  const { message, mediumSid, isJson } = asked;
  if (message === undefined) return errorAnswer(20404);
  const view = (medium: Medium) => mediumResource(medium, message, config.accountSid);
  if (mediumSid === undefined) {
    if (!isJson) return errorAnswer(20404);
    const { length } = message.media;
    const paging = { page: 0, page_size: 50, start: 0, end: length - 1, next_page_uri: null };
    return jsonAnswer(200, { media_list: message.media.map(view), ...paging });
  }
  const medium = message.media.find(({ sid }) => sid === mediumSid);
  if (medium === undefined || faults.strikes("mediaLate")) return errorAnswer(20404);
  if (isJson) return jsonAnswer(200, view(medium));
  const location =
    medium.bytes === null ? medium.url : `${CONTENT_PATH}${message.sid}/${medium.sid}`;
  return { status: 307, body: "", headers: { location } };
}

/** Like a signed URL: whoever has it may read, and who signs in beside it is refused, as S3 does. */
export function answerContent(call: Call, { book }: MediaParts): Answer {
  const [messageSid = "", mediumSid] = call.url.pathname.slice(CONTENT_PATH.length).split("/");
  const medium = book.get(messageSid)?.media.find(({ sid }) => sid === mediumSid);
  if (call.method !== "GET" || medium?.bytes == null) {
    return jsonAnswer(404, { error: "no such medium" });
  }
  if (call.headers.authorization !== undefined) {
    return jsonAnswer(400, { error: "only one way of signing in is allowed" });
  }
  return { status: 200, body: medium.bytes, headers: { "content-type": medium.contentType } };
}

function mediumResource(medium: Medium, message: Message, accountSid: string) {
  return {
    account_sid: accountSid,
    content_type: medium.contentType,
    date_created: rfc2822(message.createdAt),
    date_updated: rfc2822(message.createdAt),
    parent_sid: message.sid,
    sid: medium.sid,
    uri: `${mediumPath(accountSid, message.sid, medium.sid)}.json`,
  };
}
