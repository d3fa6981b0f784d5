import { consentKeyword } from "../twilio/consent.ts";
import type { OptOutType } from "../twilio/inbound.ts";
import { saysAutoReply } from "./auto-reply.ts";
import { type DataRequest, saidOfData } from "./data-request.ts";
import { saidNewOwner } from "./new-owner.ts";
import { saidOptOut } from "./opt-out.ts";
import { type Reaction, readReaction } from "./reaction.ts";
import { saysSafe } from "./safe-now.ts";

/** What a text says that is decided before any model, as `worker.receive_sms` takes it. */
export interface Reading {
  /** The carrier's word, which the carrier answers itself. */
  keyword: OptOutType | null;
  said: "opt_out" | null;
  /** They say that they are safe, which ends our asking after a crisis. */
  safe: boolean;
  /** The number is somebody else's now; with an opt-out too, which is then theirs. */
  new_owner: boolean;
  /** The language of the opt-out, for the one confirmation it gets. */
  language: "en" | "es";
  reaction: Reaction | null;
  /** What is asked about one's own data. */
  data: DataRequest | null;
  auto_reply: boolean;
}

/**
 * Reads a text out. The carrier's verdict wins over everything; a reaction says nothing else, as
 * the words in it are ours.
 */
export function readText(body: string, optOutType: OptOutType | null): Reading {
  const optOut = saidOptOut(body);
  const language = optOut ?? "en";
  const keyword = consentKeyword(body, optOutType);
  const nothing = {
    said: null,
    safe: false,
    new_owner: false,
    language,
    reaction: null,
    data: null,
    auto_reply: false,
  };
  // YES is a carrier's word, and an answer as well.
  if (keyword === "start") return { ...nothing, keyword, data: saidOfData(body) };
  if (keyword !== null) return { ...nothing, keyword };

  const reaction = readReaction(body);
  if (reaction !== null) return { ...nothing, keyword, language: "en", reaction };
  return {
    ...nothing,
    keyword,
    said: optOut === null ? null : "opt_out",
    safe: saysSafe(body),
    new_owner: saidNewOwner(body),
    data: saidOfData(body),
    auto_reply: saysAutoReply(body),
  };
}
