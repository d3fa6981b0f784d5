import { PassThrough } from "node:stream";
import { describe, expect, test, vi } from "vitest";
import { chat, textOnce } from "../../../local/carrier/conversation.ts";
import { Phone } from "../../../local/carrier/phone.ts";
import { ours, type Play, person, play, type Received } from "./play.ts";

/** A stage whose application answers each text with these replies. */
async function stageThatReplies(replies: (body: string) => string[]) {
  let stage: Play | undefined;
  const answer = ({ path, parameters }: Received) => {
    if (path !== "/inbound") return 200;
    const send = async () => {
      for (const body of replies(parameters.Body ?? "")) {
        await stage?.client.messages.create({ to: parameters.From ?? "", from: ours, body });
      }
    };
    void send();
    return 200;
  };
  stage = await play({}, answer);
  return stage;
}

/** A mail program that says what it was told. */
const deeds = {
  email: async (written: string) => ({ sent: true, line: `email ▸${written}` }),
  pay: async (written: string) => ({ sent: true, line: `pay ▸${written}` }),
};

function listener() {
  const lines: string[] = [];
  return { lines, say: (line: string) => void lines.push(line) };
}

describe("a text from the terminal", () => {
  test("shows what is said, and every part of the reply with its tick", async () => {
    const { carrier } = await stageThatReplies((body) => [`You said: ${body}`, "And\nmore."]);
    const phone = await Phone.open(carrier.url, person, ours);
    const { lines, say } = listener();
    expect(await textOnce(phone, "hi", 10_000, say)).toBe(true);
    expect(lines).toEqual([
      "   you ▸ hi",
      "  them ◂ You said: hi ✓",
      "  them ◂ And\n         more. ✓",
    ]);
  });

  test("says honestly that nothing came", async () => {
    const { carrier } = await stageThatReplies(() => []);
    const phone = await Phone.open(carrier.url, person, ours);
    const { lines, say } = listener();
    expect(await textOnce(phone, "hi", 300, say)).toBe(false);
    expect(lines).toEqual(["   you ▸ hi", "No reply within 0.3 s."]);
  });

  test("says that it did not get through", async () => {
    const { carrier } = await play({}, () => 403);
    const phone = await Phone.open(carrier.url, person, ours);
    const { lines, say } = listener();
    expect(await textOnce(phone, "hi", 10_000, say)).toBe(false);
    expect(lines.at(-1)).toBe("The text did not get through: the webhook answered 403.");
  });

  test("shows the carrier's own answer to STOP and waits for no other", async () => {
    const { carrier } = await stageThatReplies(() => []);
    const phone = await Phone.open(carrier.url, person, ours);
    const { lines, say } = listener();
    expect(await textOnce(phone, "STOP", 10_000, say)).toBe(true);
    expect(lines.at(-1)).toMatch(/^ {2}them ◂ You have successfully been unsubscribed.*carrier/);
  });

  test("shows nothing that was carried before, to others, or from other numbers", async () => {
    const stage = await play({ numbers: [ours, "+14155550101"] });
    const send = (to: string, from: string, body: string) =>
      stage.client.messages.create({ to, from, body });
    await send(person, ours, "old");
    const phone = await Phone.open(stage.carrier.url, person, ours);
    await send("+14155550124", ours, "other person");
    await send(person, "+14155550101", "other number");
    await send(person, ours, "new");
    const { lines, say } = listener();
    expect(await textOnce(phone, "hi", 10_000, say)).toBe(true);
    expect(lines).toEqual(["   you ▸ hi", "  them ◂ new ✓"]);
  });
});

test("a chat sends each line and shows what arrives, until /quit", async () => {
  const { carrier, received } = await stageThatReplies((body) => [`You said: ${body}`]);
  const phone = await Phone.open(carrier.url, person, ours);
  const input = new PassThrough();
  let shown = "";
  const output = new PassThrough().on("data", (chunk) => (shown += chunk));

  const ended = chat(phone, deeds, input, output);
  input.write("hi\n");
  await vi.waitFor(() => expect(shown).toContain("  them ◂ You said: hi ✓\n"), 5_000);
  input.write("\nhow are you\n");
  await vi.waitFor(() => expect(shown).toContain("  them ◂ You said: how are you ✓\n"), 5_000);
  input.write("/quit\n");
  await ended;
  const texts = received.filter(({ path }) => path === "/inbound");
  expect(texts.map(({ parameters }) => parameters.Body)).toEqual(["hi", "how are you"]);
});

test("a chat ends with one clear line when the carrier is gone", async () => {
  const { carrier } = await play();
  const phone = await Phone.open(carrier.url, person, ours);
  const ended = chat(phone, deeds, new PassThrough(), new PassThrough());
  await carrier.close();
  await expect(ended).rejects.toThrow(/^The carrier at http:.* does not answer\.$/);
});
