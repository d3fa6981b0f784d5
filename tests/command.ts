import { execFile } from "node:child_process";
import { root } from "../local/root.ts";

const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;

/** Runs a program in the checkout; resolves to what it said when it failed, to nothing when it did not. */
export function complaintsOf(
  program: string,
  args: string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<string[]> {
  return new Promise((resolve) => {
    const options = { cwd: root, env, maxBuffer: OUTPUT_BYTES_MAX };
    execFile(program, args, options, (error, stdout, stderr) => {
      if (error === null) return resolve([]);
      const said = `${stdout}\n${stderr}`.split("\n").filter((line) => line.trim() !== "");
      resolve(said.length > 0 ? said : [error.message]);
    });
  });
}
