import {
  type ListLimits,
  type ListPart,
  readList,
} from "../../../supabase/functions/prospects-upload/read-list.ts";

/** A body that comes in these pieces. */
export function bodyOf(...pieces: string[]): ReadableStream<Uint8Array> {
  const bytes = pieces.map((piece) => new TextEncoder().encode(piece));
  return new ReadableStream({
    pull(controller) {
      const next = bytes.shift();
      if (next === undefined) controller.close();
      else controller.enqueue(next);
    },
  });
}

export async function listOf(
  body: ReadableStream<Uint8Array>,
  limits: Partial<ListLimits> = {},
): Promise<ListPart[]> {
  const parts: ListPart[] = [];
  const all = { bytesMax: 1e6, rowsMax: 1000, until: Date.now() + 10_000, country: "US" } as const;
  for await (const part of readList(body, { ...all, ...limits })) parts.push(part);
  return parts;
}
