import process from "node:process";
import postgres from "postgres";
import { uploadList } from "./upload-list.ts";

// `node upload-alone.ts <database> <list> <rows>`: stores one list and prints how much memory, in
// KiB, the process had when it had most. By itself, since what an earlier list has left is kept by
// the process, and would hide what this one takes.
const [url = "", path = "", rows = ""] = process.argv.slice(2);
const sql = postgres(url, { max: 1, onnotice() {} });
await uploadList(sql, path, Number(rows));
await sql.end();
process.stdout.write(String(process.resourceUsage().maxRSS));
