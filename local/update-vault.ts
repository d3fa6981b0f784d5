import postgres from "postgres";
import { StackFault } from "./stack-fault.ts";

/**
 * Brings Vault's secrets up to date: `supabase db push` writes them only when it also has a
 * migration to apply, and ports and keys may differ from the last start's. `secrets` is name → the
 * key of `values` that holds it.
 */
export async function updateVault(
  databaseUrl: string,
  secrets: Record<string, string>,
  values: Record<string, string>,
): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice() {} });
  try {
    for (const [name, key] of Object.entries(secrets)) {
      const value = values[key];
      if (value === undefined) throw new StackFault(`config.toml: db.vault ${key} is not known.`);
      await sql`
        select vault.update_secret(id, ${value}) from vault.decrypted_secrets
        where name = ${name} and decrypted_secret is distinct from ${value}`;
    }
  } finally {
    await sql.end();
  }
}
