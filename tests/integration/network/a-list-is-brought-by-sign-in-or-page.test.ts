import { expect, test } from "vitest";
import { signIn, visit } from "../access/sign-in.ts";
import { sql, stack } from "../vocabulary.ts";
import { innovator, linkOf, memberAt } from "./introductions.ts";
import { ask } from "./members.ts";

const UPLOAD = `${stack.FUNCTIONS_URL}/prospects-upload`;
const LIST = "email,last name\nnoah@ark.example,Lamech\n";

/** Posts a list as whoever is signed in, or as nobody. */
async function post(client = visit()) {
  const { data } = await client.auth.getSession();
  const token = data.session?.access_token;
  return await fetch(UPLOAD, {
    method: "POST",
    headers: {
      "content-type": "text/csv",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: LIST,
  });
}

test("an innovator brings a list by their sign-in, and a member who is none does not", async () => {
  const [ada, grace] = [await innovator(1), await memberAt("Ark", "Grace")];
  const [asAda, asGrace] = [await signIn(ada.email), await signIn(grace.email)];
  // Signed in, and nobody here yet.
  expect((await post(asAda)).status).toBe(401);
  for (const client of [asAda, asGrace]) await client.rpc("link_sign_in");
  const answer = await post(asAda);
  expect([answer.status, await answer.json()]).toMatchObject([200, { rows: 1, added: 1 }]);
  expect((await post(asGrace)).status).toBe(401);
  expect((await post()).status).toBe(401);

  // Whom she brought is hers to read; a member who was found for her is not.
  await sql`insert into public.prospects (tenant_id, innovator_id, last_name, upload_source)
    select i.tenant_id, i.id, 'Found', 'api' from public.innovators i
    join public.users u on u.id = i.user_id where u.phone_number = ${ada.phone}`;
  const { data } = await asAda.from("prospects").select("last_name");
  expect(data).toEqual([{ last_name: "Lamech" }]);
});

test("a link leads to the page, which alone may post from a browser", async () => {
  const ada = await innovator(1);
  await ask(ada.phone, "How do I upload my list of prospects?");
  const link = await linkOf(ada.phone);
  const page = await fetch(stack.UPLOAD_PAGE_URL);
  expect(await page.text()).toContain("<h1>Bring your list</h1>");
  const { upload_url } = await (await fetch(`${stack.UPLOAD_PAGE_URL}config.json`)).json();
  expect(link.startsWith(`${upload_url}?token=`)).toBe(true);

  const asked = { origin: "https://elsewhere.example", "access-control-request-method": "POST" };
  const preflight = await fetch(link, { method: "OPTIONS", headers: asked });
  expect(preflight.headers.get("access-control-allow-origin")).toBe(
    new URL(stack.UPLOAD_PAGE_URL).origin,
  );
  // Reading what the address is for uses nothing up.
  expect(await (await fetch(link)).text()).toContain("curl");
  const brought = { method: "POST", headers: { "content-type": "text/csv" }, body: LIST };
  expect((await fetch(link, brought)).status).toBe(200);
});
