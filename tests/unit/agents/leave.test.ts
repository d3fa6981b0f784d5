import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { runReplyTurn } from "../../../supabase/functions/_shared/agent.ts";
import { runSummaryTurn } from "../../../supabase/functions/_shared/summary.ts";
import { concierge } from "../../../supabase/functions/concierge/tools.ts";
import { summariser } from "../../../supabase/functions/conversation-summary/outcome.ts";
import { guardedFetch, says, uses } from "../model/guarded-fetch.ts";
import { replyIn, Thread } from "./thread.ts";

const NAMES_ADA = { name: "update_profile", input: { first_name: "Ada" } };

beforeAll(() => {
  vi.stubEnv("ANTHROPIC_API_KEY", "test");
  vi.stubEnv("ANTHROPIC_BASE_URL", "http://model.test");
});

afterAll(() => vi.unstubAllEnvs());

function thread(...refusals: Thread["refusals"]): Thread {
  const one = new Thread(concierge);
  one.hears("hi");
  one.refusals = refusals;
  return one;
}

describe("without leave no call is made", () => {
  test.for<["user_day_budget" | "tenant_day_budget" | "breaker_open", string]>([
    ["user_day_budget", "model_budget"],
    ["tenant_day_budget", "model_budget"],
    ["breaker_open", "model_breaker"],
  ])("%s: the turn waits as long as it is told, and a little more", async ([refused, reason]) => {
    const api = guardedFetch();
    const outcome = await thread(refused).answers({ fetch: api.fetch });

    expect(api.requests).toEqual([]);
    expect(outcome).toMatchObject({
      outcome: "snooze",
      actions: [],
      call: null,
      reason,
      error: { code: reason, message: `no model call: ${refused}` },
    });
    expect(outcome.snooze_seconds).toBeGreaterThanOrEqual(40);
    expect(outcome.snooze_seconds).toBeLessThanOrEqual(50);
  });

  test("a text that has spent its own budget ends in plain words", async () => {
    const outcome = await thread("message_budget").answers({ fetch: guardedFetch().fetch });

    expect(outcome).toMatchObject({ outcome: "done", call: null, result: { reply: "plain" } });
    expect(replyIn(outcome)).toMatch(/Sorry/);
  });

  test("a text that nobody asked for is then left unsaid", async () => {
    const one = thread("message_budget");
    one.outreach = { wanted_by: "account-manager", wanted_at: "2026", draft: null, about: {} };
    const outcome = await one.answers({ fetch: guardedFetch().fetch });
    expect(outcome.actions).toMatchObject([{ type: "drop_outreach" }]);
  });

  test("a summary without a budget of its own has failed, the old one stays", async () => {
    const one = thread().turn();
    const { conversation, tenant, user, messages, watermark, instance } = one.context;
    const outcome = await runSummaryTurn(
      {
        ...one,
        context: {
          ...{ kind: "summary", agent_type: "conversation-summary" },
          ...{ conversation, tenant, user, messages, watermark, instance },
          call: { ...one.context.call, refused: "message_budget" },
        },
      },
      summariser,
      { fetch: guardedFetch().fetch },
    );
    expect(outcome).toMatchObject({ outcome: "failed", actions: [], call: null });
  });
});

test("leave that ends in the middle of a turn undoes what was proposed", async () => {
  const one = thread(null, "tenant_day_budget");
  const outcome = await one.answers({ fetch: guardedFetch(uses(NAMES_ADA)).fetch });

  expect(outcome).toMatchObject({ outcome: "snooze", actions: [], call: null });
  expect(one.steps).toHaveLength(1);
});

test("each call is settled under the leave it was given", async () => {
  const one = thread();
  const turn = one.turn();
  const api = guardedFetch(uses(NAMES_ADA), says("Thanks"));
  const outcome = await runReplyTurn(turn, concierge, one, { fetch: api.fetch });

  expect(one.steps[0]?.call?.id).toBe(turn.context.call.id);
  expect(outcome.call?.id).not.toBe(turn.context.call.id);
});

test("the record says what was proposed and why it was refused, and nothing of what was in it", async () => {
  const one = thread();
  one.check = ({ type }) => (type === "set_timezone" ? "that is no zone" : null);
  const proposals = uses(
    NAMES_ADA,
    { name: "set_timezone", input: { timezone: "America/Boise" } },
    { name: "update_profile", input: { secret_field: "Ada" } },
    { name: "Ada_s_own_tool", input: {} },
    { name: "profile", input: {} },
  );
  const outcome = await one.answers({ fetch: guardedFetch(proposals, says("Thanks")).fetch });

  expect(outcome.result.proposed).toEqual([
    { type: "update_profile", refused: null },
    { type: "set_timezone", refused: "that is no zone" },
    { type: "update_profile", refused: "input has fields that do not exist" },
    { type: "unknown", refused: "no such tool" },
  ]);
  expect(JSON.stringify(outcome.result)).not.toMatch(/Ada|Boise|secret/);
});

test("who it is for is told by a reference that is no key of ours, and another in each tenant", async () => {
  const one = thread();
  const refs: Array<string | null | undefined> = [];
  const turn = one.turn();
  for (const tenant_id of [turn.tenant_id, turn.tenant_id, crypto.randomUUID()]) {
    const api = guardedFetch(says("Hello"));
    await runReplyTurn({ ...turn, tenant_id }, concierge, one, { fetch: api.fetch });
    refs.push(api.requests[0]?.metadata?.user_id);
  }
  expect(refs[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(refs[1]).toBe(refs[0]);
  expect(refs[2]).not.toBe(refs[0]);
});

test("a variant's effort is asked for, and none when it has none", async () => {
  const one = thread();
  const turn = one.turn();
  const plain = guardedFetch(says("Hello"));
  await runReplyTurn(turn, concierge, one, { fetch: plain.fetch });
  turn.context.instance.effort = "low";
  const eager = guardedFetch(says("Hello"));
  await runReplyTurn(turn, concierge, one, { fetch: eager.fetch });

  expect(plain.requests[0]).not.toHaveProperty("output_config");
  expect(eager.requests[0]?.output_config).toEqual({ effort: "low" });
});
