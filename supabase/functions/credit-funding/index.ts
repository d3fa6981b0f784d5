import { serveBell } from "../_shared/worker/serve.ts";
import { createCheckout } from "./create-checkout.ts";

export default {
  fetch: serveBell({
    functionName: "credit-funding",
    lanesMax: 4,
    lingerMs: 250,
    handle: createCheckout,
  }),
};
