import { expect } from "vitest";
import { z } from "zod";
import { eventually, fault, forget, replies, sql, stack, stranger } from "../vocabulary.ts";
import type { Case, Step } from "./case.ts";
import { idOf, know, queue } from "./people.ts";
import { compare } from "./seen.ts";
import { postHook, postNews } from "./webhook.ts";

/** A case takes a debounce, a turn, a run of the orchestrator and a delivery; some of them twice. */
const SECONDS_MAX = 60;

interface Scene {
  phone: string;
  person: string | null;
  lastSid: string | undefined;
}

/** Plays a case against the functions and the carrier, then waits for what it expects. */
export async function play(one: Case): Promise<void> {
  const phone = one.from ?? stranger();
  if (one.from !== undefined) await forget(one.from);
  const person = one.who === undefined ? null : await know(phone, one.who);
  const scene: Scene = { phone, person, lastSid: undefined };
  for (const step of one.steps) await take(step, scene);
  await settled(scene);
  const whom = person ?? (await idOf(phone));
  // What the carrier says of a text comes when it comes.
  await eventually(() => compare(phone, whom, one.expect), SECONDS_MAX);
}

async function take(step: Step, scene: Scene): Promise<void> {
  if (step === "quiet") return await settled(scene);
  if ("text" in step) return await say(step, scene);
  if ("queue" in step) return await queue(await known(scene), step.queue);
  if ("sql" in step) {
    await sql.unsafe(step.sql, [await known(scene)]);
    return;
  }
  if ("fault" in step) return await fault(stack.CARRIER_URL, step.fault);
  if ("received" in step) {
    await replies(scene.phone, step.received, SECONDS_MAX);
    return;
  }
  if ("news" in step) return await tell(step, scene);
  const { hook, signature = "right", query = "", answers } = step;
  const status = await postHook({ fields: hook, from: scene.phone, signature, query });
  expect(status).toBe(answers);
}

const posted = z.object({ messageSid: z.string(), webhookStatus: z.number() });

async function say(step: Extract<Step, { text: string }>, scene: Scene): Promise<void> {
  const response = await fetch(`${stack.CARRIER_URL}/inbound`, {
    method: "POST",
    body: JSON.stringify({
      from: scene.phone,
      to: stack.TWILIO_PHONE_NUMBER,
      body: step.text,
      ...(step.media === undefined
        ? {}
        : { media: [{ url: `https://media.example/${step.media}`, contentType: "image/png" }] }),
      ...(step.again === undefined ? {} : { messageSid: scene.lastSid }),
    }),
  });
  const answer = posted.parse(await response.json());
  expect(answer.webhookStatus).toBe(200);
  scene.lastSid = answer.messageSid;
}

const part = z.object({ id: z.uuid(), twilio_message_sid: z.string() });

async function tell(step: Extract<Step, { news: string }>, scene: Scene): Promise<void> {
  const [row] = await sql`
    select p.id, p.twilio_message_sid from public.message_parts p
    join public.messages m on m.id = p.message_id join public.users u on u.id = m.user_id
    where u.phone_number = ${scene.phone} and p.twilio_message_sid is not null
    order by p.created_at desc limit 1`;
  const about =
    step.about === "foreign"
      ? { id: null, twilio_message_sid: `SM${"c".repeat(32)}` }
      : part.parse(row);
  const status = await postNews({
    sid: about.twilio_message_sid,
    part: about.id,
    status: step.news,
    code: step.code ?? null,
    to: scene.phone,
  });
  expect(status).toBe(step.answers ?? 204);
}

async function known(scene: Scene): Promise<string> {
  scene.person ??= await idOf(scene.phone);
  if (scene.person === null) throw new Error("the case is about nobody yet");
  return scene.person;
}

const open = z.object({ tasks: z.number(), texts: z.number() });

/** Nothing of theirs is in work, due within the longest debounce, or waits for a first look. */
async function settled(scene: Scene): Promise<void> {
  await eventually(async () => {
    const [row] = await sql`
      select (select count(*)::integer from public.agent_tasks t
          where t.user_id = u.id and t.status in ('pending', 'processing')
            and t.scheduled_for < now() + interval '7 seconds') as tasks,
        (select count(*)::integer from public.message_queue q
          where q.user_id = u.id and q.status in ('queued', 'approved')
            and q.look_at <= now()) as texts
      from public.users u where u.phone_number = ${scene.phone}`;
    if (row !== undefined) expect(open.parse(row)).toEqual({ tasks: 0, texts: 0 });
  }, SECONDS_MAX);
}
