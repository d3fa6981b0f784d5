import process from "node:process";
import { sendPart } from "../../../../supabase/functions/_shared/twilio/client.ts";

/** Sends so many parts, one after the other, and prints what became of each as JSON. */
const results: unknown[] = [];
for (let sent = 0; sent < Number(process.argv[2]); sent++) {
  const result = await sendPart({
    credentials: { accountSid: "AC00000000000000000000000000000001", authToken: "token" },
    to: "+14155550123",
    from: "+14155550100",
    messagingServiceSid: null,
    body: "hello",
    statusCallback: "http://127.0.0.1:9/twilio-status",
    validityPeriodSeconds: 60,
    deadlineMs: 5_000,
  });
  results.push(result);
}
console.log(JSON.stringify(results));
