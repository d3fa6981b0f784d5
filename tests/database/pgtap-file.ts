import { readFileSync } from "node:fs";
import type { Sql } from "postgres";
import postgres from "postgres";
import { readTap } from "./tap.ts";

const SECONDS_MAX = 30;

/** Runs one pgTAP file and says why it does not pass; nothing when it does. */
export async function runPgTapFile(sql: Sql, path: string): Promise<string[]> {
  const text = readFileSync(path, "utf8");
  if (!/^(--.*\n|\s)*begin;/.test(text) || !/rollback;\s*$/.test(text)) {
    return ["a file begins with begin; and ends with rollback;"];
  }
  try {
    await sql`set statement_timeout = ${sql.unsafe(`'${SECONDS_MAX}s'`)}`;
    const results = await sql.unsafe(text).simple();
    const { broken, complaints } = readTap(textOf(results).join("\n"));
    return broken > 0 || complaints.length > 0 ? complaints : [];
  } catch (error) {
    return complain(error, text);
  } finally {
    // What a file that crashed has left open, and whatever a file has set for its session.
    await sql`rollback`;
    await sql`discard all`;
  }
}

/** Every text that the file's statements returned, in their order. */
function textOf(results: unknown): string[] {
  if (Array.isArray(results)) return results.flatMap(textOf);
  if (typeof results === "object" && results !== null) {
    return Object.values(results).filter((value) => typeof value === "string");
  }
  return [];
}

function complain(error: unknown, text: string): string[] {
  if (!(error instanceof postgres.PostgresError)) throw error;
  const lines = [`${error.severity}: ${error.message}`];
  const at = Number(error.position);
  if (at > 0) lines.push(`at line ${text.slice(0, at).split("\n").length}`);
  for (const more of [error.detail, error.hint, error.where]) if (more) lines.push(more);
  return lines;
}
