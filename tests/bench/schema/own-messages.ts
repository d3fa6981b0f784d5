import { compare } from "../compare.ts";
import type { Explained } from "../plan.ts";
import type { Line } from "./lines.ts";
import { type Actor, prepare, run, type Statement } from "./statement.ts";

const OWNER: Actor = { role: "postgres" };
export const MEMBER: Actor = { role: "authenticated", signIn: "bench.id('sign-in', 0)" };

const MESSAGE = "id, conversation_id, position, role, direction, content, status, created_at";
const THREAD = "id, channel, title, status, last_message_at";

interface Asked {
  what: string;
  member: string;
  owner: string;
}

const THEIRS = "and tenant_id = bench.tenant(0) and user_id = bench.id('user', 0)";
const NEWEST = "order by created_at desc limit 50";

/** What the web asks with a limit of its own; the owner's query says whose rows are meant. */
export const PAGES: Asked[] = [
  asked(
    "the newest 50 of one conversation",
    `${MESSAGE} from public.messages where conversation_id = bench.id('thread', 0)`,
    "order by position desc limit 50",
    "",
  ),
  asked("their newest 50 of all", `${MESSAGE} from public.messages where true`, NEWEST),
  asked(
    "the same, naming the user",
    `${MESSAGE} from public.messages where true ${THEIRS}`,
    NEWEST,
  ),
  asked(
    "their conversations",
    `${THREAD} from public.conversations where true`,
    "order by last_message_at desc nulls last limit 50",
  ),
];
/** The API's own limit is a thousand rows. */
const ALL = asked("all of theirs", `${MESSAGE} from public.messages where true`, "limit 1000");

/** As PostgREST gives it out. */
function asked(what: string, query: string, end: string, whose = THEIRS): Asked {
  const json = (condition: string) =>
    `coalesce(json_agg(r), '[]') from (select ${query} ${condition} ${end}) r`;
  return { what, member: json(""), owner: json(whose) };
}

/** A member's own rows under row-level security, against the owner's same query. */
export async function compareOwnMessages(
  { sql, explain }: Explained,
  rounds: number,
): Promise<Line[]> {
  const lines: Line[] = [];
  for (const [nth, { what, member, owner }] of [ALL, ...PAGES].entries()) {
    const asMember: Statement = { as: MEMBER, perform: member };
    const asOwner: Statement = { as: OWNER, perform: owner };
    await prepare(sql, `member_${nth}`, asMember);
    await prepare(sql, `owner_${nth}`, asOwner);
    const comparison = await compare(
      () => run(sql, `owner_${nth}`, asOwner),
      () => run(sql, `member_${nth}`, asMember),
      rounds,
    );
    const owners = await explain(() => run(sql, `owner_${nth}`, { ...asOwner, times: 1 }));
    const plans = await explain(() => run(sql, `member_${nth}`, { ...asMember, times: 1 }));
    lines.push({ what, comparison, plans, baselinePages: owners.pages });
  }
  return lines;
}
