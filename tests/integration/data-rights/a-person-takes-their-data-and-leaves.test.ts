import { createClient } from "@supabase/supabase-js";
import { expect, test } from "vitest";
import { whereItStands } from "../../../local/demo/coach/where-it-stands.ts";
import { keptMedia, sendMedia } from "../upkeep/housekeeping.ts";
import { eventually, person, quiet, replies, sql, stack, stranger, text } from "../vocabulary.ts";

const storage = createClient(stack.API_URL, stack.SECRET_KEY).storage.from("media");

test("somebody takes their data by a link, and leaves with their picture and all else", async () => {
  const phone = stranger();
  await sendMedia(phone, "look at zzpuffin", [
    { contentType: "image/png", base64: Buffer.from("a picture").toString("base64") },
  ]);
  const [kept] = await keptMedia(phone);
  const path = kept?.storage_path ?? "";
  expect((await storage.download(path)).error).toBeNull();
  await quiet(phone);

  const before = (await replies(phone, 1)).length;
  await text(phone, "Send me my data");
  const told = await replies(phone, before + 1);
  const link = /https?:\S+/.exec(told.at(-1)?.body ?? "")?.[0] ?? "";
  const [page, token] = link.split("#");
  expect(await (await fetch(page ?? "")).text()).toContain("<h1>Your data</h1>");
  const { data_url: door } = await (await fetch(`${page}config.json`)).json();
  expect(await (await fetch(`${door}?token=${token}`)).text()).toContain("uses nothing up");
  const press = () =>
    fetch(door, { method: "POST", headers: token === undefined ? {} : { "link-token": token } });
  const taken = await press();
  expect(taken.headers.get("access-control-allow-origin")).toBe(
    new URL(stack.DATA_PAGE_URL).origin,
  );
  expect(taken.headers.get("content-disposition")).toContain("attachment");
  const { tables } = await taken.json();
  expect(tables.users).toMatchObject([{ phone_number: phone }]);
  expect(JSON.stringify(tables.messages)).toContain("zzpuffin");
  expect((await press()).status).toBe(401);
  expect((await fetch(door, { method: "POST" })).status).toBe(401);

  await text(phone, "please delete all my data");
  await replies(phone, before + 2);
  await text(phone, "Delete");
  const receipt = (await replies(phone, before + 3)).at(-1);
  expect(receipt?.body).toMatch(/^Your data is being deleted now/);
  await eventually(async () => expect(await person(phone)).toBeUndefined(), 60);
  expect(await whereItStands(sql, phone.slice(2))).toEqual([]);
  expect(await whereItStands(sql, "zzpuffin")).toEqual([]);
  expect((await storage.download(path)).error).not.toBeNull();
});
