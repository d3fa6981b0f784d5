import { join, resolve } from "node:path";
import { z } from "zod";
import { root } from "./root.ts";
import { StackFault } from "./stack-fault.ts";

const httpUrl = z.url({ protocol: /^https?$/, error: "is not an http(s) URL" });

/** Spans in seconds that the functions read for themselves; docs/operations.md says what they do. */
const FUNCTION_SETTINGS = ["DRAIN_SECONDS", "MODEL_CALL_SECONDS_MAX", "SEND_SECONDS_MAX"] as const;
const seconds = z.coerce.number({ error: "is not a number" }).positive("is not above 0").optional();

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
  DRAIN_SECONDS: seconds,
  MODEL_CALL_SECONDS_MAX: seconds,
  SEND_SECONDS_MAX: seconds,
  LOCAL_FOLDER: z.string().default(join(root, ".local")),
  LOCAL_PORTS: z.enum(["fixed", "free"], "is neither fixed nor free").default("fixed"),
});

/** What the user brings instead of ours. */
export interface Services {
  /** A Postgres, instead of the embedded one. */
  databaseUrl: string | undefined;
  /** A model, instead of the offline one. */
  model: { apiKey: string | undefined; baseUrl: string | undefined } | undefined;
}

export interface Settings {
  services: Services;
  /** What of the environment is handed to the functions. */
  functionsEnv: Record<string, string>;
  /** Where `npm start` keeps data, logs and state. */
  folder: string;
  /** The ports of `supabase start`, or free ones, for a second stack beside the first. */
  ports: "fixed" | "free";
}

/** Reads and checks the environment. Throws a StackFault naming the first variable that is wrong. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const set = Object.entries(environment).filter(([, value]) => value !== "");
  const parsed = variables.safeParse(Object.fromEntries(set));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new StackFault(`${issue?.path.join(".")} ${issue?.message}.`);
  }
  const { DATABASE_URL, ANTHROPIC_API_KEY, ANTHROPIC_BASE_URL, ...ours } = parsed.data;
  return {
    services: {
      databaseUrl: DATABASE_URL,
      model:
        ANTHROPIC_API_KEY || ANTHROPIC_BASE_URL
          ? { apiKey: ANTHROPIC_API_KEY, baseUrl: ANTHROPIC_BASE_URL }
          : undefined,
    },
    functionsEnv: Object.fromEntries(
      FUNCTION_SETTINGS.flatMap((name) => (ours[name] ? [[name, String(ours[name])]] : [])),
    ),
    folder: resolve(ours.LOCAL_FOLDER),
    ports: ours.LOCAL_PORTS,
  };
}
