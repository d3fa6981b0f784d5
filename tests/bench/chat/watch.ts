import { z } from "zod";
import { eventsOf } from "../../../local/chat/events.ts";
import type { Page } from "../../../local/chat/page.ts";

/** When what was there to be read, in milliseconds since it was asked for. */
export interface Watched {
  /** The first byte of the answer, whatever it says. */
  opened: number;
  /** Its first whole sentence. */
  words: number;
  /** All of it. */
  whole: number;
}

const SENTENCE = /[.!?] $/;

/** An answer through the chat door. */
export async function watchChat(page: Page, text: string): Promise<Watched> {
  const started = performance.now();
  const since = () => performance.now() - started;
  const watched: Watched = { opened: Number.NaN, words: Number.NaN, whole: Number.NaN };
  for await (const { event } of eventsOf(await page.post(text))) {
    if (event === "open") watched.opened = since();
    if (event === "delta" && Number.isNaN(watched.words)) watched.words = since();
    if (event === "answer") watched.whole = since();
  }
  return watched;
}

const piece = z.object({ delta: z.object({ text: z.string() }) });

/** The same words from the model itself. */
export async function watchModel(modelUrl: string, text: string): Promise<Watched> {
  const started = performance.now();
  const since = () => performance.now() - started;
  const watched: Watched = { opened: Number.NaN, words: Number.NaN, whole: Number.NaN };
  const response = await fetch(`${modelUrl}/v1/messages`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ model: "m", stream: true, messages: [{ role: "user", content: text }] }),
    signal: AbortSignal.timeout(30_000),
  });
  let said = "";
  for await (const { event, data } of eventsOf(response)) {
    if (Number.isNaN(watched.opened)) watched.opened = since();
    const { data: read } = piece.safeParse(data);
    said += read?.delta.text ?? "";
    if (SENTENCE.test(said) && Number.isNaN(watched.words)) watched.words = since();
    if (event === "message_stop") watched.whole = since();
  }
  return watched;
}
