import { Buffer } from "node:buffer";
// MIT, no dependencies, 1.7 MB with four builds of which one is read; it has parsed streams since
// 2010, and its web-stream build runs under Deno and Node alike. Papa Parse streams Node's only.
import { CsvError, parse } from "csv-parse/stream";
import type { CountryCode } from "libphonenumber-js/min";
import { z } from "zod";
import { type Columns, columnsOf } from "./columns.ts";
import { type Prospect, prospectOf, type RowFault } from "./prospect.ts";

/** Of one row, quotes and all; whatever is longer is no row but a quote that never ends. */
const ROW_CHARACTERS_MAX = 32_768;
/** A body that brings nothing for so long has ended for us. */
const STALL_MS_MAX = 20_000;

export interface ListLimits {
  bytesMax: number;
  rowsMax: number;
  /** When reading must be over, in milliseconds since the epoch. */
  until: number;
  /** Of numbers that are written without one. */
  country: CountryCode | undefined;
}

/** Why nothing more of a list is read. */
export type Stopped =
  | "no_columns"
  | "not_csv"
  | "too_many_rows"
  | "too_large"
  | "too_slow"
  | "broken_off";

/** What comes of a list, row by row. `row` counts as a spreadsheet does: the first has the names. */
export type ListPart =
  | { kind: "prospect"; row: number; prospect: Prospect }
  | { kind: "refused"; row: number; faults: RowFault[] }
  | { kind: "stopped"; row: number; reason: Stopped };

class Stop extends Error {
  readonly reason: Stopped;

  constructor(reason: Stopped) {
    super(reason);
    this.reason = reason;
  }
}

const cells = z.array(z.string());

/** Reads a list as it comes, never more of it than the next rows. Ends with `stopped` or not at all. */
export async function* readList(
  body: ReadableStream<Uint8Array>,
  limits: ListLimits,
): AsyncGenerator<ListPart> {
  let row = 0;
  let columns: Columns | null = null;
  try {
    for await (const record of recordsOf(body, limits)) {
      row += 1;
      const values = cells.parse(record);
      if (row === 1) {
        columns = columnsOf(values);
        if (columns === null) throw new Stop("no_columns");
        continue;
      }
      if (values.every((value) => value.trim() === "")) continue;
      if (row - 1 > limits.rowsMax) throw new Stop("too_many_rows");
      const read = prospectOf(values, columns ?? new Map(), limits.country);
      yield read.ok
        ? { kind: "prospect", row, prospect: read.prospect }
        : { kind: "refused", row, faults: read.faults };
    }
    if (row === 0) throw new Stop("no_columns");
  } catch (cause) {
    yield { kind: "stopped", row: row + 1, reason: reasonOf(cause) };
  }
}

function reasonOf(cause: unknown): Stopped {
  if (cause instanceof Stop) return cause.reason;
  return cause instanceof CsvError ? "not_csv" : "broken_off";
}

/** Of each piece of the body all rows that end in it, and none of a piece that is not there yet. */
async function* recordsOf(body: ReadableStream<Uint8Array>, limits: ListLimits) {
  const reader = body.getReader();
  try {
    let piece = await read(reader, limits);
    if (piece === null) return;
    // Taken as they are made: a stream that fails forgets what nobody has read of it yet.
    const records: unknown[] = [];
    const parser: TransformStream<Uint8Array> = parse({
      bom: true,
      delimiter: delimiterOf(piece),
      max_record_size: ROW_CHARACTERS_MAX,
      on_record: (record: unknown) => {
        records.push(record);
        return null;
      },
      relax_column_count: true,
    });
    const writer = parser.writable.getWriter();
    for (let bytes = 0; piece !== null; piece = await read(reader, limits)) {
      bytes += piece.length;
      if (bytes > limits.bytesMax) throw new Stop("too_large");
      const fault = await faultOf(writer, writer.write(Buffer.from(piece)));
      yield* records.splice(0);
      if (fault !== null) throw fault.cause;
    }
    const fault = await faultOf(writer, writer.close());
    yield* records.splice(0);
    if (fault !== null) throw fault.cause;
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** Why the parser takes nothing more, if so: a write whose rows are wrong resolves all the same. */
async function faultOf(
  writer: WritableStreamDefaultWriter<Uint8Array>,
  written: Promise<void>,
): Promise<{ cause: unknown } | null> {
  try {
    await written;
    if (writer.desiredSize === null) await writer.closed;
    return null;
  } catch (cause) {
    return { cause };
  }
}

/** The next bytes; null at the end. Throws `Stop` when they do not come in time. */
async function read(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { until }: ListLimits,
): Promise<Uint8Array | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    const patience = Math.min(STALL_MS_MAX, until - Date.now());
    timer = setTimeout(() => reject(new Stop("too_slow")), Math.max(patience, 0));
  });
  try {
    const { done, value } = await Promise.race([reader.read(), late]);
    return done ? null : value;
  } finally {
    clearTimeout(timer);
  }
}

/** Spreadsheets write what their country separates with: the one that the first line has most of. */
function delimiterOf(first: Uint8Array): string {
  const [line = ""] = new TextDecoder().decode(first.subarray(0, ROW_CHARACTERS_MAX)).split("\n");
  const count = (sign: string) => line.split(sign).length;
  return [",", ";", "\t"].reduce((best, one) => (count(one) > count(best) ? one : best));
}
