import { expect, test } from "vitest";
import { benchSchema } from "../../bench/schema.ts";

/** A few threads of a hundred texts each, once round. */
const TINY = {
  members: { messages: 400, own: 100 },
  small: { messages: 400, own: 100 },
  large: { messages: 600, own: 100 },
  rounds: 1,
};
const TITLE = /^\n(?<title>.+); goal ≤ [\d.]+×$/;
/** What was compared, the two times and their ratio: that they are numbers, not which. */
const COMPARED = /^(?<what>\S.*?) +\d+\.\d{3} ms +\d+\.\d{3} ms +\d+\.\d\d× .* (met|MISSED)$/;

test("every part of the schema's bench runs and prints each of its comparisons", async () => {
  const report: string[] = [];
  await benchSchema(TINY, { said: (line) => report.push(line), waiting() {} });
  const printed = report.flatMap((line) => {
    const { title, what } = (TITLE.exec(line) ?? COMPARED.exec(line))?.groups ?? {};
    return title === undefined ? (what ?? []) : `# ${title}`;
  });
  expect(printed).toEqual([
    "# A member's rows under RLS: 100 of 400 messages",
    "all of theirs",
    "the newest 50 of one conversation",
    "their newest 50 of all",
    "the same, naming the user",
    "their conversations",
    "# Inserting a message with all triggers, a commit each",
    "inbound, to the same indexes",
    "inbound, to a primary key alone",
    "outbound, to the same indexes",
    "outbound, to a primary key alone",
    "outbound, to the two rows it leaves, bare",
    "# Hot queries as the tables grow",
    "a number's thread (find_thread)",
    "a text arrives (receive_sms)",
    "a text arrives twice (receive_sms)",
    "the lanes that are due (due_lanes)",
    "a lane's next task (lane_head)",
    "the last 20 of a thread (messages_view)",
    "a lane is claimed, with context (claim)",
    "texts are accounted for (account_for)",
    "a turn ends (finish)",
    "the last look at a text (begin_send)",
    "the carrier's news (receive_status)",
    "its parts make a text (refresh_message)",
    "a text's trace (trace)",
    "an operator's unprocessed events",
    "member: the newest 50 of one conversation",
    "member: their newest 50 of all",
    "member: the same, naming the user",
    "member: their conversations",
  ]);
});
