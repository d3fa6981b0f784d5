import { addressTexted } from "../../../local/mail/address-texted.ts";
import { type Email, newEmail } from "../../../local/mail/email.ts";
import { postEmail } from "../../../local/mail/post-email.ts";
import { eventually, received, stack, text } from "../vocabulary.ts";

/** Texts everything that the door wants to know, and returns the address to mail to. */
export async function introduceOneself(phone: string, email: string, name = "Ada Lovelace") {
  await text(phone, `${name}, CTO, Analytical Engines, ${email}`);
  return await addressOf(phone);
}

/** The newest address that somebody was texted, once there is one that is not `other`. */
export function addressOf(phone: string, other?: string): Promise<string> {
  return eventually(async () => {
    const address = addressTexted(await received(phone));
    if (address === null || address === other) throw new Error("no address was texted");
    return address;
  });
}

/** An email is delivered by its provider; the status of our answer. */
export function mail(from: string, to: string, more: Partial<Email> = {}): Promise<number> {
  return postEmail(stack.FUNCTIONS_URL, newEmail({ from, to, ...more }));
}

/** Waits for a text that says this. */
export function told(phone: string, words: RegExp): Promise<string> {
  return eventually(async () => {
    const one = (await received(phone)).find(({ body }) => words.test(body));
    if (one === undefined) throw new Error(`nobody was told ${words}`);
    return one.body;
  });
}
