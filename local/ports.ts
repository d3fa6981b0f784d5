import { createServer, type Server } from "node:net";
import { StackFault } from "./stack-fault.ts";

/** Each listener of the stack and its port; `api` and `db` are those of `supabase start`. */
const FIXED_PORTS = {
  api: 54321,
  db: 54322,
  functions: 54325,
  carrier: 54330,
  model: 54331,
  stripe: 54332,
  web: 54333,
} as const;

export type PortName = keyof typeof FIXED_PORTS;
export type Ports = Record<PortName, number>;

/** The fixed ports, each proved free, or free ones. Throws a StackFault when one is taken. */
export async function choosePorts(
  kind: "fixed" | "free",
  needed: readonly PortName[],
): Promise<Ports> {
  const ports: Ports = { ...FIXED_PORTS };
  const held: Server[] = [];
  try {
    for (const name of needed) {
      const server = await listen(name, kind === "fixed" ? FIXED_PORTS[name] : 0);
      held.push(server);
      const address = server.address();
      if (address !== null && typeof address === "object") ports[name] = address.port;
    }
    return ports;
  } finally {
    await Promise.all(held.map((server) => new Promise((closed) => server.close(closed))));
  }
}

function listen(name: PortName, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const why = cause.code === "EADDRINUSE" ? "is taken" : `cannot be used (${cause.code})`;
      reject(new StackFault(`Port ${port} (${name}) ${why}.`, { cause }));
    });
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => resolve(server));
  });
}
