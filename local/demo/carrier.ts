import { z } from "zod";

/** A webhook may take 15 s, and is tried twice. */
const INBOUND_DEADLINE_MS = 40_000;
const READ_DEADLINE_MS = 5_000;

const carrierText = z.object({
  messageSid: z.string(),
  from: z.string(),
  to: z.string(),
  body: z.string(),
  status: z.string(),
});
export type CarrierText = z.infer<typeof carrierText>;

const posted = z.object({
  messageSid: z.string(),
  webhookStatus: z.number().nullable(),
  ackMs: z.number(),
});
export type Posted = z.infer<typeof posted>;

/** A person texts; resolves when the webhook has answered. An earlier `messageSid` repeats it. */
export async function postText(
  carrierUrl: string,
  text: { from: string; to: string; body: string; messageSid?: string },
): Promise<Posted> {
  const response = await fetch(`${carrierUrl}/inbound`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(text),
    signal: AbortSignal.timeout(INBOUND_DEADLINE_MS),
  });
  if (!response.ok) throw new Error(`the carrier answered ${response.status}`);
  return posted.parse(await response.json());
}

/** What the carrier was given for a person, in order. */
export async function textsTo(carrierUrl: string, to: string): Promise<CarrierText[]> {
  const url = `${carrierUrl}/texts?${new URLSearchParams({ to })}`;
  const response = await fetch(url, { signal: AbortSignal.timeout(READ_DEADLINE_MS) });
  if (!response.ok) throw new Error(`the carrier answered ${response.status}`);
  return z.object({ texts: z.array(carrierText) }).parse(await response.json()).texts;
}
