/** Compares two secrets in a time that tells nothing of where they differ. */
export async function sameSecret(given: string | null, expected: string): Promise<boolean> {
  const encoder = new TextEncoder();
  const [a, b] = await Promise.all(
    [given ?? "", expected].map((text) => crypto.subtle.digest("SHA-256", encoder.encode(text))),
  );
  if (a === undefined || b === undefined) return false;
  const left = new Uint8Array(a);
  const right = new Uint8Array(b);
  let difference = 0;
  for (const [index, byte] of left.entries()) difference |= byte ^ (right[index] ?? 0);
  return difference === 0;
}
