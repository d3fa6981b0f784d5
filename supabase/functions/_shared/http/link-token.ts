/** Where a page puts the token of its link. Not in the address, which request logs keep. */
export const LINK_TOKEN = "link-token";

/**
 * The token of the link that a request comes by; null: it comes by none. It stands in the
 * address where no page is set up, and the function's own is what was texted.
 */
export function linkToken(request: Request): string | null {
  return request.headers.get(LINK_TOKEN) ?? new URL(request.url).searchParams.get("token");
}
