import { expect, test } from "vitest";
import { accountSid, authToken, ours, person, play } from "./play.ts";

const base64 = Buffer.from("a picture").toString("base64");
const authorization = `Basic ${btoa(`${accountSid}:${authToken}`)}`;

async function withPicture() {
  const stage = await play();
  const media = [{ contentType: "image/png", base64 }];
  await stage.call("POST", "/inbound", { from: person, to: ours, body: "look", media });
  const parameters = stage.received[0]?.parameters ?? {};
  return { ...stage, parameters, url: parameters.MediaUrl0 ?? "" };
}

test("a picture has a URL of Twilio's shape, which leads to its bytes", async () => {
  const { parameters, url, carrier } = await withPicture();
  expect(parameters).toMatchObject({ NumMedia: "1", MediaContentType0: "image/png" });
  const { MessageSid } = parameters;
  const path = `/2010-04-01/Accounts/${accountSid}/Messages/${MessageSid}/Media/`;
  expect(url.slice(0, -34)).toBe(carrier.url + path);
  expect(url.slice(-34)).toMatch(/^ME[0-9a-f]{32}$/);

  const headers = { authorization };
  const redirect = await fetch(url, { headers, redirect: "manual" });
  expect(redirect.status).toBe(307);
  const content = new URL(redirect.headers.get("location") ?? "", url);
  const picture = await fetch(content);
  expect(picture.headers.get("content-type")).toBe("image/png");
  expect(await picture.text()).toBe("a picture");
});

test("nobody has it without signing in, and nobody signs in twice", async () => {
  const { url } = await withPicture();
  expect((await fetch(url)).status).toBe(401);
  const redirect = await fetch(url, { headers: { authorization }, redirect: "manual" });
  const content = new URL(redirect.headers.get("location") ?? "", url);
  expect((await fetch(content, { headers: { authorization } })).status).toBe(400);
});

test("the package lists it, and reads it", async () => {
  const { client, parameters, url } = await withPicture();
  const message = client.messages(parameters.MessageSid ?? "");
  const [medium] = await message.media.list();
  expect(medium).toMatchObject({
    contentType: "image/png",
    parentSid: parameters.MessageSid,
    uri: `${new URL(url).pathname}.json`,
  });
  expect(await message.media(medium?.sid ?? "").fetch()).toMatchObject({ sid: medium?.sid });
  expect((await client.messages.list({ to: ours }))[0]?.numMedia).toBe("1");
});

test("a medium that lies elsewhere has its own URL, and the API leads there", async () => {
  const { call, received, client, carrier } = await play();
  const media = [{ contentType: "image/png", url: "https://pictures.example/1.png" }];
  await call("POST", "/inbound", { from: person, to: ours, body: "", media });
  const { MediaUrl0, MessageSid = "" } = received[0]?.parameters ?? {};
  expect(MediaUrl0).toBe("https://pictures.example/1.png");
  const [medium] = await client.messages(MessageSid).media.list();
  const at = carrier.url + medium?.uri.replace(".json", "");
  const redirect = await fetch(at, { headers: { authorization }, redirect: "manual" });
  expect(redirect.headers.get("location")).toBe("https://pictures.example/1.png");
});

test("mediaLate: it is not there yet", async () => {
  const { call, url } = await withPicture();
  await call("POST", "/faults", { mediaLate: 1 });
  const ask = () => fetch(url, { headers: { authorization }, redirect: "manual" });
  expect((await ask()).status).toBe(404);
  expect((await ask()).status).toBe(307);
});

test.each(["/Messages/MM1/Media.json", "/Messages/MM1/Media/ME1", "/Messages/MM1/Media"])(
  "of %s there is nothing",
  async (path) => {
    const { carrier } = await play();
    const url = `${carrier.url}/2010-04-01/Accounts/${accountSid}${path}`;
    expect((await fetch(url, { headers: { authorization } })).status).toBe(404);
  },
);
