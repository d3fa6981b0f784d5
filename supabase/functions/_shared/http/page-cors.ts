import type { WithSupabaseConfig } from "@supabase/server";
import { LINK_TOKEN } from "./link-token.ts";

/** So long a browser need not ask again, in seconds; Chromium takes two hours at most. */
const ASKED_FOR_SECONDS = 7_200;

/**
 * Which page may post to a function from a browser: the one at this address, and no other; without
 * one, none. Others, which are no browsers, are asked for no origin.
 */
export function pageCors(pageUrl: string | undefined): NonNullable<WithSupabaseConfig["cors"]> {
  const page = pageUrl === undefined ? null : URL.parse(pageUrl);
  if (page === null) return "disabled";
  return {
    headers: {
      "access-control-allow-origin": page.origin,
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": `authorization, content-type, ${LINK_TOKEN}`,
      "access-control-max-age": String(ASKED_FOR_SECONDS),
      vary: "origin",
    },
  };
}
