/** Names as code, side by side. What is in `public` is named without it, as everybody does. */
export function code(names: Iterable<string>): string {
  return Array.from(names, (name) => `\`${name.replace(/^public\./, "")}\``).join(", ");
}
