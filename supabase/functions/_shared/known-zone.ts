/** Whether this runtime knows a time zone by that name. */
export function isKnownZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false; // Intl has no other way to say that it does not know a zone.
  }
}
