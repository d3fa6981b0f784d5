import { z } from "zod";
import { saidOptOut } from "../../supabase/functions/_shared/words/opt-out.ts";
import type { Verdict } from "./verdict.ts";

const consentCases = z.array(
  z.object({ body: z.string(), opt_out: z.enum(["en", "es"]).nullable() }),
);

/** Whether each text asks for no more texts, in plain language, and in which language. */
export function evaluateConsent(cases: unknown): Verdict[] {
  return consentCases.parse(cases).map(({ body, opt_out }) => {
    const found = saidOptOut(body);
    return {
      name: JSON.stringify(body),
      passed: found === opt_out,
      detail: `expected ${opt_out}; found ${found}`,
    };
  });
}
