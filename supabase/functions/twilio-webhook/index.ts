import { withSupabase } from "@supabase/server";
import { anyone } from "../_shared/http/access.ts";
import { answerFault } from "../_shared/http/answer-fault.ts";
import { screenInbound } from "../_shared/safety/screen-inbound.ts";
import { receiveText } from "./receive-text.ts";

export default {
  fetch: withSupabase(anyone, (request, context) =>
    answerFault("twilio-webhook", () => receiveText(request, context.supabaseAdmin, screenInbound)),
  ),
};
