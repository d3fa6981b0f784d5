import { withSupabase } from "@supabase/server";
import { anyone } from "../_shared/http/access.ts";
import { answerFault } from "../_shared/http/answer-fault.ts";
import { receiveEmail } from "./receive-email.ts";

export default {
  fetch: withSupabase(anyone, (request, context) =>
    answerFault("email-webhook", () => receiveEmail(request, context.supabaseAdmin)),
  ),
};
