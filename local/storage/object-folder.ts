import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

export interface StoredObject {
  bytes: Buffer;
  contentType: string;
}

/** The objects of a bucket as files, as their keys have it; beside them, in the same order, types. */
export class ObjectFolder {
  readonly #objects: string;
  readonly #types: string;

  constructor(folder: string, bucket: string) {
    this.#objects = join(folder, bucket, "objects");
    this.#types = join(folder, bucket, "types");
  }

  /** Null when there is none. */
  async read(key: string[]): Promise<StoredObject | null> {
    try {
      const bytes = await readFile(join(this.#objects, ...key));
      const contentType = await readFile(join(this.#types, ...key), "utf8");
      return { bytes, contentType };
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : null;
      if (code === "ENOENT" || code === "ENOTDIR" || code === "EISDIR") return null;
      throw error;
    }
  }

  /** What is not there is as good as removed. */
  async remove(key: string[]): Promise<void> {
    await rm(join(this.#objects, ...key), { force: true });
    await rm(join(this.#types, ...key), { force: true });
  }

  /** Nobody reads half of it: what is whole takes its place at once, its type first. */
  async write(key: string[], bytes: Buffer, contentType: string): Promise<void> {
    await replace(join(this.#types, ...key), contentType);
    await replace(join(this.#objects, ...key), bytes);
  }
}

async function replace(path: string, content: Buffer | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const unfinished = `${path}.${randomUUID()}`;
  await writeFile(unfinished, content);
  await rename(unfinished, path);
}
