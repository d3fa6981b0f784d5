import process from "node:process";
import { readSettings } from "../settings.ts";
import { supervise } from "./supervise.ts";

/** The process that `npm start` leaves behind. Tells its starter when the stack is ready. */
const fresh = process.argv.includes("--fresh");
process.exitCode = await supervise(readSettings(process.env), fresh, () => {
  process.send?.("ready");
  process.disconnect();
});
