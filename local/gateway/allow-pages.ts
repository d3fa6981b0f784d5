import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * Lets any page ask, with any header, as a hosted project does (CORS): nobody is known by cookies.
 * @supabase/lite's Auth answers no page of another origin. True when all that was asked is whether
 * a page may, and it is answered.
 */
export function allowPages(request: IncomingMessage, response: ServerResponse): boolean {
  response.setHeader("access-control-allow-origin", "*");
  if (request.method !== "OPTIONS" || request.headers.origin === undefined) return false;
  response.writeHead(204, {
    "access-control-allow-methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
    "access-control-allow-headers": request.headers["access-control-request-headers"] ?? "",
    "access-control-max-age": "3600",
  });
  response.end();
  return true;
}
