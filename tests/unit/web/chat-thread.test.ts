import { expect, test, vi } from "vitest";
import { assistant } from "../../../supabase/functions/_shared/agent/assistant.ts";
import { ShownWords } from "../../../supabase/functions/_shared/agent/shown-words.ts";
import { beginRefusal, refusal } from "../../../web/chat/refusal.js";
import { Thread as Turns } from "../agents/thread.ts";
import { aThread, inbound, NOW, outbound, stream, told } from "./a-thread.ts";

const open = (position: number, more = {}) =>
  ["open", { message_id: `m${position}`, position, fixed_words: null, ...more }] as const;
const textsOf = (thread: { messages: Array<{ text: string }> }) =>
  thread.messages.map(({ text }) => text);

/** The deltas that the function makes of an answer which is written sentence by sentence. */
function deltasOf(sentences: string[]): Array<[string, unknown]> {
  const turns = new Turns(assistant);
  turns.channel = "web";
  turns.hears("hello");
  const deltas: Array<[string, unknown]> = [];
  const shown = new ShownWords(turns.turn().context, (text) => deltas.push(["delta", { text }]));
  for (const sentence of sentences) shown.add(sentence);
  return deltas;
}

const SENTENCES = [
  "The dock is open. ",
  "It closes at nine in summer, and at sunset when the days are short. ",
  "Bring a light.",
];
const WHOLE = SENTENCES.join("");

test("an answer stands when its stream ends, and all of it is heard, once, as it was written", async () => {
  const { thread, replies, said, posts, reads } = aThread();
  const seen: string[] = [];
  replies.push((posted) => {
    expect(thread.outgoing).toMatchObject([{ text: "hello", phase: "sending" }]);
    seen.push(posted.client_message_id);
    return stream([
      [...open(1)],
      ...deltasOf(SENTENCES),
      ["answer", told(1, "answered", outbound(2, { text: WHOLE }))],
    ]);
  });
  await thread.send("hello");
  expect(thread.outgoing).toEqual([]);
  expect(thread.messages).toMatchObject([
    { text: "hello", waiting: false, clientId: seen[0] },
    { text: WHOLE, html: "<p>answer 2</p>", stopped: false },
  ]);
  expect(thread.drafts).toEqual([]);
  expect(said).toHaveLength(3);
  expect(said.join("")).toBe(WHOLE);
  expect([posts.length, reads.length]).toEqual([1, 0]);
});

test("the rest of an answer whose stream broke is heard when it is read", async () => {
  const { thread, replies, said, rows, waits } = aThread();
  replies.push(stream([[...open(1)], ...deltasOf(SENTENCES)], { cut: true }));
  waits.push(() => rows.push(inbound(1), outbound(2, { text: WHOLE })));
  await thread.send("hello");
  expect(said.join("")).toBe(WHOLE);
});

test("an answer that is read before its stream ends is heard once", async () => {
  const { thread, replies, said, rows, posts } = aThread();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const write = async (events: Array<[string, unknown]>) =>
    await writer.write(await stream(events).bytes());
  const headers = { "content-type": "text/event-stream" };
  replies.push(new Response(readable, { headers }));
  const [first, ...later] = deltasOf(SENTENCES);
  const sent = thread.send("hello");
  await write([[...open(1)], first ?? ["delta", null]]);
  await vi.waitFor(() => expect(said).toHaveLength(1));
  const { client_message_id } = posts[0] ?? {};
  rows.push(inbound(1, { client_message_id }), outbound(2, { text: WHOLE }));
  await thread.catchUp();
  await write([...later, ["answer", told(1, "answered", outbound(2, { text: WHOLE }))]]);
  await writer.close();
  await sent;
  expect(later).toHaveLength(1);
  expect(said.join("")).toBe(WHOLE);
});

test("an answer that is not what was shown is heard whole", async () => {
  const { thread, replies, said } = aThread();
  replies.push(
    stream([
      [...open(1)],
      ["delta", { text: "It is open." }],
      ["answer", told(1, "answered", outbound(2, { text: "It is closed." }))],
    ]),
  );
  await thread.send("hello");
  expect(said).toEqual(["It is open.", "It is closed."]);
});

test("what was shown goes when the stream takes it back", async () => {
  const { thread, replies, rows, waits } = aThread();
  replies.push(
    stream([[...open(1)], ["delta", { text: "Let me look." }], ["restart", {}], ["queued", {}]]),
  );
  waits.push(() => {
    expect(thread.drafts).toEqual([{ id: "m1", text: "" }]);
    rows.push(inbound(1), outbound(2));
  });
  await thread.send("hello");
  expect(textsOf(thread)).toEqual(["question 1", "answer 2"]);
});

test("a message whose post was lost is sent again under the same name", async () => {
  const { thread, replies, posts, pauses } = aThread();
  replies.push(null, new Response(null, { status: 503 }), stream([], { cut: true }));
  replies.push(Response.json(told(1, "answered", outbound(2))));
  await thread.send("hello");
  expect(posts).toHaveLength(4);
  expect(new Set(posts.map(({ client_message_id }) => client_message_id)).size).toBe(1);
  expect(pauses).toEqual([1_000, 2_000, 4_000]);
  expect(textsOf(thread)).toEqual(["hello", "answer 2"]);
});

test("after a few tries it says so, and its writer may send it again: the same message", async () => {
  const { thread, replies, posts } = aThread();
  replies.push(null, null, null, null, null);
  await thread.send("hello");
  expect(thread.outgoing).toMatchObject([{ phase: "unsent", note: "It did not get through." }]);
  replies.push(Response.json(told(1, "answered", outbound(2))));
  await thread.sendAgain(posts[0]?.client_message_id ?? "");
  expect(posts).toHaveLength(6);
  expect(new Set(posts.map(({ client_message_id }) => client_message_id)).size).toBe(1);
  expect(thread.outgoing).toEqual([]);
});

test("two messages have two names", async () => {
  const { thread, replies, posts } = aThread();
  replies.push(Response.json(told(1, "answered", outbound(2))));
  replies.push(Response.json(told(3, "answered", outbound(4))));
  await thread.send("hello");
  await thread.send("hello");
  expect(new Set(posts.map(({ client_message_id }) => client_message_id)).size).toBe(2);
});

test("one that is taken back is its writer's again, unless it had got through", async () => {
  const { thread, replies, posts, rows } = aThread();
  const id = () => posts.at(-1)?.client_message_id ?? "";
  replies.push(new Response(null, { status: 404 }));
  await thread.send("never stored");
  expect(await thread.takeBack(id())).toBe("never stored");
  expect(thread.outgoing).toEqual([]);

  replies.push(null, null, null, null, null);
  await thread.send("stored");
  rows.push(inbound(1, { client_message_id: id() }), outbound(2));
  expect(await thread.takeBack(id())).toBeNull();
  expect(textsOf(thread)).toEqual(["question 1", "answer 2"]);
});

test("one that may have got through is nobody's to write again before that is seen", async () => {
  const { thread, replies, posts, rows, said, cut } = aThread();
  replies.push(null, null, null, null, null);
  await thread.send("stored, and its answer lost");
  const id = posts[0]?.client_message_id ?? "";
  rows.push(inbound(1, { client_message_id: id }), outbound(2));
  cut(true);
  expect(await thread.takeBack(id)).toBeNull();
  expect(thread.outgoing).toMatchObject([
    { id, phase: "unsent", note: expect.stringMatching(/may have got through/) },
  ]);
  expect(said.at(-1)).toMatch(/may have got through/);
  cut(false);
  expect(await thread.takeBack(id)).toBeNull();
  expect(thread.outgoing).toEqual([]);
  expect(textsOf(thread)).toEqual(["question 1", "answer 2"]);
});

test("one that was refused is its writer's again without a network, too", async () => {
  const { thread, replies, posts, cut } = aThread();
  replies.push(new Response(null, { status: 413 }));
  await thread.send("too long");
  cut(true);
  expect(await thread.takeBack(posts[0]?.client_message_id ?? "")).toBe("too long");
});

test("a stream that breaks keeps what was shown until the answer is read", async () => {
  const { thread, replies, posts, rows, waits, reads } = aThread();
  replies.push(stream([[...open(1)], ["delta", { text: "One." }]], { cut: true }));
  waits.push(
    () => expect(thread.drafts).toEqual([{ id: "m1", text: "One." }]),
    () => rows.push(inbound(1, { waiting: true })),
    () => rows.splice(0, 1, inbound(1), outbound(2)),
  );
  await thread.send("hello");
  expect(posts).toHaveLength(1);
  expect(reads).toEqual([0, 0, 0]);
  expect(textsOf(thread)).toEqual(["question 1", "answer 2"]);
  expect(thread.isWaiting).toBe(false);
});

test("it looks less and less often for a queued answer, gives up, and looks again when asked", async () => {
  const { thread, replies, rows, pauses, said } = aThread();
  replies.push(Response.json(told(1, "queued", null), { status: 202 }));
  rows.push(inbound(1, { waiting: true }));
  await thread.send("hello");
  expect(thread.late).toBe(true);
  expect(pauses.slice(0, 6)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 8_000]);
  expect(pauses).toHaveLength(24);
  rows.splice(0, 1, inbound(1), outbound(2));
  await thread.lookAgain();
  expect([thread.late, thread.isWaiting]).toEqual([false, false]);
  expect(said).toEqual(["answer 2"]);
});

test("what cannot be read is said, and what stands stays", async () => {
  const { thread, rows, cut } = aThread();
  rows.push(inbound(1), outbound(2));
  await thread.catchUp();
  cut(true);
  await thread.catchUp();
  expect(thread.unread).toBe(true);
  expect(textsOf(thread)).toEqual(["question 1", "answer 2"]);
  cut(false);
  await thread.catchUp();
  expect(thread.unread).toBe(false);
});

test("what another tab wrote between stands in its place", async () => {
  const { thread, rows, replies } = aThread();
  rows.push(inbound(1), outbound(2));
  await thread.catchUp();
  rows.push(inbound(3), outbound(5), inbound(4));
  rows.sort((a, b) => Number(a.position) - Number(b.position));
  replies.push(Response.json(told(4, "answered", outbound(6))));
  rows.push(outbound(6));
  await thread.send("question 4");
  expect(thread.messages.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6]);
});

const WORDS = outbound(2, { text: "Call or text 988." });

test.each([
  ["JSON", Response.json(told(1, "answered", WORDS, { fixed_words: WORDS }))],
  [
    "a stream",
    stream([
      [...open(1, { fixed_words: WORDS })],
      ["answer", told(1, "answered", WORDS, { fixed_words: WORDS })],
    ]),
  ],
])("words for who may be in danger stand out, and are heard once (%s)", async (_, reply) => {
  const { thread, replies, said } = aThread();
  replies.push(reply);
  await thread.send("hello");
  expect(thread.messages).toMatchObject([{ text: "hello" }, { text: WORDS.text, urgent: true }]);
  expect(said).toEqual([WORDS.text]);
});

test("such words that stand before an answer are there before it is written", async () => {
  const { thread, replies, said } = aThread();
  replies.push(
    stream([
      [...open(1, { fixed_words: WORDS })],
      ["delta", { text: "I hear you." }],
      [
        "answer",
        told(1, "answered", outbound(3, { text: "I hear you. Go on." }), { fixed_words: WORDS }),
      ],
    ]),
  );
  await thread.send("hello");
  expect(said).toEqual([WORDS.text, "I hear you.", " Go on."]);
  expect(thread.messages.map(({ urgent }) => urgent)).toEqual([false, true, false]);
});

test("they stand out when they are read again, too", async () => {
  const { thread, rows } = aThread();
  rows.push(inbound(1), outbound(2, { purpose: "crisis" }), outbound(3, { purpose: "reply" }));
  await thread.catchUp();
  expect(thread.messages.map(({ urgent }) => urgent)).toEqual([false, true, false]);
});

test("an answer that was stopped is marked, and so is a message whose answer had not begun", async () => {
  const { thread, replies } = aThread();
  replies.push(
    stream([[...open(1)], ["answer", told(1, "answered", outbound(2, { stopped: true }))]]),
  );
  await thread.send("hello");
  expect(thread.messages.at(-1)).toMatchObject({ stopped: true });
  replies.push(stream([[...open(3)], ["answer", told(3, "answered", null)]]));
  await thread.send("hello");
  expect(thread.messages.at(-1)).toMatchObject({ note: "Stopped before its answer began." });
  expect(thread.isWaiting).toBe(false);
});

test("Stop asks for this conversation, and reads what became of it when there is nothing to stop", async () => {
  const { thread, door, reads } = aThread();
  expect(await thread.stop()).toBe(true);
  expect(door.rpc).toHaveBeenCalledWith("stop_answer", { conversation_id: "c" });
  expect(reads).toEqual([]);
  door.rpc.mockResolvedValueOnce({ status: 200, body: false });
  expect(await thread.stop()).toBe(false);
  expect(reads).toEqual([0]);
});

test("a long conversation begins at its end, and goes back page by page", async () => {
  const { thread, rows } = aThread({ lastPosition: 250 });
  for (let position = 1; position <= 250; position += 1) rows.push(inbound(position));
  await thread.catchUp();
  expect(thread.messages[0]?.position).toBe(151);
  expect(thread.hasEarlier).toBe(true);
  await thread.earlier();
  await thread.earlier();
  expect(thread.messages.map(({ position }) => position)).toEqual(rows.map((row) => row.position));
  expect(thread.hasEarlier).toBe(false);
});

test("a body that tells of no message is no answer", async () => {
  const { thread, replies, posts } = aThread();
  replies.push(Response.json({}), new Response("<html>", { status: 200 }));
  replies.push(Response.json(told(1, "answered", outbound(2))));
  await thread.send("hello");
  expect(posts).toHaveLength(3);
  expect(thread.messages.map(({ id }) => id)).toEqual(["m1", "m2"]);
});

test.each([
  [
    429,
    { message: "Too many.", retry_after_seconds: 90 },
    /^Too many\. Send it again after \d+:\d\d:30 /,
  ],
  [429, { message: "Too many.", retry_after_seconds: 86_000 }, /^Too many\. .* after Sunday/],
  [429, {}, /after a while/],
  [401, {}, /sign-in has ended/],
  [404, {}, /Begin another/],
  [413, {}, /too long/],
  [400, {}, /not taken/],
])("a refusal of %i (%j) is told", (status, body, words) => {
  expect(refusal(status, body, NOW)).toMatch(words);
});

test("who writes too fast keeps their message, and is told until when", async () => {
  const { thread, replies, posts } = aThread();
  replies.push(Response.json({ message: "Too many.", retry_after_seconds: 30 }, { status: 429 }));
  await thread.send("hello");
  expect(posts).toHaveLength(1);
  expect(thread.outgoing).toMatchObject([{ text: "hello", phase: "refused" }]);
  expect(thread.outgoing[0]?.note).toMatch(/after \d+:\d\d:30 /);
});

test.each([
  [404, {}, /Nobody here has this address/],
  [429, { hint: "Again in 90 seconds." }, /as a day has\. Begin another after \d+:\d\d:30 /],
  [429, { hint: null }, /after a while/],
  [0, {}, /Try it again/],
])("why no conversation was begun (%i, %j) is told", (status, body, words) => {
  expect(beginRefusal(status, body, NOW)).toMatch(words);
});

test("a mistake in what is shown is not taken for a lost connection", async () => {
  const { thread, replies, posts } = aThread({
    changed: () => {
      if (thread.messages.length > 0) throw new Error("a mistake");
    },
  });
  replies.push(stream([[...open(1)], ["answer", told(1, "answered", outbound(2))]]));
  await expect(thread.send("hello")).rejects.toThrow("a mistake");
  expect(posts).toHaveLength(1);
});
