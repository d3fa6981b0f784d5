import { type WithSupabaseConfig, withSupabase } from "@supabase/server";
import { env } from "../_shared/env.ts";
import { anyone } from "../_shared/http/access.ts";
import { answerFault } from "../_shared/http/answer-fault.ts";
import { pageCors } from "../_shared/http/page-cors.ts";
import { eraseByLink } from "./erase-by-link.ts";
import { handOut } from "./hand-out.ts";

/** A sign-in, or a link with a token, which is looked at later; from the page, or from no page. */
const signedInOrLink = {
  ...anyone,
  cors: pageCors(env("DATA_PAGE_URL")),
  auth: ["user", "none"],
} satisfies WithSupabaseConfig;

export default {
  fetch: withSupabase(signedInOrLink, (request, context) =>
    answerFault("data-export", () =>
      new URL(request.url).searchParams.has("erase")
        ? eraseByLink(request, context.supabaseAdmin)
        : handOut(request, context.supabaseAdmin, context.userClaims?.id ?? null),
    ),
  ),
};
