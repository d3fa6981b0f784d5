import { expect, test } from "vitest";
import { eventually, person, sql } from "../vocabulary.ts";
import { aWeekGoesBy, expert, questionsOf, told, topic } from "./community.ts";
import { ask } from "./members.ts";

async function verdicts(word: string) {
  return await sql<{ phone: string; verdict: string | null; status: string }[]>`
    select u.phone_number as phone, s.verdict, s.status
    from public.community_responses s join public.users u on u.id = s.user_id
    join public.community_requests r on r.id = s.request_id
    where r.question like ${`%${word}%`} order by s.created_at`;
}

/** Several people, several turns each. */
const STORY_MS_MAX = 150_000;

test(
  "two experts are asked, one is rewarded, and everybody hears what came of it",
  async () => {
    const word = topic();
    const [ines, ruben] = [await expert(word), await expert(word)];
    const asker = await expert();
    await ask(asker, `ask the community how a ${word} is kept dry`);
    await told(ines, new RegExp(word), 2);
    await told(ruben, new RegExp(word), 2);
    expect(await questionsOf(asker)).toMatchObject([{ status: "open", asked: 2 }]);

    expect(await ask(ines, "With pitch and tar, and by bailing it every morning")).toContain(
      "on record",
    );
    expect(await ask(ruben, "Lovely weather today")).toContain("on record");
    await eventually(async () =>
      expect(await verdicts(word)).toEqual([
        { phone: ines, verdict: "accepted", status: "rewarded" },
        { phone: ruben, verdict: "off_topic", status: "provided" },
      ]),
    );
    await told(ruben, /The question was/, 4);
    expect(await person(ines)).toMatchObject({ credit_balance: 20, expert_connector: true });
    expect(await person(ruben)).toMatchObject({ credit_balance: 0 });

    await aWeekGoesBy(asker);
    expect(await told(asker, /: your question/, 3)).toContain("With pitch and tar");
    expect(await questionsOf(asker)).toMatchObject([{ closed_reason: "expired", loop: true }]);

    await eventually(async () => {
      const [impact] = await sql`select from public.user_priorities p
      join public.users u on u.id = p.user_id
      where u.phone_number = ${ines} and p.item_type = 'expert_impact_notification'`;
      expect(impact).toBeDefined();
    });
    await eventually(async () => {
      expect(await ask(ines, "anything new for me?")).toContain("It was passed on to who asked");
    });
    expect(await verdicts(word)).toMatchObject([{ status: "closed_loop" }, { status: "provided" }]);
  },
  STORY_MS_MAX,
);

test(
  "when nobody answers, who asked is told so",
  async () => {
    const word = topic();
    const silent = await expert(word);
    const asker = await expert();
    await ask(asker, `ask the community who mends a ${word}`);
    await told(silent, new RegExp(word), 2);
    await aWeekGoesBy(asker);
    expect(await told(asker, /: your question/, 3)).toContain("Nobody who was asked has answered");
  },
  STORY_MS_MAX,
);

test(
  "two who answer at once are both rewarded, and end the question",
  async () => {
    const word = topic();
    const both = [await expert(word), await expert(word)];
    const asker = await expert();
    await ask(asker, `ask the community how to sail a ${word}`);
    for (const one of both) await told(one, new RegExp(word), 2);
    await Promise.all(both.map((one) => ask(one, "Against the wind, and never alone at night")));
    await eventually(async () =>
      expect(await questionsOf(asker)).toMatchObject([{ closed_reason: "answered", loop: true }]),
    );
    for (const one of both) expect(await person(one)).toMatchObject({ credit_balance: 20 });
    expect(await told(asker, /: your question/, 3)).toContain("Against the wind");
  },
  STORY_MS_MAX,
);
