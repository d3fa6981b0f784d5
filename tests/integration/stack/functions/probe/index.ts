import process from "node:process";
import { z } from "zod";

declare const EdgeRuntime: { waitUntil(work: Promise<unknown>): void };

/** Where to report, and after how many milliseconds. */
const query = z.object({ to: z.string().default(""), ms: z.coerce.number().default(0) });

const sleep = (ms: number) => new Promise((woken) => setTimeout(woken, ms));

let unloadReportsTo = "";
addEventListener("beforeunload", (event) => {
  if (unloadReportsTo === "" || !(event instanceof CustomEvent)) return;
  EdgeRuntime.waitUntil(fetch(`${unloadReportsTo}/unload/${process.pid}/${event.detail.reason}`));
});

/** What the tests of the functions runtime ask a function to do. */
export default {
  async fetch(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const { to, ms } = query.parse(Object.fromEntries(url.searchParams));
    switch (url.pathname.split("/")[2]) {
      case "inside":
        EdgeRuntime.waitUntil(sleep(ms).then(() => fetch(`${to}/inside/${process.pid}`)));
        return new Response(String(process.pid), { status: 202 });
      case "outside":
        setTimeout(() => fetch(`${to}/outside/${process.pid}`), ms);
        return new Response(String(process.pid), { status: 202 });
      case "slow":
        await sleep(ms);
        await fetch(`${to}/slow`);
        return new Response(String(process.pid));
      case "unload":
        unloadReportsTo = to;
        return new Response(String(process.pid));
      case "env":
        return Response.json(process.env);
      case "page":
        return new Response("<p>", { headers: { "content-type": "text/html; charset=utf-8" } });
      case "exit":
        return process.exit(1);
      case "echo":
        return Response.json({
          method: request.method,
          path: url.pathname + url.search,
          header: request.headers.get("x-mine"),
          body: await request.text(),
        });
      default:
        return new Response(String(process.pid));
    }
  },
};
