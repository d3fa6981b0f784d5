import { expect, test } from "vitest";
import { eventually, quiet, replies, sql, stranger, text } from "../vocabulary.ts";
import { aWeekGoesBy, expert, told, topic } from "./community.ts";
import { ask, researchReaches } from "./members.ts";

async function innovator(word: string): Promise<void> {
  const phone = stranger();
  await text(phone, "hi");
  await replies(phone, 1);
  await quiet(phone);
  await sql`
    with one as (update public.users set verified = true, innovator = true
      where phone_number = ${phone} returning tenant_id, id)
    insert into public.innovators (tenant_id, user_id, company_name, categories)
      select tenant_id, id, ${`Dry ${word}`}, array[${word}] from one`;
}

async function researchOf(phone: string) {
  const [row] = await sql<{ place: string; provider: string; reached: string; steps: string[] }[]>`
    select private.place_of(w) as place, w.perplexity_results ->> 'provider' as provider,
      w.perplexity_results #>> '{sources,0,reached}' as reached,
      array(select l ->> 'step' from jsonb_array_elements(w.conversation_log) l) as steps
    from public.solution_workflows w join public.users u on u.id = w.user_id
    where u.phone_number = ${phone}`;
  return row;
}

/** Several people, several turns each. */
const STORY_MS_MAX = 150_000;

test(
  "research runs from the wish to the last text",
  async () => {
    const word = topic();
    await innovator(word);
    const knows = await expert(word);
    const ada = await expert();
    await ask(ada, `find me a ${word}`);
    await researchReaches(ada, "wait");
    expect(await researchOf(ada)).toMatchObject({ provider: "offline", reached: "offline" });

    await told(knows, new RegExp(word), 2);
    await ask(knows, "Take the oldest one you can find, they last longer");
    await eventually(async () => {
      const [judged] = await sql`select from public.community_responses s
      join public.users u on u.id = s.user_id
      where u.phone_number = ${knows} and s.verdict = 'accepted'`;
      expect(judged).toBeDefined();
    });
    await aWeekGoesBy(ada);
    await researchReaches(ada, "completed");
    const news = await told(ada, /your search/, 3);
    expect(news).toContain("From offline samples, not from the web");
    expect(news).toContain(`Dry ${word} offers this`);
    expect(news).toContain("Take the oldest one");
    expect((await researchOf(ada))?.steps).toEqual([
      ...["research", "match_innovators", "ask_community", "wait", "evaluate", "recommend"],
    ]);
    const matched = await sql`select from public.events e join public.users u
    on u.id = (e.payload ->> 'user_id')::uuid
    where u.phone_number = ${ada} and e.event_type = 'solution.innovator_matched'`;
    expect(matched).toHaveLength(1);
  },
  STORY_MS_MAX,
);

test(
  "research that a member cancels ends with its question",
  async () => {
    const word = topic();
    const ada = await expert();
    await ask(ada, `find me a ${word}`);
    await researchReaches(ada, "wait");
    expect(await ask(ada, "cancel the research")).toContain("is closed");
    const questions = await sql`select r.closed_reason from public.community_requests r
    join public.users u on u.id = r.requesting_user_id where u.phone_number = ${ada}`;
    expect(questions).toEqual([{ closed_reason: "withdrawn" }]);
    await quiet(ada);
    expect(await researchOf(ada)).toMatchObject({ place: "cancelled" });
  },
  STORY_MS_MAX,
);
