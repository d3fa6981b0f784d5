import { describe, expect, test } from "vitest";
import {
  OURS,
  postmark,
  postmarkTop,
  read,
  SIGNATURE,
  sendgrid,
  sendgridHeaders,
} from "./emails.ts";

const ADA = "ada@engines.example";
const PROVED = { from: ADA, unproved: null, recipients: [OURS] };

test("an email in order is proved, whoever brings it", async () => {
  expect(await postmark()).toMatchObject({ provider: "postmark", ...PROVED });
  expect(await sendgrid()).toMatchObject({ provider: "sendgrid", ...PROVED });
});

test("its addresses are compared in lower case, and whole", async () => {
  expect(
    await sendgrid({ from: "ADA+boats@Engines.Example", to: `Us <${OURS.toUpperCase()}>` }),
  ).toMatchObject({ from: "ada+boats@engines.example", unproved: null, recipients: [OURS] });
});

test("its key is the same for the same email, and another for another", async () => {
  const keys = await Promise.all([
    postmark(),
    postmark({ MessageID: "another" }),
    sendgrid(),
    sendgrid({ headers: "Message-ID: <2@engines.example>" }),
    sendgrid({ envelope: JSON.stringify({ to: ["b@x.example"], from: ADA }) }),
  ]);
  expect(new Set(keys.map(({ key }) => key)).size).toBe(5);
  expect(keys.every(({ key }) => /^[0-9a-f]{64}$/.test(key))).toBe(true);
  expect((await sendgrid({ text: "other words" })).key).toBe(keys[2]?.key);
  expect((await postmark({ Subject: "Other" })).key).toBe(keys[0]?.key);
});

test("only whom its To header names is its recipient: an envelope is signed by nobody", async () => {
  expect(await sendgrid({ to: "ada@friends.example" })).toMatchObject({
    recipients: ["ada@friends.example"],
  });
  expect(await postmark({ ToFull: [], OriginalRecipient: OURS })).toMatchObject({ recipients: [] });
  const two = "verify+zzzzzzzzzzzzz@verify.yachtparty.example";
  expect(await sendgrid({ to: `${OURS}, "Us, too" <${two}>, ${OURS}` })).toMatchObject({
    recipients: [OURS, two],
  });
});

describe("SendGrid's results", () => {
  const bounce = JSON.stringify({ to: [OURS], from: "bounce@mailer.example" });
  const unsigned = { dkim: "none" };

  test.for([
    ["DKIM alone, from a mailer's envelope", { SPF: "none", envelope: bounce }, null],
    ["SPF alone", unsigned, null],
    ["SPF of a host of the same organisation", { ...unsigned, envelope: at("mx.engines") }, null],
    ["neither", { ...unsigned, SPF: "softfail" }, "not_authenticated"],
    ["a failed signature", { SPF: "fail", dkim: "{@engines.example : fail}" }, "not_authenticated"],
    ["SPF of another domain", { ...unsigned, envelope: bounce }, "not_aligned"],
    [
      "SPF of a domain that ends alike",
      { ...unsigned, envelope: at("evilengines") },
      "not_aligned",
    ],
    [
      "a signature of another domain",
      { SPF: "fail", dkim: "{@mailer.example : pass}" },
      "not_authenticated",
    ],
    [
      "one of ours that failed beside",
      { SPF: "fail", dkim: "{@a.example : pass, @engines.example : fail}" },
      "not_authenticated",
    ],
    [
      "words that are no result",
      { SPF: "fail", dkim: "pass @engines.example : pass" },
      "not_authenticated",
    ],
    ["SPF in words that hold pass", { ...unsigned, SPF: "fail (would pass)" }, "not_authenticated"],
    [
      "SPF for nobody",
      { ...unsigned, envelope: JSON.stringify({ from: "" }) },
      "not_authenticated",
    ],
  ] as const)("%s", async ([, change, unproved]) => {
    expect((await sendgrid(change)).unproved).toBe(unproved);
  });

  function at(domain: string): string {
    return JSON.stringify({ to: [OURS], from: `a@${domain}.example` });
  }

  test("neighbours on one host are strangers", async () => {
    const change = { ...unsigned, from: "a@ada.github.io", envelope: at("x") };
    const neighbour = JSON.stringify({ from: "a@eve.github.io" });
    expect((await sendgrid({ ...change, envelope: neighbour })).unproved).toBe("not_aligned");
  });

  test("an old email sent on by whoever once received it has no signed recipient", async () => {
    const unsigned = `From: ${ADA}\r\nTo: ${OURS}`;
    const headers = `DKIM-Signature: v=1; d=engines.example; h=from:subject; b=0\r\n${unsigned}`;
    expect((await sendgrid({ SPF: "fail", headers })).unproved).toBe("not_authenticated");
    expect((await sendgrid({ SPF: "fail", headers: unsigned })).unproved).toBe("not_authenticated");
  });

  test("what its headers say of themselves is not believed", async () => {
    const headers = `Authentication-Results: mx.sendgrid.net; dkim=pass header.d=engines.example
Received-SPF: pass
From: ${ADA}
To: ${OURS}`;
    const forged = { headers, dkim: "none", SPF: "fail" };
    expect((await sendgrid(forged)).unproved).toBe("not_authenticated");
  });
});

describe("Postmark's results", () => {
  const none = { tests: "HTML_MESSAGE", spf: "none" };
  const spf = (value: string) => [...postmarkTop({ ...none, spf: value }), SIGNATURE];

  test.for([
    ["DKIM alone", [...postmarkTop({ spf: "neutral" }), SIGNATURE], null],
    ["SPF alone", postmarkTop({ tests: "SPF_PASS" }), null],
    ["neither", [...postmarkTop(none), SIGNATURE], "not_authenticated"],
    [
      "a signature of somebody else",
      [...postmarkTop({ ...none, tests: "DKIM_VALID" }), SIGNATURE],
      "not_authenticated",
    ],
    [
      "a signature that does not cover whom it is to",
      [...postmarkTop({ spf: "none" }), { ...SIGNATURE, Value: "d=engines.example; h=from" }],
      "not_authenticated",
    ],
    [
      "one that does beside one that does not",
      [
        ...postmarkTop({ spf: "none" }),
        SIGNATURE,
        { ...SIGNATURE, Value: "d=engines.example; h=from" },
      ],
      "not_authenticated",
    ],
    [
      "results that came with the email",
      [...postmarkTop(none), ...postmarkTop(), SIGNATURE],
      "not_authenticated",
    ],
    [
      "results without a line that says who received it",
      [...postmarkTop().slice(0, 4), SIGNATURE],
      "not_authenticated",
    ],
    [
      "two results of SPF",
      [...postmarkTop({ tests: "" }).slice(0, 4), ...postmarkTop({ tests: "" }).slice(3)],
      "not_authenticated",
    ],
    [
      "SPF of another domain",
      spf('pass (x) identity=mailfrom; envelope-from="a@mailer.example"; x=1'),
      "not_aligned",
    ],
    [
      "SPF that failed",
      spf('fail (pass) identity=mailfrom; envelope-from="ada@engines.example"'),
      "not_authenticated",
    ],
    [
      "SPF of the greeting",
      spf('pass (x) identity=helo; envelope-from="ada@engines.example"'),
      "not_authenticated",
    ],
    [
      "an envelope that writes a second one",
      spf(
        'pass (envelope-from="ada@engines.example";) identity=mailfrom; envelope-from="e@e.example"',
      ),
      "not_authenticated",
    ],
    [
      "an envelope in quotes of its own",
      spf('pass (x) identity=mailfrom; envelope-from="\\"ada@engines.example\\"@e.example"'),
      "not_authenticated",
    ],
  ] as const)("%s", async ([, headers, unproved]) => {
    expect((await postmark({}, [...headers])).unproved).toBe(unproved);
  });
});

describe("a sender that can be read as another is refused", () => {
  test.for([
    ["", "no_sender"],
    ["undisclosed", "odd_sender"],
    ["ada@engines.example, eve@evil.example", "several_senders"],
    ["<ada@engines.example>, <eve@evil.example>", "several_senders"],
    ["ada@engines.example <eve@evil.example>", "odd_sender"],
    ['"ada@engines.example" <eve@evil.example>', "odd_sender"],
    ["ada@engines.example, <eve@evil.example>", "several_senders"],
    ["eve@evil.example (ada@engines.example)", "odd_sender"],
    ["Ada (x) <ada@engines.example>", "odd_sender"],
    ["Ada <ada@engines.example> eve@evil.example", "odd_sender"],
    ["Friends: ada@engines.example;", "odd_sender"],
    ["аda@engines.example", "odd_sender"],
    ["Ada <ada@engіnes.example>", "odd_sender"],
    ["Ada <ada@engines.example\u0000>", "odd_sender"],
    ["Ada <ada@engines..example>", "odd_sender"],
    ["Ada <ada@@engines.example>", "odd_sender"],
    ['Ada <"ada"@engines.example>', "odd_sender"],
    ["Ada <ada@[192.0.2.1]>", "odd_sender"],
    ["Ada＠engines.example <eve@evil.example>", "odd_sender"],
    [`Ada <${"a".repeat(250)}@engines.example>`, "odd_sender"],
  ] as const)("%s", async ([from, unproved]) => {
    expect(await sendgrid({ from })).toMatchObject({ from: null, unproved });
  });

  test.for([
    "Ada Lovelace <ada@engines.example>",
    '"Lovelace, Ada" <ada@engines.example>',
    "Lovelace, Ada <ada@engines.example>",
    "ada@engines.example <ada@engines.example>",
    "  <Ada@Engines.example> ",
    "Ада <ada@engines.example>",
  ])("but not %s", async (from) => {
    expect(await sendgrid({ from })).toMatchObject({ from: ADA, unproved: null });
  });

  test("nor one whom a second header names", async () => {
    const headers = `From: ${ADA}\r\nfrom : eve@evil.example\r\nTo: ${OURS}`;
    expect((await sendgrid({ headers })).unproved).toBe("several_senders");
    const second = { Name: "From", Value: "eve@evil.example" };
    expect((await postmark({}, [...postmarkTop(), SIGNATURE, second])).unproved).toBe(
      "several_senders",
    );
    expect((await postmark({ From: "eve@evil.example" })).unproved).toBe("several_senders");
    const other = sendgridHeaders({ from: "eve@evil.example", to: OURS });
    expect((await sendgrid({ headers: other })).unproved).toBe("several_senders");
    expect((await sendgrid({ headers: `To: ${OURS}` })).unproved).toBe("no_sender");
    expect((await sendgrid({ headers: other, from: `eve@evil.example, ${ADA}` })).unproved).toBe(
      "several_senders",
    );
    expect((await postmark({ From: `${ADA}, eve@evil.example` })).unproved).toBe("several_senders");
  });
});

describe("what is no email is refused", () => {
  test.for([
    ["application/json", "{", "bad_request"],
    ["application/json", "{}", "bad_request"],
    ["application/json", "[]", "bad_request"],
    ["application/x-www-form-urlencoded", "from=ada", "unsupported_media"],
    ["text/plain", "hi", "unsupported_media"],
    ["multipart/form-data", "no boundary", "bad_request"],
    ["multipart/form-data; boundary=x", "nothing of the kind", "bad_request"],
    [
      "multipart/form-data; boundary=x",
      '--x\r\nContent-Disposition: form-data; name="from"\r\n\r\na\r\n--x--\r\n',
      "bad_request",
    ],
  ] as const)("%s %s", async ([type, body, code]) => {
    await expect(read(type, body)).rejects.toMatchObject({ code });
  });

  test("so is one that is larger than an email to us may be", async () => {
    const body = JSON.stringify({ TextBody: "a".repeat(10 * 1024 * 1024) });
    await expect(read("application/json", body)).rejects.toMatchObject({ code: "too_large" });
  });
});
