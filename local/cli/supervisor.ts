import process from "node:process";
import { supervise } from "./supervise.ts";

/** The process that `npm start` leaves behind. Tells its starter when the stack is ready. */
process.exitCode = await supervise({ fresh: process.argv.includes("--fresh") }, () => {
  process.send?.("ready");
  process.disconnect();
});
