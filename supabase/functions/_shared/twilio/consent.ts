import type { OptOutType } from "./inbound.ts";

/** Twilio's words; they hold those of 47 CFR 64.1200(a)(10), the FCC's rule of April 2025. */
const KEYWORDS: Record<string, OptOutType | undefined> = {
  STOP: "stop",
  STOPALL: "stop",
  UNSUBSCRIBE: "stop",
  CANCEL: "stop",
  END: "stop",
  QUIT: "stop",
  REVOKE: "stop",
  OPTOUT: "stop",
  START: "start",
  UNSTOP: "start",
  YES: "start",
  HELP: "help",
  INFO: "help",
};

/**
 * What the whole text asks for as a carrier keyword, in any case, spacing and punctuation
 * ("Stop.", "STOP ALL", "opt-out"). Twilio's own verdict counts first. `start` undoes an opt-out;
 * from someone who has not opted out, YES is just an answer, and the caller knows which it is.
 * Plain language ("please stop texting me") is not this function's business.
 */
export function consentKeyword(body: string, optOutType: OptOutType | null): OptOutType | null {
  if (optOutType !== null) return optOutType;
  const word = body
    .normalize("NFKC")
    .replace(/[\s\p{P}\p{Cf}]/gu, "")
    .toUpperCase();
  return Object.hasOwn(KEYWORDS, word) ? (KEYWORDS[word] ?? null) : null;
}
