/** The systems whose schemas were joined, as the tables below name them. */
export type Seed = "network" | "assistant" | "coach";

/** What became of a table, view or column of a seed. */
export interface SeedTable {
  seed: Seed;
  was: string;
  /** A relation, or a column of one. */
  became: string;
  how: string;
}

/** What became of the values of a column; only those that read differently are in `renamed`. */
export interface SeedValues {
  seed: Seed;
  was: string;
  became: string;
  same: string[];
  renamed: [was: string, is: string][];
}

const SAME = "";

export const SEED_TABLES: SeedTable[] = [
  {
    seed: "network",
    was: "users",
    became: "public.users",
    how: "unique per tenant; opt-out is kept by `consent_events`",
  },
  { seed: "network", was: "conversations", became: "public.conversations", how: SAME },
  {
    seed: "network",
    was: "messages",
    became: "public.messages",
    how: "numbered by `position`; what the carrier is given are `message_parts`",
  },
  { seed: "network", was: "events", became: "public.events", how: "partitioned by month" },
  {
    seed: "network",
    was: "agent_tasks",
    became: "public.agent_tasks",
    how: "ordered in lanes: `lane_key`, `seq`",
  },
  {
    seed: "network",
    was: "event_dead_letters",
    became: "public.event_dead_letters",
    how: "the seed gives no columns: a task that failed, with all its errors",
  },
  { seed: "network", was: "message_queue", became: "public.message_queue", how: SAME },
  { seed: "network", was: "user_message_budget", became: "public.user_message_budget", how: SAME },
  { seed: "network", was: "user_priorities", became: "public.user_priorities", how: SAME },
  { seed: "network", was: "solution_workflows", became: "public.solution_workflows", how: SAME },
  { seed: "network", was: "intro_opportunities", became: "public.intro_opportunities", how: SAME },
  { seed: "network", was: "community_requests", became: "public.community_requests", how: SAME },
  { seed: "network", was: "community_responses", became: "public.community_responses", how: SAME },
  {
    seed: "network",
    was: "credit_events",
    became: "public.credit_events",
    how: "append-only; a key is unique per tenant",
  },
  {
    seed: "network",
    was: "user_credit_balances",
    became: "public.user_credit_balances",
    how: "a plain view, so that it is never out of date",
  },
  {
    seed: "network",
    was: "innovators",
    became: "public.innovators",
    how: "`credits_balance` is a computed column over `users.credit_balance`",
  },
  { seed: "network", was: "prospects", became: "public.prospects", how: SAME },
  {
    seed: "network",
    was: "prospects (before migration 010)",
    became: "public.linkedin_research_prospects",
    how: "the seed renamed it so itself",
  },
  {
    seed: "network",
    was: "linkedin_research_prospects",
    became: "public.linkedin_research_prospects",
    how: SAME,
  },
  {
    seed: "network",
    was: "agent_instances",
    became: "public.agent_instances",
    how: "also a variant's model and weight",
  },
  {
    seed: "network",
    was: "agent_actions_log",
    became: "public.agent_actions_log",
    how: "partitioned by month; started before a call, settled after",
  },
  {
    seed: "network",
    was: "cron_job_status",
    became: "private.cron_job_status",
    how: "in `private`: it is the operators' of the system, not a tenant's",
  },
  { seed: "assistant", was: "tenants", became: "public.tenants", how: SAME },
  { seed: "assistant", was: "users", became: "public.users", how: "one person, one row" },
  {
    seed: "assistant",
    was: "conversations",
    became: "public.conversations",
    how: "`is_archived` is generated from `status`",
  },
  { seed: "assistant", was: "messages", became: "public.messages", how: SAME },
  { seed: "assistant", was: "feedback", became: "public.feedback", how: SAME },
  { seed: "assistant", was: "usage_metrics", became: "public.usage_metrics", how: SAME },
  {
    seed: "assistant",
    was: "message_feedback_summary",
    became: "private.message_feedback_summary",
    how: "materialized in `private`, read through the view of the same name in `public`",
  },
  {
    seed: "assistant",
    was: "monthly_usage_summary",
    became: "private.monthly_usage_summary",
    how: "materialized in `private`, read through the view of the same name in `public`",
  },
  {
    seed: "assistant",
    was: "the view of the current day",
    became: "public.current_day_usage",
    how: "the seed gives neither name nor columns",
  },
  { seed: "coach", was: "users", became: "public.users", how: "`id` was the sign-in's: `auth_id`" },
  {
    seed: "coach",
    was: "conversations",
    became: "public.messages",
    how: "its rows were messages; the threads are new",
  },
  {
    seed: "coach",
    was: "conversations.message_text",
    became: "public.messages.content",
    how: "renamed",
  },
  { seed: "coach", was: "analysis_results", became: "public.analysis_results", how: SAME },
  { seed: "coach", was: "crisis_events", became: "public.crisis_events", how: SAME },
  {
    seed: "coach",
    was: "job_queue",
    became: "public.job_queue",
    how: "a view of `agent_tasks`: there is one queue",
  },
];

export const SEED_VALUES: SeedValues[] = [
  {
    seed: "network",
    was: "users.poc_agent_type",
    became: "public.users.poc_agent_type",
    same: ["bouncer", "concierge", "innovator"],
    renamed: [],
  },
  {
    seed: "network",
    was: "conversations.status",
    became: "public.conversations.status",
    same: ["active", "paused", "archived", "closed"],
    renamed: [["completed", "closed"]],
  },
  {
    seed: "assistant",
    was: "conversations.is_archived",
    became: "public.conversations.status",
    same: [],
    renamed: [
      ["true", "archived"],
      ["false", "active"],
    ],
  },
  {
    seed: "network",
    was: "messages.role",
    became: "public.messages.role",
    same: ["user", "assistant", "bouncer", "concierge", "innovator", "system"],
    renamed: [],
  },
  {
    seed: "assistant",
    was: "messages.role",
    became: "public.messages.role",
    same: ["user", "assistant", "system"],
    renamed: [],
  },
  {
    seed: "coach",
    was: "conversations.sender_type",
    became: "public.messages.role",
    same: ["user"],
    renamed: [["assistant", "coach"]],
  },
  {
    seed: "network",
    was: "messages.direction",
    became: "public.messages.direction",
    same: ["inbound", "outbound"],
    renamed: [],
  },
  {
    seed: "network",
    was: "messages.status",
    became: "public.messages.status",
    same: ["pending", "queued_for_send", "sent", "delivered", "failed"],
    renamed: [
      ["null", "received"],
      ["queued", "queued_for_send"],
    ],
  },
  {
    seed: "network",
    was: "agent_tasks.status",
    became: "public.agent_tasks.status",
    same: ["pending", "processing", "completed", "failed"],
    renamed: [],
  },
  {
    seed: "network",
    was: "agent_tasks.priority",
    became: "public.agent_tasks.priority",
    same: ["urgent", "high", "medium", "low"],
    renamed: [],
  },
  {
    seed: "coach",
    was: "job_queue.priority",
    became: "public.agent_tasks.priority",
    same: [],
    renamed: [
      ["3", "urgent"],
      ["2", "high"],
      ["1", "medium"],
      ["0", "low"],
    ],
  },
  {
    seed: "network",
    was: "message_queue.status",
    became: "public.message_queue.status",
    same: ["queued", "approved", "sent", "superseded", "failed"],
    renamed: [],
  },
  {
    seed: "network",
    was: "message_queue.priority",
    became: "public.message_queue.priority",
    same: ["urgent", "high", "medium", "low"],
    renamed: [],
  },
  {
    seed: "network",
    was: "user_priorities.status",
    became: "public.user_priorities.status",
    same: ["active", "presented", "actioned", "expired"],
    renamed: [],
  },
  {
    seed: "network",
    was: "user_priorities.item_type",
    became: "public.user_priorities.item_type",
    same: [
      "intro_opportunity",
      "community_request",
      "community_response",
      "expert_impact_notification",
      "solution_update",
    ],
    renamed: [],
  },
  {
    seed: "network",
    was: "solution_workflows.status",
    became: "public.solution_workflows.status",
    same: ["in_progress", "completed", "cancelled"],
    renamed: [],
  },
  {
    seed: "network",
    was: "intro_opportunities.status",
    became: "public.intro_opportunities.status",
    same: ["open", "accepted", "declined", "completed"],
    renamed: [],
  },
  {
    seed: "network",
    was: "community_requests.status",
    became: "public.community_requests.status",
    same: ["open", "responses_received", "closed"],
    renamed: [],
  },
  {
    seed: "network",
    was: "community_requests.urgency",
    became: "public.community_requests.urgency",
    same: ["low", "medium", "high"],
    renamed: [],
  },
  {
    seed: "network",
    was: "community_requests.desired_outcome",
    became: "public.community_requests.desired_outcome",
    same: ["backchannel", "introduction", "quick_thoughts", "ongoing_advice"],
    renamed: [],
  },
  {
    seed: "network",
    was: "community_responses.status",
    became: "public.community_responses.status",
    same: ["provided", "rewarded", "closed_loop"],
    renamed: [],
  },
  {
    seed: "network",
    was: "prospects.status",
    became: "public.prospects.status",
    same: ["pending", "converted", "inactive"],
    renamed: [],
  },
  {
    seed: "network",
    was: "prospects.upload_source",
    became: "public.prospects.upload_source",
    same: ["csv", "manual", "api"],
    renamed: [],
  },
  {
    seed: "network",
    was: "agent_instances.status",
    became: "public.agent_instances.status",
    same: ["active", "terminated"],
    renamed: [],
  },
  {
    seed: "assistant",
    was: "feedback (a thumb)",
    became: "public.feedback.rating",
    same: ["up", "down"],
    renamed: [],
  },
  {
    seed: "coach",
    was: "analysis_results.analysis_type",
    became: "public.analysis_results.analysis_type",
    same: ["chat_scoring", "milestone_check", "graduation_assessment", "crisis_review"],
    renamed: [],
  },
  {
    seed: "coach",
    was: "crisis_events.severity_level",
    became: "public.crisis_events.severity_level",
    same: ["low", "moderate", "high", "critical"],
    renamed: [],
  },
];
