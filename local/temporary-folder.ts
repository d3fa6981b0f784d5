import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new folder for a throw-away stack. Postgres may run as another user, who has to get in. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "yachtparty-"));
  chmodSync(folder, 0o755);
  return folder;
}
