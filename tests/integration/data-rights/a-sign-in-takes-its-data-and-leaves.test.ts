import { expect, test } from "vitest";
import { signIn } from "../access/sign-in.ts";
import { eventually, person, replies, sql, stack, stranger, text } from "../vocabulary.ts";

test("who is signed in takes their data on the web, and leaves with their sign-in", async () => {
  const phone = stranger();
  await text(phone, "hi");
  await replies(phone, 1);
  const client = await signIn(`puffin-${phone.slice(1)}@lighthouse.example`);
  const { data } = await client.auth.getSession();
  const id = data.session?.user.id ?? "";
  await sql`update public.users set auth_id = ${id} where phone_number = ${phone}`;

  const taken = await fetch(`${stack.FUNCTIONS_URL}/data-export`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${data.session?.access_token}`,
      apikey: stack.PUBLISHABLE_KEY,
    },
  });
  const { tables } = await taken.json();
  expect(tables.users).toMatchObject([{ phone_number: phone }]);

  const asked = await client.rpc("request_erasure", { user_id: tables.users[0].id });
  const confirmed = await client.rpc("confirm_erasure", { request_id: asked.data });
  expect(confirmed.data).toBe(true);
  await eventually(async () => expect(await person(phone)).toBeUndefined(), 60);
  expect(await sql`select from auth.users where id = ${id}`).toEqual([]);
});
