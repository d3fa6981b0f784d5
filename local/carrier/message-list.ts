import type { MessageBook } from "./message-book.ts";
import { messageResource } from "./resource.ts";

const PAGE_SIZE_DEFAULT = 50;
const PAGE_SIZE_MAX = 1_000;
const DAY_MS = 86_400_000;

/**
 * A page of Twilio's Messages list, newest first. `PageToken` names the last message of the page
 * before, so that texts which arrive meanwhile shift nothing.
 */
export function listMessages(url: URL, book: MessageBook, accountSid: string) {
  const query = url.searchParams;
  const messages = book
    .list({
      to: query.get("To") ?? undefined,
      from: query.get("From") ?? undefined,
      sentAt: sentFilter(query),
    })
    .reverse();
  const size = Math.min(positive(query.get("PageSize"), PAGE_SIZE_DEFAULT), PAGE_SIZE_MAX);
  const page = positive(query.get("Page"), 0);
  const before = query.get("PageToken")?.slice(2);
  const start = before === undefined ? 0 : messages.findIndex(({ sid }) => sid === before) + 1;
  const shown = messages.slice(start, start + size);
  const last = shown.at(-1);
  const more = last !== undefined && start + size < messages.length;
  return {
    messages: shown.map((message) => messageResource(message, accountSid)),
    page,
    page_size: size,
    start: page * size,
    end: page * size + shown.length - 1,
    uri: url.pathname + url.search,
    first_page_uri: pageUri(url, 0, null),
    next_page_uri: more ? pageUri(url, page + 1, `PA${last.sid}`) : null,
    previous_page_uri: null,
  };
}

function pageUri(url: URL, page: number, token: string | null): string {
  const next = new URL(url);
  next.searchParams.set("Page", String(page));
  if (token === null) next.searchParams.delete("PageToken");
  else next.searchParams.set("PageToken", token);
  return next.pathname + next.search;
}

/** `DateSent=` names a day, `DateSent>=` and `DateSent<=` a day's beginning or an instant. */
function sentFilter(query: URLSearchParams): ((sentAt: Date | null) => boolean) | undefined {
  const day = Date.parse(query.get("DateSent") ?? "");
  const after = Date.parse(query.get("DateSent>") ?? "");
  const before = Date.parse(query.get("DateSent<") ?? "");
  if ([day, after, before].every(Number.isNaN)) return undefined;
  return (sentAt) => {
    if (sentAt === null) return false;
    const at = sentAt.getTime();
    if (!Number.isNaN(day) && (at < day || at >= day + DAY_MS)) return false;
    return !(at < after) && !(at > before);
  };
}

function positive(text: string | null, otherwise: number): number {
  const number = Number(text ?? "");
  return Number.isInteger(number) && number > 0 ? number : otherwise;
}
