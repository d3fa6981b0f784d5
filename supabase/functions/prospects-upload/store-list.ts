import { z } from "zod";
import { callWorker, type WorkerClient } from "../_shared/worker/call.ts";
import { mergeRows } from "./merge-rows.ts";
import type { Prospect, RowFault } from "./prospect.ts";
import type { ListPart, Stopped } from "./read-list.ts";

/** More rows a call cost more memory and no less time (docs/benchmarks.md). */
export const BATCH_ROWS = 500;
/** So many faults are told one by one; a list that is wrong throughout is wrong in one way. */
export const FAULTS_MAX = 100;

export interface Stored {
  /** Rows that were read, without the first and without empty ones. */
  rows: number;
  /** New prospects. */
  added: number;
  /** Rows that spoke of somebody who was known, from this list or before. */
  merged: number;
  refused: number;
  faults: Array<{ row: number } & RowFault>;
  faults_left_off: number;
  /** Null: it was read to its end. */
  stopped: { row: number; reason: Stopped } | null;
}

const answer = z.object({ added: z.number().int(), merged: z.number().int() });

/**
 * Stores what is read, a batch at a time, and reads the next while one is on its way: never more
 * than two are held. Throws `database_failed`; what was stored before stays, as a list that broke.
 */
export async function storeList(
  parts: AsyncIterable<ListPart>,
  { client, uploadId }: { client: WorkerClient; uploadId: string },
): Promise<Stored> {
  const stored: Stored = {
    rows: 0,
    added: 0,
    merged: 0,
    refused: 0,
    faults: [],
    faults_left_off: 0,
    stopped: null,
  };
  let batch: Prospect[] = [];
  let number = 0;
  let onTheWay = Promise.resolve();
  const send = async () => {
    await onTheWay;
    const rows = batch;
    batch = [];
    number += 1;
    onTheWay = addBatch(client, uploadId, number, rows, stored);
    // Whoever waits for it next hears of its failure; nobody else is to.
    onTheWay.catch(() => {});
  };

  try {
    for await (const part of parts) {
      if (part.kind === "stopped") {
        stored.stopped = { row: part.row, reason: part.reason };
        continue;
      }
      stored.rows += 1;
      if (part.kind === "refused") note(stored, part.row, part.faults);
      else if (batch.push(part.prospect) >= BATCH_ROWS) await send();
    }
    if (batch.length > 0) await send();
    await onTheWay;
  } catch (cause) {
    await end(client, uploadId, stored.refused, false).catch(() => {});
    throw cause;
  }
  await end(client, uploadId, stored.refused, stored.stopped === null);
  return stored;
}

async function addBatch(
  client: WorkerClient,
  uploadId: string,
  batch: number,
  rows: Prospect[],
  stored: Stored,
): Promise<void> {
  const people = mergeRows(rows);
  const args = { upload_id: uploadId, batch, rows: people };
  const { added, merged } = await callWorker(client, "add_prospects", args, answer, {
    repeatable: true,
  });
  stored.added += added;
  stored.merged += merged + rows.length - people.length;
}

function note(stored: Stored, row: number, faults: RowFault[]): void {
  stored.refused += 1;
  const room = Math.max(FAULTS_MAX - stored.faults.length, 0);
  stored.faults.push(...faults.slice(0, room).map((fault) => ({ row, ...fault })));
  stored.faults_left_off += Math.max(faults.length - room, 0);
}

async function end(
  client: WorkerClient,
  uploadId: string,
  refused: number,
  whole: boolean,
): Promise<void> {
  const args = { upload_id: uploadId, refused, whole };
  await callWorker(client, "end_upload", args, z.boolean(), { repeatable: true });
}
