import { SegmentedMessage } from "sms-segments-calculator";

export type Encoding = "GSM-7" | "UCS-2";

export interface Segments {
  encoding: Encoding;
  /** What a carrier bills; an empty body is one segment. */
  segments: number;
}

/**
 * How a body goes over the air: GSM-7 in segments of 160 or 153 characters, else UCS-2 in segments
 * of 70 or 67 code units. With `smart`, after Twilio's Smart Encoding has put plain characters in
 * the place of typographic ones (an em dash, a non-breaking space), a setting of the service.
 */
export function countSegments(body: string, smart = false): Segments {
  const message = new SegmentedMessage(body, "auto", smart);
  return { encoding: message.encodingName, segments: message.segmentsCount };
}
