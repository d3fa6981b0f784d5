import { withSupabase } from "@supabase/server";
import { anyone } from "../_shared/http/access.ts";
import { answerFault } from "../_shared/http/answer-fault.ts";
import { receivePayment } from "./receive-payment.ts";

export default {
  fetch: withSupabase(anyone, (request, context) =>
    answerFault("stripe-webhook", () => receivePayment(request, context.supabaseAdmin)),
  ),
};
