import { z } from "zod";

const VERIFY_PATH = "/auth/v1/verify";
const byCode = z.looseObject({ type: z.literal("email") });

/**
 * A request to verify the code of an email, as @supabase/lite knows it: hosted Auth takes the kind
 * `email` for a code, whichever mail it stood in; lite takes the kinds of mail, and a sign-in by
 * code is sent its `magiclink`, somebody new as well. Any other request passes as it is.
 */
export async function emailCode(request: Request): Promise<Request> {
  if (request.method !== "POST" || new URL(request.url).pathname !== VERIFY_PATH) return request;
  const text = await request.text();
  const parsed = byCode.safeParse(jsonOrNull(text));
  const body = parsed.success ? JSON.stringify({ ...parsed.data, type: "magiclink" }) : text;
  return new Request(request.url, { method: request.method, headers: request.headers, body });
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Which Auth refuses.
  }
}
