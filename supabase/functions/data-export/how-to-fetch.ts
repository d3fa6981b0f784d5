/** What somebody reads who opens the address in place of the page. */
const WORDS = `This address hands out the data of the person who was texted it, once, by POST:

  curl -X POST -o my-data.json '<this address, with its token>'

And has all of it deleted, which cannot be undone, with &erase=yes behind the token.

Opening it, as you do now, uses nothing up.
`;

export function howToFetch(): Response {
  return new Response(WORDS, { headers: { "content-type": "text/plain; charset=utf-8" } });
}
