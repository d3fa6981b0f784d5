import postgres from "postgres";
import { z } from "zod";
import { identifier } from "../../local/postgres/quote.ts";
import { startStack } from "../../local/stack.ts";
import type { BenchOptions } from "./bench.ts";

/** A Postgres of the benches' own, on which each makes the databases it needs. */
export interface Server {
  /** Of PostgreSQL, as 17.10. */
  version: string;
  /** A database with this project's schema; resolves to its URL, as a superuser. */
  make(name: string): Promise<string>;
  /** A database with nothing in it. */
  makeEmpty(name: string): Promise<string>;
  drop(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** Room for what is loaded, and no housekeeping of the server's own while something is timed. */
const POSTGRES_SETTINGS = {
  shared_buffers: "1GB",
  max_wal_size: "16GB",
  checkpoint_timeout: "1h",
  maintenance_work_mem: "256MB",
  autovacuum: "off",
};

export async function startServer(): Promise<Server> {
  const stack = await startStack({
    dbOnly: true,
    seed: false,
    postgresSettings: POSTGRES_SETTINGS,
  });
  const { stop } = stack;
  const admin = postgres(stack.adminUrl, { max: 1, onnotice() {} });
  const make = async (name: string, template: string) => {
    await admin.unsafe(`create database ${identifier(name)} template ${template}`);
    const url = new URL(stack.adminUrl);
    url.pathname = name;
    return url.href;
  };
  const [about] = await admin`show server_version`;
  return {
    version: z.string().parse(about?.server_version),
    make: (name) => make(name, "postgres"),
    makeEmpty: (name) => make(name, "template0"),
    drop: async (name) => {
      await admin.unsafe(`drop database if exists ${identifier(name)} with (force)`);
    },
    stop: async () => {
      await admin.end();
      await stop();
    },
  };
}

/** Makes databases for one bench, and drops them when it is done or has failed. */
export async function withServer<Found>(
  options: BenchOptions,
  use: (server: Pick<Server, "make" | "makeEmpty">) => Promise<Found>,
): Promise<Found> {
  const server = options.server ?? (await startServer());
  const made: string[] = [];
  try {
    return await use({
      make: (name) => {
        made.push(name);
        return server.make(name);
      },
      makeEmpty: (name) => {
        made.push(name);
        return server.makeEmpty(name);
      },
    });
  } finally {
    for (const name of made) await server.drop(name);
    if (options.server === undefined) await server.stop();
  }
}
