import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@supabase/supabase-js";
import { expect, onTestFinished, test } from "vitest";
import { serveStorage } from "../../../local/storage/serve-storage.ts";
import { open } from "../carrier/play.ts";

const key = "sb_secret_test";
const png = { contentType: "image/png" };
const picture = new TextEncoder().encode("a picture");

/** The package's own client over the stand-in: bucket `media` takes pictures of ten bytes. */
async function storage(apikey = key) {
  const folder = mkdtempSync(join(tmpdir(), "storage-"));
  const buckets = { media: { bytesMax: 10, contentTypes: ["image/*", "text/vcard"] } };
  const serve = serveStorage({ folder, buckets }, key);
  const server = createServer((request, response) => void serve(request, response));
  const url = await open(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });
  return { url, client: createClient(url, apikey).storage };
}

test("what is put there is given back, with its type", async () => {
  const { client } = await storage();
  const media = client.from("media");
  const { data } = await media.upload("a/b/0", picture, png);
  expect(data).toMatchObject({ path: "a/b/0", fullPath: "media/a/b/0" });
  const got = await media.download("a/b/0");
  expect(got.data?.type).toBe("image/png");
  expect(await got.data?.text()).toBe("a picture");
});

test("it is replaced only by who says so", async () => {
  const { client } = await storage();
  const media = client.from("media");
  await media.upload("a", picture, png);
  const other = new TextEncoder().encode("another");
  expect((await media.upload("a", other, png)).error).toMatchObject({ statusCode: "409" });
  expect(await (await media.download("a")).data?.text()).toBe("a picture");
  expect((await media.upload("a", other, { ...png, upsert: true })).error).toBeNull();
  expect(await (await media.download("a")).data?.text()).toBe("another");
  expect((await media.update("a", picture, png)).error).toBeNull();
  expect((await media.update("b", picture, png)).error).toMatchObject({ statusCode: "404" });
});

test("what is removed is gone, and what is not there is no error", async () => {
  const { client } = await storage();
  const media = client.from("media");
  await media.upload("a/0", picture, png);
  await media.upload("a/1", picture, png);
  const { data } = await media.remove(["a/0", "b"]);
  expect(data?.map(({ name }) => name)).toEqual(["a/0"]);
  expect((await media.download("a/0")).error).not.toBeNull();
  expect(await (await media.download("a/1")).data?.text()).toBe("a picture");
  expect((await client.from("texts").remove(["a/1"])).error).toMatchObject({ statusCode: "404" });
});

test.each([
  ["eleven bytes", "media", "a", new Uint8Array(11), "image/png", "413"],
  ["another type", "media", "a", picture, "text/html", "415"],
  ["a type that only begins so", "media", "a", picture, "imagex/png", "415"],
  ["a bucket that is none", "texts", "a", picture, "image/png", "404"],
  ["a bucket that every object has", "constructor", "a", picture, "image/png", "404"],
])("%s is refused", async (_, bucket, path, bytes, contentType, statusCode) => {
  const { client } = await storage();
  const { error } = await client.from(bucket).upload(path, bytes, { contentType });
  expect(error).toMatchObject({ status: 400, statusCode });
  expect((await client.from("media").download("a")).data).toBeNull();
});

test.each(["%2e%2e/%2e%2e/secret", "a/..%2fsecret", "a%5cb", "a%00b", "%ff", "a//b"])(
  "%s is no key",
  async (path) => {
    const { url } = await storage();
    const response = await fetch(`${url}/storage/v1/object/media/${path}`, {
      headers: { apikey: key },
    });
    expect(response.status).toBe(400);
    expect(await response.json()).not.toMatchObject({ message: "Object not found" });
  },
);

test("nobody is let in without the secret key", async () => {
  const { client } = await storage("sb_publishable_test");
  const media = client.from("media");
  expect((await media.upload("a", picture, png)).error).toMatchObject({ status: 401 });
  expect((await media.download("a")).data).toBeNull();
});

test("what it does not do, it says", async () => {
  const { client } = await storage();
  expect((await client.from("media").list()).error).toMatchObject({ statusCode: "404" });
  expect((await client.listBuckets()).error).toMatchObject({ statusCode: "404" });
});
