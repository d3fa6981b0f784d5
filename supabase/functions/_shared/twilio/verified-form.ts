import { z } from "zod";
import { requireEnv } from "../env.ts";
import { Fault } from "../errors.ts";
import { callWorker, type WorkerClient } from "../worker/call.ts";
import { type Form, readForm } from "./form.ts";
import { isSignedByTwilio } from "./verify.ts";

/** A rotated token is taken up within this time. */
const SENDER_CACHE_MS = 60_000;
/** A wrong signature looks again at most this often, whoever forges how many. */
const SENDER_LOOK_AGAIN_MS = 5_000;
const SENDERS_CACHED_MAX = 1_000;

const foundSender = z
  .object({ sender_id: z.uuid(), tenant_id: z.uuid(), auth_token: z.string().nullable() })
  .nullable();
type Sender = NonNullable<z.infer<typeof foundSender>>;

const cache = new Map<string, { sender: Sender; foundAt: number }>();

/**
 * Reads a webhook's form and makes sure that Twilio signed it, with the token of the account whose
 * number it names. Nothing in the form is trusted before.
 *
 * Throws what `readForm` throws; `forbidden` without a right signature; `unknown_sender` when no
 * tenant has this number and account; `config_missing` when Vault has no token for it.
 */
export async function verifiedForm(
  request: Request,
  client: WorkerClient,
  functionName: string,
): Promise<Form & { sender: Sender }> {
  const form = await readForm(request);
  const signature = request.headers.get("x-twilio-signature");
  if (signature === null) throw new Fault("forbidden", { detail: "no signature" });
  const lookup = lookupOf(form.fields, functionName);
  const configuredUrl = `${requireEnv("PUBLIC_FUNCTIONS_URL")}/${functionName}`;
  const requestUrl = request.url;
  const content = { parameters: form.parameters };
  // A token may have been rotated since it was cached: a mismatch looks once more.
  for (const fresh of [false, true]) {
    const { sender, cached } = await findSender(client, lookup, fresh);
    const { auth_token: authToken } = sender;
    if (authToken === null) {
      throw new Fault("config_missing", { detail: "the sender's auth token is not in Vault" });
    }
    const signed = { authToken, configuredUrl, requestUrl, signature, content };
    if (isSignedByTwilio(signed)) return { ...form, sender };
    if (!cached) break;
  }
  throw new Fault("forbidden", { detail: "the signature is another's" });
}

interface Lookup {
  account_sid: string;
  phone_number: string;
  messaging_service_sid: string | null;
}

/** Our number is `To` of a text in and `From` of a text out. */
function lookupOf(fields: Record<string, string>, functionName: string): Lookup {
  return {
    account_sid: fields.AccountSid ?? "",
    phone_number: (functionName === "twilio-status" ? fields.From : fields.To) ?? "",
    messaging_service_sid: fields.MessagingServiceSid || null,
  };
}

async function findSender(
  client: WorkerClient,
  lookup: Lookup,
  fresh: boolean,
): Promise<{ sender: Sender; cached: boolean }> {
  const key = JSON.stringify(lookup);
  const known = cache.get(key);
  const ageMs = known === undefined ? Number.POSITIVE_INFINITY : Date.now() - known.foundAt;
  if (known !== undefined && ageMs < (fresh ? SENDER_LOOK_AGAIN_MS : SENDER_CACHE_MS)) {
    return { sender: known.sender, cached: !fresh };
  }
  const sender = await callWorker(client, "find_sender", { ...lookup }, foundSender, {
    repeatable: true,
  });
  if (sender === null) throw new Fault("unknown_sender");
  if (cache.size >= SENDERS_CACHED_MAX) cache.clear();
  if (sender.auth_token !== null) cache.set(key, { sender, foundAt: Date.now() });
  return { sender, cached: false };
}
