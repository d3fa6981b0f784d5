import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { readForm } from "../../../supabase/functions/_shared/twilio/form.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("a body that stops arriving is refused by 408 after 10 seconds, and given up", async () => {
  const cancelled = vi.fn();
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode("Body=hel")),
    cancel: cancelled,
  });
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const init = { method: "POST", body, duplex: "half", headers };

  const refused = expect(readForm(new Request("http://internal/", init))).rejects.toMatchObject({
    status: 408,
  });
  await vi.advanceTimersByTimeAsync(9_999);
  expect(cancelled).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await refused;
  expect(cancelled).toHaveBeenCalledOnce();
});
