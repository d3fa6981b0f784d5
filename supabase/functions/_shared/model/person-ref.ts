import { createHash } from "node:crypto";

/**
 * Who a call is for, as the provider's abuse detection may know them: always the same for one
 * person, another in each tenant, and no key of any table. Ids are random, so that a hash cannot be
 * guessed back.
 */
export function personRef(tenantId: string, userId: string): string {
  return createHash("sha256").update(`model person ${tenantId} ${userId}`).digest("hex");
}
