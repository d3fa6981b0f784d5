/** A header that an email came with, or that its provider wrote above. */
export interface HeaderLine {
  name: string;
  value: string;
}

/**
 * The headers in a text, unfolded. A line ends wherever anybody might see its end, so that none is
 * hidden in another.
 */
export function headerLines(text: string): HeaderLine[] {
  return text
    .replace(/(?:\r\n|\r|\n)[ \t]+/g, " ")
    .split(/[\r\n]+/)
    .map((line) => ({ at: line.indexOf(":"), line }))
    .filter(({ at }) => at > 0)
    .map(({ at, line }) => ({ name: line.slice(0, at), value: line.slice(at + 1) }));
}

/** What stands above the body of a whole email. */
export function aboveBody(email: string): string {
  const [above = ""] = email.split(email.includes("\r\n\r\n") ? "\r\n\r\n" : "\n\n", 1);
  return above;
}

/** The values of all headers of a name, which is in lower case. */
export function valuesOf(headers: HeaderLine[], name: string): string[] {
  return headers.filter((one) => isNamed(one, name)).map(({ value }) => value);
}

export function isNamed(header: HeaderLine, name: string): boolean {
  return header.name.trim().toLowerCase() === name;
}
