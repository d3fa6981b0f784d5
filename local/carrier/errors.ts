import { type Answer, jsonAnswer } from "./http.ts";

/** Twilio's error codes that this carrier answers with: https://www.twilio.com/docs/api/errors */
const ERRORS = {
  20003: { status: 401, message: "Authenticate" },
  20404: { status: 404, message: "The requested resource was not found" },
  20429: { status: 429, message: "Too Many Requests" },
  20500: { status: 500, message: "An internal server error has occurred" },
  21211: { status: 400, message: "The 'To' number is not a valid phone number." },
  21212: { status: 400, message: "The 'From' number is not a valid phone number." },
  21266: { status: 400, message: "'To' and 'From' number cannot be the same" },
  21408: {
    status: 400,
    message: "Permission to send an SMS has not been enabled for the region indicated.",
  },
  21602: { status: 400, message: "Message body is required." },
  21603: { status: 400, message: "A 'From' phone number is required." },
  21604: { status: 400, message: "A 'To' phone number is required." },
  21606: {
    status: 400,
    message: "The 'From' number is not a valid, SMS-capable phone number for your account.",
  },
  21609: { status: 400, message: "The 'StatusCallback' URL is not a valid URL." },
  21610: { status: 400, message: "Attempt to send to unsubscribed recipient" },
  21611: { status: 400, message: "This 'From' number has exceeded its maximum message queue." },
  21612: { status: 400, message: "The 'To' number is not reachable via SMS from this 'From'." },
  21614: { status: 400, message: "'To' number is not a valid mobile number" },
  21617: { status: 400, message: "The concatenated message body exceeds the 1600 character limit" },
  21624: { status: 400, message: "The validity period is out of range." },
  21659: { status: 400, message: "'From' is not a Twilio phone number or Short Code." },
  21701: { status: 404, message: "The Messaging Service does not exist." },
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** An error in the shape of Twilio's 2010-04-01 API. Its messages name no number. */
export function errorAnswer(code: ErrorCode, headers: Record<string, string> = {}): Answer {
  const { status, message } = ERRORS[code];
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  return jsonAnswer(status, { code, message, more_info, status }, headers);
}
