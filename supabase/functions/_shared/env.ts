import process from "node:process";
import { Fault } from "./errors.ts";

/** The value of an environment variable; empty counts as unset. */
export function env(name: string): string | undefined {
  return process.env[name] || undefined;
}

/** The value of an environment variable that must be set. Throws `config_missing` (503). */
export function requireEnv(name: string): string {
  const value = env(name);
  if (value === undefined) throw new Fault("config_missing", { detail: `${name} is not set` });
  return value;
}

/** A positive number from the environment. Throws `config_missing` when it is set to anything else. */
export function envNumber(name: string, unset: number): number {
  const text = env(name);
  if (text === undefined) return unset;
  const value = Number(text);
  if (Number.isFinite(value) && value > 0) return value;
  throw new Fault("config_missing", { detail: `${name} is not a positive number` });
}
