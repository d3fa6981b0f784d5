import { execFile } from "node:child_process";
import { createReadStream, createWriteStream, rmSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import postgres, { type Sql } from "postgres";
import { temporaryFolder } from "../../../local/temporary-folder.ts";
import type { Goal, Table } from "../bench.ts";
import { relate } from "../compare.ts";
import { median } from "../percentile.ts";
import { count, perSecond, times } from "../text.ts";
import { OWNER, uploadList } from "./upload-list.ts";

const COLUMNS = "email,phone_number,first_name,last_name,company,title";
const UPLOAD_ALONE = fileURLToPath(new URL("upload-alone.ts", import.meta.url));
const UPLOAD_MS_MAX = 600_000;
/** V8 lets garbage lie while there is room: with little of it, what a list takes is what it holds. */
const LITTLE_ROOM = ["--max-old-space-size=64", "--max-semi-space-size=4"];
/** Of the rows that COPY stores in the same time. */
const GOAL_OF_COPY = 0.3;
/** What a list may take more than one of a tenth. */
const GOAL_MORE_MIB = 32;

/** Lists of prospects against COPY of the same file, and the memory that a longer one takes. */
export async function measureLists(url: string, rows: number, iterations: number) {
  const folder = temporaryFolder();
  const sql = await openDatabase(url);
  try {
    const tenth = rows / 10;
    const [short, long] = [await writeList(folder, tenth), await writeList(folder, rows)];
    const copied: number[] = [];
    const uploaded: number[] = [];
    // The first is not counted: it warms up.
    for (let round = 0; round <= iterations; round += 1) {
      const upload = await millisecondsOf(sql, () => uploadList(sql, long, rows));
      const copy = await millisecondsOf(sql, () => copyList(sql, long));
      if (round === 0) continue;
      uploaded.push(upload);
      copied.push(copy);
    }
    const grown: [number[], number[]] = [[], []];
    for (let round = 0; round < iterations; round += 1) {
      await empty(sql);
      grown[0].push(await mebibytesOf(url, short, tenth));
      await empty(sql);
      grown[1].push(await mebibytesOf(url, long, rows));
    }
    return report({ rows, copied, uploaded, grown });
  } finally {
    await sql.end();
    rmSync(folder, { recursive: true });
  }
}

interface Measured {
  rows: number;
  /** Milliseconds. */
  copied: number[];
  uploaded: number[];
  /** Mebibytes, with a tenth of the rows and with all. */
  grown: [number[], number[]];
}

function report({ rows, copied, uploaded, grown }: Measured): { tables: Table[]; goals: Goal[] } {
  const { baseline, measured, ratio, spread } = relate(copied, uploaded);
  const rates = [measured, baseline].map((ms) => perSecond((rows * 1_000) / ms));
  const [few, many] = [median(grown[0]), median(grown[1])];
  const mebibytes = [few, many].map((one) => `${one.toFixed(0)} MiB`);
  return {
    tables: [
      {
        title: `A list of ${count(rows)} rows`,
        columns: ["", "upload", "COPY", "ratio", "half of the rounds"],
        rows: [
          [
            "rows a second",
            ...rates,
            times(1 / ratio),
            spread.map((one) => times(1 / one)).join(" to "),
          ],
        ],
      },
      {
        title: "The memory it takes",
        columns: [`${count(rows / 10)} rows`, `${count(rows)} rows`],
        rows: [mebibytes],
      },
    ],
    goals: [
      {
        what: `rows stored/s ≥ ${GOAL_OF_COPY}× COPY of the same file`,
        measured: `${times(1 / ratio)}: ${rates.join(" to ")}`,
        met: 1 / ratio >= GOAL_OF_COPY,
      },
      {
        what: `ten times the rows take ≤ ${GOAL_MORE_MIB} MiB more memory`,
        measured: mebibytes.join(" and "),
        met: many - few <= GOAL_MORE_MIB,
      },
    ],
  };
}

/** A list of so many people, each with an email and a number of their own. */
async function writeList(folder: string, rows: number): Promise<string> {
  const path = join(folder, `list-${rows}.csv`);
  const lines = function* () {
    yield `${COLUMNS}\n`;
    for (let n = 0; n < rows; n += 1) {
      const phone = `+1415${2_000_000 + n}`;
      yield `p${n}@out.example,${phone},First${n},Last${n},"Company ${n % 5_000}, Inc.",Engineer\n`;
    }
  };
  await pipeline(Readable.from(lines()), createWriteStream(path));
  return path;
}

async function openDatabase(url: string): Promise<Sql> {
  const sql = postgres(url, { max: 1, onnotice() {} });
  await sql`insert into public.tenants (id, slug, name, product)
    values (${OWNER.tenant}, 'bench', 'Bench', 'network')`;
  await sql`insert into public.users (id, tenant_id, phone_number, verified)
    values (${OWNER.user}, ${OWNER.tenant}, '+14155550100', true)`;
  await sql`insert into public.innovators (id, tenant_id, user_id, company_name)
    values (${OWNER.innovator}, ${OWNER.tenant}, ${OWNER.user}, 'Dry Boats')`;
  // The file does not say whose they are.
  await sql.unsafe(`alter table public.prospects alter tenant_id set default '${OWNER.tenant}',
    alter innovator_id set default '${OWNER.innovator}'`);
  return sql;
}

async function empty(sql: Sql): Promise<void> {
  await sql`truncate public.prospects, private.prospect_uploads cascade`;
  await sql`vacuum (analyze) public.prospects`;
}

async function millisecondsOf(sql: Sql, store: () => Promise<void>): Promise<number> {
  await empty(sql);
  const began = performance.now();
  await store();
  return performance.now() - began;
}

/** By COPY into the table itself, its indexes and checks included. */
async function copyList(sql: Sql, path: string): Promise<void> {
  const into = await sql
    .unsafe(`copy public.prospects (${COLUMNS}) from stdin with (format csv, header)`)
    .writable();
  await pipeline(createReadStream(path), into);
}

async function mebibytesOf(url: string, path: string, rows: number): Promise<number> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...LITTLE_ROOM, UPLOAD_ALONE, url, path, String(rows)],
    { timeout: UPLOAD_MS_MAX },
  );
  return Number(stdout) / 1024;
}
