import postgres, { type Sql } from "postgres";
import { type CarrierText, postText, textsTo } from "../carrier/client.ts";
import { addressTexted } from "../mail/address-texted.ts";
import { newEmail } from "../mail/email.ts";
import { postEmail } from "../mail/post-email.ts";
import { type Check, checksOf } from "./checks.ts";
import { type Hops, hopsOf } from "./hops.ts";
import { type Step, scriptFor } from "./script.ts";

/** A reply takes a debounce and some calls; offline about three seconds. */
const REPLY_WAIT_MS_MAX = 90_000;
const LOOK_EVERY_MS = 100;

export interface Scene {
  databaseUrl: string;
  carrierUrl: string;
  functionsUrl: string;
  /** The number that people text. */
  number: string;
  newcomer: string;
  member: string;
  say(line: string): void;
}

export interface Played {
  acks: number[];
  hops: Hops[];
  checks: Check[];
}

/** Plays the script through signed webhooks, saying the transcript as it happens. */
export async function play(scene: Scene): Promise<Played> {
  const sql = postgres(scene.databaseUrl, { max: 2, onnotice: () => {} });
  try {
    const watch = new Transcript(scene);
    await watch.begin();
    const sids: string[] = [];
    const acks: number[] = [];
    // Nobody else's: a stack that runs may know the newcomer of an earlier demo.
    const email = `ada.${scene.newcomer.slice(-10)}@analytical-engines.example`;
    for (const step of scriptFor(email)) {
      const posted = await textAll(scene, step, watch);
      sids.push(...posted.map((one) => one.messageSid));
      acks.push(...posted.map((one) => one.ackMs));
      await answered(sql, sids, watch);
      if (step.email !== undefined) await confirm(scene, step.email, sql, watch);
    }
    return {
      acks,
      hops: await hopsOf(sql, sids),
      checks: await checksOf(sql, sids, scene.newcomer, watch.heard),
    };
  } finally {
    await sql.end();
  }
}

async function textAll(scene: Scene, step: Step, watch: Transcript) {
  const from = step.who === "newcomer" ? scene.newcomer : scene.member;
  const posted = [];
  for (const body of step.texts) {
    watch.said(step.who, body);
    const one = await postText(scene.carrierUrl, { from, to: scene.number, body });
    if (one.webhookStatus !== 200) throw new Error(`the webhook answered ${one.webhookStatus}`);
    posted.push(one);
  }
  const last = posted.at(-1);
  if (step.twice && last !== undefined) {
    const body = step.texts.at(-1) ?? "";
    const again = { from, to: scene.number, body, messageSid: last.messageSid };
    const repeat = await postText(scene.carrierUrl, again);
    scene.say(`         (the carrier delivers that text again: ${repeat.webhookStatus})`);
  }
  return posted;
}

/** The newcomer mails from their work address, and waits for what is texted then. */
async function confirm(scene: Scene, from: string, sql: Sql, watch: Transcript): Promise<void> {
  const to = addressTexted(await textsTo(scene.carrierUrl, scene.newcomer));
  if (to === null) throw new Error("the newcomer was texted no address to mail to");
  watch.said("newcomer", `(mails from ${from} to ${to})`);
  const status = await postEmail(scene.functionsUrl, newEmail({ from, to }));
  if (status !== 200) throw new Error(`the email webhook answered ${status}`);
  await settled(watch, async () => {
    const [welcome] = await sql<{ count: number }[]>`
      select 1 - count(*)::integer as count from public.messages m
      join public.agent_tasks t on t.id = m.task_id and t.task_type = 'welcome'
      join public.users u on u.id = m.user_id
      where u.phone_number = ${scene.newcomer} and m.status = 'delivered'`;
    return welcome?.count;
  });
}

/** Waits until every text has been answered and every answer delivered. */
async function answered(sql: Sql, sids: string[], watch: Transcript): Promise<void> {
  await settled(watch, async () => {
    const [open] = await sql<{ count: number }[]>`
      select (select count(*)::integer from public.messages m
          where m.direction = 'inbound' and m.twilio_message_sid in ${sql(sids)}
            and m.task_id is null and m.unanswered_reason is null)
        + (select count(*)::integer from public.messages m
          where m.direction = 'outbound' and m.status <> 'delivered'
            and m.task_id in (select i.task_id from public.messages i
              where i.twilio_message_sid in ${sql(sids)})) as count`;
    return open?.count;
  });
}

/** Listens until nothing is open any more. */
async function settled(watch: Transcript, open: () => Promise<number | undefined>): Promise<void> {
  const until = Date.now() + REPLY_WAIT_MS_MAX;
  for (;;) {
    await watch.listen();
    if ((await open()) === 0) break;
    if (Date.now() > until) throw new Error(`no answer within ${REPLY_WAIT_MS_MAX / 1000} s`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  await watch.listen();
}

/** Says each text once: what people write, and what the carrier was given for them. */
class Transcript {
  /** What the carrier was given since the beginning. */
  heard: CarrierText[] = [];
  readonly #scene: Scene;
  readonly #seen = new Set<string>();

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** A stack that runs may have carried texts to these people before. */
  async begin(): Promise<void> {
    for (const text of await this.#carried()) this.#seen.add(text.messageSid);
  }

  said(who: Step["who"], body: string): void {
    this.#scene.say(`${who.padStart(8)} ▸ ${body}`);
  }

  async listen(): Promise<void> {
    const carried = await this.#carried();
    const news = carried.filter((text) => !this.#seen.has(text.messageSid));
    const known = new Set(this.heard.map((text) => text.messageSid));
    for (const text of news) {
      if (known.has(text.messageSid)) continue;
      const who = text.to === this.#scene.newcomer ? "newcomer" : "member";
      this.#scene.say(`${who.padStart(8)} ◂ ${text.body.replaceAll("\n", "\n           ")}`);
    }
    this.heard = news;
  }

  async #carried(): Promise<CarrierText[]> {
    const { carrierUrl, newcomer, member } = this.#scene;
    const texts = await Promise.all([newcomer, member].map((to) => textsTo(carrierUrl, to)));
    return texts.flat();
  }
}
