/**
 * Runs inside Deno, one process for each isolate: `boot.ts <url of the function's index.ts>`. Gives
 * the function what the hosted runtime gives it, `EdgeRuntime.waitUntil` and `beforeunload`, serves
 * its default export, and tells the runtime when there is nothing left to do.
 */
import process from "node:process";

interface ServeInfo {
  completed: Promise<void>;
}
type Handler = (request: Request) => Response | Promise<Response>;
declare const Deno: {
  serve(
    options: { hostname: string; port: number; onListen(address: { port: number }): void },
    handler: (request: Request, info: ServeInfo) => Response | Promise<Response>,
  ): unknown;
};

const waiting = new Set<Promise<unknown>>();
let served = 0;

function tell(message: object): void {
  process.send?.(message);
}

function tellLoad(): void {
  tell({ load: { served, waiting: waiting.size } });
}

function waitUntil<T>(promise: Promise<T>): Promise<T> {
  waiting.add(promise);
  tellLoad();
  promise
    .catch((error: unknown) => console.error("waitUntil:", error))
    .finally(() => {
      waiting.delete(promise);
      tellLoad();
    });
  return promise;
}

Object.defineProperty(globalThis, "EdgeRuntime", { value: Object.freeze({ waitUntil }) });

process.on("message", (message: { unload?: string }) => {
  if (message.unload === undefined) return;
  globalThis.dispatchEvent(new CustomEvent("beforeunload", { detail: { reason: message.unload } }));
  tellLoad();
});
// The runtime is gone: nobody would stop this process.
process.on("disconnect", () => process.exit(0));

const entry = process.argv[2] ?? "";
const { default: exported }: { default?: { fetch?: Handler } } = await import(entry);
const handle = exported?.fetch;
if (handle === undefined) throw new Error(`${entry} has no default export with fetch`);

Deno.serve(
  {
    hostname: "127.0.0.1",
    port: 0,
    onListen: ({ port }) => tell({ ready: { port } }),
  },
  (request, info) => {
    const count = () => {
      served += 1;
      tellLoad();
    };
    // Sent whole, or broken off by a failure: either way it is over.
    info.completed.then(count, count);
    return handle(request);
  },
);
