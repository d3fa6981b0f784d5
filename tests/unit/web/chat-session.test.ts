import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Door } from "../../../web/chat/door.js";
import { Session } from "../../../web/chat/session.js";
import { codeFault } from "../../../web/chat/sign-in.js";

const CONFIG = {
  api_url: "https://ref.example",
  functions_url: "https://ref.example/functions/v1",
  publishable_key: "sb_publishable_1",
};

const fetched = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
beforeEach(() => {
  fetched.mockReset();
  vi.stubGlobal("fetch", fetched);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const granted = (n: number, expires_in = 3600) =>
  Response.json({ access_token: `a${n}`, refresh_token: `r${n}`, expires_in, user: { id: "u" } });

function aSession({ kept = null as string | null } = {}) {
  const store = new Map(kept === null ? [] : [["chat.refresh_token", kept]]);
  const clock = { now: 0 };
  const session = new Session(
    CONFIG,
    {
      getItem: (key) => store.get(key) ?? null,
      setItem: (key, value) => void store.set(key, value),
      removeItem: (key) => void store.delete(key),
    },
    () => clock.now,
  );
  return { session, store, clock };
}

test("a code signs in, and what is kept is what makes the next token alone", async () => {
  const { session, store } = aSession();
  fetched.mockResolvedValueOnce(Response.json({})).mockResolvedValueOnce(granted(1));
  expect(await session.sendCode("ada@engines.example")).toBe(200);
  expect(await session.enter("ada@engines.example", "123456")).toBe(200);
  const [, verify] = fetched.mock.calls;
  expect(verify?.[0]).toBe("https://ref.example/auth/v1/verify");
  expect(JSON.parse(String(verify?.[1].body))).toEqual({
    type: "email",
    email: "ada@engines.example",
    token: "123456",
  });
  expect([...store.values()]).toEqual(["r1"]);
  expect(await session.token()).toEqual({ status: 200, token: "a1" });
  expect(fetched).toHaveBeenCalledTimes(2);
});

test("a tab that is loaded again goes on, and asks for one token however many want it", async () => {
  const { session, store } = aSession({ kept: "r1" });
  fetched.mockResolvedValueOnce(granted(2));
  const tokens = await Promise.all([session.token(), session.token(), session.token()]);
  expect(tokens.map(({ token }) => token)).toEqual(["a2", "a2", "a2"]);
  expect(fetched).toHaveBeenCalledOnce();
  expect([...store.values()]).toEqual(["r2"]);
});

test("a token that is about to end is not begun with", async () => {
  const { session, clock } = aSession({ kept: "r1" });
  fetched.mockResolvedValueOnce(granted(2, 3600)).mockResolvedValueOnce(granted(3));
  await session.token();
  clock.now = 3_600_000 - 60_000;
  expect((await session.token()).token).toBe("a2");
  clock.now += 1;
  expect((await session.token()).token).toBe("a3");
});

test.each([400, 401, 403])("Auth that refuses it (%i) ends it", async (status) => {
  const { session } = aSession({ kept: "r1" });
  fetched.mockResolvedValueOnce(new Response(null, { status }));
  expect(await session.token()).toEqual({ status: 401, token: "" });
  expect(session.isOpen).toBe(false);
});

test.each([429, 500, 503])("Auth that is busy (%i) does not end it", async (status) => {
  const { session } = aSession({ kept: "r1" });
  fetched.mockResolvedValueOnce(new Response(null, { status })).mockResolvedValueOnce(granted(2));
  expect(await session.token()).toEqual({ status: 0, token: "" });
  expect((await session.token()).token).toBe("a2");
});

test("nor does a network that is away", async () => {
  const { session } = aSession({ kept: "r1" });
  fetched.mockRejectedValueOnce(new TypeError("fetch failed"));
  expect(await session.token()).toEqual({ status: 0, token: "" });
  expect(session.isOpen).toBe(true);
});

test("signing out ends it here, whether Auth hears of it or not", async () => {
  const { session, store } = aSession({ kept: "r1" });
  fetched.mockResolvedValueOnce(granted(2)).mockRejectedValueOnce(new TypeError("fetch failed"));
  await session.signOut();
  expect(fetched.mock.calls.at(-1)?.[0]).toContain("/auth/v1/logout?scope=local");
  expect([...store]).toEqual([]);
});

test("a token that is refused before its time is followed by a new one, once", async () => {
  const { session } = aSession({ kept: "r1" });
  const door = new Door(CONFIG, session);
  fetched
    .mockResolvedValueOnce(granted(2))
    .mockResolvedValueOnce(new Response(null, { status: 401 }))
    .mockResolvedValueOnce(granted(3))
    .mockResolvedValueOnce(Response.json(true));
  expect(await door.rpc("stop_answer")).toEqual({ status: 200, body: true });
  const tokens = fetched.mock.calls.map(([, { headers }]) =>
    new Headers(headers).get("authorization"),
  );
  expect(tokens).toEqual([null, "Bearer a2", null, "Bearer a3"]);

  fetched.mockImplementation(async (url) =>
    url.includes("/auth/") ? granted(4) : new Response(null, { status: 401 }),
  );
  const posted = { conversation_id: "c", client_message_id: "m", text: "hello" };
  fetched.mockClear();
  expect((await door.post(posted))?.status).toBe(401);
  expect(fetched).toHaveBeenCalledTimes(3);
});

test("a message whose answer does not begin is given up, and one that has begun is not", async () => {
  vi.useFakeTimers();
  const { session } = aSession({ kept: "r1" });
  const door = new Door(CONFIG, session);
  const signals: AbortSignal[] = [];
  fetched.mockImplementation((url, { signal }) => {
    if (url.includes("/auth/")) return Promise.resolve(granted(2));
    if (signal) signals.push(signal);
    if (signals.length === 2) return Promise.resolve(new Response("begun"));
    return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(new Error())));
  });
  const posted = { conversation_id: "c", client_message_id: "m", text: "hello" };
  const lost = door.post(posted);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await lost).toBeNull();
  const begun = await door.post(posted);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await begun?.text()).toBe("begun");
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
});

test("whose conversations are asked for is said, and nothing that was written stands in an address", async () => {
  const { session } = aSession({ kept: "r1" });
  const door = new Door({ ...CONFIG, tenant_id: "t1" }, session);
  fetched.mockImplementation(async (url) => {
    if (url.includes("/auth/")) return granted(2);
    return Response.json(url.includes("/users?") ? [{ id: "u1" }] : []);
  });
  expect(await door.arrive()).toBe(1);
  await door.conversations(false, 0);
  await door.post({ conversation_id: "c1", client_message_id: "m1", text: "my secret" });
  await door.rpc("rename_conversation", { conversation_id: "c1", title: "my secret" });
  const urls = fetched.mock.calls.map(([url]) => url);
  expect(urls.find((url) => url.includes("/users?"))).toContain("auth_id=eq.u&tenant_id=eq.t1");
  expect(urls.find((url) => url.includes("/conversations?"))).toContain("user_id=in.(u1)");
  expect(urls.join(" ")).not.toContain("secret");
});

test.each([
  [0, "Nobody answered"],
  [503, "Nobody answered"],
  [429, "asked too often"],
  [403, "not the code"],
  [400, "address is right"],
])("no code, or not the one (%i), is told", (status, words) => {
  expect(codeFault(status)).toContain(words);
});
