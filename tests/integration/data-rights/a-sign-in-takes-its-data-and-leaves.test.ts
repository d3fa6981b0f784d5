import { expect, test } from "vitest";
import { z } from "zod";
import { whereItStands } from "../../../local/demo/coach/where-it-stands.ts";
import { openPage } from "../chat/page.ts";
import { eventually, sql, stack } from "../vocabulary.ts";

const answered = z.object({ state: z.literal("answered"), answer: z.object({ text: z.string() }) });

test("who is signed in takes their data on the web, and leaves from the chat with their sign-in", async () => {
  const page = await openPage();
  const { data } = await page.client.auth.getSession();
  const id = data.session?.user.id ?? "";
  const email = data.session?.user.email ?? "";
  /** What is not for a model is answered whole, and at once. */
  const write = async (text: string) => {
    const answer = await page.post(text, { stream: false });
    expect(answer.status).toBe(200);
    return answered.parse(await answer.json()).answer.text;
  };

  const taken = await fetch(`${stack.FUNCTIONS_URL}/data-export`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${data.session?.access_token}`,
      apikey: stack.PUBLISHABLE_KEY,
    },
  });
  const { tables } = await taken.json();
  expect(tables.users).toMatchObject([{ email }]);

  expect(await write("Please delete all my data, zzpetrel")).toMatch(/^Shall Harbor Desk delete/);
  expect(await write("no")).toBe("Nothing is deleted.");
  expect(await write("delete all my data")).toMatch(/Answer DELETE within an hour/);
  expect(await write("DELETE")).toMatch(/^Your data is being deleted now/);
  await eventually(async () => expect(await whereItStands(sql, email)).toEqual([]), 40);
  expect(await whereItStands(sql, "zzpetrel")).toEqual([]);
  expect(await sql`select from auth.users where id = ${id}`).toEqual([]);
});
