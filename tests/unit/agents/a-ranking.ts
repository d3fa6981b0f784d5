import type { RankingContext, TurnOf } from "../../../supabase/functions/_shared/worker/turn.ts";

export const SEEN = "0123456789abcdef0123456789abcdef";

/** A turn of the Account Manager about these candidates: `c1`, `c2` … */
export function rankingTurn(
  abouts: Array<Record<string, unknown>>,
  more: Partial<RankingContext> = {},
): TurnOf<RankingContext> {
  const id = crypto.randomUUID();
  return {
    lease: id,
    lane_key: `user:${id}`,
    tenant_id: id,
    trace_id: id,
    tasks: [{ id, task_type: "rank_priorities", trace_id: id, attempt: 1, context: {} }],
    context: {
      kind: "ranking",
      agent_type: "account-manager",
      tenant: { id, name: "Yachtparty", product: "network", link_hosts: [] },
      user: { id },
      profile: {
        company: "Cobol Yachts",
        title: "Admiral",
        expertise: ["sails"],
        innovator: false,
      },
      summary: null,
      candidates: abouts.map((about, index) => ({
        handle: `c${index + 1}`,
        item_type: "community_request",
        about,
        score: 50 - index,
      })),
      seen: SEEN,
      instance: {
        id,
        prompt_version: null,
        model: "claude-haiku-5-5",
        max_tokens: 4096,
        effort: null,
      },
      call: { id, refused: null, retry_after_seconds: null, log_content: false },
      refusal: null,
      ...more,
    },
  };
}
