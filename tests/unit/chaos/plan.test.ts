import { expect, test } from "vitest";
import { makePlan } from "../../chaos/plan.ts";

const options = { texts: 60, people: 20, seed: 7 };

test("the same seed plans the same run, another another", () => {
  expect(makePlan(options)).toEqual(makePlan(options));
  expect(makePlan({ ...options, seed: 8 })).not.toEqual(makePlan(options));
});

test("every fault is planned at least once, however few texts there are, and while there are texts", () => {
  const { disturbances } = makePlan({ ...options, texts: 20 });
  const planned = disturbances.map((one) => (one.on === "engine" ? one.act : one.fault));
  expect([...new Set(planned)].toSorted()).toEqual(
    [
      ...["http429", "http500", "http500Accepted", "reset", "resetAccepted", "timeoutAccepted"],
      ...["garbled201", "callbacksLate", "callbacksDoubled", "callbacksReversed", "slow"],
      ...["callbacksDropped", "webhooksDoubled", "overloaded", "server_error", "rate_limit"],
      ...["stall", "disconnect", "refusal", "truncated", "garbage", "killAgent", "killSender"],
      ...["killWebhook", "retireAgent", "restartFast", "restartImmediate", "takeOver"],
      "pauseFunction",
    ].toSorted(),
  );
  for (const { after } of disturbances) expect(after).toBeLessThan(20);
});

test("who has said STOP says START next", () => {
  const { texts } = makePlan({ texts: 2_000, people: 50, seed: 3 });
  const stops = texts.flatMap((one, nth) => (one.body === "STOP" ? [nth] : []));
  expect(stops.length).toBeGreaterThan(0);
  for (const nth of stops) {
    const next = texts.slice(nth + 1).find((one) => one.person === texts[nth]?.person);
    expect(next?.body ?? "START").toBe("START");
  }
});

test("only who is known is given credits, and only what adds is counted later", () => {
  const { bookings, people } = makePlan({ ...options, texts: 2_000 });
  expect(bookings.every((one) => people[one.person]?.verified)).toBe(true);
  expect(bookings.some((one) => one.later)).toBe(true);
  expect(bookings.every((one) => !one.later || one.amount > 0)).toBe(true);
});

test("what nobody asked for comes of every priority, alone and in sequences, on subjects and with an end", () => {
  const { outreach } = makePlan({ ...options, texts: 2_000 });
  expect(new Set(outreach.map((one) => one.key)).size).toBe(1_000);
  const priorities = new Set(outreach.map((one) => one.priority));
  expect([...priorities].toSorted()).toEqual(["high", "low", "medium", "urgent"]);
  expect(new Set(outreach.map((one) => one.parts))).toEqual(new Set([1, 2]));
  expect(outreach.some((one) => one.subject !== null)).toBe(true);
  expect(outreach.some((one) => one.expiresSeconds !== null)).toBe(true);
  for (const { after } of outreach) expect(after).toBeLessThan(2_000);
});
