import { expect, test } from "vitest";
import { checkUrl } from "../../../supabase/functions/_shared/research/check-url.ts";

const PUBLIC = async () => ["93.184.215.14"];
const answering = (status: number) => async () => new Response(null, { status });
const unasked: typeof fetch = async () => {
  throw new Error("nobody is to be asked");
};

test.each([
  [200, "ok"],
  [301, "moved"],
  [404, "http_404"],
  [503, "http_503"],
])("a page that answers %i is %s", async (status, reached) => {
  const asked: RequestInit[] = [];
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    asked.push(init ?? {});
    return await answering(status)();
  };
  expect(await checkUrl("https://pumps.example/", { fetch, resolve: PUBLIC })).toBe(reached);
  expect(asked).toMatchObject([{ method: "HEAD", redirect: "manual" }]);
});

test.each([
  ["http://pumps.example/", "not_https"],
  ["ftp://pumps.example/", "not_https"],
  ["https://me:secret@pumps.example/", "not_https"],
  ["no address", "not_https"],
  ["https://127.0.0.1/", "not_public"],
  ["https://[::1]/", "not_public"],
  ["https://169.254.169.254/latest/meta-data", "not_public"],
  ["https://2130706433/", "not_public"],
])("%s is not knocked at: %s", async (address, why) => {
  expect(await checkUrl(address, { fetch: unasked, resolve: PUBLIC })).toBe(why);
});

test("a name with one address of ours among its own is not knocked at", async () => {
  const resolve = async () => ["93.184.215.14", "10.0.0.7"];
  expect(await checkUrl("https://x.example/", { fetch: unasked, resolve })).toBe("not_public");
});

test("a name without addresses is unresolved", async () => {
  const resolve = () => Promise.reject(new Error("ENOTFOUND"));
  expect(await checkUrl("https://x.example/", { fetch: unasked, resolve })).toBe("unresolved");
});

test("a server or a resolver that says nothing costs its time and no more", async () => {
  const never = () => new Promise<never>(() => {});
  const ports = { checkMsMax: 20 };
  const silent = { ...ports, fetch: never, resolve: PUBLIC };
  expect(await checkUrl("https://x.example/", silent)).toBe("no_answer");
  const deaf = { ...ports, fetch: unasked, resolve: never };
  expect(await checkUrl("https://x.example/", deaf)).toBe("no_answer");
});
