/** What somebody reads who opens the address in place of sending a list to it. */
const WORDS = `This address takes a list of prospects: a CSV file, whose first row names its columns.

  curl --data-binary @list.csv -H 'content-type: text/csv' '<this address, with its token>'

Columns: email, phone, linkedin, first name, last name, company, title, notes. Each row needs an
email, a phone number, a LinkedIn profile or a last name. A link is good once.
`;

export function howToSend(): Response {
  return new Response(WORDS, { headers: { "content-type": "text/plain; charset=utf-8" } });
}
