import { env } from "../_shared/env.ts";

const API_URL = "https://api.twilio.com";
const API_HOST = "api.twilio.com";
const CDN_HOSTS = new Set(["mms.twiliocdn.com", "media.twiliocdn.com"]);
const CDN_DOMAIN = ".twiliocdn.com";
/**
 * Where Twilio's media lie in accounts that do not ask for credentials: a host that everybody's
 * buckets share, so the bucket is part of it.
 * https://help.twilio.com/articles/223183748
 */
const BUCKET = { host: "s3-external-1.amazonaws.com", path: "/media.twiliocdn.com/" };

/** What is asked next; `authorised` requests carry the account's credentials, no others do. */
export interface MediaRequest {
  url: URL;
  authorised: boolean;
}

/**
 * Where a medium of an account may be fetched, or null: Twilio's API, and then it is asked where
 * `TWILIO_API_URL` says, within the account alone; or Twilio's own media hosts, over https.
 */
export function mediaRequest(text: string, accountSid: string): MediaRequest | null {
  const url = plainUrl(text);
  if (url === null) return null;
  const api = apiUrl();
  const isApi = url.origin === api.origin || url.origin === `https://${API_HOST}`;
  if (isApi) {
    const ofAccount = `/2010-04-01/Accounts/${accountSid}/`;
    if (!url.pathname.startsWith(ofAccount)) return null;
    return { url: new URL(url.pathname + url.search, api), authorised: true };
  }
  return isHttps(url) && CDN_HOSTS.has(url.hostname) ? { url, authorised: false } : null;
}

/** Where a redirect may lead, never with credentials, or null. */
export function redirectRequest(location: string, from: URL): MediaRequest | null {
  const url = plainUrl(location, from);
  if (url === null) return null;
  const isBucket = url.hostname === BUCKET.host && url.pathname.startsWith(BUCKET.path);
  const isTwilios = isHttps(url) && (url.hostname.endsWith(CDN_DOMAIN) || isBucket);
  return isTwilios || url.origin === apiUrl().origin ? { url, authorised: false } : null;
}

function apiUrl(): URL {
  return new URL(env("TWILIO_API_URL") ?? API_URL);
}

/** A URL without a user in it, whose path says where it leads. */
function plainUrl(text: string, base?: URL): URL | null {
  if (!URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  return url.username === "" && url.password === "" ? url : null;
}

/** Over https and on its port: a URL with the standard port has none. */
function isHttps(url: URL): boolean {
  return url.protocol === "https:" && url.port === "";
}
