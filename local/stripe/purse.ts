import type { CarrierText } from "../carrier/client.ts";

const LINK = /https?:\/\/\S+\/pay\/(cs_test_\w+)/g;

/** The checkout that stands last in what a person was texted; null: they were given none. */
export function checkoutTexted(texts: Array<{ body: string }>): string | null {
  const found = texts.flatMap(({ body }) => [...body.matchAll(LINK)]);
  return found.at(-1)?.[1] ?? null;
}

/**
 * A person's purse: pays by the newest payment link that they were texted, at once, or `later`, by
 * a way that takes days. What to say of it, and whether it went.
 */
export function purseOf(phone: { texts(): Promise<CarrierText[]> }, stripeUrl: string) {
  return async (written: string): Promise<{ sent: boolean; line: string }> => {
    const how = written.trim() === "later" ? "later" : "now";
    const session = checkoutTexted(await phone.texts());
    if (session === null) return { sent: false, line: "You were texted no payment link yet." };
    const paid = await fetch(`${stripeUrl}/pay/${session}?how=${how}`, { method: "POST" });
    await paid.arrayBuffer();
    if (paid.ok) return { sent: true, line: `pay ▸ ${session}${how === "now" ? "" : ", later"}` };
    return { sent: false, line: `${session} can no longer be paid.` };
  };
}
