import type { EventCatalogue, EventType } from "../events.ts";
import { code } from "./code.ts";
import { table } from "./table.ts";

/** `docs/events.md`: what happens, who says so, with which payload, and what comes of it. */
export function writeEventsDocument({ events, kinds }: EventCatalogue): string {
  const rows = events.map((event) => [
    code([event.type]),
    event.description,
    code(event.emittedBy),
    payloadOf(event),
    event.tasks.length === 0 ? "–" : code(event.tasks.map((task) => task.type)),
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

Made by \`npm run schema\` from \`private.event_types\`, \`private.payload_kinds\` and \`private.routes\`; a test compares. Do not edit: an event type is a row of its room.

An event is a fact, append-only, and a row of \`events\`. Its payload has the keys below, no more and no fewer, and each value is of its key's kind.
Postgres refuses any other (\`private.payload_fault\`): what somebody wrote, and where they are reached, stays where it is. A function that reads one has its
schema in \`_shared/events.ts\`, which is made of the same rows.

${table(
  ["kind", "what it is"],
  kinds.map(({ kind, description }) => [code([kind]), description]),
)}

${table(["event", "what happened", "said by", "payload", "causes"], rows)}

## What comes of them

${table(["event", "task", "function", "lane", "why"], caused)}
`;
}

function payloadOf({ payload }: EventType): string {
  const keys = Object.entries(payload).map(([key, kind]) => `\`${key}\` ${kind}`);
  return keys.length === 0 ? "–" : keys.join(", ");
}
