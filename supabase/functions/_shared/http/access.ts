import type { WithSupabaseConfig } from "@supabase/server";
import { fetchOnce } from "./fetch-once.ts";

const common = {
  cors: "disabled",
  supabaseOptions: { global: { fetch: fetchOnce } },
} as const satisfies WithSupabaseConfig;

/** For functions that check their callers themselves: a signature, the bell's secret. */
export const anyone = { ...common, auth: "none" } as const satisfies WithSupabaseConfig;

/** For functions that tell the secret key more than others. */
export const anyoneOrSecret = {
  ...common,
  auth: ["secret", "none"],
} satisfies WithSupabaseConfig;
