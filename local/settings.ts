import { z } from "zod";
import { StackFault } from "./stack-fault.ts";

const httpUrl = z.url({ protocol: /^https?$/, error: "is not an http(s) URL" });

/** The environment variables that the local stack reads; an empty one counts as unset. */
const variables = z.object({
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "is not a postgresql:// URL" })
    .optional(),
  ANTHROPIC_API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]+$/, "holds characters that no key has")
    .optional(),
  ANTHROPIC_BASE_URL: httpUrl.optional(),
});

export interface Settings {
  /** A Postgres of the user's own, instead of the embedded one. */
  databaseUrl: string | undefined;
  /** The model to call instead of the offline one. */
  model: { apiKey: string | undefined; baseUrl: string | undefined } | undefined;
}

/** Reads and checks the environment. Throws a StackFault naming the first variable that is wrong. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const set = Object.entries(environment).filter(([, value]) => value !== "");
  const parsed = variables.safeParse(Object.fromEntries(set));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new StackFault(`${issue?.path.join(".")} ${issue?.message}.`);
  }
  const { DATABASE_URL, ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL } = parsed.data;
  return {
    databaseUrl: DATABASE_URL,
    model:
      ANTHROPIC_API_KEY || ANTHROPIC_BASE_URL
        ? { apiKey: ANTHROPIC_API_KEY, baseUrl: ANTHROPIC_BASE_URL }
        : undefined,
  };
}
