/** Who will write what nobody writes yet: a whole table (`schema.table`), or single columns of it. */
export interface Awaited {
  who: string;
  what: string[];
  /** Somebody writes it already, but not all that it is there to hold. */
  partly?: true;
}

/** Nobody but whoever runs the system, in SQL. */
export const BY_HAND = "by hand";

/** An agent is named as its function is. An entry goes when it is written: the check says so. */
export const AWAITED: Awaited[] = [
  {
    who: BY_HAND,
    what: [
      "public.tenants",
      "public.operators",
      "public.senders",
      "public.agent_instances.user_id",
      "public.agent_instances.config_json",
      "public.agent_instances.prompt_version",
      "public.agent_instances.max_tokens",
      "public.agent_instances.weight",
      "public.users.status_level",
      "public.users.is_test",
      "public.user_message_budget.quiet_hours_enabled",
      "private.credit_packages.currency",
      "private.credit_packages.stripe_price",
      "private.credit_packages.on_sale",
      "private.bounty_prices.tenant_id",
      "private.functions.leases_max",
      "public.linkedin_research_prospects.email",
      "private.priority_weights.tenant_id",
      "private.task_types.retry_base_seconds",
      "private.task_types.retry_cap_seconds",
    ],
  },
  { who: "a new shape of payload", what: ["public.events.version"] },
  { who: "agent variants", what: ["public.users.poc_agent_id"] },
  {
    who: "background agents",
    what: [
      "public.message_queue.sequence_id",
      "public.message_queue.sequence_position",
      "public.message_queue.sequence_total",
    ],
  },
  {
    who: "whoever builds upon it",
    what: ["public.conversations.metadata", "public.events.metadata"],
  },
  { who: "email-webhook, with true", what: ["public.users.email_verified"], partly: true },
];
