import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";
import { z } from "zod";
import { postText, textsTo } from "../../carrier/client.ts";
import { addressTexted } from "../../mail/address-texted.ts";
import { newEmail } from "../../mail/email.ts";
import { postEmail } from "../../mail/post-email.ts";
import { StackFault } from "../../stack-fault.ts";
import { checkoutTexted } from "../../stripe/purse.ts";
import { CAST, type Part, type Person, personOf } from "./cast.ts";
import type { Step } from "./story.ts";
import { later } from "./time.ts";
import { uploadTexted } from "./upload-link.ts";

/** With everything going wrong, what a step causes takes the longest; as it is, some seconds. */
const STEP_MS_MAX = 90_000;
const LOOK_EVERY_MS = 200;
const POST_MS_MAX = 20_000;
/** A text, email or payment that is not acknowledged is brought again, as its carrier would. */
const DELIVERIES_MAX = 10;
const DELIVER_AGAIN_MS = 500;

const uploaded = z.object({ added: z.number(), refused: z.number() });

/** Where the story plays. */
export interface World {
  carrierUrl: string;
  functionsUrl: string;
  stripeUrl: string;
  /** The number that people text. */
  number: string;
  /** Acts in the database, as its owner: only what may be done twice. */
  database<Value>(act: (sql: Sql) => Promise<Value>): Promise<Value>;
  /** A step of the story begins. */
  begins?(step: Step): void;
}

/** What was said or done; `at` in milliseconds from the beginning. */
export interface Line {
  part: Part;
  from: "person" | "us";
  words: string;
  at: number;
}

/** Somebody's texts to us and ours to them, and what they do besides: they mail, pay and upload. */
export class Stage {
  readonly lines: Line[] = [];
  /** What each person has texted, by the carrier's ids. */
  readonly textsIn: string[] = [];
  readonly #world: World;
  readonly #begun = performance.now();
  readonly #heard = new Set<string>();

  constructor(world: World) {
    this.#world = world;
  }

  begins(step: Step): void {
    this.#world.begins?.(step);
  }

  database<Value>(act: (sql: Sql) => Promise<Value>): Promise<Value> {
    return this.#world.database(act);
  }

  /** Texts, and waits until all that comes of it at once has arrived. */
  async text(part: Part, ...texts: string[]): Promise<void> {
    const { phone } = personOf(part);
    for (const body of texts) {
      this.#note(part, "person", body);
      const to = this.#world.number;
      let messageSid: string | undefined;
      await delivered(`the text of the ${part}`, async () => {
        const again = messageSid === undefined ? {} : { messageSid };
        const posted = await postText(this.#world.carrierUrl, { from: phone, to, body, ...again });
        messageSid = posted.messageSid;
        return posted.webhookStatus;
      });
      if (messageSid !== undefined) this.textsIn.push(messageSid);
    }
    await this.#waitFor([part], false);
  }

  /** Mails to the address that they were texted. */
  async confirm(part: Part): Promise<void> {
    const to = addressTexted(await this.#textsTo(personOf(part)));
    if (to === null) throw new Error(`the ${part} was texted no address to mail to`);
    await this.mail(part, to);
  }

  async mail(part: Part, to: string, cc: string[] = []): Promise<void> {
    const { email: from } = personOf(part);
    const copied = cc.length === 0 ? "" : `, copied to ${cc.join(" and ")}`;
    this.#note(part, "person", `(mails from ${from} to ${to}${copied})`);
    const email = newEmail({ from, to, cc });
    await delivered("an email", () => postEmail(this.#world.functionsUrl, email));
    await this.#waitFor([part], false);
  }

  /** Pays by the payment link that they were texted last. */
  async pay(part: Part): Promise<void> {
    const session = checkoutTexted(await this.#textsTo(personOf(part)));
    if (session === null) throw new Error(`the ${part} was texted no payment link`);
    this.#note(part, "person", "(pays by the link)");
    const response = await post(`${this.#world.stripeUrl}/pay/${session}`);
    if (!response.ok) throw new Error(`Stripe's stand-in answered ${response.status}`);
    await response.body?.cancel();
    await this.rest([part]);
  }

  /** Uploads a list to the link that they were texted last. */
  async upload(part: Part, csv: string): Promise<void> {
    const texts = await this.#textsTo(personOf(part));
    const link = uploadTexted(texts, this.#world.functionsUrl);
    if (link === null) throw new Error(`the ${part} was texted no link to bring a list to`);
    const response = await post(link, csv);
    if (!response.ok) throw new Error(`the upload was answered ${response.status}`);
    const { added, refused } = uploaded.parse(await response.json());
    this.#note(part, "person", `(uploads a list by the link: ${added} added, ${refused} refused)`);
  }

  /**
   * Time passes for these people, in which they write nothing, until all that waits for them has
   * been done and has arrived: also what they have not asked for.
   */
  rest(parts: Part[] = CAST.map(({ part }) => part)): Promise<void> {
    return this.#waitFor(parts, true);
  }

  async #waitFor(parts: Part[], passes: boolean): Promise<void> {
    const phones = parts.map((part) => personOf(part).phone);
    const end = performance.now() + STEP_MS_MAX;
    for (;;) {
      await this.#listen();
      const open = await this.#world.database(async (sql) => {
        if (passes) await later(sql, phones);
        return openOf(sql, phones, passes);
      });
      if (open.length === 0) break;
      if (performance.now() > end) throw new Error(`still open: ${open.join(", ")}`);
      await sleep(LOOK_EVERY_MS);
    }
    await this.#listen();
  }

  /** Notes what was texted to people since it was last listened. */
  async #listen(): Promise<void> {
    const texts = await Promise.all(
      CAST.map(async (person) =>
        (await this.#textsTo(person)).map((text) => ({ ...text, part: person.part })),
      ),
    );
    for (const { messageSid, part, body } of texts.flat()) {
      if (this.#heard.has(messageSid)) continue;
      this.#heard.add(messageSid);
      this.#note(part, "us", body);
    }
  }

  #textsTo({ phone }: Person) {
    return textsTo(this.#world.carrierUrl, phone);
  }

  #note(part: Part, from: Line["from"], words: string): void {
    this.lines.push({ part, from, words, at: performance.now() - this.#begun });
  }
}

/** What is still to be done for these people; with `passes`, also what waits for a later time. */
async function openOf(sql: Sql, phones: string[], passes: boolean): Promise<string[]> {
  const open = await sql<{ what: string }[]>`
    with people as (select u.id from public.users u where u.phone_number in ${sql(phones)})
    select 'the task ' || t.task_type as what from public.agent_tasks t
      where t.user_id in (select p.id from people p) and t.status in ('pending', 'processing')
        and t.scheduled_for < now() + interval '2 hours'
    union all
    select 'a text that was ' || coalesce(q.status_reason, q.status) from public.message_queue q
      where q.user_id in (select p.id from people p)
        and (q.status = 'approved' or (${passes} and q.status = 'queued'))
    union all
    select 'a payment' from public.credit_purchases c
      where ${passes} and c.user_id in (select p.id from people p)
        and c.status not in ('paid', 'failed', 'expired')
    union all
    select 'a text that is ' || m.status from public.messages m
      where m.user_id in (select p.id from people p) and m.direction = 'outbound'
        and m.status not in ('delivered', 'cancelled')
    union all
    select 'a text in' from public.messages m
      where m.user_id in (select p.id from people p) and m.direction = 'inbound'
        and m.task_id is null and m.unanswered_reason is null`;
  return open.map(({ what }) => what);
}

async function delivered(what: string, deliver: () => Promise<number | null>): Promise<void> {
  for (let delivery = 1; ; delivery += 1) {
    const status = await deliver().catch((fault: unknown) => {
      if (fault instanceof StackFault) return null;
      throw fault;
    });
    if (status !== null && status < 300) return;
    if (delivery === DELIVERIES_MAX) throw new Error(`${what} was answered ${status}`);
    await sleep(DELIVER_AGAIN_MS);
  }
}

function post(url: string, csv?: string): Promise<Response> {
  return fetch(url, {
    method: "POST",
    ...(csv === undefined ? {} : { headers: { "content-type": "text/csv" }, body: csv }),
    signal: AbortSignal.timeout(POST_MS_MAX),
  });
}
