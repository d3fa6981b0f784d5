import type { EventType } from "../events.ts";
import { code } from "./code.ts";
import { table } from "./table.ts";

/** `docs/events.md`: what happens, who says so, with which payload, and what comes of it. */
export function writeEventsDocument(events: EventType[]): string {
  const rows = events.map(({ type, description, emittedBy, payloadKeys, tasks }) => [
    code([type]),
    description,
    code(emittedBy),
    code(payloadKeys),
    tasks.length === 0 ? "–" : code(tasks.map((task) => task.type)),
  ]);
  const caused = events.flatMap(({ type, tasks }) =>
    tasks.map((task) => [
      code([type]),
      code([task.type]),
      task.function === null ? "the person's agent" : code([task.function]),
      `\`${task.lane}:\``,
      task.why,
    ]),
  );
  return `# Events

Made by \`npm run schema\` from \`private.event_types\` and \`private.routes\`; a test compares. Do not edit: an event type is a row of its room.

An event is a fact, append-only, and a row of \`events\`. Its payload has the keys below, no more and no fewer; each value is an id, a count, a word of ours, or
null. Postgres refuses any other (\`private.payload_fault\`): what somebody wrote, and where they are reached, stays where it is.

${table(["event", "what happened", "said by", "payload", "causes"], rows)}

## What comes of them

${table(["event", "task", "function", "lane", "why"], caused)}
`;
}
