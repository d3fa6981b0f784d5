import { join } from "node:path";
import { root } from "./root.ts";

/** Where npm put a package of package.json. */
export function packageFolder(name: string): string {
  return join(root, "node_modules", name);
}
