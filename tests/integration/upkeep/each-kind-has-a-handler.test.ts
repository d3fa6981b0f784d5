import { expect, test } from "vitest";
import { handlers } from "../../../supabase/functions/housekeeping/handlers.ts";
import { sql } from "../vocabulary.ts";

test("housekeeping handles the kinds of task that are given to it, and no other", async () => {
  const kinds = await sql<{ task_type: string }[]>`
    select task_type from private.task_types where function_name = 'housekeeping' order by 1`;
  expect(Object.keys(handlers).toSorted()).toEqual(kinds.map((kind) => kind.task_type));
});
