import { withSupabase } from "@supabase/server";
import { answerFault } from "../_shared/http/answer-fault.ts";
import { receiveText } from "./receive-text.ts";

export default {
  fetch: withSupabase({ auth: "none", cors: "disabled" }, (request, context) =>
    answerFault("twilio-webhook", () => receiveText(request, context.supabaseAdmin)),
  ),
};
