import { expect, test } from "vitest";
import { checkUrl } from "../../../supabase/functions/_shared/research/check-url.ts";

const PUBLIC = async () => ["93.184.215.14"];
const answering = (status: number) => async () => new Response(null, { status });
const unasked: typeof fetch = async () => {
  throw new Error("nobody is to be asked");
};

test.each([
  [200, "ok"],
  [304, "http_304"],
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

/** A fetch that leads from each address to the next, and then answers. */
function leading(...places: string[]) {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    asked.push(String(input));
    const location = places[asked.length - 1];
    return new Response(null, location === undefined ? {} : { status: 301, headers: { location } });
  };
  return { fetch, asked };
}

test("a page that has moved is looked for where it is", async () => {
  const { fetch, asked } = leading("https://www.pumps.example/", "/en");
  expect(await checkUrl("https://pumps.example/", { fetch, resolve: PUBLIC })).toBe("ok");
  expect(asked.slice(1)).toEqual(["https://www.pumps.example/", "https://www.pumps.example/en"]);
});

test.each([
  ["http://pumps.example/", "not_https"],
  ["https://169.254.169.254/latest/meta-data", "not_public"],
  ["https://inside.example/", "not_public"],
  ["https://", "not_https"],
])("nobody is led to %s: %s", async (location, why) => {
  const { fetch, asked } = leading(location);
  const resolve = async (name: string) => [
    name === "inside.example" ? "10.0.0.7" : "93.184.215.14",
  ];
  expect(await checkUrl("https://pumps.example/", { fetch, resolve })).toBe(why);
  expect(asked).toHaveLength(1);
});

test("who is led on and on gives up", async () => {
  const { fetch, asked } = leading(...Array.from({ length: 9 }, (_, n) => `/${n}`));
  expect(await checkUrl("https://pumps.example/", { fetch, resolve: PUBLIC })).toBe("moved");
  expect(asked).toHaveLength(4);
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
