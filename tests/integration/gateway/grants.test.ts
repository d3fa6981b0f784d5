import postgres from "postgres";
import { expect, inject, test } from "vitest";
import { readGrants } from "../../../local/postgres/grants.ts";
import { startStack } from "../../../local/stack.ts";

async function grantsOf(url: string): Promise<string[]> {
  const admin = postgres(url, { max: 1, onnotice() {} });
  try {
    return await readGrants(admin);
  } finally {
    await admin.end();
  }
}

test("behind the gateway every grant is as the migrations wrote it", async () => {
  // What the hourly refresh leaves behind on the stack that is compared is nobody's grant.
  const refreshing = postgres(inject("backstage").adminUrl, { max: 1, onnotice() {} });
  await refreshing`select private.refresh_summaries()`;
  await refreshing.end();
  const untouched = await startStack({ dbOnly: true });
  const written = await grantsOf(untouched.adminUrl);
  await untouched.stop();
  expect(written).toContainEqual(expect.stringMatching(/^relation conversations: authenticated=r/));
  expect(await grantsOf(inject("backstage").adminUrl)).toEqual(written);
});
