import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { packageFolder } from "../package-folder.ts";
import { StackFault } from "../stack-fault.ts";

const FILE = /^pgtap(--\d[\d.]*\.sql|\.control)$/;

/** pgTAP's files, name → content. No npm package has them; pglite, which comes with the gateway, does. */
export function pgTapFiles(): Map<string, Buffer> {
  const unpacked = mkdtempSync(join(tmpdir(), "pgtap-"));
  try {
    const gateway = createRequire(join(packageFolder("@supabase/lite"), "package.json"));
    const archive = join(dirname(gateway.resolve("@electric-sql/pglite")), "pgtap.tar.gz");
    execFileSync("tar", ["-xzf", archive, "-C", unpacked], { stdio: "pipe" });
    const folder = join(unpacked, "share", "postgresql", "extension");
    const names = readdirSync(folder).filter((name) => FILE.test(name));
    return new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
  } catch (cause) {
    throw new StackFault("pgTAP could not be unpacked from @electric-sql/pglite.", { cause });
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
  }
}
