import type { Row, Sql, TransactionSql } from "postgres";

/** What somebody who is signed in does, in a transaction of their own, as the Data API would. */
export async function signedIn(
  sql: Sql,
  authId: string,
  act: (tx: TransactionSql) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const { rows } = await sql.begin(async (tx) => {
    const claims = JSON.stringify({ sub: authId, role: "authenticated" });
    // Every name under which an implementation of auth.uid() may look.
    await tx`select set_config('request.jwt.claims', ${claims}, true),
      set_config('request.jwt.claim.sub', ${authId}, true), set_config('role', 'authenticated', true)`;
    return { rows: await act(tx) };
  });
  return rows;
}
