import type { Case } from "../case.ts";

/** How a text gets to us, and what does not get in. */
export const TRANSPORT: Case[] = [
  {
    name: "a signed text is stored, answered and delivered",
    steps: [{ hook: { Body: "hi" }, answers: 200 }],
    expect: { inbound: [null], outbound: [["reply", "delivered"]], received: 1 },
  },
  {
    name: "a forged signature lets nothing in",
    steps: [{ hook: {}, signature: "forged", answers: 403 }],
    expect: { inbound: [], received: 0 },
  },
  {
    name: "no signature lets nothing in",
    steps: [{ hook: {}, signature: "none", answers: 403 }],
    expect: { inbound: [], received: 0 },
  },
  {
    name: "a signature over a URL with a query is right",
    steps: [{ hook: { Body: "hi" }, query: "?a=b%20c&d=", answers: 200 }],
    expect: { inbound: [null], received: 1 },
  },
  {
    name: "parameters that Twilio adds one day change nothing",
    steps: [{ hook: { Body: "hi", Sentiment: "0.9", ZIP: "" }, answers: 200 }],
    expect: { inbound: [null], received: 1 },
  },
  {
    name: "a number that is nobody's here is refused",
    steps: [{ hook: { To: "+14155550998" }, answers: 404 }],
    expect: { inbound: [] },
  },
  {
    name: "our number in somebody else's account is refused",
    steps: [{ hook: { AccountSid: `AC${"5".repeat(32)}` }, answers: 404 }],
    expect: { inbound: [] },
  },
  {
    name: "another channel's address is refused",
    steps: [{ hook: { From: "whatsapp:+14155550123" }, answers: 400 }],
    expect: { inbound: [] },
  },
  {
    name: "a sender's name instead of a number is refused",
    steps: [{ hook: { From: "ACMEBANK" }, answers: 400 }],
    expect: { inbound: [] },
  },
  {
    name: "a number of no country's length is refused",
    steps: [{ hook: { From: "+1415555012" }, answers: 400 }],
    expect: { inbound: [] },
  },
  {
    name: "a SID that is not Twilio's is refused",
    steps: [{ hook: { MessageSid: "SM1" }, answers: 400 }],
    expect: { inbound: [] },
  },
  {
    name: "an eleventh picture is refused",
    steps: [{ hook: { NumMedia: "11" }, answers: 400 }],
    expect: { inbound: [] },
  },
  {
    name: "a refused text that comes again in order is stored",
    steps: [
      { hook: { MessageSid: `SM${"0".repeat(31)}7`, Body: "hi" }, signature: "none", answers: 403 },
      { hook: { MessageSid: `SM${"0".repeat(31)}7`, Body: "hi" }, answers: 200 },
    ],
    expect: { inbound: [null], received: 1 },
  },
  {
    name: "a short code's text is stored and not answered",
    from: "72345",
    steps: [{ hook: { From: "72345", Body: "Your code is 1234" }, answers: 200 }],
    expect: { inbound: ["short_code_sender"], outbound: [] },
  },
  {
    name: "a text from our own number is stored and not answered",
    from: "+14155550100",
    steps: [{ hook: { From: "+14155550100", Body: "hello me" }, answers: 200 }],
    expect: { inbound: ["own_number"], outbound: [] },
  },
];
