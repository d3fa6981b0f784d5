import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { z } from "zod";
import { faultLine, StackFault } from "./stack-fault.ts";
import { bucketSettings } from "./storage/bucket-settings.ts";
import type { Bucket } from "./storage/config.ts";

/** What the local stack reads of supabase/config.toml. */
const configToml = z.object({
  api: z.object({
    schemas: z.array(z.string()).min(1),
    max_rows: z.number().int().positive(),
  }),
  auth: z.object({
    site_url: z.url(),
    email: z.object({ enable_confirmations: z.boolean().default(false) }).prefault({}),
  }),
  db: z.object({
    // Secrets come from the environment alone: none is written in the file.
    vault: z.record(z.string(), z.string().regex(/^env\([A-Z_]+\)$/, "must be env(NAME)")),
  }),
  storage: bucketSettings,
  functions: z.record(
    z.string().regex(/^[a-z][a-z0-9-]*$/),
    z.object({
      // The functions runtime does not imitate the gateway's own check of JWTs.
      verify_jwt: z.literal(false, "must be false: functions check their callers themselves"),
      import_map: z.literal("./functions/deno.json"),
    }),
  ),
});

export interface Project {
  /** The folder that holds `supabase/`. */
  folder: string;
  schemas: string[];
  rowsMax: number;
  siteUrl: string;
  /** Whether an address must be proved before its first sign-in. */
  emailConfirmations: boolean;
  functions: string[];
  /** Storage's buckets, by name. */
  buckets: Record<string, Bucket>;
  /** Vault's secrets: name → the environment variable that holds it. */
  vault: Record<string, string>;
}

/** Reads `<folder>/supabase/config.toml`. Throws a StackFault naming what is wrong in it. */
export function readProject(folder: string): Project {
  const path = join(folder, "supabase", "config.toml");
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new StackFault(`${path} cannot be read.`, { cause });
  }
  const parsed = configToml.safeParse(parseToml(text));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new StackFault(`supabase/config.toml: ${issue?.path.join(".")} ${issue?.message}.`);
  }
  const { api, auth, db, functions, storage } = parsed.data;
  return {
    folder,
    schemas: api.schemas,
    rowsMax: api.max_rows,
    siteUrl: auth.site_url,
    emailConfirmations: auth.email.enable_confirmations,
    functions: Object.keys(functions),
    buckets: storage,
    vault: Object.fromEntries(
      Object.entries(db.vault).map(([name, value]) => [name, value.slice("env(".length, -1)]),
    ),
  };
}

function parseToml(text: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    throw new StackFault(`supabase/config.toml: ${faultLine(cause)}`, { cause });
  }
}
