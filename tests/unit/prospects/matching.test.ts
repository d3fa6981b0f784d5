import { createClient } from "@supabase/supabase-js";
import { afterEach, expect, test, vi } from "vitest";
import { linkedInLookUp } from "../../../supabase/functions/social-butterfly/look-up.ts";
import { runMatchingTurn } from "../../../supabase/functions/social-butterfly/outcome.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const turn = {
  lease: "c7000000-0000-4000-8000-000000000001",
  context: {
    kind: "matching" as const,
    prospects: [
      { handle: "x1", name: "Noah Lamech", company: "Ark", researched: false },
      { handle: "x2", name: "Shem", researched: true },
    ],
  },
};
const never = new AbortController().signal;

function mayLook(may: boolean) {
  return createClient("http://127.0.0.1:9", "key", {
    global: { fetch: async () => Response.json(may) },
  });
}

test("without a key nobody is looked up, and all are offered", async () => {
  const asked = vi.fn();
  vi.stubGlobal("fetch", asked);
  const { actions } = await runMatchingTurn(turn, mayLook(true), never);
  expect(actions.map((one) => [one.type, one.input])).toEqual([
    ["offer_introduction", { handle: "x1" }],
    ["offer_introduction", { handle: "x2" }],
  ]);
  expect(asked).not.toHaveBeenCalled();
});

test("who may be looked up is, before they are offered, and nobody else", async () => {
  const lookUp = vi.fn(async () => ({ connections: [{ name: "Ada" }] }));
  const { actions } = await runMatchingTurn(turn, mayLook(true), never, lookUp);
  expect(actions.map((one) => one.type)).toEqual([
    "record_research",
    "offer_introduction",
    "offer_introduction",
  ]);
  expect(lookUp).toHaveBeenCalledExactlyOnceWith({ name: "Noah Lamech", company: "Ark" }, never);
  lookUp.mockClear();
  await runMatchingTurn(turn, mayLook(false), never, lookUp);
  expect(lookUp).not.toHaveBeenCalled();
});

const service = linkedInLookUp("https://people.example/look-up", "k3y");
const answers = (response: () => Promise<Response> | Response) => {
  const fetched = vi.fn(async (..._: unknown[]) => response());
  vi.stubGlobal("fetch", fetched);
  return fetched;
};

test("of what a service says only what fits is kept", async () => {
  answers(() =>
    Response.json({
      title: "a".repeat(300),
      mutual_connections: [{ name: "Ada" }, { name: "\u202Eevil" }, "Bob", { name: "" }],
    }),
  );
  expect(await service({ name: "Noah" }, never)).toEqual({ connections: [{ name: "Ada" }] });
});

test.each([
  ["an error", () => new Response("no", { status: 500 })],
  ["a redirect", () => new Response(null, { status: 302 })],
  ["no JSON", () => new Response("<html>")],
  ["another shape", () => Response.json([])],
  ["nothing", () => Promise.reject(new TypeError("network"))],
])("a service that answers %s has found nobody", async (_, response) => {
  answers(response);
  expect(await service({ name: "Noah" }, never)).toBeNull();
});
