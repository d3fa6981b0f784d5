import { serveBell } from "../_shared/worker/serve.ts";
import { sendLane } from "./send-lane.ts";

export default {
  fetch: serveBell({
    functionName: "sms-sender",
    lanesMax: 16,
    lingerMs: 5_000,
    handle: sendLane,
  }),
};
