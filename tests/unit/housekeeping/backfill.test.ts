import { createServer } from "node:http";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { backfill } from "../../../supabase/functions/housekeeping/backfill.ts";
import type { Run } from "../../../supabase/functions/housekeeping/run.ts";
import { UNSUSPECTED } from "../../screened.ts";
import { accountSid, authToken, open, ours, person } from "../carrier/play.ts";
import { FakeDatabase } from "../worker/fake-database.ts";

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const START = Date.UTC(2026, 10, 21, 8);

interface Listed {
  nth: number;
  at: Date;
  from?: string;
  direction?: string;
  media?: number;
}

function sidOf({ nth }: Listed): string {
  return `SM${nth.toString(16).padStart(32, "0")}`;
}

/** So many texts, one every so many seconds. */
function texts(count: number, everySeconds: number): Listed[] {
  return Array.from({ length: count }, (_, nth) => ({
    nth,
    at: new Date(START + nth * everySeconds * 1000),
  }));
}

/** Twilio's list of texts, newest first and by the page; `mediaStatus` answers for their media. */
async function twilio(listed: Listed[], mediaStatus = 200) {
  const requests: URL[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://twilio");
    requests.push(url);
    if (url.pathname.endsWith("/Media.json")) {
      const uri = url.pathname.replace(".json", "/ME1.json");
      const body = { media_list: [{ uri, content_type: "image/png" }], next_page_uri: null };
      response.writeHead(mediaStatus, { "content-type": "application/json" });
      return response.end(JSON.stringify(body));
    }
    const after = Date.parse(url.searchParams.get("DateSent>") ?? "");
    const before = Date.parse(url.searchParams.get("DateSent<") ?? "2100-01-01");
    const messages = listed
      .filter(({ at }) => at.getTime() > after && at.getTime() < before)
      .reverse()
      .slice(0, Number(url.searchParams.get("PageSize")))
      .map((text) => ({
        sid: sidOf(text),
        direction: text.direction ?? "inbound",
        from: text.from ?? person,
        to: ours,
        body: `text ${text.nth}`,
        num_media: String(text.media ?? 0),
        date_sent: text.at.toUTCString(),
        date_created: text.at.toUTCString(),
      }));
    return response.end(JSON.stringify({ messages, next_page_uri: null }));
  });
  vi.stubEnv("TWILIO_API_URL", await open(server));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return requests;
}

/** Ours: it has these SIDs, and stores what comes. */
function database(known: string[] = []) {
  const stored: string[] = [...known];
  const fake = new FakeDatabase({
    unknown_sids: ({ sids }) => ({
      body: (Array.isArray(sids) ? sids : []).filter((sid) => !stored.includes(sid)),
    }),
    recent_texts: () => ({ body: [{ text: "before", minutes_ago: 3 }] }),
    receive_sms: (args) => {
      stored.push(JSON.parse(JSON.stringify(args)).sms.message_sid);
      return { body: { message_id: crypto.randomUUID(), duplicate: false } };
    },
  });
  return { fake, stored };
}

function runOf(fake: FakeDatabase, since: Date, at: Date): Run {
  return {
    client: fake.client,
    lease: crypto.randomUUID(),
    senderId: crypto.randomUUID(),
    credentials: { accountSid, authToken },
    work: { phone_number: ours, account_sid: accountSid, at, since, parts: [] },
    screen: ({ text, recent }) => ({
      ...UNSUSPECTED,
      category: null,
      found: [...recent.map((one) => `${one.text} ${one.minutesAgo}`), text],
      language: "en",
      subject: null,
      template: null,
    }),
    lost: new AbortController().signal,
    until: performance.now() + 60_000,
  };
}

test("what we have not is stored as found, the oldest first, and what we have is not", async () => {
  const listed = texts(5, 60);
  await twilio(listed);
  const { fake } = database(listed.slice(0, 2).map(sidOf));
  const at = new Date(START + 3_600_000);
  const found = await backfill(runOf(fake, new Date(START), at));
  expect(found).toEqual({ texts: 3, unreadable: 0, until: at, whole: true, trouble: null });
  expect(fake.named("receive_sms").map(({ sms }) => sms)).toMatchObject([
    {
      body: "text 2",
      from: person,
      keyword: null,
      media: [],
      backfilled: true,
      sent_at: listed[2]?.at.toISOString(),
      screen: { severity: "none", found: ["before 3", "text 2"] },
    },
    { body: "text 3" },
    { body: "text 4" },
  ]);
});

test("more than a list holds is read in runs, each from where the one before ended, in order", async () => {
  const listed = texts(3_500, 7);
  const requests = await twilio(listed);
  const { fake, stored } = database();
  const at = new Date(START + 3_500 * 7_000);
  let since = new Date(START);
  let runs = 0;
  for (let whole = false; !whole && runs < 20; runs++) {
    const found = await backfill(runOf(fake, since, at));
    expect(found.trouble).toBeNull();
    expect(found.texts).toBeLessThan(1_000);
    since = found.until;
    whole = found.whole;
  }
  expect(stored).toEqual(listed.map(sidOf));
  expect(runs).toBeGreaterThan(3);
  expect(requests.length).toBeLessThan(20);
});

test("more than a list holds in one second is trouble, and nothing is passed over", async () => {
  await twilio(Array.from({ length: 1_000 }, (_, nth) => ({ nth, at: new Date(START) })));
  const { fake, stored } = database();
  const found = await backfill(runOf(fake, new Date(START), new Date(START + 5_000)));
  expect(found.trouble?.reason).toBe("list_without_end");
  expect(stored).toEqual([]);
});

test("texts out are not texts in, and nobody answers another channel", async () => {
  const [one, two, three] = texts(3, 60);
  await twilio([
    { nth: 0, at: new Date(START), ...one, direction: "outbound-api" },
    { nth: 1, at: new Date(START), ...two, from: `whatsapp:${person}` },
    { nth: 2, at: new Date(START), ...three },
  ]);
  const { fake } = database();
  const found = await backfill(runOf(fake, new Date(START), new Date(START + 3_600_000)));
  expect(found).toMatchObject({ texts: 1, unreadable: 1, whole: true });
});

test("out of time, the rest is another run's", async () => {
  const listed = texts(3, 60);
  await twilio(listed);
  const { fake } = database();
  const run = runOf(fake, new Date(START), new Date(START + 3_600_000));
  const clock = vi.spyOn(performance, "now");
  onTestFinished(() => clock.mockRestore());
  const slow = new FakeDatabase({
    unknown_sids: ({ sids }) => ({ body: sids }),
    recent_texts: () => ({ body: [] }),
    receive_sms: () => {
      clock.mockReturnValue(run.until + 1);
      return { body: { message_id: crypto.randomUUID(), duplicate: false } };
    },
  });
  const found = await backfill({ ...run, client: slow.client });
  expect(found).toMatchObject({ texts: 1, whole: false, until: listed[1]?.at, trouble: null });
});

test("with media come their URLs; while those cannot be had the text waits", async () => {
  const [text] = texts(1, 60);
  const listed = [{ nth: 0, at: new Date(START), ...text, media: 1 }];
  await twilio(listed);
  const { fake } = database();
  const at = new Date(START + 3_600_000);
  await backfill(runOf(fake, new Date(START), at));
  const url = `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Messages/${sidOf(listed[0] ?? { nth: 0, at })}/Media/ME1`;
  expect(fake.named("receive_sms")).toMatchObject([
    { sms: { media: [{ url, content_type: "image/png" }] } },
  ]);

  await twilio(listed, 503);
  const again = database();
  const found = await backfill(runOf(again.fake, new Date(START), at));
  expect(found.trouble).toEqual({ kind: "trouble", reason: "http_503", seconds: 60 });
  expect(again.stored).toEqual([]);
});

test.each([
  [429, "120", 120],
  [429, "5", 60],
  [429, "86400", 1_800],
  [404, "", 60],
  [500, "Sat, 21 Nov 2026 08:00:00 GMT", 60],
])(
  "a list that answers %i puts the run off, with %j by %i seconds",
  async (status, after, seconds) => {
    const server = createServer((_, response) => {
      response
        .writeHead(status, { "retry-after": after })
        .end(JSON.stringify({ status, code: 20429 }));
    });
    vi.stubEnv("TWILIO_API_URL", await open(server));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { fake } = database();
    const found = await backfill(runOf(fake, new Date(START), new Date(START + 1_000)));
    expect(found.trouble).toMatchObject({ reason: `http_${status}`, seconds });
  },
);
