import type { CarrierText } from "../carrier/client.ts";
import { addressTexted } from "./address-texted.ts";
import { newEmail, PROVIDERS } from "./email.ts";
import { postEmail } from "./post-email.ts";

/** Sends one email as it is written at the terminal; what to say of it, and whether it went. */
export type Outbox = (written: string) => Promise<{ sent: boolean; line: string }>;

const USAGE = "/email <your address> [forged] [postmark | sendgrid]";

/**
 * A person's mail program: `ada@engines.example`, with `forged` when somebody else sends it in
 * that name. It goes to the newest address that the person was texted.
 */
export function outboxOf(phone: { texts(): Promise<CarrierText[]> }, functionsUrl: string): Outbox {
  return async (written) => {
    const [from = "", ...how] = written.trim().split(/\s+/);
    const provider = PROVIDERS.find((name) => how.includes(name)) ?? "postmark";
    if (!/^[^\s@]+@[^\s@]+$/.test(from)) return { sent: false, line: `Like this: ${USAGE}` };
    const to = addressTexted(await phone.texts());
    if (to === null) return { sent: false, line: "You were texted no address to mail to yet." };
    const email = newEmail({ from, to, provider, forged: how.includes("forged") });
    const status = await postEmail(functionsUrl, email);
    const line = `email ▸ ${from} to ${to}${email.forged ? ", forged" : ""}, by ${provider}`;
    if (status === 200) return { sent: true, line };
    return {
      sent: false,
      line: `${line}: it did not get through, the webhook answered ${status}.`,
    };
  };
}
