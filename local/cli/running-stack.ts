import { readSettings } from "../settings.ts";
import { StackFault } from "../stack-fault.ts";
import type { StackValues } from "../stack-values.ts";
import { readState } from "./state.ts";

/** The stack that `npm start` left running. Throws a StackFault saying why there is none. */
export function runningStack(): StackValues {
  const state = readState(readSettings(process.env).folder);
  if (state === undefined) throw new StackFault("Nothing runs. Start it with npm start.");
  if (state.status === "starting") throw new StackFault("It is still starting.");
  if (state.status === "crashed") throw new StackFault(`It stopped: ${state.reason}`);
  return state.values;
}
