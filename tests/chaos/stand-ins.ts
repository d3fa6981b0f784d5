import { z } from "zod";

const ANSWER_MS_MAX = 15_000;

const instant = z.iso.datetime().transform((text) => Date.parse(text));
const counts = z.record(z.string(), z.number());

const carrierFaults = z.object({ applied: counts });
const posts = z.object({
  posts: z.array(
    z.object({
      to: z.string(),
      statusCallback: z.string().nullable(),
      at: instant,
      decidedAt: instant.nullable(),
      messageSid: z.string().nullable(),
      fault: z.string().nullable(),
    }),
  ),
});
const webhooks = z.object({
  webhooks: z.array(
    z.object({
      messageSid: z.string(),
      from: z.string(),
      at: instant,
      ms: z.number(),
      status: z.number().nullable(),
    }),
  ),
});
const texts = z.object({
  texts: z.array(z.object({ status: z.string(), callbacks: z.array(z.unknown()) })),
});
const calls = z.array(
  z.object({
    number: z.number(),
    at: instant,
    ended_at: instant.nullable(),
    request_id: z.string(),
    user: z.string().nullable(),
    role: z.string().nullable(),
    outcome: z.string(),
  }),
);
const isolates = z.array(
  z.object({ id: z.number(), function: z.string(), open: z.number(), waiting: z.number() }),
);

/** What the carrier noted of every POST of a text, every post of a person's text, and every text. */
export const carrierPosts = async (url: string) => posts.parse(await ask(`${url}/posts`)).posts;
export const carrierWebhooks = async (url: string) =>
  webhooks.parse(await ask(`${url}/webhooks`)).webhooks;
export const carrierTexts = async (url: string) => texts.parse(await ask(`${url}/texts`)).texts;
/** How often each of the carrier's faults has struck. */
export const carrierStruck = async (url: string) =>
  carrierFaults.parse(await ask(`${url}/faults`)).applied;

/** What the model noted of its calls after this one. */
export const modelCalls = async (url: string, after = 0) =>
  calls.parse(await ask(`${url}/calls?after=${after}`));

/** Tells the carrier or the model what goes wrong next. */
export const planFault = (url: string, fault: object) => ask(`${url}/faults`, fault);

export const runningIsolates = async (url: string) =>
  isolates.parse(await ask(`${url}/_runtime/isolates`));

/** Kills an isolate; false when it was gone already. */
export async function killIsolate(url: string, id: number): Promise<boolean> {
  const signal = AbortSignal.timeout(ANSWER_MS_MAX);
  const response = await fetch(`${url}/_runtime/isolates/${id}`, { method: "DELETE", signal });
  return response.status === 204;
}

async function ask(url: string, body?: object): Promise<unknown> {
  const response = await fetch(url, {
    ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(ANSWER_MS_MAX),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${new URL(url).pathname}: ${JSON.stringify(answer)}`);
  return answer;
}
