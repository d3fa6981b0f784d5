import { expect, test } from "vitest";
import { postText } from "../../../local/carrier/client.ts";
import { FIRST_DAY } from "../../../local/demo/coach/script.ts";
import { COACH_PHONE_NUMBER } from "../../../local/stack-values.ts";
import { eventually, quiet, replies, sql, stack, stranger } from "../vocabulary.ts";

test("twenty-five texts by SMS are analysed once, and who asks is told", async () => {
  const phone = stranger();
  const say = (body: string) =>
    postText(stack.CARRIER_URL, { from: phone, to: COACH_PHONE_NUMBER, body });
  for (const body of FIRST_DAY) await say(body);
  const analysis = await eventually(async () => {
    const [row] = await sql`
      select a.chat_score::integer as score, u.goals, u.stage,
        (select count(*)::integer from public.messages m
          where m.user_id = u.id and m.analysis_included) as marked
      from public.analysis_results a join public.users u on u.id = a.user_id
      where u.phone_number = ${phone}`;
    expect(row?.goals).toHaveLength(1);
    return row;
  });
  expect(analysis).toMatchObject({ stage: 1, marked: 25, goals: ["speak up in meetings"] });
  await quiet(phone);

  const before = (await replies(phone, 1)).length;
  await say("how am I doing?");
  const told = (await replies(phone, before + 1)).at(-1)?.body;
  expect(told).toContain(`you had ${analysis?.score} of 14`);
});
