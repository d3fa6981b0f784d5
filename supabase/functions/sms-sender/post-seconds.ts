import { envNumber } from "../_shared/env.ts";

/** Ends well before the lease (120 s): a POST under a lost lease could be a second one. */
const POST_SECONDS_MAX = 15;

/** How long after a part was begun its POST may go on; an operator's SEND_SECONDS_MAX, or 15. */
export function postSeconds(): number {
  return envNumber("SEND_SECONDS_MAX", POST_SECONDS_MAX);
}
