import type { Prospect } from "./prospect.ts";

/**
 * Rows of one batch, each person once: two that share an email, a number or a profile, or, when
 * they have none of these, a name and a company, are one, and of each field the first that has it
 * stays. A row that joins two others makes one of all three.
 */
export function mergeRows(rows: Prospect[]): Prospect[] {
  const people: Array<Prospect | null> = [];
  const places = new Map<string, number>();
  for (const row of rows) {
    const found = new Set(keysOf(row).flatMap((key) => places.get(key) ?? []));
    const [first, ...others] = [...found].sort((one, other) => one - other);
    const place = first ?? people.length;
    let person: Prospect = people[place] ?? {};
    for (const other of others) {
      person = { ...people[other], ...person };
      people[other] = null;
    }
    person = { ...row, ...person };
    people[place] = person;
    for (const key of [...keysOf(person), ...keysOf(row)]) places.set(key, place);
    // What the others were known by, and this one has another of, leads here as well.
    if (others.length > 0) redirect(places, new Set(others), place);
  }
  return people.filter((person) => person !== null);
}

function keysOf(row: Prospect): string[] {
  const keys = [
    ["email", row.email],
    ["phone", row.phone_number],
    ["profile", row.linkedin_url],
  ].flatMap(([kind, value]) => (value === undefined ? [] : [`${kind} ${value}`]));
  if (keys.length > 0) return keys;
  const { first_name, last_name, company } = row;
  if (first_name === undefined || last_name === undefined || company === undefined) return [];
  return [`name ${first_name} ${last_name} ${company}`.toLowerCase()];
}

function redirect(places: Map<string, number>, from: Set<number>, to: number): void {
  for (const [key, place] of places) if (from.has(place)) places.set(key, to);
}
