import { z } from "zod";
import { CONNECTIONS_MAX, introductionFields } from "../_shared/actions/introductions.ts";
import { fetchOnce } from "../_shared/http/fetch-once.ts";
import { log } from "../_shared/log.ts";

const DEADLINE_MS = 10_000;

/** What is known of somebody before they are looked up; never their email or number. */
export interface Person {
  name?: string | undefined;
  company?: string | undefined;
  title?: string | undefined;
  linkedin_url?: string | undefined;
}

export type Found = Omit<z.infer<typeof introductionFields.record_research>, "handle">;

/** Looks somebody up; null when nothing came of it. Never throws. */
export type LookUp = (person: Person, signal: AbortSignal) => Promise<Found | null>;

const connection = introductionFields.record_research.shape.connections.element;

/** What the service answers; what of it does not fit is left out, one by one. */
const answer = z.object({
  title: z.unknown().optional(),
  mutual_connections: z.array(z.unknown()).default([]),
});

/**
 * A service that tells of people on LinkedIn: `POST {name, company, title, linkedin_url}` with a
 * bearer key, answered by `{title?, mutual_connections: [{name, linkedin_url?}]}`. LinkedIn has no
 * API for it that everybody may use, so this is the plainest shape to put an adapter behind.
 */
export function linkedInLookUp(url: string, key: string): LookUp {
  return async (person, signal) => {
    try {
      const response = await fetchOnce(url, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify(person),
        redirect: "manual",
        signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
      });
      if (!response.ok) {
        await response.body?.cancel();
        log("warn", "look_up_failed", { code: `http_${response.status}` });
        return null;
      }
      return read(await response.json());
    } catch (cause) {
      log("warn", "look_up_failed", { code: cause instanceof Error ? cause.name : "unknown" });
      return null;
    }
  };
}

function read(body: unknown): Found | null {
  const parsed = answer.safeParse(body);
  if (!parsed.success) return null;
  const title = introductionFields.record_research.shape.title.safeParse(parsed.data.title);
  const connections = parsed.data.mutual_connections
    .flatMap((one) => connection.safeParse(one).data ?? [])
    .slice(0, CONNECTIONS_MAX);
  return {
    ...(title.success && title.data !== undefined ? { title: title.data } : {}),
    connections,
  };
}
