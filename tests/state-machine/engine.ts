import { randomUUID } from "node:crypto";
import type { JSONValue, Sql } from "postgres";
import { vi } from "vitest";
import { z } from "zod";
import { UNSUSPECTED } from "../screened.ts";

/* The engine as its callers have it, one call a transaction: a webhook, a worker, an operator. */

const TENANT = "00000000-0000-4000-8000-000000000001";
const SENDER = "00000000-0000-4000-8000-000000000011";
const ACCOUNT = "AC00000000000000000000000000000001";

/** Which people have by web, too. */
const COACH_TENANT = "00000000-0000-4000-8000-000000000003";

const turn = z.object({
  lease: z.string(),
  lane_key: z.string(),
  tasks: z.tuple([z.object({ id: z.string() })], z.object({ id: z.string() })),
});
const claimed = z.object({ turns: z.array(turn) });
export type Turn = z.infer<typeof turn>;
type Input = Record<string, JSONValue>;

export interface Person {
  phone: string;
}

/** A conversation on the web, and who is signed in. */
export interface Page {
  authId: string;
  conversation: string;
}

/** A lane's kind, and whose it is. */
export interface Lane {
  kind: "conversation" | "send";
  person: Person;
}

export class Engine {
  readonly sql: Sql;
  #people = 0;
  #sids = 0;

  constructor(sql: Sql) {
    this.sql = sql;
  }

  /** Somebody nobody has heard of. */
  stranger(): Person {
    this.#people += 1;
    return { phone: `+1415556${1000 + this.#people}` };
  }

  /** The carrier's name for a text: each call another one. */
  sid(): string {
    this.#sids += 1;
    return `SM${this.#sids}`;
  }

  // Texts in.

  async receive(person: Person, keyword: "stop" | null = null): Promise<void> {
    const sms = {
      message_sid: this.sid(),
      from: person.phone,
      body: "hello",
      keyword,
      screen: UNSUSPECTED,
    };
    await this.sql`select worker.receive_sms(${SENDER}, ${this.sql.json(sms)})`;
  }

  /** How long replies wait for the end of a burst. */
  async debounce(milliseconds: number): Promise<void> {
    await this.sql`update private.settings set value = ${milliseconds}
      where name = 'reply_debounce_ms'`;
  }

  // On the web.

  /** Somebody with a conversation on the web, in which nothing stands. */
  async page(): Promise<Page> {
    const page = { authId: randomUUID(), conversation: randomUUID() };
    await this.sql`insert into auth.users (id) values (${page.authId})`;
    await this.sql`with met as (
        insert into public.users (tenant_id, auth_id) values (${COACH_TENANT}, ${page.authId})
        returning *)
      insert into public.conversations (id, tenant_id, user_id, channel)
        select ${page.conversation}, tenant_id, id, 'web' from met`;
    return page;
  }

  /** Writes on a page whose door streams for these agents; the turn that it has then, if any. */
  async write(page: Page, agents: string[], screen: Input = UNSUSPECTED): Promise<Turn | null> {
    const [row] = await this.sql`select worker.open_chat(${page.authId}, ${page.conversation},
      ${randomUUID()}, 'hello', ${this.sql.json(screen)}, agents => ${agents}) -> 'turn' as turn`;
    return turn.nullable().parse(row?.turn);
  }

  /** Writes on a page that streams, in a lane that is idle. */
  async streaming(page: Page): Promise<Turn> {
    const has = await this.write(page, ["coach"]);
    if (has === null) throw new Error("somebody else has the turn");
    return has;
  }

  // Work.

  /** Claims the one lane that is due. */
  async claim(functionName: string): Promise<Turn> {
    const [row] = await this.sql`select worker.claim(${functionName}, 8) as claim`;
    const { turns } = claimed.parse(row?.claim);
    const [only] = turns;
    if (only === undefined || turns.length > 1) {
      throw new Error(`${turns.length} lanes were due where one was to be`);
    }
    return only;
  }

  /** Asks for work where there is none to be had. */
  async claimInVain(functionName: string): Promise<void> {
    const [row] = await this.sql`select worker.claim(${functionName}, 8) as claim`;
    if (claimed.parse(row?.claim).turns.length > 0) throw new Error("there was work");
  }

  /** Claims the lane that is to be due in seconds. */
  claimSoon(functionName: string): Promise<Turn> {
    return vi.waitFor(() => this.claim(functionName), { timeout: 20_000, interval: 20 });
  }

  /** Somebody texts, and the bouncer begins. */
  async thinking(person = this.stranger()): Promise<Turn> {
    await this.receive(person);
    return this.claim("bouncer");
  }

  async finish({ lease }: Turn, outcome: string, more: Input = {}): Promise<string> {
    const turns = this.sql.json([{ lease, outcome, ...more }]);
    const [row] = await this.sql`select worker.finish(${turns}) -> 0 ->> 'result' as result`;
    return z.string().parse(row?.result);
  }

  async reply(turn: Turn): Promise<void> {
    await this.finish(turn, "done", { actions: [{ type: "reply", input: { text: "hi" } }] });
  }

  async giveBack({ lease }: Turn): Promise<void> {
    await this.sql`select worker.give_back(array[${lease}::uuid])`;
  }

  /** Its worker has gone silent, and the sweep comes. */
  async lose({ lease }: Turn): Promise<void> {
    await this.sql`update private.leases set expires_at = '-infinity' where token = ${lease}`;
    await this.sql`select worker.process_tasks_batch()`;
  }

  /** The next failure of this turn's tasks is their last. */
  async lastTry({ tasks }: Turn): Promise<void> {
    const ids = tasks.map(({ id }) => id);
    await this.sql`update public.agent_tasks set max_retries = 0 where id in ${this.sql(ids)}`;
  }

  async cancel(task: string): Promise<void> {
    await this.sql`select worker.cancel_task(${task}, 'not wanted')`;
  }

  /** The task that waits in a lane, the first of them or the last. */
  async waiting(lane: Lane, which: "first" | "last" = "first"): Promise<string> {
    const key = await this.laneKey(lane);
    const rows = await this.sql`select id from public.agent_tasks
      where lane_key = ${key} and status = 'pending' order by seq`;
    return z.string().parse(rows.at(which === "first" ? 0 : -1)?.id);
  }

  async replay({ tasks }: Turn, how: "one" | "many"): Promise<void> {
    const [task] = tasks;
    if (how === "one") {
      await this.sql`select worker.replay_dead_letter(id) from public.event_dead_letters
        where task_id = ${task.id}`;
    } else {
      await this.sql`select worker.replay_dead_letters(task_type, last_failed_at)
        from public.event_dead_letters where task_id = ${task.id}`;
    }
  }

  // Lanes.

  async laneKey({ kind, person }: Lane): Promise<string> {
    const [row] = await this.sql`select id from public.conversations
      where phone_number = ${person.phone} and status <> 'closed'`;
    return `${kind}:${z.string().parse(row?.id)}`;
  }

  async pauseLane(person: Person, kind: Lane["kind"] = "conversation"): Promise<void> {
    await this
      .sql`select worker.pause_lane(${await this.laneKey({ kind, person })}, 'looked into')`;
  }

  async resumeLane(person: Person): Promise<void> {
    await this
      .sql`select worker.resume_lane(${await this.laneKey({ kind: "conversation", person })})`;
  }

  /** An operator takes a conversation over, or gives it back. */
  async converse(person: Person, status: "paused" | "active"): Promise<void> {
    await this.sql`update public.conversations set status = ${status}
      where phone_number = ${person.phone}`;
  }

  /** A conversation that begins in an operator's hands. */
  async begunPaused(person: Person): Promise<void> {
    await this.sql`with met as (
        insert into public.users (tenant_id, phone_number) values (${TENANT}, ${person.phone})
        returning *)
      insert into public.conversations (tenant_id, user_id, phone_number, sender_id, status)
        select tenant_id, id, phone_number, ${SENDER}, 'paused' from met`;
  }

  /** So many turns of a conversation have been lately that its next one must wait. */
  async pace(person: Person, turns: number): Promise<void> {
    const key = await this.laneKey({ kind: "conversation", person });
    await this.sql`update private.lanes
      set turns_at = array_fill(now() - interval '1 second', array[${turns}::integer])
      where lane_key = ${key}`;
  }

  async verify(person: Person): Promise<void> {
    await this.sql`update public.users set verified = true, poc_agent_type = 'concierge'
      where phone_number = ${person.phone}`;
  }

  /** Whatever could be claimed by the next walk is set aside. */
  async rest(): Promise<void> {
    await this.debounce(0);
    await this.sql`select worker.pause_lane(lane_key, 'walked') from private.lanes
      where due is not null`;
  }

  // Texts out.

  /** So many texts to somebody wait to be sent. */
  async textsWaiting(person: Person, count = 1): Promise<void> {
    for (let nth = 0; nth < count; nth += 1) await this.reply(await this.thinking(person));
  }

  /** Somebody is to be sent this, or what their agent makes of it, by no rule but the engine's. */
  async want(person: Person, words: string | null = "news"): Promise<void> {
    await this.sql`update private.settings set value = 0
      where name in ('quiet_from_minute', 'quiet_until_minute', 'after_their_text_minutes')`;
    await this.sql`insert into public.message_queue
        (tenant_id, user_id, agent_id, message_data, final_message, scheduled_for)
      select tenant_id, id, 'account-manager', '{}', ${words}, now() from public.users
      where phone_number = ${person.phone}`;
    await this.sql`select worker.process_outbound_messages()`;
  }

  /** Somebody does not want to be sent anything for now. */
  async mute(person: Person): Promise<void> {
    await this.sql`select worker.mute_person(id, 'infinity') from public.users
      where phone_number = ${person.phone}`;
  }

  /** A text is claimed, and the first of so many parts of it begun. */
  async sending(person = this.stranger(), parts = 1): Promise<TextOut> {
    await this.textsWaiting(person);
    const turn = await this.claim("sms-sender");
    const text = { person, turn, task: turn.tasks[0].id, parts };
    return { ...text, part: await this.begin(text) };
  }

  /** Begins a part; the empty word when it may not leave. */
  async begin(
    { turn, task, parts }: Omit<TextOut, "part">,
    index = 0,
    settled: Input | null = null,
  ): Promise<string> {
    const part = { index, count: parts, body: "hi", encoding: "GSM-7", segments: 1 };
    const [row] = await this.sql`select worker.begin_send(${turn.lease}, ${task},
      ${this.sql.json(part)}, ${settled === null ? null : this.sql.json(settled)}) as begun`;
    return begun.parse(row?.begun).part_id;
  }

  async settle({ turn, part }: TextOut, kind: string, more: Input = {}): Promise<void> {
    const settled = this.sql.json({ part_id: part, kind, ...more });
    await this.sql`select worker.settle_send(${turn.lease}, ${settled})`;
  }

  /** Found in the carrier's list. */
  async find(text: TextOut): Promise<void> {
    await this.settle(text, "found", { sids: [this.sid()] });
  }

  /** Not in the carrier's list, so long after it was begun that it will never be. */
  async missing(text: TextOut): Promise<void> {
    await this.sql`update public.message_parts
      set sending_at = clock_timestamp() - interval '1 hour' where id = ${text.part}`;
    await this.settle(text, "absent", { deadline_seconds: 15 });
  }

  /** The carrier calls back about a part, by the id that our callback's address carries. */
  async news(part: string, word: string): Promise<void> {
    await this.sql`select worker.receive_status(${ACCOUNT},
      (select coalesce(twilio_message_sid, ${this.sid()}) from public.message_parts
        where id = ${part}), ${word}, null, ${part})`;
  }
}

const begun = z.object({ part_id: z.string().default("") });

/** A text that is being sent: its turn, its task, and the part that was begun last. */
export interface TextOut {
  person: Person;
  turn: Turn;
  task: string;
  parts: number;
  part: string;
}
