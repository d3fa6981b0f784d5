import { z } from "zod";
import type { Bucket } from "./config.ts";

/** The CLI reads sizes as Docker does: 1,024 to the step, with an `i` or without. */
const UNITS = { "": 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };
const SIZE_DEFAULT = "50MiB";

const size = z
  .string()
  .regex(/^\d+ ?([KMG]i?)?B?$/, "must be a size, e.g. 5MiB")
  .transform((text) => {
    const unit = /[KMG]/.exec(text)?.[0] ?? "";
    const factor = unit === "K" || unit === "M" || unit === "G" ? UNITS[unit] : UNITS[""];
    return Number.parseInt(text, 10) * factor;
  });

/** `[storage]` of supabase/config.toml: its buckets, by name. */
export const bucketSettings = z
  .object({
    file_size_limit: size.prefault(SIZE_DEFAULT),
    buckets: z
      .record(
        z.string().regex(/^[a-z][a-z0-9-]*$/),
        z.object({
          // The stand-in serves nobody but who has the secret key.
          public: z.literal(false, "must be false: nothing is served to everybody"),
          file_size_limit: size.optional(),
          allowed_mime_types: z.array(z.string()).min(1).optional(),
        }),
      )
      .default({}),
  })
  .prefault({})
  .transform(({ buckets, file_size_limit: sizeMax }): Record<string, Bucket> => {
    const named = Object.entries(buckets).map(([name, settings]) => [
      name,
      {
        bytesMax: Math.min(settings.file_size_limit ?? sizeMax, sizeMax),
        contentTypes: settings.allowed_mime_types ?? null,
      },
    ]);
    return Object.fromEntries(named);
  });
