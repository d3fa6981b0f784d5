const NOTHING = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

/** The answer to a webhook that makes Twilio do nothing more; replies go through the REST API. */
export function emptyTwiml(): Response {
  return new Response(NOTHING, { headers: { "content-type": "text/xml; charset=utf-8" } });
}
