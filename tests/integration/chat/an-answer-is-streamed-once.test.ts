import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, expect, inject, test } from "vitest";
import { eventsOf } from "../../../local/chat/events.ts";
import { Page } from "../../../local/chat/page.ts";
import { signIn, visit } from "../access/sign-in.ts";
import { eventually, fault, noFaults, sql, stack } from "../vocabulary.ts";
import { allOf, lastOf, openPage, shownIn, TENANT, told } from "./page.ts";

const { runtimeUrl } = inject("backstage");

let page: Page;
beforeAll(async () => {
  await sql`insert into public.assistant_settings (tenant_id, tone, knowledge) values (${TENANT},
    'Warm', 'The harbour office opens at nine. Guests berth at the east dock.')
    on conflict (tenant_id) do update set knowledge = excluded.knowledge`;
  page = await openPage();
});
afterEach(noFaults);

/** Each piece of an answer takes this long: the reader has time to do something. */
const slowly = () => fault(stack.MODEL_URL, { kind: "delay", delay_ms: 60, role: "assistant" });

/** What stands in the conversation, once its newest message has been answered. */
function answered(count: number) {
  return eventually(async () => {
    const messages = await page.read();
    const open = await sql`select from public.messages m
      where m.conversation_id = ${page.conversation} and m.direction = 'inbound'
        and m.task_id is null`;
    if (open.length > 0 || messages.length < count) throw new Error(`${messages.length} messages`);
    return messages;
  });
}

test("sentence by sentence, and as HTML when it is whole", async () => {
  const events = await allOf(await page.post("Where do guests berth?"));

  expect(events[0]?.event).toBe("open");
  const { answer, state } = lastOf(events);
  expect(state).toBe("answered");
  expect(answer).toMatchObject({
    text: "Guests berth at the east dock.",
    html: "<p>Guests berth at the east dock.</p>\n",
    stopped: false,
  });
  const [row] = await sql`select m.*, (select count(*)::integer from public.agent_tasks t
      where t.task_type = 'send_sms' and t.context_id = m.id) as texts
    from public.messages m where m.id = ${answer?.id ?? ""}`;
  expect(row).toMatchObject({
    status: "delivered",
    role: "assistant",
    texts: 0,
    token_count: expect.any(Number),
    latency_ms: expect.any(Number),
    message_metadata: { model: expect.any(String), model_calls: 1, streamed: true },
  });
});

test.each([true, false])(
  "fixed words answer who may be in danger, and no model does (stream: %s)",
  async (stream) => {
    const own = await openPage();
    const response = await own.post("I want to kill myself", { stream });
    expect(response.status).toBe(200);
    const { state, answer } = stream
      ? lastOf(await allOf(response))
      : told.parse(await response.json());
    expect(state).toBe("answered");
    expect(answer?.text).toMatch(/worried about your safety.*call or text 988/);
    const messages = await own.read();
    expect(messages.map(({ text }) => text)).toEqual(["I want to kill myself", answer?.text]);
    const asked = await sql`select l.agent_type from public.agent_actions_log l
      join public.conversations c on c.user_id = l.user_id
      where c.id = ${own.conversation} and l.agent_type <> 'crisis-review'`;
    expect(asked).toEqual([]);
  },
);

test("a tool is used before the words, and what it kept is kept", async () => {
  const events = await allOf(await page.post("my name is Marlow"));
  expect(lastOf(events).answer?.text).toBe("Noted, Marlow.");
  const { data } = await page.client.from("users").select("first_name");
  expect(data).toEqual([{ first_name: "Marlow" }]);
});

test("a closed tab does not stop it, and who comes back reads it whole", async () => {
  await slowly();
  const before = (await page.read()).length;
  for await (const { event } of eventsOf(await page.post("explain the tides"))) {
    if (event === "delta") break;
  }
  const messages = await answered(before + 2);
  expect(messages.at(-1)).toMatchObject({ role: "assistant", stopped: false });
  expect(messages.at(-1)?.text).toMatch(/sentence 12/);
  expect(messages).toHaveLength(before + 2);
});

test("a network that is cut before the answer begins costs nothing but the watching", async () => {
  await slowly();
  const before = (await page.read()).length;
  const cut = new AbortController();
  const id = randomUUID();
  const response = await page.post("explain the moorings", { id, signal: cut.signal });
  cut.abort();
  await expect(response.text()).rejects.toThrow();
  await answered(before + 2);

  const again = lastOf(await allOf(await page.post("explain the moorings", { id })));
  expect(again).toMatchObject({ state: "answered", answer: { stopped: false } });
  expect(await page.read()).toHaveLength(before + 2);
});

test("two tabs at once have two answers, one after the other", async () => {
  await slowly();
  const before = (await page.read()).length;
  const first = await page.post("explain the lights");
  const second = await page.post("When does the harbour office open?");

  expect((await allOf(second)).map(({ event }) => event)).toEqual(["open", "queued"]);
  expect(lastOf(await allOf(first)).answer?.text).toMatch(/sentence 12/);
  const messages = await answered(before + 4);
  expect(messages.at(-1)?.text).toBe("The harbour office opens at nine.");
  expect(messages).toHaveLength(before + 4);
});

test("the same message twice at once is one", async () => {
  const before = (await page.read()).length;
  const id = randomUUID();
  const both = await Promise.all([
    page.post("Where do guests berth?", { id }),
    page.post("Where do guests berth?", { id }),
  ]);
  await Promise.all(both.map((response) => response.text()));
  expect(await answered(before + 2)).toHaveLength(before + 2);
});

test("Stop keeps what has been said, marked", async () => {
  await slowly();
  const stream = eventsOf(await page.post("explain the knots"));
  let shown = "";
  let stopped: unknown = false;
  let last: Record<string, unknown> = {};
  for await (const { event, data } of stream) {
    if (event === "delta") shown += data.text;
    if (event === "delta" && stopped === false) stopped = await page.stop();
    last = data;
  }
  expect(stopped).toBe(true);
  expect(last).toMatchObject({ state: "answered", answer: { stopped: true } });
  const [kept] = (await page.read()).slice(-1);
  expect(kept?.stopped).toBe(true);
  expect(kept?.text.startsWith(shown)).toBe(true);
  expect(kept?.text).not.toMatch(/sentence 12/);
  expect(await page.stop()).toBe(false);
});

test("an isolate that dies leaves its message to the lane's agent, which answers once", async () => {
  await slowly();
  const before = (await page.read()).length;
  const response = await page.post("explain the anchors");
  const events = eventsOf(response);
  await events.next();
  const isolates = await (await fetch(`${runtimeUrl}/_runtime/isolates`)).json();
  for (const { id, function: name, open, waiting } of isolates) {
    if (name !== "chat" || open + waiting === 0) continue;
    await fetch(`${runtimeUrl}/_runtime/isolates/${id}`, { method: "DELETE" });
  }
  // What two minutes without a beat come to.
  await sql`update private.leases set expires_at = now() - interval '1 s'
    where lane_key = ${`conversation:${page.conversation}`}`;
  const messages = await answered(before + 2);
  expect(messages).toHaveLength(before + 2);
  expect(messages.at(-1)).toMatchObject({ role: "assistant", stopped: false });
});

test("without a stream it is queued, and answered all the same", async () => {
  const before = (await page.read()).length;
  const response = await page.post("Where do guests berth?", { stream: false });
  expect(response.status).toBe(202);
  expect((await answered(before + 2)).at(-1)?.text).toBe("Guests berth at the east dock.");
});

test("a model that fails in the middle is asked again, by the lane's agent", async () => {
  await fault(stack.MODEL_URL, { kind: "disconnect", role: "assistant" });
  const before = (await page.read()).length;
  const events = await allOf(await page.post("explain the flags"));
  expect(events.at(-1)?.event).toBe("queued");
  expect(shownIn(events)).not.toMatch(/sentence 12/);
  await sql.begin(async (tx) => {
    const lane = `conversation:${page.conversation}`;
    await tx`select private.lock_lanes(array[${lane}])`;
    await tx`update public.agent_tasks set scheduled_for = now()
      where lane_key = ${lane} and status = 'pending'`;
    await tx`select private.settle_lanes(touched => array[${lane}])`;
  });
  expect((await answered(before + 2)).at(-1)?.text).toMatch(/sentence 12/);
});

test("who writes too fast is told so, and for how long", async () => {
  await sql`update public.tenants set settings = settings || '{"chat_minute_max": 1}'
    where id = ${TENANT}`;
  const refused = await page.post("once more");
  await sql`update public.tenants set settings = settings - 'chat_minute_max'
    where id = ${TENANT}`;
  expect(refused.status).toBe(429);
  const body = await refused.json();
  expect(body).toMatchObject({ code: "too_many_requests", rule: "person_minute" });
  expect(refused.headers.get("retry-after")).toBe(String(body.retry_after_seconds));
});

test("nobody else writes into it, reads it or stops it", async () => {
  const stranger = await signIn(`stranger-${randomUUID()}@boats.example`);
  const theirs = await Page.open(stack, stranger, page.conversation);
  expect(await theirs.read()).toEqual([]);
  expect((await theirs.post("hello")).status).toBe(404);
  expect(await theirs.stop()).toBe(false);
  const other = await openPage();
  const member = await Page.open(stack, other.client, page.conversation);
  expect(await member.read()).toEqual([]);
  expect((await member.post("hello")).status).toBe(404);
  const visitor = await Page.open(stack, visit(), page.conversation);
  expect((await visitor.post("hello")).status).toBe(401);
  const { error } = await visit().rpc("stop_answer", { conversation_id: page.conversation });
  expect(error?.code).toBe("42501");
});

test("an operator of its tenant reads it, and says nothing in it", async () => {
  const email = `operator-${randomUUID()}@harbor-desk.example`;
  await sql`insert into public.operators (tenant_id, email) values (${TENANT}, ${email})`;
  const client = await signIn(email);
  await client.rpc("link_sign_in");
  const theirs = await Page.open(stack, client, page.conversation);
  expect(await theirs.read()).toEqual(await page.read());
  expect((await theirs.post("hello")).status).toBe(404);
  await sql`delete from public.operators where email = ${email}`;
});
