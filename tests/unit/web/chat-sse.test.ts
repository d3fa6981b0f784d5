import { afterEach, expect, test, vi } from "vitest";
import { EventParser, eventsOf } from "../../../web/chat/sse.js";

afterEach(() => {
  vi.useRealTimers();
});

const encoder = new TextEncoder();
const STREAM =
  ':\n\nevent: open\ndata: {"position":1}\n\nevent: delta\ndata: {"text":"Grüße, 世界 🌊"}\n\n';
const EVENTS = [
  { event: "open", data: '{"position":1}' },
  { event: "delta", data: '{"text":"Grüße, 世界 🌊"}' },
];

test("events are the same wherever their bytes are cut, in the middle of a character too", () => {
  const bytes = encoder.encode(STREAM);
  for (let size = 1; size <= bytes.length; size += 1) {
    const parser = new EventParser();
    const heard = [];
    for (let at = 0; at < bytes.length; at += size) {
      heard.push(...parser.push(bytes.subarray(at, at + size)));
    }
    expect(heard).toEqual(EVENTS);
  }
});

test.each(["\n", "\r\n", "\r"])("lines end with %j", (ending) => {
  // The next event's first byte tells that a carriage return stood alone.
  const parser = new EventParser();
  const bytes = encoder.encode(`${STREAM.replaceAll("\n", ending)}:`);
  expect([...bytes].flatMap((byte) => parser.push(Uint8Array.of(byte)))).toEqual(EVENTS);
});

test.each([
  ["data: a\ndata:b\n\n", [{ event: "message", data: "a\nb" }]],
  ["data\n\n", [{ event: "message", data: "" }]],
  ["id: 7\nretry: 10\nevent: x\n\ndata: after\n\n", [{ event: "message", data: "after" }]],
  ["event: x\ndata: its end never came\n", []],
  ["\uFEFFdata: marked\n\n", [{ event: "message", data: "marked" }]],
])("%j is read as HTML says", (text, events) => {
  expect(new EventParser().push(encoder.encode(text))).toEqual(events);
});

test("an event without an end is not kept for ever", () => {
  const parser = new EventParser();
  const piece = encoder.encode("x".repeat(400_000));
  parser.push(piece);
  parser.push(piece);
  expect(() => parser.push(piece)).toThrow("no end");
  const lines = new EventParser();
  const line = encoder.encode(`data: ${"x".repeat(400_000)}\n`);
  lines.push(line);
  lines.push(line);
  expect(() => lines.push(line)).toThrow("no end");
});

test("who has heard enough closes the connection", async () => {
  const cancel = vi.fn();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(STREAM)),
    cancel,
  });
  for await (const { event } of eventsOf(body, 1_000)) if (event === "open") break;
  expect(cancel).toHaveBeenCalledOnce();
});

test("a connection that says nothing for too long is lost, and closed", async () => {
  vi.useFakeTimers();
  const cancel = vi.fn();
  const events = eventsOf(new ReadableStream<Uint8Array>({ cancel }), 30_000);
  const lost = expect(events.next()).rejects.toThrow("for too long");
  await vi.advanceTimersByTimeAsync(30_000);
  await lost;
  expect(cancel).toHaveBeenCalledOnce();
});
