import { z } from "zod";
import { StackFault } from "../stack-fault.ts";

/** A webhook may take 15 s. */
const INBOUND_MS_MAX = 20_000;
const READ_MS_MAX = 5_000;

const posted = z.object({
  messageSid: z.string(),
  /** The HTTP status of the application's answer; null when there was none. */
  webhookStatus: z.number().nullable(),
  ackMs: z.number(),
  error: z.string().nullable(),
  /** What the carrier itself answered after STOP, START or HELP. */
  carrierReply: z.string().nullable(),
});
export type Posted = z.infer<typeof posted>;

const carrierText = z.object({
  messageSid: z.string(),
  from: z.string(),
  to: z.string(),
  body: z.string(),
  status: z.string(),
  errorCode: z.number().nullable(),
  validityPeriodSeconds: z.number().nullable(),
});
/** A text that the application sent, as the carrier has it. */
export type CarrierText = z.infer<typeof carrierText>;

/** A person texts; resolves when the webhook has answered. An earlier `messageSid` repeats it. */
export async function postText(
  carrierUrl: string,
  text: { from: string; to: string; body: string; messageSid?: string },
): Promise<Posted> {
  const init = { method: "POST", body: JSON.stringify(text) };
  return posted.parse(await ask(`${carrierUrl}/inbound`, INBOUND_MS_MAX, init));
}

/** The texts to a person, in the order in which the carrier accepted them. */
export async function textsTo(carrierUrl: string, to: string): Promise<CarrierText[]> {
  const answer = await ask(`${carrierUrl}/texts?${new URLSearchParams({ to })}`, READ_MS_MAX);
  return z.object({ texts: z.array(carrierText) }).parse(answer).texts;
}

/** Throws a StackFault when the carrier does not answer, or refuses and says why. */
async function ask(url: string, msMax: number, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(msMax) }).catch(
    (cause: unknown) => {
      throw new StackFault(`The carrier at ${new URL(url).origin} does not answer.`, { cause });
    },
  );
  const answer: unknown = await response.json();
  if (response.ok) return answer;
  const { error } = z.object({ error: z.string() }).parse(answer);
  throw new StackFault(`The carrier refused: ${error}.`);
}
