import { afterEach, expect, test, vi } from "vitest";
import { erasePerson } from "../../../supabase/functions/housekeeping/erase-person.ts";
import { FakeDatabase } from "../worker/fake-database.ts";

const id = "00000000-0000-4000-8000-000000000001";

afterEach(() => vi.restoreAllMocks());

function erase(answers: ConstructorParameters<typeof FakeDatabase>[0]) {
  vi.spyOn(console, "log").mockImplementation(() => {});
  vi.spyOn(console, "error").mockImplementation(() => {});
  const database = new FakeDatabase({
    erasure_work: () => ({ body: { state: "ready", paths: ["t/m/0", "t/m/1"] } }),
    remove: () => ({ body: [{ name: "t/m/0" }] }),
    erase_person: () => ({ body: { lost: false, erased: 42 } }),
    ...answers,
  });
  const task = { id, task_type: "erase_person", trace_id: id, attempt: 1 };
  const turn = {
    lease: id,
    lane_key: `upkeep:${id}`,
    tenant_id: id,
    trace_id: id,
    tasks: [{ ...task, context: { request_id: id } }],
    context: { kind: "task" as const },
  };
  return { outcome: erasePerson(turn, database.client, new AbortController().signal), database };
}

test("files go first, since only rows know where they are, and then the person", async () => {
  const { outcome, database } = erase({});
  expect(await outcome).toMatchObject({ outcome: "done", result: { erased: 42 } });
  expect(database.named("remove").map(({ prefixes }) => prefixes)).toEqual([["t/m/0", "t/m/1"]]);
  expect(database.named("erase_person")).toEqual([{ lease: id, request_id: id }]);
});

test("while the receipt is on its way nothing is deleted", async () => {
  const { outcome, database } = erase({
    erasure_work: () => ({ body: { state: "wait", seconds: 15 } }),
  });
  expect(await outcome).toMatchObject({
    outcome: "snooze",
    reason: "receipt_on_its_way",
    snooze_seconds: 15,
  });
  expect(database.named("erase_person")).toEqual([]);
});

test("without Storage the rows stay, and it is tried again", async () => {
  const { outcome, database } = erase({ remove: () => ({ status: 400, body: {} }) });
  expect(await outcome).toMatchObject({ outcome: "snooze", reason: "storage_failed" });
  expect(database.named("erase_person")).toEqual([]);
});

test("what is withdrawn or done is left alone; who has lost the lease says so", async () => {
  const over = erase({ erasure_work: () => ({ body: { state: "over" } }) });
  expect(await over.outcome).toMatchObject({ outcome: "done", result: { erased: 0 } });
  const late = erase({ erase_person: () => ({ body: { lost: true } }) });
  await expect(late.outcome).rejects.toMatchObject({ code: "lease_lost" });
});
