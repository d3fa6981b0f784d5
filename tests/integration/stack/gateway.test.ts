import { fileURLToPath } from "node:url";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Stack, startStack } from "../../../local/stack.ts";

const projectDir = fileURLToPath(new URL("project", import.meta.url));

let stack: Stack;
let service: SupabaseClient;
beforeAll(async () => {
  stack = await startStack({ projectDir });
  service = createClient(stack.values.API_URL, stack.values.SECRET_KEY);
});
afterAll(() => stack.stop());

test("the secret key speaks as service_role, under the hosted statement timeout", async () => {
  const { data } = await service.rpc("session");
  expect(data).toEqual({ role: "service_role", statement_timeout: "8s" });
});

test("the publishable key speaks as anon, who may not read what was revoked", async () => {
  const anonymous = createClient(stack.values.API_URL, stack.values.PUBLISHABLE_KEY);
  expect((await anonymous.rpc("session")).data).toMatchObject({ role: "anon" });
  expect((await anonymous.from("notes").select()).error?.code).toBe("42501");
});

test("who signed in speaks as authenticated", async () => {
  const client = createClient(stack.values.API_URL, stack.values.PUBLISHABLE_KEY);
  const { error } = await client.auth.signUp({ email: "a@example.com", password: "password-1" });
  expect(error).toBeNull();
  expect((await client.rpc("session")).data).toMatchObject({ role: "authenticated" });
});

test.each([{}, { apikey: "sb_secret_wrong" }])("with %j nobody is let in", async (headers) => {
  expect((await fetch(`${stack.values.API_URL}/rest/v1/notes`, { headers })).status).toBe(401);
});

test("an answer holds 1,000 rows, as hosted projects' do", async () => {
  expect((await service.from("notes").select()).data).toHaveLength(1_000);
});

// A bare string would not: the gateway hands it over without its quotes.
test.each([
  [{ a: 1 }, "object"],
  [[1], "array"],
])("the jsonb argument %j arrives as %s", async (value, kind) => {
  expect((await service.rpc("kind_of", { value })).data).toBe(kind);
});

test("a schema that is not exposed is not served", async () => {
  const { error } = await service.schema("vault").from("secrets").select();
  expect(error?.code).toBe("PGRST106");
});

test("a page of any origin may ask, and carry its key", async () => {
  const url = `${stack.values.API_URL}/auth/v1/otp`;
  const origin = "https://pages.example";
  const asked = await fetch(url, {
    method: "OPTIONS",
    headers: { origin, "access-control-request-headers": "apikey, content-type" },
  });
  expect(asked.status).toBe(204);
  expect(asked.headers.get("access-control-allow-origin")).toBe("*");
  expect(asked.headers.get("access-control-allow-headers")).toBe("apikey, content-type");
  const refused = await fetch(url, { method: "POST", headers: { origin } });
  expect(refused.status).toBe(401);
  expect(refused.headers.get("access-control-allow-origin")).toBe("*");
});

test("functions are reached through it, and their control path is not", async () => {
  const at = stack.values.FUNCTIONS_URL;
  expect(await (await fetch(`${at}/hello`)).text()).toBe("hello");
  for (const path of ["nothing", "_runtime/isolates", "../../_runtime/isolates"]) {
    expect((await fetch(`${at}/${path}`)).status).toBe(404);
  }
  const listed = await fetch(`${stack.runtimeUrl}/_runtime/isolates`);
  expect(await listed.json()).toMatchObject([{ function: "hello" }]);
});
