import { afterEach, describe, expect, test, vi } from "vitest";
import { bouncer } from "../../../supabase/functions/bouncer/tools.ts";
import { concierge } from "../../../supabase/functions/concierge/tools.ts";
import { onTheOfflineModel } from "./on-the-offline-model.ts";
import { replyIn, Thread } from "./thread.ts";

onTheOfflineModel();

afterEach(() => vi.useRealTimers());

describe.for([bouncer, concierge])("$type, on its offline model", (agent) => {
  function thread(): Thread {
    const one = new Thread(agent, { first_name: "Ada", timezone: "Europe/Berlin" });
    one.said("What can I do for you?");
    return one;
  }

  test.for<[string, string, Record<string, unknown>, RegExp]>([
    ["pause until 2026-12-01", "pause_texts", { until: "2026-12-01" }, /Tuesday, 2026-12-01/],
    ["pause my texts", "pause_texts", {}, /until you say/],
    ["please leave me alone", "pause_texts", {}, /until you say/],
    ["you can text me again", "resume_texts", {}, /again/],
    ["resume", "resume_texts", {}, /again/],
    ["go on with the series", "go_on_with_sequence", {}, /goes on/],
    ["continue the series in 3 hours", "go_on_with_sequence", { in_hours: 3 }, /in 3 hours/],
    ["stop the series", "stop_sequence", {}, /ends/],
  ])("%s: %s", async ([text, type, input, reply]) => {
    const one = thread();
    one.interrupted = true;
    one.hears(text);
    const outcome = await one.answers();
    expect(outcome.actions).toEqual([
      { type, input },
      { type: "reply", input: { text: expect.stringMatching(reply) } },
    ]);
  });

  test.for([
    ["pause me until Monday", "2026-11-30"],
    ["no texts until next week", "2026-11-30"],
    ["don’t text me before tomorrow", "2026-11-30"],
    ["leave me alone for a week", "2026-12-06"],
  ] as const)("%s, said in Berlin when it is still Saturday in UTC: %s", async ([text, until]) => {
    vi.useFakeTimers({ now: new Date("2026-11-28T23:30:00Z"), toFake: ["Date"] });
    const one = thread();
    one.hears(text);
    expect((await one.answers()).actions[0]).toEqual({ type: "pause_texts", input: { until } });
  });

  test("a day that it does not know is asked for, and nothing is paused", async () => {
    const one = thread();
    one.hears("pause me until the regatta");
    const outcome = await one.answers();
    expect(outcome.actions).toHaveLength(1);
    expect(replyIn(outcome)).toMatch(/which day/);
  });

  test("a pause that Postgres refuses is not said to hold", async () => {
    const one = thread();
    one.check = () => "until must be a day after today, which is 2026-12-01";
    one.hears("pause until 2026-12-01");
    expect(replyIn(await one.answers())).toMatch(/could not do that/);
  });

  test.for<[string, string, Record<string, unknown>]>([
    ["thanks!", "go_on_with_sequence", { in_hours: 1 }],
    ["I'd rather not", "stop_sequence", {}],
  ])("a series that %s interrupted: %s", async ([text, type, input]) => {
    const one = thread();
    one.interrupted = true;
    one.hears(text);
    const outcome = await one.answers();
    expect(outcome.actions).toContainEqual({ type, input });
    expect(replyIn(outcome)).not.toBe("");
  });

  test("what is asked in the middle of a series is answered", async () => {
    const one = thread();
    one.interrupted = true;
    one.hears("are you human?");
    expect(replyIn(await one.answers())).toMatch(/I am an AI/);
  });

  test.for<[string, string | null, Record<string, unknown>, string]>([
    ["as it was drafted", "The fair opens.", { text: "later" }, "The fair opens."],
    ["from what it is about", null, { text: "The fair opens." }, "News for you: The fair opens."],
    [
      "from facts",
      null,
      { opens_on: "Friday", halls: 3 },
      "News for you: opens on Friday, halls 3",
    ],
  ])("a text is written %s", async ([, draft, about, text]) => {
    const one = thread();
    one.outreach = { wanted_by: "account-manager", wanted_at: "2026-11-28", draft, about };
    expect((await one.answers()).actions).toEqual([{ type: "reply", input: { text } }]);
  });

  test("one that is stale is dropped", async () => {
    const one = thread();
    const about = { text: "The fair opens.", stale: true };
    one.outreach = { wanted_by: "account-manager", wanted_at: "2026-11-28", draft: null, about };
    expect((await one.answers()).actions[0]).toEqual({
      type: "drop_outreach",
      input: { reason: "it is said to be stale" },
    });
  });
});
