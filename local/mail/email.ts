import { randomUUID } from "node:crypto";

/** The providers whose webhooks `email-webhook` understands. */
export const PROVIDERS = ["postmark", "sendgrid"] as const;
export type Provider = (typeof PROVIDERS)[number];

/** An email that a person sends, and what the provider's servers will find of it. */
export interface Email {
  provider: Provider;
  from: string;
  to: string;
  /** Who gets a copy. */
  cc: string[];
  /** Somebody else sends it in their name: neither SPF nor DKIM passes. */
  forged: boolean;
  /** The provider's id, so that the same email can be delivered again. */
  id: string;
}

export function newEmail(email: Pick<Email, "from" | "to"> & Partial<Email>): Email {
  return { provider: "postmark", cc: [], forged: false, id: randomUUID(), ...email };
}
