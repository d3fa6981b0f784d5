import { z } from "zod";
import { email } from "./fields.ts";

/**
 * What may be proposed about who somebody is, by their email and their number.
 *
 * action                      field  required  rule
 * request_email_verification  email  yes       as update_profile has it, stored in lower case
 *                                              (Postgres: ASCII, a work email, so often a day)
 * expect_new_number           –                (Postgres: when their email is confirmed)
 */
export const doorFields = {
  request_email_verification: z.strictObject({
    email: email.describe("The work email to confirm, as the person gave it"),
  }),
  expect_new_number: z.strictObject({}),
} as const;

export const DOOR_PROPOSALS = {
  request_email_verification:
    "Give the person an address to mail to from their work email, which confirms it. Your reply must then hold {{verification_address}}: it is filled in with that address. Also when they ask for a new one.",
  expect_new_number:
    "Record that the person will have a new number, when they say so from the one they have now.",
} as const;
