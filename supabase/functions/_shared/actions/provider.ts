import { z } from "zod";
import { line, text } from "./fields.ts";

/*
 * What may be proposed about who offers a solution, and about the credits they buy.
 *
 * action             field                    required  rule
 * become_innovator   –                                  (Postgres: the Concierge's alone)
 * describe_solution  company_name             no        line, 1–255
 *                    solution_description     no        1–1,000; control characters refused, but
 *                                                       for line feed
 *                    categories               no        1–10 lines, each 1–60
 *                    target_customer_profile  no        1–1,000, the same
 *                    video_url                no        1–500, https
 *                    active                   no        whether they are to be introduced now
 *                    at least one of these   (Postgres: with a company, when none is on record)
 * buy_credits        package                  yes       (Postgres: one that is on sale)
 * open_checkout      session, url             yes       what Stripe answered; no model proposes it
 */

const WORDS_MAX = 1_000;
const CATEGORIES_MAX = 10;

const HTTPS = /^https:\/\/[^\s/]+\.[^\s/]+(\/\S*)?$/;

export const providerFields = {
  become_innovator: z.strictObject({}),
  describe_solution: z.strictObject({
    company_name: line(255).optional(),
    solution_description: text(WORDS_MAX).describe("What they offer").optional(),
    categories: z
      .array(line(60))
      .min(1)
      .max(CATEGORIES_MAX)
      .describe("What kinds of thing it is: all of them, each in one or two words")
      .optional(),
    target_customer_profile: text(WORDS_MAX).describe("Whom they would like to meet").optional(),
    video_url: line(500)
      .refine((value) => HTTPS.test(value), "is not an https address")
      .optional(),
    active: z.boolean().describe("false: no introductions for now").optional(),
  }),
  buy_credits: z.strictObject({ package: line(40).describe("One of `provider.packages`") }),
  open_checkout: z.strictObject({ session: line(253), url: line(1_500) }),
} as const;

/** What the model is told of each. */
export const PROVIDER = {
  become_innovator:
    "Record that the member offers a solution to companies (a vendor or provider), when they say so.",
  describe_solution:
    "Record what the person has just said about what they offer and to whom. Only the fields they named, in their own words; what stands there is replaced.",
  buy_credits:
    "Have a payment link made for the package that the person has chosen. Your reply must then hold {{checkout_url}}: it is filled in with that link.",
} as const;
