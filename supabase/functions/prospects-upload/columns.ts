/** What a prospect is told of by. */
export const FIELDS = [
  "email",
  "phone_number",
  "linkedin_url",
  "first_name",
  "last_name",
  "company",
  "title",
  "prospect_notes",
] as const;
export type Field = (typeof FIELDS)[number];

/** A name of the whole person is split: the last word is the family's. */
export type Column = Field | "name";

/** Where each column stands. */
export type Columns = Map<Column, number>;

/** As address books and sales tools head their columns, in lower case without signs. */
const NAMES: Record<Column, string[]> = {
  email: ["email", "emailaddress", "workemail", "mail", "email1value"],
  phone_number: [
    "phone",
    "phonenumber",
    "mobile",
    "mobilephone",
    "telephone",
    "cell",
    "phone1value",
  ],
  linkedin_url: ["linkedin", "linkedinurl", "linkedinprofile", "profileurl", "personlinkedinurl"],
  first_name: ["firstname", "givenname", "forename"],
  last_name: ["lastname", "familyname", "surname"],
  company: ["company", "companyname", "organization", "organisation", "employer", "account"],
  title: ["title", "jobtitle", "position", "role"],
  prospect_notes: ["notes", "note", "comment", "comments", "prospectnotes"],
  name: ["name", "fullname", "contact", "contactname"],
};

const COLUMNS = new Map<string, Column>();
for (const column of [...FIELDS, "name"] as const) {
  for (const name of NAMES[column]) COLUMNS.set(name, column);
}

/** Reads the first row; null when none of its columns says who somebody is. */
export function columnsOf(names: string[]): Columns | null {
  const columns: Columns = new Map();
  for (const [at, name] of names.entries()) {
    const column = COLUMNS.get(name.toLowerCase().replace(/[^a-z0-9]/g, ""));
    if (column !== undefined && !columns.has(column)) columns.set(column, at);
  }
  const known = ["email", "phone_number", "linkedin_url", "last_name", "name"] as const;
  return known.some((column) => columns.has(column)) ? columns : null;
}
