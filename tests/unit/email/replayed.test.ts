import { describe, expect, test } from "vitest";
import {
  OURS,
  postmark,
  postmarkTop,
  SIGNATURE,
  SIGNED_ONCE,
  sendgrid,
  sendgridHeaders,
} from "./emails.ts";

const BOB = "bob@other.example";
const ADA = "ada@engines.example";
const VOID = "not_authenticated";

describe("an old email of Ada's to Bob proves nothing to us, whatever is put above it", () => {
  const old = { from: ADA, to: BOB };
  const SPF = "fail";
  const both = `${OURS}, ${BOB}`;

  test.for([
    ["another To", sendgridHeaders(old, `To: ${OURS}`), both],
    ["another To, of which SendGrid tells alone", sendgridHeaders(old, `To: ${OURS}`), OURS],
    ["in another case", sendgridHeaders(old, `tO: ${OURS}`), both],
    ["with a space before its colon", sendgridHeaders(old, `To : ${OURS}`), both],
    ["folded", sendgridHeaders(old, `To:\r\n\t${OURS}`), both],
    ["after which a line ends oddly", sendgridHeaders(old, `To: ${OURS}\rX: y`), both],
    ["after which the headers seem to end", sendgridHeaders(old, `To: ${OURS}\n`), both],
    ["nothing, while SendGrid tells of us", sendgridHeaders(old), OURS],
    ["nothing, while SendGrid tells of us, too", sendgridHeaders(old), both],
    [
      "a signature of one's own that covers it",
      sendgridHeaders(old, "DKIM-Signature: v=1; d=engines.example; h=to:to; b=0", `To: ${OURS}`),
      both,
    ],
  ] as const)("SendGrid: %s", async ([, headers, to]) => {
    expect((await sendgrid({ headers, to, SPF })).unproved).toBe(VOID);
    const email = `${headers}\r\n\r\nHello`;
    expect((await sendgrid({ headers: "", email, to, SPF })).unproved).not.toBeNull();
  });

  test("but what Ada sends to us and to Bob does", async () => {
    expect(await sendgrid({ to: both, SPF })).toMatchObject({
      unproved: null,
      recipients: [OURS, BOB],
    });
    const headers = sendgridHeaders({ from: ADA, to: `"Bob, too" <${BOB}>,\r\n <${OURS}>` });
    expect((await sendgrid({ headers, to: both, SPF })).unproved).toBeNull();
    const email = `${sendgridHeaders()}\r\n\r\nTo: bob`;
    expect((await sendgrid({ headers: "", email, SPF })).unproved).toBeNull();
  });

  const top = postmarkTop({ spf: "none" });
  const toFull = (...addresses: string[]) => ({ ToFull: addresses.map((Email) => ({ Email })) });
  const header = (Name: string, Value: string) => ({ Name, Value });

  test.for([
    ["two To", [header("To", OURS), header("To", BOB)], [OURS, BOB]],
    ["two To, of which it tells one", [header("To", OURS), header("to ", BOB)], [OURS]],
    ["one that is another", [header("TO", BOB)], [OURS]],
    ["one that is not all", [header("To", BOB)], [OURS, BOB]],
    ["none, and one is covered", [], [OURS]],
  ] as const)("Postmark: %s", async ([, headers, to]) => {
    const email = postmark(toFull(...to), [...top, SIGNED_ONCE, ...headers]);
    expect((await email).unproved).toBe(VOID);
  });

  test("Postmark: what covers the To that is there, or any that could be", async () => {
    const shown = [...top, SIGNED_ONCE, header("To", `Us <${OURS}>, ${BOB}`)];
    expect((await postmark(toFull(OURS, BOB), shown)).unproved).toBeNull();
    expect((await postmark({}, [...top, SIGNATURE])).unproved).toBeNull();
  });
});

describe("a signature that could be taken for another", () => {
  const foreign = "v=1; d=evil.example; h=from:to:from:to; b=0";
  const odd = "v=1; d=engines.example : pass, @evil.example; h=from:to; b=0";
  const twice = "v=1; d=engines.example; d=evil.example; h=from:to; b=0";

  // Postmark tells that an author's signature is good, and not which.
  test.for([foreign, odd, twice, "v=1"])("voids Postmark's result: %s", async (Value) => {
    const more = { Name: "DKIM-Signature", Value };
    const headers = [...postmarkTop({ spf: "none" }), SIGNATURE, more];
    expect((await postmark({}, headers)).unproved).toBe(VOID);
  });

  test.for([odd, twice, "v=1"])("voids SendGrid's results: %s", async (value) => {
    const headers = sendgridHeaders(undefined, `DKIM-Signature: ${value}`);
    const dkim = "{@engines.example : pass, @evil.example : fail}";
    expect((await sendgrid({ headers, dkim, SPF: "fail" })).unproved).toBe(VOID);
  });

  test("but one of a mailer beside voids none of SendGrid's, which names them", async () => {
    const headers = sendgridHeaders(undefined, `DKIM-Signature: ${foreign}`);
    const dkim = "{@evil.example : pass, @engines.example : pass}";
    expect((await sendgrid({ headers, dkim, SPF: "fail" })).unproved).toBeNull();
  });
});

describe("what a machine answers in somebody's name proves nothing", () => {
  test.for([
    "Auto-Submitted: auto-replied",
    "auto-submitted: Auto-Generated (out of office)",
    "X-Autoreply: yes",
    "X-Autorespond: away",
    "Precedence: auto_reply",
  ])("%s", async (line) => {
    const [Name = "", Value = ""] = line.split(": ");
    const headers = sendgridHeaders(undefined, line);
    expect((await sendgrid({ headers })).unproved).toBe("automatic");
    expect((await postmark({}, [...postmarkTop(), SIGNATURE, { Name, Value }])).unproved).toBe(
      "automatic",
    );
  });

  test("nor what nobody wants an answer to", async () => {
    expect((await sendgrid({ envelope: JSON.stringify({ from: "" }) })).unproved).toBe("automatic");
    const [, ...top] = postmarkTop();
    const unanswerable = [{ Name: "Return-Path", Value: "<>" }, ...top, SIGNATURE];
    expect((await postmark({}, unanswerable)).unproved).toBe("automatic");
  });

  test("but what says that it is none does", async () => {
    const headers = sendgridHeaders(undefined, "Auto-Submitted: no", "Precedence: bulk");
    expect((await sendgrid({ headers })).unproved).toBeNull();
  });
});
