import { Fault } from "../errors.ts";

export interface BodyLimits {
  bytesMax: number;
  msMax: number;
}

/**
 * The bytes of a request's body. Throws `too_large` (without reading on), `slow_body`, and
 * `bad_request` when it ends early.
 */
export async function readBody(request: Request, limits: BodyLimits): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length") ?? 0) > limits.bytesMax) {
    throw new Fault("too_large");
  }
  const reader = request.body?.getReader();
  if (reader === undefined) return new Uint8Array();

  const chunks: Uint8Array[] = [];
  let length = 0;
  let slow = false;
  const deadline = setTimeout(() => {
    slow = true;
    void reader.cancel();
  }, limits.msMax);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (slow) throw new Fault("slow_body");
      if (done) return joined(chunks, length);
      length += value.length;
      if (length > limits.bytesMax) {
        await reader.cancel();
        throw new Fault("too_large");
      }
      chunks.push(value);
    }
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault("bad_request", { detail: "the body ended early", cause });
  } finally {
    clearTimeout(deadline);
  }
}

function joined(chunks: Uint8Array[], length: number): Uint8Array {
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body;
}
