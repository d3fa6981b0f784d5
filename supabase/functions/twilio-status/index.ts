import { withSupabase } from "@supabase/server";
import { answerFault } from "../_shared/http/answer-fault.ts";
import { receiveStatus } from "./receive-status.ts";

export default {
  fetch: withSupabase({ auth: "none", cors: "disabled" }, (request, context) =>
    answerFault("twilio-status", () => receiveStatus(request, context.supabaseAdmin)),
  ),
};
