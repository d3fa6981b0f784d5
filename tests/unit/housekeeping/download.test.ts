import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { download } from "../../../supabase/functions/housekeeping/download.ts";
import { accountSid, authToken, open, ours, person, play } from "../carrier/play.ts";

const credentials = { accountSid, authToken };
const MAX = 5 * 1024 * 1024;
const path = `/2010-04-01/Accounts/${accountSid}/Messages/MM1/Media/ME1`;
const png = { "content-type": "image/png" };

afterEach(() => {
  vi.unstubAllEnvs();
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server in Twilio's place; resolves to what it was asked, in order, and to the URL of a medium. */
async function api(answer: Answer) {
  const asked: Array<{ path: string | undefined; authorization: string | undefined }> = [];
  const server = createServer((request, response) => {
    asked.push({ path: request.url, authorization: request.headers.authorization });
    answer(request, response);
  });
  const origin = await open(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  vi.stubEnv("TWILIO_API_URL", origin);
  return { asked, url: origin + path };
}

function fetched(url: string, lost = new AbortController().signal) {
  return download(url, credentials, lost);
}

test("the carrier's medium: signed in at the API, and nowhere else", async () => {
  const { carrier, call, received } = await play();
  vi.stubEnv("TWILIO_API_URL", carrier.url);
  const base64 = Buffer.from("a picture").toString("base64");
  const media = [{ contentType: "image/png", base64 }];
  await call("POST", "/inbound", { from: person, to: ours, body: "", media });
  const url = received[0]?.parameters.MediaUrl0 ?? "";
  // The carrier refuses who signs in at both, and who signs in at neither.
  expect(await fetched(url)).toEqual({
    kind: "fetched",
    bytes: new Uint8Array(Buffer.from("a picture")),
    contentType: "image/png",
  });
  const wrong = { accountSid, authToken: "another" };
  const refused = await download(url, wrong, new AbortController().signal);
  expect(refused).toEqual({ kind: "later", reason: "http_401" });
});

test("redirects are followed without credentials, three of them and no more", async () => {
  const { asked, url } = await api((request, response) => {
    const left = Number(/\/(\d)$/.exec(request.url ?? "")?.[1] ?? "3");
    if (left === 0) response.writeHead(200, png).end("x");
    else response.writeHead(302, { location: `/next/${left - 1}` }).end();
  });
  expect(await fetched(url)).toMatchObject({ kind: "fetched" });
  expect(asked.map(({ authorization }) => authorization === undefined)).toEqual([
    false,
    true,
    true,
    true,
  ]);

  const round = await api((_, response) => response.writeHead(307, { location: "/again" }).end());
  expect(await fetched(round.url)).toEqual({ kind: "refused", reason: "too_many_redirects" });
  expect(round.asked).toHaveLength(4);
});

test("a redirect to elsewhere is refused, and nobody is asked there", async () => {
  const elsewhere = await api((_, response) => response.writeHead(200, png).end("secret"));
  const { url } = await api((_, response) => {
    response.writeHead(302, { location: elsewhere.url }).end();
  });
  expect(await fetched(url)).toEqual({ kind: "refused", reason: "foreign_redirect" });
  expect(elsewhere.asked).toEqual([]);
});

test.each([
  "image/PNG",
  "audio/amr",
  "video/3gpp",
  "text/vcard; charset=utf-8",
  "text/x-vcard",
  "application/pdf",
])("%s is kept", async (type) => {
  const { url } = await api((_, response) => {
    response.writeHead(200, { "content-type": type }).end("x");
  });
  const contentType = type.toLowerCase().replace(/;.*/, "");
  expect(await fetched(url)).toMatchObject({ kind: "fetched", contentType });
});

test.each([
  "text/html",
  "application/json",
  "application/octet-stream",
  "image/",
  "ximage/png",
  "text/plain",
])("%s is refused", async (type) => {
  const { url } = await api((_, response) => {
    response.writeHead(200, { "content-type": type }).end("x");
  });
  expect(await fetched(url)).toEqual({ kind: "refused", reason: "content_type" });
});

describe("of bytes", () => {
  test("five mebibytes are kept", async () => {
    const { url } = await api((_, response) => response.writeHead(200, png).end(Buffer.alloc(MAX)));
    expect(await fetched(url)).toMatchObject({ kind: "fetched" });
  });

  test("one more is refused, whether the answer says how many there are or not", async () => {
    const said = await api((_, response) => {
      response.writeHead(200, { ...png, "content-length": MAX + 1 }).write("x");
    });
    expect(await fetched(said.url)).toEqual({ kind: "refused", reason: "too_large" });
    const unsaid = await api((_, response) => {
      response.writeHead(200, png).write(Buffer.alloc(MAX));
      response.end("x");
    });
    expect(await fetched(unsaid.url)).toEqual({ kind: "refused", reason: "too_large" });
  });

  test("a body without end is not read to it", async () => {
    let hungUp = false;
    const { url } = await api((_, response) => {
      response.writeHead(200, png);
      response.on("close", () => {
        hungUp = true;
      });
      const pour = () => {
        while (response.write(Buffer.alloc(64 * 1024)));
        response.once("drain", pour);
      };
      pour();
    });
    expect(await fetched(url)).toEqual({ kind: "refused", reason: "too_large" });
    await vi.waitFor(() => expect(hungUp).toBe(true));
  });

  test("none is nothing", async () => {
    const { url } = await api((_, response) => response.writeHead(200, png).end());
    expect(await fetched(url)).toEqual({ kind: "absent", reason: "empty" });
  });
});

test.each([
  [404, "absent"],
  [410, "absent"],
  [401, "later"],
  [403, "later"],
  [429, "later"],
  [500, "later"],
  [503, "later"],
  [400, "refused"],
  [204, "refused"],
  [206, "refused"],
])("HTTP %i is %s", async (status, kind) => {
  const { url } = await api((_, response) => response.writeHead(status, png).end());
  expect(await fetched(url)).toEqual({ kind, reason: `http_${status}` });
});

describe("it ends", () => {
  test("when the connection breaks in the middle", async () => {
    const { url } = await api((request, response) => {
      response.writeHead(200, { ...png, "content-length": 100 }).write("x");
      setImmediate(() => request.socket.resetAndDestroy());
    });
    expect(await fetched(url)).toEqual({ kind: "later", reason: "network" });
  });

  test("at its deadline, though the body has begun", async () => {
    const soon = new AbortController();
    vi.spyOn(AbortSignal, "timeout").mockReturnValue(soon.signal);
    onTestFinished(() => void vi.restoreAllMocks());
    const { url } = await api((_, response) => {
      response.writeHead(200, png).write("x", () => soon.abort());
    });
    expect(await fetched(url)).toEqual({ kind: "later", reason: "timeout" });
  });

  test("with its lease, by lease_lost", async () => {
    const lost = new AbortController();
    const { url } = await api((_, response) => {
      response.writeHead(200, png).write("x", () => lost.abort());
    });
    await expect(fetched(url, lost.signal)).rejects.toMatchObject({ code: "lease_lost" });
  });

  test("before it begins, without a token", async () => {
    const empty = { accountSid, authToken: "" };
    const result = await download("https://api.twilio.com/", empty, new AbortController().signal);
    expect(result).toEqual({ kind: "later", reason: "not_configured" });
  });
});
