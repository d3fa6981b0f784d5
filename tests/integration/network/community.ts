import * as time from "../../../local/demo/network/time.ts";
import { eventually, quiet, replies, sql, stranger, text } from "../vocabulary.ts";

/** A word that nobody else knows anything about, in this run and the next. */
export function topic(): string {
  const letters = [...crypto.randomUUID().replace(/\D/g, "")];
  return `rig${letters.map((digit) => "bcdfghjklm"[Number(digit)]).join("")}`.slice(0, 14);
}

/** A member for whom it is about noon, who has not just written, and who knows something. */
export async function expert(...topics: string[]): Promise<string> {
  const phone = stranger();
  await text(phone, "hi");
  await replies(phone, 1);
  await quiet(phone);
  await sql`
    update public.users set verified = true, first_name = 'Ada', expertise = ${topics},
      last_active_at = now() - interval '1 hour' where phone_number = ${phone}`;
  await time.noon(sql, [phone]);
  return phone;
}

/** The text about this that reaches somebody, whenever it does. */
export async function told(phone: string, words: RegExp, count = 1): Promise<string> {
  return await eventually(async () => {
    await time.later(sql, [phone]);
    const texts = (await replies(phone, count, 1)).map((reply) => reply.body);
    const found = texts.find((body) => words.test(body));
    if (found === undefined) throw new Error(`no text says ${words}: ${texts.join(" | ")}`);
    return found;
  }, 45);
}

/** What became of a question of somebody's. */
export async function questionsOf(phone: string) {
  return await sql<
    { id: string; status: string; closed_reason: string | null; asked: number; loop: boolean }[]
  >`select r.id, r.status, r.closed_reason, r.closed_loop_at is not null as loop,
      coalesce(cardinality(r.target_user_ids), 0) as asked
    from public.community_requests r join public.users u on u.id = r.requesting_user_id
    where u.phone_number = ${phone} order by r.created_at`;
}

/** A week goes by, for this person's questions. */
export function aWeekGoesBy(phone: string): Promise<void> {
  return time.aWeekGoesBy(sql, [phone]);
}
