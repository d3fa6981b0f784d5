import { parsePhoneNumberFromString } from "libphonenumber-js";
import { z } from "zod";
import { countSegments } from "../../supabase/functions/_shared/text/segments.ts";
import type { CarrierConfig } from "./config.ts";
import type { ErrorCode } from "./errors.ts";
import { REFUSED_FROM, REFUSED_TO } from "./magic-numbers.ts";
import { type Message, newSid } from "./message.ts";
import type { OptOuts } from "./opt-outs.ts";

const BODY_CHARACTERS_MAX = 1600;
const VALIDITY_SECONDS_MAX = 36_000;

/** The parameters of POST Messages that this carrier knows; it ignores the others. */
const createParameters = z.object({
  To: z.string().default(""),
  From: z.string().default(""),
  MessagingServiceSid: z.string().default(""),
  Body: z.string().default(""),
  StatusCallback: z.string().default(""),
  ValidityPeriod: z.string().default(""),
});

/** A text as a POST asks for it, or Twilio's code of the reason why not. */
export function createMessage(
  form: URLSearchParams,
  config: CarrierConfig,
  optOuts: OptOuts,
): Message | ErrorCode {
  const { To, From, MessagingServiceSid, Body, StatusCallback, ValidityPeriod } =
    createParameters.parse(Object.fromEntries(form));
  const service = config.messagingServices.find(({ sid }) => sid === MessagingServiceSid);
  const from = From || service?.number || "";

  if (To === "") return 21604;
  if (Body.trim() === "") return 21602;
  if (Body.length > BODY_CHARACTERS_MAX) return 21617;
  if (MessagingServiceSid !== "" && service === undefined) return 21701;
  const refused =
    refusedFrom(from, config) ?? refusedTo(To, config) ?? refusedValidity(ValidityPeriod);
  if (refused !== null) return refused;
  if (StatusCallback !== "" && !URL.canParse(StatusCallback)) return 21609;
  if (To === from) return 21266;
  if (optOuts.has(To, from)) return 21610;

  const now = new Date();
  const status = service === undefined ? "queued" : "accepted";
  return {
    sid: newSid(),
    direction: "outbound-api",
    from,
    to: To,
    body: Body,
    ...countSegments(Body),
    media: [],
    messagingServiceSid: service?.sid ?? null,
    statusCallback: StatusCallback || null,
    validityPeriodSeconds: ValidityPeriod === "" ? null : Number(ValidityPeriod),
    status,
    errorCode: null,
    createdAt: now,
    sentAt: null,
    updatedAt: now,
    history: [{ status, at: now }],
    callbacks: [],
  };
}

function refusedFrom(from: string, config: CarrierConfig): ErrorCode | null {
  if (from === "") return 21603;
  const magic = REFUSED_FROM[from];
  if (magic !== undefined) return magic;
  return config.numbers.includes(from) ? null : 21659;
}

function refusedTo(to: string, config: CarrierConfig): ErrorCode | null {
  const magic = REFUSED_TO[to];
  if (magic !== undefined) return magic;
  if (!parsePhoneNumberFromString(to)?.isPossible()) return 21211;
  return config.forbiddenPrefixes.some((prefix) => to.startsWith(prefix)) ? 21408 : null;
}

function refusedValidity(period: string): ErrorCode | null {
  if (period === "") return null;
  const seconds = Number(period);
  const valid = Number.isInteger(seconds) && seconds >= 1 && seconds <= VALIDITY_SECONDS_MAX;
  return valid ? null : 21624;
}
