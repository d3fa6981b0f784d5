import { randomBytes } from "node:crypto";
import { stack } from "../vocabulary.ts";
import { encoded, post, sign } from "../webhooks/signed.ts";

export type Fields = Record<string, string>;

const FORGED_TOKEN = "f".repeat(32);

export interface Hook {
  fields: Partial<Fields>;
  from: string;
  signature: "right" | "forged" | "none";
  query: string;
}

/** A text in as Twilio would post it, or as somebody would who is not Twilio; the HTTP status. */
export async function postHook({ fields, from, signature, query }: Hook): Promise<number> {
  const form = {
    MessageSid: `SM${randomBytes(16).toString("hex")}`,
    AccountSid: stack.TWILIO_ACCOUNT_SID,
    From: from,
    To: stack.TWILIO_PHONE_NUMBER,
    Body: "hello",
    NumMedia: "0",
    ...fields,
  };
  return await postForm(`${stack.PUBLIC_FUNCTIONS_URL}/twilio-webhook${query}`, form, signature);
}

/** News of a text, as Twilio would post it. */
export async function postNews(news: {
  sid: string;
  status: string;
  to: string;
  part: string | null;
  code: number | null;
}): Promise<number> {
  const query = news.part === null ? "" : `?part=${news.part}`;
  return await postForm(
    `${stack.PUBLIC_FUNCTIONS_URL}/twilio-status${query}`,
    {
      MessageSid: news.sid,
      AccountSid: stack.TWILIO_ACCOUNT_SID,
      From: stack.TWILIO_PHONE_NUMBER,
      To: news.to,
      MessageStatus: news.status,
      ...(news.code === null ? {} : { ErrorCode: String(news.code) }),
    },
    "right",
  );
}

async function postForm(
  url: string,
  form: Partial<Fields>,
  signature: Hook["signature"],
): Promise<number> {
  const sent = Object.fromEntries(
    Object.entries(form).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  const signed =
    signature === "none"
      ? null
      : sign(url, sent, signature === "forged" ? FORGED_TOKEN : stack.TWILIO_AUTH_TOKEN);
  const response = await post({ url, body: encoded(sent), signature: signed });
  await response.body?.cancel();
  return response.status;
}
