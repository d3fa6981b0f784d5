import { z } from "zod";

/** A bucket: what it takes, and how much of it at once. */
export const bucket = z.object({
  bytesMax: z.number().int().positive(),
  /** `image/png` or `image/*`; null: anything. */
  contentTypes: z.array(z.string()).nullable(),
});

/** What the gateway needs to stand for Storage. */
export const storageConfig = z.object({
  /** Holds a folder for each bucket, made with the first object. */
  folder: z.string(),
  buckets: z.record(z.string(), bucket),
});

export type Bucket = z.infer<typeof bucket>;
export type StorageConfig = z.infer<typeof storageConfig>;
