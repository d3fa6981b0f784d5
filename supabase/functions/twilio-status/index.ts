import { withSupabase } from "@supabase/server";
import { anyone } from "../_shared/http/access.ts";
import { answerFault } from "../_shared/http/answer-fault.ts";
import { receiveStatus } from "./receive-status.ts";

export default {
  fetch: withSupabase(anyone, (request, context) =>
    answerFault("twilio-status", () => receiveStatus(request, context.supabaseAdmin)),
  ),
};
