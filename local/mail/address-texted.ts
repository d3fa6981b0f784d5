const ADDRESS = /\bverify\+[0-9a-z]+@[a-z0-9.-]*[a-z0-9]/gi;

/** The address to mail to that stands last in what a person was texted; null: they were given none. */
export function addressTexted(texts: Array<{ body: string }>): string | null {
  const found = texts.flatMap(({ body }) => body.match(ADDRESS) ?? []);
  return found.at(-1) ?? null;
}
