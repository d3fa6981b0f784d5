import { type WithSupabaseConfig, withSupabase } from "@supabase/server";
import { anyone } from "../_shared/http/access.ts";
import { answerFault } from "../_shared/http/answer-fault.ts";
import { handOut } from "./hand-out.ts";

/** A sign-in, from a page of ours wherever it is; or a link with a token, which is looked at later. */
const signedInOrLink = {
  ...anyone,
  cors: "default",
  auth: ["user", "none"],
} satisfies WithSupabaseConfig;

export default {
  fetch: withSupabase(signedInOrLink, (request, context) =>
    answerFault("data-export", () =>
      handOut(request, context.supabaseAdmin, context.userClaims?.id ?? null),
    ),
  ),
};
