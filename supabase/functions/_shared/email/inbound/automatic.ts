/**
 * Whether a machine has answered in somebody's name, by what such answers say of themselves (RFC
 * 3834, 5, and what was in use before it): a mailbox whose owner is away answers whomever an email
 * to it claims to be from. `valuesOf` has the values of all headers of a name in lower case.
 */
export function isAutomatic(
  valuesOf: (name: string) => string[],
  returnPath: string | undefined,
): boolean {
  const says = valuesOf("auto-submitted").map((value) => value.trim().toLowerCase());
  return (
    says.some((value) => !/^no(?=$|[\s;(])/.test(value)) ||
    valuesOf("x-autoreply").length > 0 ||
    valuesOf("x-autorespond").length > 0 ||
    valuesOf("precedence").some((value) => value.trim().toLowerCase() === "auto_reply") ||
    // What no answer may come to is an answer itself (RFC 5321, 4.5.5).
    (returnPath !== undefined && /^\s*(?:<\s*>)?\s*$/.test(returnPath))
  );
}
