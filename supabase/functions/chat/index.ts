import { type WithSupabaseConfig, withSupabase } from "@supabase/server";
import { Fault } from "../_shared/errors.ts";
import { anyone } from "../_shared/http/access.ts";
import { answerFault } from "../_shared/http/answer-fault.ts";
import { screenInbound } from "../_shared/safety/screen-inbound.ts";
import { readConversation } from "./read-conversation.ts";
import { receiveMessage } from "./receive-message.ts";

/** Somebody signed in, from a page of ours wherever it is. */
const signedIn = { ...anyone, cors: "default", auth: "user" } satisfies WithSupabaseConfig;

export default {
  fetch: withSupabase(signedIn, (request, { supabase, supabaseAdmin, userClaims }) =>
    answerFault("chat", () => {
      if (request.method === "GET") return readConversation(request, supabase);
      if (request.method !== "POST") throw new Fault("method_not_allowed");
      if (userClaims === null) throw new Fault("unauthorized");
      return receiveMessage(request, supabaseAdmin, userClaims.id, screenInbound);
    }),
  ),
};
