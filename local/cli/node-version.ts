import process from "node:process";

const MAJOR_MIN = 24;

/** npm's scripts run on the Node of node_modules; this is for whoever calls a command by hand. */
if (Number.parseInt(process.versions.node, 10) < MAJOR_MIN) {
  process.stderr.write(
    `Node ${process.versions.node} is too old, ${MAJOR_MIN} is the oldest: use the npm scripts.\n`,
  );
  process.exit(1);
}
