import { runDatabaseSuite } from "./suite.ts";

/** `node tests/database/run.ts [part of a path]`: the pgTAP files alone, all or some. */
const { passed, failed } = await runDatabaseSuite(process.argv[2] ?? "");
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
