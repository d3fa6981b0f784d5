import { expect, test, vi } from "vitest";
import type { Thumb } from "../../../web/chat/door.js";
import { Thumbs } from "../../../web/chat/thumbs.js";

const GIVEN: Thumb = { rating: "up", comment: "It was short." };

async function someThumbs(given: Thumb | null, status = 200) {
  const rpc = vi.fn(async () => ({ status, body: null }));
  const thumbs = new Thumbs(
    { rpc, thumbs: async () => new Map(given === null ? [] : [["m1", given]]) },
    () => {},
  );
  await thumbs.learn(["m1"]);
  return { thumbs, rpc };
}

test("the other thumb takes the place of one, and the words to it stay", async () => {
  const { thumbs, rpc } = await someThumbs(GIVEN);
  await thumbs.press("m1", "down");
  const args = { message_id: "m1", rating: "down", comment: "It was short." };
  expect(rpc.mock.calls).toEqual([["give_feedback", args]]);
  expect(thumbs.of("m1").thumb).toEqual({ rating: "down", comment: "It was short." });
});

test("the same thumb again withdraws it", async () => {
  const { thumbs, rpc } = await someThumbs(GIVEN);
  await thumbs.press("m1", "up");
  expect(rpc.mock.calls).toEqual([["withdraw_feedback", { message_id: "m1" }]]);
  expect(thumbs.of("m1").thumb).toBeNull();
});

test("a first thumb has no words", async () => {
  const { thumbs, rpc } = await someThumbs(null);
  await thumbs.press("m1", "up");
  expect(rpc.mock.calls).toEqual([["give_feedback", { message_id: "m1", rating: "up" }]]);
});

test("a thumb that was not kept is not shown as given, and says so", async () => {
  const { thumbs } = await someThumbs(GIVEN, 500);
  await thumbs.press("m1", "down");
  expect(thumbs.of("m1")).toMatchObject({ thumb: GIVEN, note: expect.stringMatching(/not kept/) });
});
