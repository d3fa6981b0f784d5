import { z } from "zod";
import { parseForm } from "../../supabase/functions/_shared/twilio/form.ts";
import { isSignedByTwilio } from "../../supabase/functions/_shared/twilio/verify.ts";
import type { Verdict } from "./verdict.ts";

const parameterValue = z.union([z.string(), z.array(z.string())]);

const signatureCases = z.object({
  auth_token: z.string(),
  configured_url: z.string(),
  vectors: z.array(
    z.object({
      name: z.string(),
      configured_url: z.string().optional(),
      /** What Twilio posted to, or what the function saw: only its query counts. */
      url: z.string(),
      /** A list holds a name's values when it was sent more than once; null with a JSON body. */
      params: z.record(z.string(), parameterValue).nullish(),
      body: z.string().optional(),
      signature: z.string().nullish(),
      expect: z.boolean(),
    }),
  ),
});

/** Whether each request counts as signed by Twilio, its form encoded and read as a webhook reads it. */
export function evaluateSignatures(cases: unknown): Verdict[] {
  const { auth_token, configured_url, vectors } = signatureCases.parse(cases);
  return vectors.map((vector) => {
    const found = isSignedByTwilio({
      authToken: auth_token,
      configuredUrl: vector.configured_url ?? configured_url,
      requestUrl: vector.url,
      signature: vector.signature ?? null,
      content: vector.params
        ? { parameters: parseForm(encodeForm(vector.params)).parameters }
        : { json: vector.body ?? "" },
    });
    const detail = `expected ${vector.expect}, found ${found}`;
    return { name: vector.name, passed: found === vector.expect, detail };
  });
}

function encodeForm(parameters: Record<string, string | string[]>): string {
  const pairs = Object.entries(parameters).flatMap(([name, values]) =>
    [values].flat().map((value) => [name, value]),
  );
  return new URLSearchParams(pairs).toString();
}
