-- The schema as the migrations leave it, for review: a change of a migration shows here in full.
-- Written by npm run schema and compared by npm test; not meant to be run. Relations and functions
-- stand under their schema, by name. Definitions are as Postgres prints them. Rights are complete
-- but for the owner's: what is not granted here is not granted. Left out: extensions, and the
-- partitions of single months.

create schema private;
comment on schema private is
  'The engine''s own tables and helper functions. Never exposed by the Data API.';
grant usage on schema private to authenticated;
grant usage on schema private to service_role;
alter default privileges for role postgres in schema private grant delete, insert, select, update on tables to service_role;
alter default privileges for role postgres in schema private grant execute on functions to service_role;

create table private.actions (
  action text not null,
  agents text[] not null,
  to_others text not null,
  description text not null,
  constraint actions_pkey PRIMARY KEY (action),
  constraint action_is_a_word CHECK (action ~ '^[a-z_]+$'::text)
);
comment on table private.actions is
  'Every action, who may propose it, and what others are told. Each has two functions: check_<action>(person, input, handles) says why not, or null; apply_<action>(person, task, lease, input) does it.';
grant delete, insert, select, update on private.actions to service_role;

create table private.agent_actions_log_default partition of public.agent_actions_log default;
grant select on private.agent_actions_log_default to service_role;

create table private.alert_kinds (
  kind text not null,
  severity text not null,
  description text not null,
  constraint alert_kinds_pkey PRIMARY KEY (kind),
  constraint severity_is_known CHECK (severity = ANY (ARRAY['info'::text, 'warning'::text, 'critical'::text]))
);
comment on table private.alert_kinds is
  'What there are alerts about, and how bad each is.';
grant delete, insert, select, update on private.alert_kinds to service_role;

create table private.analysis_counts (
  user_id uuid not null,
  unasked integer not null,
  constraint analysis_counts_pkey PRIMARY KEY (user_id),
  constraint unasked_is_below_a_batch CHECK (unasked >= 0 AND unasked <= 24),
  constraint analysis_counts_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE
) with (fillfactor=50);
comment on table private.analysis_counts is
  'Texts of a person that no analysis was asked for yet. Locked after the conversation: whoever inserts texts into several conversations of a person locks them all first, in id order.';
grant delete, insert, select, update on private.analysis_counts to service_role;

create table private.answer_rules (
  verdict text not null,
  counts boolean not null,
  pays boolean not null,
  asks_again boolean not null default false,
  description text not null,
  constraint answer_rules_pkey PRIMARY KEY (verdict),
  constraint verdict_is_a_word CHECK (verdict ~ '^[a-z_]+$'::text),
  constraint what_pays_counts CHECK (counts OR NOT pays)
);
comment on table private.answer_rules is
  'What becomes of an expert''s answer. It counts towards the number that its question wants; it pays one fixed amount, whatever its score; its expert is asked once more. All are kept.';
grant delete, insert, select, update on private.answer_rules to service_role;

create table private.asking_reasons (
  reason text not null,
  words text not null,
  constraint asking_reasons_pkey PRIMARY KEY (reason)
);
comment on table private.asking_reasons is
  'Why somebody is not asked, as an operator is told.';
grant delete, insert, select, update on private.asking_reasons to service_role;

create table private.bells (
  function_name text not null,
  pending boolean not null default false,
  rung_at timestamptz,
  rings bigint not null default 0,
  sweep_rings bigint not null default 0,
  constraint bells_pkey PRIMARY KEY (function_name),
  constraint bells_function_name_fkey FOREIGN KEY (function_name) REFERENCES private.functions(name) ON DELETE CASCADE
) with (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=500, fillfactor=50);
comment on table private.bells is
  'The coalesced wake-up of each function: who flips pending sends it; the drain flips it back.';
grant delete, insert, select, update on private.bells to service_role;

create table private.bounty_prices (
  tenant_id uuid,
  level text not null,
  rank integer not null,
  title_pattern text not null,
  credits integer not null,
  constraint bounty_prices_tenant_id_level_key UNIQUE NULLS NOT DISTINCT (tenant_id, level),
  constraint credits_are_not_negative CHECK (credits >= 0),
  constraint level_is_a_word CHECK (level ~ '^[a-z_]+$'::text),
  constraint bounty_prices_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE
);
comment on table private.bounty_prices is
  'What an introduction pays, by the first level whose pattern is found in the prospect''s title. A row with a tenant stands in the place of the one without.';
grant delete, insert, select, update on private.bounty_prices to service_role;

create table private.budget_reservations (
  call_id uuid not null,
  tenant_id uuid not null,
  day date not null,
  user_id uuid,
  task_id uuid,
  task_day date,
  prompt_tokens integer not null,
  reserved_micro_usd bigint not null,
  actual_micro_usd bigint,
  created_at timestamptz not null default clock_timestamp(),
  constraint budget_reservations_pkey PRIMARY KEY (call_id),
  constraint actual_is_not_negative CHECK (actual_micro_usd >= 0),
  constraint reserved_is_not_negative CHECK (reserved_micro_usd >= 0),
  constraint budget_reservations_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE
) with (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=1000, fillfactor=70);
comment on table private.budget_reservations is
  'One row a call that is in flight, or settled and not yet folded into private.budgets: the most it can cost, and what it did. A call of which nobody tells stands at its most.';
comment on column private.budget_reservations.call_id is
  'The row of agent_actions_log. Not a foreign key: that one is partitioned, and stays longer.';
comment on column private.budget_reservations.user_id is
  'Not a foreign key: the row is gone in a week, and holds nothing of theirs.';
comment on column private.budget_reservations.task_id is
  'Not a foreign key: a finished task may be forgotten first.';
comment on column private.budget_reservations.prompt_tokens is
  'What its prompt was taken to be: the next call of the turn begins from there.';
comment on column private.budget_reservations.actual_micro_usd is
  'Null: not settled. A cost that is not known is the reserved one, never 0.';
CREATE INDEX reservations_by_age ON private.budget_reservations USING btree (created_at);
CREATE INDEX reservations_by_day ON private.budget_reservations USING btree (tenant_id, day);
grant delete, insert, select, update on private.budget_reservations to service_role;

create table private.budgets (
  tenant_id uuid not null,
  scope text not null,
  scope_id uuid not null,
  day date not null,
  spent_micro_usd bigint not null default 0,
  exhausted_at timestamptz,
  created_at timestamptz not null default now(),
  constraint budgets_pkey PRIMARY KEY (scope, scope_id, day),
  constraint scope_is_known CHECK (scope = ANY (ARRAY['message'::text, 'user_day'::text, 'tenant_day'::text])),
  constraint budgets_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE
) with (autovacuum_vacuum_scale_factor=0.02, autovacuum_vacuum_threshold=1000, fillfactor=60);
comment on table private.budgets is
  'What a task, a person''s day and a tenant''s day have spent, open reservations included. Only whoever holds the tenant''s budget lock (private.lock_budget) reads or writes it to decide.';
comment on column private.budgets.scope_id is
  'The task, the user or the tenant. Not a foreign key: the row goes after budgets_days.';
comment on column private.budgets.day is
  'UTC; of a task the day it was made on.';
comment on column private.budgets.exhausted_at is
  'When a call was first refused that no settlement in flight could have made room for.';
CREATE INDEX budgets_by_age ON private.budgets USING btree (created_at);
CREATE INDEX budgets_by_tenant ON private.budgets USING btree (tenant_id, day, scope);
grant delete, insert, select, update on private.budgets to service_role;

create table private.carrier_errors (
  code integer not null,
  class text not null,
  minutes integer,
  lifted_by text not null,
  description text not null,
  source text not null generated always as (('https://www.twilio.com/docs/api/errors/'::text || (code)::text)) stored,
  constraint carrier_errors_pkey PRIMARY KEY (code),
  constraint class_is_known CHECK (class = ANY (ARRAY['ambiguous'::text, 'later'::text, 'number_dead'::text, 'consent'::text, 'content'::text, 'sender'::text, 'loop'::text])),
  constraint lifted_by_somebody_known CHECK (lifted_by = ANY (ARRAY['time'::text, 'person'::text, 'operator'::text])),
  constraint minutes_are_not_negative CHECK (minutes >= 0),
  constraint time_alone_lifts_after_minutes CHECK (minutes IS NOT NULL OR lifted_by <> 'time'::text),
  constraint what_ends_with_its_text_has_no_minutes CHECK ((class <> ALL (ARRAY['ambiguous'::text, 'content'::text])) OR minutes = 0 AND lifted_by = 'time'::text)
);
comment on table private.carrier_errors is
  'Twilio''s error codes, what we take each to say, and what follows: private.heed_error.';
comment on column private.carrier_errors.class is
  'ambiguous: it may have left. later: it has not, and we are too fast: the sender pauses. number_dead: nothing arrives there. consent: they opted out. content: this text alone. sender: nothing leaves from this number. loop: the two numbers answer each other.';
comment on column private.carrier_errors.minutes is
  'How long its effect lasts; 0: it has none beyond its text; null: until somebody lifts it.';
comment on column private.carrier_errors.lifted_by is
  'Who ends it, or may end it before its minutes are over; person: by their next text (of consent: by START).';
grant delete, insert, select, update on private.carrier_errors to service_role;

create table private.connector_weights (
  component text not null,
  weight numeric not null,
  description text not null,
  constraint connector_weights_pkey PRIMARY KEY (component),
  constraint component_is_a_word CHECK (component ~ '^[a-z_]+$'::text),
  constraint weight_is_zero_to_hundred CHECK (weight >= 0::numeric AND weight <= 100::numeric)
);
comment on table private.connector_weights is
  'How much each reason to think that somebody knows a prospect, and would introduce them, counts.';
grant delete, insert, select, update on private.connector_weights to service_role;

create view private.credit_cache_drift with (security_invoker=true) as
 SELECT u.tenant_id,
    u.id AS user_id,
    u.credit_balance AS cached,
    COALESCE(b.sum, 0::bigint) AS ledger
   FROM public.users u
     LEFT JOIN LATERAL ( SELECT sum(c.amount) AS sum
           FROM public.credit_events c
          WHERE c.tenant_id = u.tenant_id AND c.user_id = u.id AND c.processed) b ON true
  WHERE u.credit_balance <> COALESCE(b.sum, 0::bigint);
comment on view private.credit_cache_drift is
  'Balances that are not the sum of their ledger. There is never one.';
grant delete, insert, select, update on private.credit_cache_drift to service_role;

create table private.credit_packages (
  name text not null,
  credits integer not null,
  price_cents integer not null,
  currency text not null default 'usd'::text,
  stripe_price text,
  on_sale boolean not null default true,
  constraint credit_packages_pkey PRIMARY KEY (name),
  constraint credits_are_positive CHECK (credits > 0),
  constraint currency_has_cents CHECK (currency = ANY (ARRAY['usd'::text, 'eur'::text, 'gbp'::text, 'cad'::text, 'aud'::text])),
  constraint name_is_a_word CHECK (name ~ '^[a-z_]{1,40}$'::text),
  constraint price_is_positive CHECK (price_cents > 0),
  constraint stripe_price_is_one CHECK (stripe_price ~ '^price_\w+$'::text)
);
comment on table private.credit_packages is
  'Credits that can be bought, and for how much. What was bought keeps its own price.';
comment on column private.credit_packages.stripe_price is
  'A Price of Stripe''s that says the same; null: the amount is told to Stripe with each sale.';
grant delete, insert, select, update on private.credit_packages to service_role;

create table private.credit_prices (
  reason text not null,
  credits integer not null,
  description text not null,
  constraint credit_prices_pkey PRIMARY KEY (reason),
  constraint credits_are_not_negative CHECK (credits >= 0),
  constraint reason_is_a_word CHECK (reason ~ '^[a-z_]+$'::text)
);
comment on table private.credit_prices is
  'What people are credited, by the event_type of the ledger; 0: nothing is booked.';
grant delete, insert, select, update on private.credit_prices to service_role;

create view private.cron_job_status with (security_invoker=true) as
 SELECT j.jobname,
    j.schedule,
    j.active,
    d.status,
    d.return_message,
    d.start_time,
    d.end_time
   FROM cron.job j
     LEFT JOIN LATERAL ( SELECT r.jobid,
            r.runid,
            r.job_pid,
            r.database,
            r.username,
            r.command,
            r.status,
            r.return_message,
            r.start_time,
            r.end_time
           FROM cron.job_run_details r
          WHERE r.jobid = j.jobid
          ORDER BY r.runid DESC
         LIMIT 1) d ON true;
comment on view private.cron_job_status is
  'Each job and how its last run went. For whoever runs the system: only the owner of the jobs may read schema cron.';
grant delete, insert, select, update on private.cron_job_status to service_role;

create table private.email_answers (
  verdict text not null,
  words text not null,
  constraint email_answers_pkey PRIMARY KEY (verdict),
  constraint words_fit_a_text CHECK (length(words) >= 1 AND length(words) <= 300)
);
comment on table private.email_answers is
  'What its person is texted of an email that proved nothing. Fixed words, without a name or an address: who sent it may be anybody.';
grant delete, insert, select, update on private.email_answers to service_role;

create table private.email_verifications (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  address text not null,
  tag text not null,
  status text not null default 'open'::text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint email_verifications_pkey PRIMARY KEY (id),
  constraint email_verifications_tag_key UNIQUE (tag),
  constraint address_is_plain_and_lower_case CHECK (address ~ '^[!-~]+@[a-z0-9.-]+$'::text AND address = lower(address)),
  constraint expires_after_it_was_made CHECK (expires_at > created_at),
  constraint status_is_known CHECK (status = ANY (ARRAY['open'::text, 'used'::text, 'superseded'::text])),
  constraint tag_is_sixty_five_bits CHECK (tag ~ '^[0-9a-hjkmnp-tv-z]{13}$'::text),
  constraint used_at_matches_status CHECK ((used_at IS NOT NULL) = (status = 'used'::text)),
  constraint email_verifications_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
);
comment on table private.email_verifications is
  'Addresses that people were given to mail to from their work address. One is open a person; it is good until expires_at.';
comment on column private.email_verifications.tag is
  'What follows the + of the address: 13 of Crockford''s 32 characters, by chance.';
CREATE UNIQUE INDEX one_open_verification_a_person ON private.email_verifications USING btree (user_id) WHERE status = 'open'::text;
CREATE INDEX verifications_by_person ON private.email_verifications USING btree (tenant_id, user_id, created_at DESC);
CREATE INDEX verifications_by_time ON private.email_verifications USING btree (created_at);
grant delete, insert, select, update on private.email_verifications to service_role;

create table private.employers (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  key text not null,
  constraint employers_pkey PRIMARY KEY (id),
  constraint employers_tenant_id_key_key UNIQUE (tenant_id, key),
  constraint key_is_a_company_key CHECK (key = private.company_key(key)),
  constraint employers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE
);
comment on table private.employers is
  'The companies that members work or worked for, once each: what a prospect''s company is compared with, so that the comparison costs nothing for every colleague more.';
CREATE INDEX employers_alike ON private.employers USING gin (key extensions.gin_trgm_ops);
grant delete, insert, select, update on private.employers to service_role;

create table private.employments (
  tenant_id uuid not null,
  user_id uuid not null,
  employer_id uuid not null,
  since timestamptz not null default now(),
  until timestamptz,
  constraint employments_pkey PRIMARY KEY (user_id, employer_id),
  constraint employments_employer_id_fkey FOREIGN KEY (employer_id) REFERENCES private.employers(id) ON DELETE CASCADE,
  constraint employments_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
);
comment on table private.employments is
  'Where somebody works (until is null), and where they have told us that they worked.';
CREATE INDEX employments_by_employer ON private.employments USING btree (employer_id, until NULLS FIRST);
CREATE INDEX employments_by_person ON private.employments USING btree (tenant_id, user_id);
grant delete, insert, select, update on private.employments to service_role;

create table private.event_types (
  event_type text not null,
  emitted_by text[] not null,
  payload_keys text[] not null,
  description text not null,
  constraint event_types_pkey PRIMARY KEY (event_type),
  constraint event_type_is_dotted_words CHECK (event_type ~ '^[a-z_]+(\.[a-z_]+)*$'::text)
);
comment on table private.event_types is
  'Every kind of event: the functions that say so, and the keys that its payload has, no more and no fewer. docs/events.md is made of it.';
grant delete, insert, select, update on private.event_types to service_role;

create table private.events_default partition of public.events default;
grant select on private.events_default to service_role;

create table private.expert_asks (
  request_id uuid not null,
  user_id uuid not null,
  tenant_id uuid not null,
  score numeric(5,2) not null,
  parts jsonb not null,
  asked_at timestamptz not null,
  asked_again_at timestamptz,
  constraint expert_asks_pkey PRIMARY KEY (request_id, user_id),
  constraint parts_are_a_list CHECK (jsonb_typeof(parts) = 'array'::text),
  constraint score_is_zero_to_hundred CHECK (score >= 0::numeric AND score <= 100::numeric),
  constraint expert_asks_tenant_id_request_id_fkey FOREIGN KEY (tenant_id, request_id) REFERENCES public.community_requests(tenant_id, id) ON DELETE CASCADE,
  constraint expert_asks_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
);
comment on table private.expert_asks is
  'Who was asked what, when, and why: the score they had then, [{component, value, weight, contribution}].';
CREATE INDEX asks_by_expert ON private.expert_asks USING btree (tenant_id, user_id, asked_at DESC);
CREATE INDEX asks_by_request ON private.expert_asks USING btree (tenant_id, request_id);
grant delete, insert, select, update on private.expert_asks to service_role;

create table private.expert_weights (
  component text not null,
  weight numeric not null,
  description text not null,
  constraint expert_weights_pkey PRIMARY KEY (component),
  constraint component_is_a_word CHECK (component ~ '^[a-z_]+$'::text),
  constraint weight_is_zero_to_hundred CHECK (weight >= 0::numeric AND weight <= 100::numeric)
);
comment on table private.expert_weights is
  'How much each component counts when experts are chosen.';
grant delete, insert, select, update on private.expert_weights to service_role;

create table private.expert_words (
  user_id uuid not null,
  stem text not null,
  tenant_id uuid not null,
  weight real not null,
  standing real not null,
  constraint expert_words_pkey PRIMARY KEY (user_id, stem),
  constraint standing_is_a_share CHECK (standing >= 0::double precision AND standing <= 1::double precision),
  constraint weight_is_a_share CHECK (weight > 0::double precision AND weight <= 1::double precision),
  constraint expert_words_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
);
comment on table private.expert_words is
  'The words by which somebody who may be asked is found: stems of their topics (1) and of their title (0.5).';
comment on column private.expert_words.standing is
  'What asking them has been worth, private.standing_of: the same in all of a person''s rows, so that one index gives the best of a word, however many there are.';
CREATE INDEX expert_words_by_person ON private.expert_words USING btree (tenant_id, user_id);
CREATE INDEX experts_by_word ON private.expert_words USING btree (tenant_id, stem, standing DESC, user_id);
grant delete, insert, select, update on private.expert_words to service_role;

create table private.free_mail_domains (
  domain text not null,
  constraint free_mail_domains_pkey PRIMARY KEY (domain),
  constraint domain_is_lower_case CHECK (domain = lower(domain) AND domain !~ '\s'::text)
);
comment on table private.free_mail_domains is
  'Free mail providers. Whether such an address does for a work email is a tenant''s setting, free_mail_allowed.';
grant delete, insert, select, update on private.free_mail_domains to service_role;

create table private.functions (
  name text not null,
  batch_max integer not null default 1,
  leases_max integer,
  paused_at timestamptz,
  paused_reason text,
  constraint functions_pkey PRIMARY KEY (name),
  constraint batch_max_is_positive CHECK (batch_max > 0),
  constraint leases_max_is_positive CHECK (leases_max > 0),
  constraint pause_has_a_reason CHECK ((paused_at IS NULL) = (paused_reason IS NULL))
);
comment on table private.functions is
  'The Edge Functions that drain lanes: tasks a claim takes of one lane, lanes leased at once.';
grant delete, insert, select, update on private.functions to service_role;

create table private.handle_kinds (
  type text not null,
  prefix text not null,
  description text not null,
  constraint handle_kinds_pkey PRIMARY KEY (type),
  constraint handle_kinds_prefix_key UNIQUE (prefix),
  constraint prefix_is_a_letter CHECK (prefix ~ '^[a-z]$'::text)
);
comment on table private.handle_kinds is
  'What an agent may name in a turn, and by which letter: the handles of private.leases.';
grant delete, insert, select, update on private.handle_kinds to service_role;

create table private.inbound_emails (
  id uuid not null default gen_random_uuid(),
  key text not null,
  tenant_id uuid,
  user_id uuid,
  verification_id uuid,
  provider text not null,
  verdict text not null,
  detail text,
  told boolean not null default false,
  trace_id uuid not null default gen_random_uuid(),
  received_at timestamptz not null,
  constraint inbound_emails_pkey PRIMARY KEY (id),
  constraint inbound_emails_key_key UNIQUE (key),
  constraint a_person_has_a_tenant CHECK (user_id IS NULL OR tenant_id IS NOT NULL),
  constraint detail_is_a_word CHECK (detail ~ '^[a-z_]{1,40}$'::text),
  constraint key_is_a_hash CHECK (key ~ '^[0-9a-f]{64}$'::text),
  constraint provider_is_known CHECK (provider = ANY (ARRAY['postmark'::text, 'sendgrid'::text])),
  constraint verdict_is_known CHECK (verdict = ANY (ARRAY['nobody'::text, 'unknown_tag'::text, 'several_tags'::text, 'not_served'::text, 'unproved_sender'::text, 'other_sender'::text, 'used'::text, 'superseded'::text, 'expired'::text, 'held'::text, 'confirmed'::text, 'moved'::text, 'introduced'::text, 'not_both'::text, 'over'::text])),
  constraint inbound_emails_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE,
  constraint inbound_emails_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE,
  constraint inbound_emails_verification_id_fkey FOREIGN KEY (verification_id) REFERENCES private.email_verifications(id) ON DELETE CASCADE
);
comment on table private.inbound_emails is
  'Every email that came to the door, and what became of it; nothing of what it said.';
comment on column private.inbound_emails.key is
  'SHA-256 of the provider''s name for it: a second delivery is the first.';
comment on column private.inbound_emails.detail is
  'Why its sender is not proved, in a word.';
comment on column private.inbound_emails.told is
  'Whether its person was texted that it proved nothing.';
comment on column private.inbound_emails.trace_id is
  'Engine-made: as messages.trace_id.';
CREATE INDEX emails_by_person ON private.inbound_emails USING btree (tenant_id, user_id, received_at DESC);
CREATE INDEX emails_by_time ON private.inbound_emails USING btree (received_at);
CREATE INDEX emails_by_verification ON private.inbound_emails USING btree (verification_id) WHERE verification_id IS NOT NULL;
grant delete, insert, select, update on private.inbound_emails to service_role;

create table private.intro_edges (
  from_status text not null,
  to_status text not null,
  by_connector boolean not null default false,
  event_type text,
  description text not null,
  constraint intro_edges_pkey PRIMARY KEY (from_status, to_status),
  constraint the_connectors_word_is_told CHECK (NOT by_connector OR event_type IS NOT NULL)
);
comment on table private.intro_edges is
  'From which state an introduction may go to which, and what is then told. by_connector: on the word of the member who would make it, and of nobody else.';
grant delete, insert, select, update on private.intro_edges to service_role;

create view private.intro_questions with (security_invoker=true) as
 SELECT i.tenant_id,
    i.connector_user_id AS user_id,
    i.id AS intro_id,
    true AS is_connector,
    i.prospect_name AS name,
    i.told_in AS asked_in
   FROM public.intro_opportunities i
  WHERE (EXISTS ( SELECT
           FROM private.intro_edges e
          WHERE e.from_status = i.status AND e.by_connector))
UNION ALL
 SELECT s.tenant_id,
    s.user_id,
    i.id AS intro_id,
    false AS is_connector,
        CASE s.side
            WHEN 'innovator'::text THEN i.prospect_name
            ELSE i.innovator_name
        END AS name,
    q.delivered_message_id AS asked_in
   FROM private.intro_sides s
     JOIN public.intro_opportunities i ON i.tenant_id = s.tenant_id AND i.id = s.intro_id
     LEFT JOIN public.message_queue q ON q.tenant_id = s.tenant_id AND q.id = s.asked_in
  WHERE s.side <> 'connector'::text AND s.agreed_at IS NULL AND s.refused_at IS NULL AND i.status = 'accepted'::text;
comment on view private.intro_questions is
  'Every introduction that waits for a yes or no: whose, whether they would make it or be in it, the name by which it was put to them, and the text that did, null before there is one.';
grant delete, insert, select, update on private.intro_questions to service_role;

create table private.intro_sides (
  intro_id uuid not null,
  tenant_id uuid not null,
  side text not null,
  user_id uuid not null,
  asked_in uuid,
  agreed_at timestamptz,
  refused_at timestamptz,
  yes_in uuid,
  words text,
  said text,
  said_at timestamptz,
  constraint intro_sides_pkey PRIMARY KEY (intro_id, side),
  constraint agreed_or_refused CHECK (agreed_at IS NULL OR refused_at IS NULL),
  constraint said_at_matches_said CHECK ((said IS NULL) = (said_at IS NULL)),
  constraint said_is_known CHECK (said = ANY (ARRAY['made'::text, 'not_made'::text])),
  constraint side_is_known CHECK (side = ANY (ARRAY['connector'::text, 'innovator'::text, 'prospect'::text])),
  constraint words_are_short CHECK (length(words) <= 2000),
  constraint intro_sides_tenant_id_asked_in_fkey FOREIGN KEY (tenant_id, asked_in) REFERENCES public.message_queue(tenant_id, id) ON DELETE SET NULL (asked_in),
  constraint intro_sides_tenant_id_intro_id_fkey FOREIGN KEY (tenant_id, intro_id) REFERENCES public.intro_opportunities(tenant_id, id) ON DELETE CASCADE,
  constraint intro_sides_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE,
  constraint intro_sides_tenant_id_yes_in_fkey FOREIGN KEY (tenant_id, yes_in) REFERENCES public.messages(tenant_id, id) ON DELETE SET NULL (yes_in)
);
comment on table private.intro_sides is
  'Who is in an introduction: when they agreed or refused, in their own words, and whether they say that it was made. Nobody''s contact leaves before every side has agreed.';
comment on column private.intro_sides.asked_in is
  'The text in which they were asked; until that has left nothing they say is a yes.';
comment on column private.intro_sides.yes_in is
  'The text that is their yes; one text is a yes to one introduction.';
CREATE UNIQUE INDEX a_yes_of_a_side_is_to_one ON private.intro_sides USING btree (tenant_id, yes_in) WHERE yes_in IS NOT NULL;
CREATE INDEX sides_by_intro ON private.intro_sides USING btree (tenant_id, intro_id);
CREATE INDEX sides_by_person ON private.intro_sides USING btree (tenant_id, user_id);
CREATE INDEX sides_by_text ON private.intro_sides USING btree (tenant_id, asked_in) WHERE asked_in IS NOT NULL;
grant delete, insert, select, update on private.intro_sides to service_role;

create table private.intro_words (
  occasion text not null,
  side text not null,
  words text not null,
  constraint intro_words_pkey PRIMARY KEY (occasion, side),
  constraint side_is_known CHECK (side = ANY (ARRAY['connector'::text, 'innovator'::text, 'prospect'::text])),
  constraint words_fit CHECK (length(words) >= 1 AND length(words) <= 600)
);
comment on table private.intro_words is
  'What each side of an introduction is texted, and when. {prospect}, {innovator}, {connector}, {bounty}, {address}, {until} and {contact} are filled in; {address} and {contact} once all have agreed.';
grant delete, insert, select, update on private.intro_words to service_role;

create table private.lanes (
  lane_key text not null,
  tenant_id uuid not null,
  last_seq bigint not null default 0,
  function_name text,
  priority integer,
  due timestamptz,
  lease_token uuid,
  careful boolean not null default false,
  turns_at timestamptz[] not null default '{}'::timestamp with time zone[],
  paused_at timestamptz,
  paused_reason text,
  rung_at timestamptz,
  constraint lanes_pkey PRIMARY KEY (lane_key),
  constraint due_names_function_and_priority CHECK (due IS NULL OR function_name IS NOT NULL AND priority IS NOT NULL),
  constraint leased_or_paused_is_not_due CHECK (due IS NULL OR lease_token IS NULL AND paused_at IS NULL),
  constraint pause_has_a_reason CHECK ((paused_at IS NULL) = (paused_reason IS NULL)),
  constraint priority_is_urgent_to_low CHECK (priority >= 0 AND priority <= 3),
  constraint lanes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE
) with (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=2000, fillfactor=60);
comment on table private.lanes is
  'One ordered queue each. due: when its head may be claimed; null: nothing waits, or in work.';
comment on column private.lanes.careful is
  'After a crash the lane is claimed one task at a time until its worker comes back.';
comment on column private.lanes.turns_at is
  'Of a conversation: when its turns of the last turns_window_seconds began, oldest first.';
CREATE INDEX lanes_by_tenant ON private.lanes USING btree (tenant_id);
CREATE INDEX lanes_due ON private.lanes USING btree (function_name, tenant_id, priority, due) WHERE due IS NOT NULL;
CREATE INDEX lanes_next_due ON private.lanes USING btree (function_name, due) WHERE due IS NOT NULL;
grant delete, insert, select, update on private.lanes to service_role;

create table private.leases (
  token uuid not null default gen_random_uuid(),
  lane_key text not null,
  tenant_id uuid not null,
  function_name text not null,
  answers_from bigint,
  watermark bigint,
  handles jsonb not null default '{}'::jsonb,
  streamed boolean not null default false,
  stopped_at timestamptz,
  claimed_at timestamptz not null,
  expires_at timestamptz not null,
  constraint leases_pkey PRIMARY KEY (token),
  constraint leases_lane_key_key UNIQUE (lane_key),
  constraint handles_are_an_object CHECK (jsonb_typeof(handles) = 'object'::text),
  constraint only_what_is_streamed_is_stopped CHECK (stopped_at IS NULL OR streamed),
  constraint leases_lane_key_fkey FOREIGN KEY (lane_key) REFERENCES private.lanes(lane_key) ON DELETE CASCADE
) with (autovacuum_vacuum_scale_factor=0, autovacuum_vacuum_threshold=1000, fillfactor=60);
comment on table private.leases is
  'Who works on a lane. The first lock of every transaction that ends or extends a turn, so it can never be waited for by one that holds anything else; docs/decisions/0002.';
comment on column private.leases.tenant_id is
  'Engine-made: its lane''s, repeated, so that a claim counts a tenant''s leases by itself.';
comment on column private.leases.watermark is
  'Of a reply in work: the newest text it has seen. It takes those from answers_from, the first that waited when it began, to here; what is revived meanwhile lies below.';
comment on column private.leases.handles is
  'What an agent may name in this turn: handle → {type, id}. A model sees handles, never ids.';
comment on column private.leases.streamed is
  'Of a turn whose person reads along; stopped_at: when they had read enough.';
grant delete, insert, select, update on private.leases to service_role;

create materialized view private.message_feedback_summary as
 SELECT f.tenant_id,
    m.role AS agent_type,
    (m.created_at AT TIME ZONE 'UTC'::text)::date AS date,
    count(*) FILTER (WHERE f.rating = 'up'::text) AS up_count,
    count(*) FILTER (WHERE f.rating = 'down'::text) AS down_count,
    count(f.comment) AS comment_count,
    max(f.updated_at) AS last_feedback_at
   FROM public.feedback f
     JOIN public.messages m ON m.id = f.message_id
  GROUP BY f.tenant_id, m.role, ((m.created_at AT TIME ZONE 'UTC'::text)::date);
comment on materialized view private.message_feedback_summary is
  'Thumbs by agent and UTC day of the answer, as of its last refresh. In private: a materialized view has no RLS.';
CREATE UNIQUE INDEX feedback_day_once ON private.message_feedback_summary USING btree (tenant_id, agent_type, date);
grant delete, insert, select, update on private.message_feedback_summary to service_role;

create table private.model_breakers (
  model text not null,
  state text not null,
  since timestamptz not null,
  cool_down_seconds integer not null,
  retry_at timestamptz,
  probe_call_id uuid,
  constraint model_breakers_pkey PRIMARY KEY (model),
  constraint half_open_by_one_probe CHECK ((probe_call_id IS NOT NULL) = (state = 'half_open'::text)),
  constraint state_is_known CHECK (state = ANY (ARRAY['closed'::text, 'open'::text, 'half_open'::text])),
  constraint what_is_not_closed_is_tried_again CHECK ((retry_at IS NULL) = (state = 'closed'::text))
) with (fillfactor=70);
comment on table private.model_breakers is
  'Only of models that failed; one that is not there is closed. Which calls failed is read from agent_actions_log: a call that goes well writes nothing here.';
comment on column private.model_breakers.since is
  'When it came into this state. What ended before a breaker closed is not held against it.';
comment on column private.model_breakers.retry_at is
  'When the next probe may be sent; of a half-open one, when the probe is given up.';
comment on column private.model_breakers.probe_call_id is
  'The call that tries. Not a foreign key: agent_actions_log is partitioned.';
grant delete, insert, select, update on private.model_breakers to service_role;

create table private.model_prices (
  model text not null,
  valid_from date not null,
  prompt_tokens_above integer not null default 0,
  input_usd numeric not null,
  output_usd numeric not null,
  cache_read_usd numeric not null,
  cache_write_5m_usd numeric not null,
  cache_write_1h_usd numeric not null,
  constraint model_prices_pkey PRIMARY KEY (model, valid_from, prompt_tokens_above)
);
comment on table private.model_prices is
  'USD per million tokens, by day and by size of the prompt. A cache write is kept for 5 minutes or for an hour. Thinking is output.';
grant delete, insert, select, update on private.model_prices to service_role;

create table private.model_usage_daily (
  tenant_id uuid not null,
  day date not null,
  agent_type text not null,
  model text not null,
  calls integer not null,
  answered integer not null,
  input_tokens bigint,
  output_tokens bigint,
  thinking_tokens bigint,
  cache_read_tokens bigint,
  cache_write_tokens bigint,
  cache_write_1h_tokens bigint,
  cost_usd numeric(16,8) not null,
  unpriced_calls integer not null,
  outcomes jsonb not null,
  latency_ms_sum bigint not null,
  folded_at timestamptz not null default now(),
  constraint model_usage_daily_pkey PRIMARY KEY (tenant_id, day, agent_type, model),
  constraint answered_are_calls CHECK (answered >= 0 AND answered <= calls),
  constraint calls_are_not_negative CHECK (calls >= 0),
  constraint model_usage_daily_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE
);
comment on table private.model_usage_daily is
  'The model calls of a tenant, a UTC day, an agent and a model: agent_actions_log summed up. It outlives the log.';
comment on column private.model_usage_daily.calls is
  'Calls that were sent, whatever became of them.';
comment on column private.model_usage_daily.answered is
  'Those to which a server answered with a message: what has tokens.';
comment on column private.model_usage_daily.input_tokens is
  'Of the calls whose tokens are known; null when there is none. So are the other kinds.';
comment on column private.model_usage_daily.outcomes is
  'Outcome → calls, the abandoned among them; of calls that were not sent, why → how many.';
CREATE INDEX model_usage_by_day ON private.model_usage_daily USING btree (day);
grant delete, insert, select, update on private.model_usage_daily to service_role;

create materialized view private.monthly_usage_summary as
 SELECT tenant_id,
    user_id,
    date_trunc('month'::text, date::timestamp with time zone)::date AS month,
    sum(model_calls) AS model_calls,
    sum(input_tokens)::bigint AS input_tokens,
    sum(output_tokens)::bigint AS output_tokens,
    sum(cache_read_tokens)::bigint AS cache_read_tokens,
    sum(cache_write_tokens)::bigint AS cache_write_tokens,
    sum(cost_usd) AS cost_usd,
    sum(unpriced_calls) AS unpriced_calls,
    count(*) AS active_days
   FROM public.usage_metrics u
  GROUP BY tenant_id, user_id, (date_trunc('month'::text, date::timestamp with time zone)::date);
comment on materialized view private.monthly_usage_summary is
  'usage_metrics by month, as of its last refresh. In private: a materialized view has no RLS.';
CREATE UNIQUE INDEX usage_month_once ON private.monthly_usage_summary USING btree (tenant_id, user_id, month) NULLS NOT DISTINCT;
grant delete, insert, select, update on private.monthly_usage_summary to service_role;

create table private.mornings (
  tenant_id uuid not null,
  opens_at timestamptz not null,
  people_count integer not null,
  constraint mornings_pkey PRIMARY KEY (tenant_id, opens_at),
  constraint people_count_is_positive CHECK (people_count > 0),
  constraint mornings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE
);
comment on table private.mornings is
  'For how many of a tenant''s people texts were held until quiet hours end at a moment.';
grant delete, insert, select, update on private.mornings to service_role;

create table private.number_zones (
  prefix text not null,
  zones text[] not null,
  constraint number_zones_pkey PRIMARY KEY (prefix),
  constraint prefix_begins_a_number CHECK (prefix ~ '^\+[0-9]{0,7}$'::text),
  constraint there_is_a_zone CHECK (cardinality(zones) > 0)
);
comment on table private.number_zones is
  'Where whoever has a number may be: by its longest prefix, the zones whose clocks are furthest ahead and furthest behind. + alone, for what no country has (satellites, codes not given out), is the whole world: somewhere it is night, so nothing proactive reaches such a number until its owner names a zone, unless the hours are short or off. Generated: npm run zones.';
comment on column private.number_zones.zones is
  'From the furthest ahead in January to the furthest behind; more than two where it is another one in July. What lies in between is meant too.';
CREATE TRIGGER zones_of_numbers_are_known BEFORE INSERT OR UPDATE ON private.number_zones FOR EACH ROW EXECUTE FUNCTION private.refuse_unknown_zones();
grant delete, insert, select, update on private.number_zones to service_role;

create view private.outreach_explained with (security_invoker=true) as
 SELECT q.id,
    q.tenant_id,
    q.user_id,
    q.agent_id AS wanted_by,
    q.priority,
    q.status,
    r.reason,
    COALESCE(r.words,
        CASE q.status
            WHEN 'queued'::text THEN 'nobody has looked at it yet'::text
            WHEN 'approved'::text THEN 'it is on its way'::text
            WHEN 'sent'::text THEN 'the carrier has taken it'::text
            ELSE NULL::text
        END) || COALESCE((' ('::text || q.status_detail) || ')'::text, ''::text) AS why,
        CASE q.status
            WHEN 'queued'::text THEN q.look_at
            ELSE NULL::timestamp with time zone
        END AS looked_at_again,
    q.scheduled_for,
    q.expires_at,
    q.approved_at,
    q.slot_at AS left_at,
    q.sent_at,
    m.status AS text_status,
    m.status_reason AS text_reason,
        CASE
            WHEN q.sequence_id IS NOT NULL THEN (q.sequence_position || ' of '::text) || q.sequence_total
            ELSE NULL::text
        END AS part_of_sequence,
    q.superseded_by_message_id AS newer,
    private.day_zone(u.*) AS zone,
    (now() AT TIME ZONE private.day_zone(u.*)) AS time_there,
    private.quiet_until(u.*, now(), COALESCE(b.quiet_hours_enabled, true)) AS quiet_until,
    u.muted_until,
    ((((((COALESCE(b.messages_sent, 0) || ' of '::text) || COALESCE(b.daily_limit, u.daily_limit, private.setting('daily_texts_max'::text, u.tenant_id)::integer)) || ' today, '::text) || cardinality(private.slots_used(u.id, now() - '01:00:00'::interval))) || ' of '::text) || COALESCE(b.hourly_limit, u.hourly_limit, private.setting('hourly_texts_max'::text, u.tenant_id)::integer)) || ' in an hour'::text AS used,
    q.trace_id
   FROM public.message_queue q
     JOIN public.users u ON u.id = q.user_id
     LEFT JOIN public.senders s ON s.id = q.sender_id
     LEFT JOIN public.tenants t ON t.id = q.tenant_id
     LEFT JOIN private.outreach_reasons r ON r.reason =
        CASE
            WHEN q.status_reason = 'sender_busy'::text AND (s.paused_at IS NOT NULL OR t.paused_at IS NOT NULL) THEN 'paused'::text
            ELSE q.status_reason
        END
     LEFT JOIN public.messages m ON m.id = q.delivered_message_id
     LEFT JOIN public.user_message_budget b ON b.user_id = u.id AND b.date = private.local_day(u.*, now());
comment on view private.outreach_explained is
  'Each proactive text: what holds it or what became of it, in words, and what that was decided on: the person''s hour, their limits and what of them is used.';
grant delete, insert, select, update on private.outreach_explained to service_role;

create table private.outreach_reasons (
  reason text not null,
  ends boolean not null,
  words text not null,
  constraint outreach_reasons_pkey PRIMARY KEY (reason)
);
comment on table private.outreach_reasons is
  'Why a proactive text waits, or (ends) will not be sent any more, as an operator is told.';
grant delete, insert, select, update on private.outreach_reasons to service_role;

create view private.paused with (security_invoker=true) as
 SELECT 'function'::text AS what,
    f.name AS which,
    f.paused_at,
    f.paused_reason
   FROM private.functions f
  WHERE f.paused_at IS NOT NULL
UNION ALL
 SELECT 'tenant'::text AS what,
    t.slug AS which,
    t.paused_at,
    t.paused_reason
   FROM public.tenants t
  WHERE t.paused_at IS NOT NULL
UNION ALL
 SELECT 'sender'::text AS what,
    s.id::text AS which,
    s.paused_at,
    s.paused_reason
   FROM public.senders s
  WHERE s.paused_at IS NOT NULL
UNION ALL
 SELECT 'lane'::text AS what,
    l.lane_key AS which,
    l.paused_at,
    l.paused_reason
   FROM private.lanes l
  WHERE l.paused_at IS NOT NULL;
comment on view private.paused is
  'What somebody has stopped, since when, and why.';
grant delete, insert, select, update on private.paused to service_role;

create table private.payment_disputes (
  dispute text not null,
  payment_intent text not null,
  disputed_cents integer not null,
  takes_money boolean not null,
  closed boolean not null,
  said_at timestamptz not null,
  constraint payment_disputes_pkey PRIMARY KEY (dispute),
  constraint disputed_cents_is_not_negative CHECK (disputed_cents >= 0),
  constraint payment_disputes_payment_intent_fkey FOREIGN KEY (payment_intent) REFERENCES private.payments(payment_intent) ON DELETE CASCADE
);
comment on table private.payment_disputes is
  'What is disputed of a payment. takes_money: the bank has it, until the dispute is won; a mere inquiry takes none.';
CREATE INDEX disputes_by_payment ON private.payment_disputes USING btree (payment_intent);
grant delete, insert, select, update on private.payment_disputes to service_role;

create table private.payments (
  payment_intent text not null,
  refunded_cents integer not null default 0,
  noted_at timestamptz not null default now(),
  constraint payments_pkey PRIMARY KEY (payment_intent),
  constraint refunded_cents_is_not_negative CHECK (refunded_cents >= 0)
);
comment on table private.payments is
  'What went back of a payment, as far as Stripe has told; also of one that we do not know yet. Its row is locked to hear more of it.';
CREATE INDEX payments_by_time ON private.payments USING btree (noted_at);
grant delete, insert, select, update on private.payments to service_role;

create table private.placeholders (
  name text not null,
  description text not null,
  constraint placeholders_pkey PRIMARY KEY (name),
  constraint name_is_a_word CHECK (name ~ '^[a-z_]+$'::text)
);
comment on table private.placeholders is
  'What an agent may write as {{name}}. Each has a function placeholder_<name>(person): the words that stand there in the text, or null when there are none now.';
grant delete, insert, select, update on private.placeholders to service_role;

create table private.plain_words (
  words text not null,
  means text not null,
  constraint plain_words_pkey PRIMARY KEY (words),
  constraint means_is_known CHECK (means = ANY (ARRAY['yes'::text, 'no'::text, 'filler'::text, 'more'::text])),
  constraint words_are_lower_case_and_plain CHECK (words ~ '^[[:alnum:]'' 👍👎]+$'::text)
);
comment on table private.plain_words is
  'What in a text is a plain yes, takes it back or is a no, may stand beside a yes, and asks for more opportunities. A model may only propose that somebody consents, or asks.';
grant delete, insert, select, update on private.plain_words to service_role;

create table private.priority_kinds (
  item_type text not null,
  stale_days integer not null,
  half_life_days numeric not null,
  ease numeric not null,
  description text not null,
  constraint priority_kinds_pkey PRIMARY KEY (item_type),
  constraint ease_is_a_share CHECK (ease >= 0::numeric AND ease <= 1::numeric),
  constraint half_life_days_is_positive CHECK (half_life_days > 0::numeric),
  constraint stale_days_is_positive CHECK (stale_days > 0)
);
comment on table private.priority_kinds is
  'Each type of item: how long it is worth telling of, in how many days half its freshness is gone, and how easily it is dealt with (1: nothing has to be done).';
grant delete, insert, select, update on private.priority_kinds to service_role;

create table private.priority_scores (
  priority_id uuid not null,
  parts jsonb not null,
  scored_at timestamptz not null,
  constraint priority_scores_pkey PRIMARY KEY (priority_id),
  constraint parts_are_a_list CHECK (jsonb_typeof(parts) = 'array'::text),
  constraint priority_scores_priority_id_fkey FOREIGN KEY (priority_id) REFERENCES public.user_priorities(id) ON DELETE CASCADE
);
comment on table private.priority_scores is
  'What a priority''s value_score is made of: [{component, value, weight, contribution}], as it was when it was ranked. Weights may change; what was decided by them stays explained.';
grant delete, insert, select, update on private.priority_scores to service_role;

create table private.priority_weights (
  tenant_id uuid,
  item_type text not null,
  component text not null,
  weight numeric not null,
  description text not null,
  constraint priority_weights_tenant_id_item_type_component_key UNIQUE NULLS NOT DISTINCT (tenant_id, item_type, component),
  constraint component_is_a_word CHECK (component ~ '^[a-z_]+$'::text),
  constraint weight_is_zero_to_hundred CHECK (weight >= 0::numeric AND weight <= 100::numeric),
  constraint priority_weights_item_type_fkey FOREIGN KEY (item_type) REFERENCES private.priority_kinds(item_type),
  constraint priority_weights_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE
);
comment on table private.priority_weights is
  'How much each component counts for a type of item, against the others of that type. A row with a tenant stands in the place of the one without; of weight 0 it does not count.';
CREATE INDEX weights_by_item_type ON private.priority_weights USING btree (item_type);
grant delete, insert, select, update on private.priority_weights to service_role;

create table private.prompts (
  hash text not null,
  agent_type text not null,
  version text not null,
  first_used_at timestamptz not null default now(),
  constraint prompts_pkey PRIMARY KEY (hash),
  constraint hash_is_sha256 CHECK (hash ~ '^[0-9a-f]{64}$'::text)
);
comment on table private.prompts is
  'Every prompt that was ever used, by the hash of its words and tools: other words are another row. Never changed.';
comment on column private.prompts.version is
  'What prompt.ts called it when it was first used.';
CREATE INDEX prompts_by_agent ON private.prompts USING btree (agent_type, first_used_at DESC);
CREATE TRIGGER prompts_are_append_only BEFORE DELETE OR UPDATE ON private.prompts FOR EACH ROW EXECUTE FUNCTION private.refuse_change();
grant delete, insert, select, update on private.prompts to service_role;

create table private.prospect_merges (
  upload_id uuid not null,
  prospect_id uuid not null,
  filled text[] not null,
  constraint prospect_merges_pkey PRIMARY KEY (upload_id, prospect_id),
  constraint prospect_merges_prospect_id_fkey FOREIGN KEY (prospect_id) REFERENCES public.prospects(id) ON DELETE CASCADE,
  constraint prospect_merges_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES private.prospect_uploads(id) ON DELETE CASCADE
);
comment on table private.prospect_merges is
  'Rows of a list that were prospects already, and which of their empty fields it filled: what is undone with it.';
CREATE INDEX merges_by_prospect ON private.prospect_merges USING btree (prospect_id);
grant delete, insert, select, update on private.prospect_merges to service_role;

create table private.prospect_uploads (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  innovator_id uuid not null,
  link_id uuid,
  status text not null default 'open'::text,
  rows_count integer not null default 0,
  added_count integer not null default 0,
  merged_count integer not null default 0,
  refused_count integer not null default 0,
  last_batch integer not null default 0,
  last_answer jsonb,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  constraint prospect_uploads_pkey PRIMARY KEY (id),
  constraint prospect_uploads_tenant_id_id_key UNIQUE (tenant_id, id),
  constraint added_count_is_not_negative CHECK (added_count >= 0),
  constraint ended_at_matches_status CHECK ((ended_at IS NULL) = (status = 'open'::text)),
  constraint merged_count_is_not_negative CHECK (merged_count >= 0),
  constraint refused_count_is_not_negative CHECK (refused_count >= 0),
  constraint rows_count_is_not_negative CHECK (rows_count >= 0),
  constraint status_is_known CHECK (status = ANY (ARRAY['open'::text, 'done'::text, 'broken'::text, 'undone'::text])),
  constraint prospect_uploads_link_id_fkey FOREIGN KEY (link_id) REFERENCES private.upload_links(id) ON DELETE SET NULL,
  constraint prospect_uploads_tenant_id_innovator_id_fkey FOREIGN KEY (tenant_id, innovator_id) REFERENCES public.innovators(tenant_id, id) ON DELETE CASCADE
) with (fillfactor=70);
comment on table private.prospect_uploads is
  'A list of prospects, and what became of its rows.';
comment on column private.prospect_uploads.last_answer is
  'What was said of the last batch: who asks again because the answer was lost hears the same.';
CREATE INDEX uploads_by_innovator ON private.prospect_uploads USING btree (tenant_id, innovator_id, started_at DESC);
CREATE INDEX uploads_by_link ON private.prospect_uploads USING btree (link_id) WHERE link_id IS NOT NULL;
grant delete, insert, select, update on private.prospect_uploads to service_role;

create view private.queue_depth with (security_invoker=true) as
 SELECT function_name,
    tenant_id,
    count(*) AS lanes,
    count(*) FILTER (WHERE due <= now()) AS lanes_due,
    count(*) FILTER (WHERE lease_token IS NOT NULL) AS lanes_in_work,
    EXTRACT(epoch FROM now() - min(due) FILTER (WHERE due <= now())) AS oldest_due_seconds
   FROM private.lanes l
  WHERE due IS NOT NULL OR lease_token IS NOT NULL
  GROUP BY function_name, tenant_id;
comment on view private.queue_depth is
  'How many lanes wait or are in work, and how long the oldest has been due, by function and tenant.';
grant delete, insert, select, update on private.queue_depth to service_role;

create table private.rankings (
  user_id uuid not null,
  tenant_id uuid not null,
  due_at timestamptz not null,
  ranked_at timestamptz,
  candidates_count integer,
  model text,
  seen text,
  chosen_id uuid,
  chosen_why text,
  told text,
  constraint rankings_pkey PRIMARY KEY (user_id),
  constraint candidates_count_is_not_negative CHECK (candidates_count >= 0),
  constraint chosen_why_is_short CHECK (length(chosen_why) <= 200),
  constraint model_is_known CHECK (model = ANY (ARRAY['answered'::text, 'failed'::text, 'not_asked'::text])),
  constraint rankings_tenant_id_chosen_id_fkey FOREIGN KEY (tenant_id, chosen_id) REFERENCES public.user_priorities(tenant_id, id) ON DELETE SET NULL (chosen_id),
  constraint rankings_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE,
  constraint rankings_told_fkey FOREIGN KEY (told) REFERENCES private.telling_reasons(reason)
) with (fillfactor=80);
comment on table private.rankings is
  'Each member''s last ranking: how many candidates, whether the model had a say, which priority it chose to be told of, and what became of that.';
comment on column private.rankings.seen is
  'Fingerprint of what the model last judged: of the same it is not asked again.';
CREATE INDEX rankings_by_choice ON private.rankings USING btree (tenant_id, chosen_id) WHERE chosen_id IS NOT NULL;
CREATE INDEX rankings_by_tenant ON private.rankings USING btree (tenant_id, user_id);
CREATE INDEX rankings_by_told ON private.rankings USING btree (told) WHERE told IS NOT NULL;
CREATE INDEX rankings_due ON private.rankings USING btree (due_at);
grant delete, insert, select, update on private.rankings to service_role;

create table private.reconciles (
  sender_id uuid not null,
  backfilled_until timestamptz not null,
  reconciled_at timestamptz,
  constraint reconciles_pkey PRIMARY KEY (sender_id),
  constraint reconciles_sender_id_fkey FOREIGN KEY (sender_id) REFERENCES public.senders(id) ON DELETE CASCADE
);
comment on table private.reconciles is
  'How far each sender''s texts in were compared with the carrier''s list, and when that was last done to its end.';
comment on column private.reconciles.backfilled_until is
  'What was sent to us before is ours. After a whole run two hours before its beginning: what the carrier lists late is looked for again.';
grant delete, insert, select, update on private.reconciles to service_role;

create table private.reference_kinds (
  kind text not null,
  relation text not null,
  constraint reference_kinds_pkey PRIMARY KEY (kind),
  constraint relation_is_a_public_table CHECK (relation ~ '^public\.[a-z_]+$'::text)
);
comment on table private.reference_kinds is
  'What an id of changing kind may point to: the word beside it, and the table it means.';
grant delete, insert, select, update on private.reference_kinds to service_role;

create table private.routes (
  event_type text not null,
  task_type text not null,
  debounced boolean not null default false,
  dedupe_by text,
  description text not null,
  constraint routes_pkey PRIMARY KEY (event_type, task_type),
  constraint dedupe_by_names_a_payload_key CHECK (dedupe_by ~ '^[a-z_]+$'::text),
  constraint routes_event_type_fkey FOREIGN KEY (event_type) REFERENCES private.event_types(event_type),
  constraint routes_task_type_fkey FOREIGN KEY (task_type) REFERENCES private.task_types(task_type)
);
comment on table private.routes is
  'Which task an event causes. dedupe_by: the payload key under which waiting ones merge.';
CREATE INDEX routes_by_task_type ON private.routes USING btree (task_type);
grant delete, insert, select, update on private.routes to service_role;

create table private.sender_pace (
  sender_id uuid not null,
  replies_free_at timestamptz not null default '-infinity'::timestamp with time zone,
  free_at timestamptz not null default '-infinity'::timestamp with time zone,
  let_go_until timestamptz not null default '-infinity'::timestamp with time zone,
  constraint sender_pace_pkey PRIMARY KEY (sender_id),
  constraint sender_pace_sender_id_fkey FOREIGN KEY (sender_id) REFERENCES public.senders(id) ON DELETE CASCADE
) with (fillfactor=50);
comment on table private.sender_pace is
  'When a number has handed on what was booked: its answers; all it was given; all that the orchestrator let go. Clocks, so that nothing has to be refilled.';
grant delete, insert, select, update on private.sender_pace to service_role;

create table private.settings (
  name text not null,
  value numeric not null,
  by_tenant boolean not null default false,
  least numeric,
  most numeric,
  description text not null,
  constraint settings_pkey PRIMARY KEY (name),
  constraint a_tenants_own_has_bounds CHECK (NOT by_tenant OR num_nulls("least", most) = 0)
);
comment on table private.settings is
  'Every tunable number of the engine.';
comment on column private.settings.by_tenant is
  'A tenant may have its own, by the same name in tenants.settings.';
grant delete, insert, select, update on private.settings to service_role;

create table private.solution_edges (
  from_place text not null,
  to_place text not null,
  description text not null,
  constraint solution_edges_pkey PRIMARY KEY (from_place, to_place)
);
comment on table private.solution_edges is
  'From where research may go to where: a step, or an end. Nobody moves it otherwise.';
grant delete, insert, select, update on private.solution_edges to service_role;

create table private.solution_steps (
  step text not null,
  nth integer not null,
  task_type text not null,
  description text not null,
  constraint solution_steps_pkey PRIMARY KEY (step),
  constraint solution_steps_nth_key UNIQUE (nth),
  constraint solution_steps_task_type_key UNIQUE (task_type),
  constraint solution_steps_task_type_fkey FOREIGN KEY (task_type) REFERENCES private.task_types(task_type)
);
comment on table private.solution_steps is
  'The steps of research, in their order, and the task that each is.';
grant delete, insert, select, update on private.solution_steps to service_role;

create table private.spending (
  tenant_id uuid not null,
  day date not null,
  texts_count integer not null default 0,
  hour timestamptz not null,
  new_numbers_count integer not null default 0,
  constraint spending_pkey PRIMARY KEY (tenant_id),
  constraint spending_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE
) with (fillfactor=50);
comment on table private.spending is
  'How many texts a tenant has sent on this UTC day, and how many people it has texted for the first time in this hour. Locked to count, so that two texts never share the last place.';
grant delete, insert, select, update on private.spending to service_role;

create table private.stripe_events (
  id text not null,
  event_type text not null,
  verdict text not null default 'received'::text,
  purchase_id uuid,
  said_at timestamptz not null,
  received_at timestamptz not null default clock_timestamp(),
  constraint stripe_events_pkey PRIMARY KEY (id),
  constraint verdict_is_known CHECK (verdict = ANY (ARRAY['received'::text, 'noted'::text, 'booked'::text, 'reversed'::text, 'restored'::text, 'processing'::text, 'failed'::text, 'expired'::text, 'nothing_new'::text, 'other_session'::text, 'other_amount'::text, 'unknown_purchase'::text, 'not_ours'::text])),
  constraint stripe_events_purchase_id_fkey FOREIGN KEY (purchase_id) REFERENCES public.credit_purchases(id) ON DELETE SET NULL
);
comment on table private.stripe_events is
  'Every event that Stripe brought, once, and what became of it; nothing about cards or people.';
CREATE INDEX stripe_events_amiss ON private.stripe_events USING btree (received_at) WHERE verdict = ANY (ARRAY['other_session'::text, 'other_amount'::text, 'unknown_purchase'::text]);
CREATE INDEX stripe_events_by_purchase ON private.stripe_events USING btree (purchase_id) WHERE purchase_id IS NOT NULL;
CREATE INDEX stripe_events_by_time ON private.stripe_events USING btree (received_at);
grant delete, insert, select, update on private.stripe_events to service_role;

create view private.sweep_heartbeat with (security_invoker=true) as
 SELECT swept_at,
    EXTRACT(epoch FROM now() - swept_at) AS age_seconds,
    sweeps,
    leases_freed,
    lanes_rung,
    lanes_quarantined
   FROM private.sweeps s;
comment on view private.sweep_heartbeat is
  'When the sweep last ran, and what it has had to mend.';
grant delete, insert, select, update on private.sweep_heartbeat to service_role;

create table private.sweeps (
  only_row boolean not null default true,
  swept_at timestamptz,
  sweeps bigint not null default 0,
  leases_freed bigint not null default 0,
  lanes_rung bigint not null default 0,
  lanes_quarantined bigint not null default 0,
  constraint sweeps_pkey PRIMARY KEY (only_row),
  constraint there_is_one_row CHECK (only_row)
) with (fillfactor=50);
comment on table private.sweeps is
  'The sweep''s heartbeat and what it has had to mend.';
grant delete, insert, select, update on private.sweeps to service_role;

create view private.table_sizes with (security_invoker=true) as
 SELECT (n.nspname::text || '.'::text) || c.relname::text AS relation,
    COALESCE(sum(l.reltuples) FILTER (WHERE l.reltuples >= 0::double precision), 0::real)::bigint AS rows_estimated,
    sum(pg_table_size(l.oid::regclass))::bigint AS table_bytes,
    sum(pg_indexes_size(l.oid::regclass))::bigint AS index_bytes,
    sum(s.n_dead_tup)::bigint AS dead_rows,
    max(s.last_autovacuum) AS last_autovacuum
   FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace
     CROSS JOIN LATERAL ( SELECT l_1.oid,
            l_1.reltuples
           FROM pg_partition_tree(c.oid::regclass) t(relid, parentrelid, isleaf, level)
             JOIN pg_class l_1 ON l_1.oid = t.relid::oid
          WHERE t.isleaf
        UNION ALL
         SELECT c.oid,
            c.reltuples
          WHERE c.relkind <> 'p'::"char") l
     LEFT JOIN pg_stat_user_tables s ON s.relid = l.oid
  WHERE (n.nspname = ANY (ARRAY['public'::name, 'private'::name])) AND (c.relkind = ANY (ARRAY['r'::"char", 'p'::"char", 'm'::"char"])) AND NOT c.relispartition
  GROUP BY ((n.nspname::text || '.'::text) || c.relname::text);
comment on view private.table_sizes is
  'Each table''s size in bytes, with its partitions, and how many dead rows it carries.';
grant delete, insert, select, update on private.table_sizes to service_role;

create table private.task_types (
  task_type text not null,
  function_name text,
  agent_type text not null,
  lane_kind text not null,
  priority text not null default 'medium'::text,
  while_put_back text not null default 'block'::text,
  max_retries integer not null default 3,
  retry_base_seconds numeric not null default 2,
  retry_cap_seconds numeric not null default 300,
  snooze_hours_max numeric not null default 24,
  description text not null,
  constraint task_types_pkey PRIMARY KEY (task_type),
  constraint lane_kind_is_known CHECK (lane_kind = ANY (ARRAY['conversation'::text, 'send'::text, 'urgent'::text, 'summary'::text, 'review'::text, 'analysis'::text, 'user'::text, 'workflow'::text, 'request'::text, 'intro'::text, 'upkeep'::text])),
  constraint priority_is_known CHECK (priority = ANY (ARRAY['urgent'::text, 'high'::text, 'medium'::text, 'low'::text])),
  constraint while_put_back_is_known CHECK (while_put_back = ANY (ARRAY['block'::text, 'skip'::text])),
  constraint task_types_function_name_fkey FOREIGN KEY (function_name) REFERENCES private.functions(name)
);
comment on table private.task_types is
  'Each kind of work: its function (null: the person''s own agent), lane and patience.';
comment on column private.task_types.while_put_back is
  'block: what stands behind a task that failed waits for it, as long as its retries and snoozes last (max_retries × retry_cap_seconds, snooze_hours_max); skip: it may pass at once.';
CREATE INDEX task_types_by_function ON private.task_types USING btree (function_name);
grant delete, insert, select, update on private.task_types to service_role;

create table private.telling_reasons (
  reason text not null,
  words text not null,
  constraint telling_reasons_pkey PRIMARY KEY (reason)
);
comment on table private.telling_reasons is
  'Why a ranking led to a text, or to none, as an operator is told.';
grant delete, insert, select, update on private.telling_reasons to service_role;

create table private.timezones (
  name text not null,
  constraint timezones_pkey PRIMARY KEY (name)
);
comment on table private.timezones is
  'The IANA zones this server knows; its own view reads files.';
grant delete, insert, select, update on private.timezones to service_role;

create view private.unprocessed_events with (security_invoker=true) as
 SELECT tenant_id,
    event_type,
    count(*) AS events,
    min(created_at) AS oldest
   FROM public.events e
  WHERE NOT processed
  GROUP BY tenant_id, event_type;
comment on view private.unprocessed_events is
  'Events whose tasks are not all over yet.';
grant delete, insert, select, update on private.unprocessed_events to service_role;

create table private.upload_links (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  innovator_id uuid not null,
  token_hash text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint upload_links_pkey PRIMARY KEY (id),
  constraint upload_links_token_hash_key UNIQUE (token_hash),
  constraint expires_after_it_was_made CHECK (expires_at > created_at),
  constraint token_hash_is_sha256 CHECK (token_hash ~ '^[0-9a-f]{64}$'::text),
  constraint upload_links_tenant_id_innovator_id_fkey FOREIGN KEY (tenant_id, innovator_id) REFERENCES public.innovators(tenant_id, id) ON DELETE CASCADE
);
comment on table private.upload_links is
  'Links by which an innovator brings one list without signing in. The token itself is in their text alone.';
CREATE INDEX upload_links_by_innovator ON private.upload_links USING btree (tenant_id, innovator_id);
CREATE INDEX upload_links_by_time ON private.upload_links USING btree (expires_at);
grant delete, insert, select, update on private.upload_links to service_role;

create table private.usage_folds (
  only_row boolean not null default true,
  folded_until date not null,
  folded_at timestamptz not null default now(),
  constraint usage_folds_pkey PRIMARY KEY (only_row),
  constraint there_is_one_row CHECK (only_row)
);
comment on table private.usage_folds is
  'How far model_usage_daily goes: every day before folded_until is summed up whole.';
grant delete, insert, select, update on private.usage_folds to service_role;

create table private.variant_assignments (
  tenant_id uuid not null,
  user_id uuid not null,
  agent_type text not null,
  instance_id uuid not null,
  assigned_at timestamptz not null default now(),
  constraint variant_assignments_pkey PRIMARY KEY (user_id, agent_type),
  constraint variant_assignments_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES public.agent_instances(id) ON DELETE CASCADE,
  constraint variant_assignments_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
);
comment on table private.variant_assignments is
  'Which variant of an agent answers a person: they stay with it, whatever is added beside it.';
CREATE INDEX assignments_by_instance ON private.variant_assignments USING btree (instance_id);
CREATE INDEX assignments_by_person ON private.variant_assignments USING btree (tenant_id, user_id);
grant delete, insert, select, update on private.variant_assignments to service_role;

CREATE OR REPLACE FUNCTION private.account_for(task public.agent_tasks, lease private.leases, reason text)
 RETURNS bigint[]
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  taken bigint[];
begin
  with accounted as (update public.messages m set
    task_id = case when account_for.reason is null then task.id end,
    unanswered_reason = account_for.reason
  where m.conversation_id = (task.context_json ->> 'conversation_id')::uuid
    and m.direction = 'inbound' and m.task_id is null and m.unanswered_reason is null
    and m.position >= case when lease.watermark is null then 0 else lease.answers_from end
    and m.position <= coalesce(lease.watermark, m.position)
    returning m.position)
  select array[min(a.position), max(a.position)] into taken from accounted a;
  return taken;
end
$function$;
comment on function private.account_for(public.agent_tasks,private.leases,text) is
  'Every text that waited when the turn began names the task that took it, or why none did. Once. Of a turn that never began, all that waits. The first and the last of them.';
grant execute on function private.account_for(public.agent_tasks,private.leases,text) to service_role;

CREATE OR REPLACE FUNCTION private.acknowledge_alert(alert_id uuid)
 RETURNS timestamp with time zone
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update public.alerts a set
    acknowledged_at = coalesce(a.acknowledged_at, now()),
    acknowledged_by = coalesce(a.acknowledged_by, (select auth.uid()))
  where a.id = acknowledge_alert.alert_id and a.tenant_id in (select o.tenant_id
    from public.operators o where o.auth_id = (select auth.uid()) and o.role <> 'viewer')
  returning a.acknowledged_at
$function$;
comment on function private.acknowledge_alert(uuid) is
  'Definer: nobody signed in writes a table. Only an operator of its tenant, and no viewer.';
grant execute on function private.acknowledge_alert(uuid) to authenticated;
grant execute on function private.acknowledge_alert(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.acquaintances(prospect public.prospects)
 RETURNS TABLE(user_id uuid, component text, value numeric)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  most constant integer := private.setting('connector_candidates_max');
begin
  return query
  select c, 'connection', 1::numeric from private.connections_of(prospect) c
  union all
  (select e.user_id, 'company',
      (max(s.likeness) * case when min(e.until) is null then 1 else 0.7 end)::numeric
    from private.employers_like(prospect.tenant_id, prospect.company) s
    cross join lateral (select m.user_id, m.until from private.employments m
      where m.employer_id = s.employer_id order by m.until nulls first limit most) e
    group by e.user_id)
  union all
  select a.user_id, 'advice', 1 from public.community_requests r
    join public.community_responses a on a.tenant_id = r.tenant_id and a.request_id = r.id
    where r.tenant_id = prospect.tenant_id and r.context_type = 'solution_workflow'
      and r.context_id = (prospect.metadata ->> 'workflow_id')::uuid
      and a.status in ('rewarded', 'closed_loop') and a.credits_awarded > 0
    group by a.user_id;
end
$function$;
comment on function private.acquaintances(public.prospects) is
  'Who may know a prospect, by each reason, 0 to 1.';
grant execute on function private.acquaintances(public.prospects) to service_role;

CREATE OR REPLACE FUNCTION private.add_sides(intro public.intro_opportunities, at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  added text[];
begin
  with new_sides as (
    insert into private.intro_sides (intro_id, tenant_id, side, user_id)
      select intro.id, intro.tenant_id, s.side, s.user_id
      from (select 'innovator', n.user_id from public.innovators n where n.id = intro.innovator_id
        union all select 'prospect', private.member_behind(intro.prospect_id)) s (side, user_id)
      where s.user_id is not null
      on conflict (intro_id, side) do nothing
      returning side
  )
  select array_agg(n.side) into added from new_sides n;
  if added is not null then
    update public.intro_opportunities i set expires_at = greatest(i.expires_at,
        add_sides.at + make_interval(days =>
          private.setting('intro_agree_days', i.tenant_id)::integer))
      where i.id = intro.id returning * into intro;
    update private.intro_sides s set asked_in = private.tell_side(intro, s.side, 'ask', at)
      where s.intro_id = intro.id and s.side = any (added);
  end if;
  return coalesce(cardinality(added), 0);
end
$function$;
comment on function private.add_sides(public.intro_opportunities,timestamp with time zone) is
  'Who would be introduced is asked, once: the innovator, and the prospect if they are a member. A prospect who is not is asked by nobody but their connector, who knows them.';
grant execute on function private.add_sides(public.intro_opportunities,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.advance_accepted(intro public.intro_opportunities, at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  domain text;
begin
  if intro.innovator_id is null or exists (select from private.intro_sides s
    where s.intro_id = intro.id and (s.refused_at is not null or s.said = 'not_made')) then
    return private.end_intro(intro, 'cancelled', at);
  elsif private.add_sides(intro, at) > 0 then
    return 'asked';
  elsif intro.expires_at <= at then
    return private.end_intro(intro, 'expired', at);
  elsif exists (select from private.intro_sides s
    where s.intro_id = intro.id and s.agreed_at is null) then
    return 'waits';
  end if;
  select t.inbound_email_domain into domain from public.tenants t where t.id = intro.tenant_id;
  update public.intro_opportunities i set status = 'scheduled',
      intro_email = 'intro+' || private.new_tag() || '@' || domain,
      intro_scheduled_at = u.until, expires_at = u.until
    from (select advance_accepted.at + make_interval(days =>
      private.setting('intro_make_days', intro.tenant_id)::integer)) u (until)
    where i.id = intro.id returning i.* into intro;
  perform private.tell_side(intro, s.side, case when s.side = 'connector' and domain is null
      then 'agreed_by_word' else 'agreed' end, at)
    from private.intro_sides s where s.intro_id = intro.id order by s.user_id;
  return 'scheduled';
end
$function$;
comment on function private.advance_accepted(public.intro_opportunities,timestamp with time zone) is
  'Once its connector has said yes the others are asked; when all have, addresses leave and it is to be made.';
grant execute on function private.advance_accepted(public.intro_opportunities,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.advance_intro(intro_id uuid, at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  intro public.intro_opportunities;
begin
  select * into intro from public.intro_opportunities i
    where i.id = advance_intro.intro_id for no key update;
  case coalesce(intro.status, 'gone')
    when 'accepted' then
      return private.advance_accepted(intro, at);
    when 'scheduled' then
      return private.advance_scheduled(intro, at);
    when 'open' then
      if intro.expires_at > at then
        return 'waits';
      end if;
      update public.intro_opportunities i set status = 'expired' where i.id = intro.id;
      return 'expired';
    else
      return 'over';
  end case;
end
$function$;
comment on function private.advance_intro(uuid,timestamp with time zone) is
  'Takes an introduction as far as it may go now, and says where that is. Repeated it changes nothing more. Parties locked.';
grant execute on function private.advance_intro(uuid,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.advance_scheduled(intro public.intro_opportunities, at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  by_connector private.intro_sides;
  by_innovator private.intro_sides;
begin
  select * into by_connector from private.intro_sides s
    where s.intro_id = intro.id and s.side = 'connector';
  select * into by_innovator from private.intro_sides s
    where s.intro_id = intro.id and s.side = 'innovator';
  if intro.email_seen_at is not null
    or (by_connector.said = 'made' and by_innovator.said = 'made') then
    return private.end_intro(intro, 'completed', at);
  elsif by_connector.said = 'not_made' then
    -- Who would be paid says so.
    return private.end_intro(intro, 'cancelled', at);
  elsif intro.expires_at <= at then
    return private.end_intro(intro, 'expired', at);
  elsif by_connector.said = 'made' and by_innovator.said = 'not_made' then
    if intro.disputed_at is null then
      update public.intro_opportunities i set disputed_at = advance_scheduled.at,
          expires_at = advance_scheduled.at + make_interval(days =>
            private.setting('intro_dispute_days', i.tenant_id)::integer)
        where i.id = intro.id returning * into intro;
      perform private.tell_sides(intro, 'disputed', at);
    end if;
    return 'disputed';
  elsif by_connector.said = 'made' and by_innovator.said is null then
    perform private.tell_side(intro, 'innovator', 'claimed', at);
  elsif by_innovator.said = 'made' and by_connector.said is null then
    perform private.tell_side(intro, 'connector', 'claimed', at);
  end if;
  return 'waits';
end
$function$;
comment on function private.advance_scheduled(public.intro_opportunities,timestamp with time zone) is
  'The copied email, or the word of both, completes it; the connector''s word that it was not made ends it, and so does time; two words against each other wait for an operator.';
grant execute on function private.advance_scheduled(public.intro_opportunities,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.agent_of(user_row public.users)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return (
    select case t.product
      when 'network' then case when not user_row.verified then 'bouncer'
        when user_row.innovator then 'innovator' else 'concierge' end
      else t.product
    end
    from public.tenants t where t.id = user_row.tenant_id);
end
$function$;
comment on function private.agent_of(public.users) is
  'Which agent (and so which function) answers this person now. Asked at claim, never stored. Definer, so that one plan serves every role that asks.';
grant execute on function private.agent_of(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.announce_alerts(at timestamp with time zone)
 RETURNS uuid[]
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  announced uuid[];
begin
  with fresh as (
    update public.alerts a set announced_at = announce_alerts.at
    where a.resolved_at is null and a.announced_at is null
      -- One that comes and goes is told once, until it has been away, or stood, for long enough.
      and not exists (select from public.alerts earlier
        where earlier.tenant_id = a.tenant_id and earlier.kind = a.kind
          and earlier.subject = a.subject and earlier.announced_at is not null
          and earlier.resolved_at > announce_alerts.at - make_interval(
            mins => private.setting('alert_quiet_minutes', a.tenant_id)::integer))
    returning a.id
  )
  select coalesce(array_agg(f.id), '{}') into announced from fresh f;
  return announced;
end
$function$;
comment on function private.announce_alerts(timestamp with time zone) is
  'Marks the open alerts that are to be told now, and returns them.';
grant execute on function private.announce_alerts(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.answer_as_side(person public.users, task public.agent_tasks, lease private.leases, intro_id uuid, yes uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update private.intro_sides s set
    agreed_at = case when yes is not null then now() end,
    refused_at = case when yes is null then now() end,
    yes_in = yes, words = left(private.answer_of(lease.handles, null), 2000)
  where s.intro_id = answer_as_side.intro_id and s.user_id = person.id
    and s.agreed_at is null and s.refused_at is null;
  if not found then
    perform private.refuse('answer_introduction: it is over meanwhile');
  end if;
  perform private.tell(task, case when yes is not null then 'intro.agreed' else 'intro.refused' end,
    'intro_opportunity', answer_as_side.intro_id,
    jsonb_build_object('intro_id', answer_as_side.intro_id, 'user_id', person.id));
end
$function$;
comment on function private.answer_as_side(public.users,public.agent_tasks,private.leases,uuid,uuid) is
  'The yes or no of one who would be introduced, by the text that says yes, or none; the intro-agent goes on from there.';
grant execute on function private.answer_as_side(public.users,public.agent_tasks,private.leases,uuid,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.answer_context(task public.agent_tasks)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  variant public.agent_instances;
begin
  variant := private.instance_of('agent-of-humans', task.tenant_id, task.user_id);
  return (
    select jsonb_build_object('kind', 'answer', 'agent_type', 'agent-of-humans',
      'user', jsonb_build_object('id', task.user_id), 'question', r.question,
      'context', r.requester_context, 'answer', left(s.verbatim_answer, 6000),
      'instance', private.instance_view(variant))
    from public.community_responses s join public.community_requests r on r.id = s.request_id
    where s.id = (task.context_json ->> 'response_id')::uuid);
end
$function$;
comment on function private.answer_context(public.agent_tasks) is
  'Context of judging: the question and what was said to it, and nothing of who.';
grant execute on function private.answer_context(public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.answer_deed(person public.users, agent text, words text, task_id uuid, trace_id uuid, at timestamp with time zone, subject text DEFAULT 'email'::text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  thread uuid := private.thread_of(person);
begin
  if thread is null or not private.is_awake(person, at) then
    insert into public.message_queue (tenant_id, user_id, agent_id, message_data, final_message,
        scheduled_for, expires_at, priority, subject, conversation_context_id, trace_id)
      values (person.tenant_id, person.id, answer_deed.agent, '{}', answer_deed.words, at,
        at + interval '2 days', 'high', answer_deed.subject, thread, answer_deed.trace_id);
    return;
  end if;
  insert into public.messages
      (conversation_id, role, direction, content, status, trace_id, task_id)
    values (thread, answer_deed.agent, 'outbound', answer_deed.words, 'pending',
      answer_deed.trace_id, answer_deed.task_id);
end
$function$;
comment on function private.answer_deed(public.users,text,text,uuid,uuid,timestamp with time zone,text) is
  'A text that answers what its person has done elsewhere: by day, and to who is awake, an answer like any other; else it waits for the orchestrator, and a newer one takes its place. Person locked.';
grant execute on function private.answer_deed(public.users,text,text,uuid,uuid,timestamp with time zone,text) to service_role;

CREATE OR REPLACE FUNCTION private.answer_of(handles jsonb, texts jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select string_agg(m.content, E'\n' order by m.position)
    from private.texts_answered(answer_of.handles) m
    where m.content ~ '\S' and (answer_of.texts is null
      or m.id in (select private.named_id(answer_of.handles, t.handle, 'message')
        from jsonb_array_elements_text(answer_of.texts) t (handle))));
end
$function$;
comment on function private.answer_of(jsonb,jsonb) is
  'What a person said in the texts that this turn answers, word for word: all of them, or those that are named. No model has a hand in it.';
grant execute on function private.answer_of(jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.answer_read(person public.users, conversation_id uuid, read jsonb, handles jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  found jsonb := case read ->> 'tool'
    when 'recall' then
      private.recall(answer_read.conversation_id, coalesce(read -> 'input' ->> 'query', ''))
    when 'profile' then private.read_profile(person)
    when 'credits' then private.read_credits(person)
    when 'prospects' then private.read_prospects(person)
    when 'open_items' then
      private.read_open_items(person, answer_read.handles, read -> 'input' ->> 'handle')
    end;
begin
  return jsonb_build_object('tool_use_id', read ->> 'tool_use_id', 'ok', found is not null,
    'result', coalesce(found, to_jsonb(case read ->> 'tool'
      when 'open_items' then 'there is no such handle' else 'there is no such tool' end)));
end
$function$;
comment on function private.answer_read(public.users,uuid,jsonb,jsonb) is
  'A read tool''s answer, about the lane''s own person and conversation only, and of others'' rows about those that have a handle in this turn.';
grant execute on function private.answer_read(public.users,uuid,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.answer_refusal(person public.users, asked private.intro_questions, answer text, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  yes uuid;
begin
  if not exists (select from private.texts_since_asking(asked, handles)) then
    return 'they were not told of it before they wrote: tell them of it, and ask';
  elsif answer_refusal.answer = 'no' then
    return null;
  end if;
  yes := private.yes_to(person, asked, handles);
  return case
    when yes is null then 'their text is no plain yes to it: name whom it is about, and ask them '
      || 'to answer YES or NO'
    when private.was_yes_to_another(person, yes)
      then 'their yes was to another: name whom this is about, and ask them to answer YES or NO'
    when asked.is_connector then private.bounty_refusal(i) end
    from public.intro_opportunities i where i.id = asked.intro_id;
end
$function$;
comment on function private.answer_refusal(public.users,private.intro_questions,text,jsonb) is
  'Why a yes or no to an introduction that waits for one cannot be taken, or null.';
grant execute on function private.answer_refusal(public.users,private.intro_questions,text,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.answer_status(input jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case input ->> 'answer' when 'yes' then 'accepted' else 'declined' end;
end
$function$;
comment on function private.answer_status(jsonb) is
  'Where a yes or a no takes an introduction.';
grant execute on function private.answer_status(jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.answers_counted(request_id uuid)
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select count(*) from public.community_responses s
    join private.answer_rules a on a.verdict = s.verdict and a.counts
    where s.request_id = answers_counted.request_id);
end
$function$;
comment on function private.answers_counted(uuid) is
  'How many answers a question has that count.';
grant execute on function private.answers_counted(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.apply_action(lease private.leases, task public.agent_tasks, person public.users, action jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  kind text := action ->> 'type';
  input jsonb := action -> 'input';
  reason text := private.check_action(person, lease.function_name, kind, input, lease.handles);
begin
  if reason is not null then
    perform private.refuse(kind || ': ' || reason);
  end if;
  execute format('select private.%I($1, $2, $3, $4)', 'apply_' || kind)
    using person, task, lease, input;
end
$function$;
comment on function private.apply_action(private.leases,public.agent_tasks,public.users,jsonb) is
  'Carries out one action of a turn that ends, or raises YP001 and with it undoes the turn.';
grant execute on function private.apply_action(private.leases,public.agent_tasks,public.users,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_adopt_match(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  innovator public.innovators;
  found_for jsonb := jsonb_build_object('workflow_id', task.context_json -> 'workflow_id');
  looks_for text[];
begin
  select array[coalesce(w.category, w.request_description)] into looks_for
    from public.solution_workflows w where w.tenant_id = task.tenant_id
      and w.id = (task.context_json ->> 'workflow_id')::uuid;
  select * into innovator from public.innovators i
    where i.id = (task.context_json ->> 'innovator_id')::uuid and i.tenant_id = task.tenant_id
      and i.active and i.user_id <> person.id for no key update;
  if innovator.id is null or not person.verified then
    return;
  end if;
  update public.prospects p set status = 'converted', converted_at = coalesce(p.converted_at,
      now()), converted_to_user_id = person.id, metadata = coalesce(p.metadata, '{}') || found_for,
    target_solution_categories = looks_for,
    match_at = case when p.match_at < 'infinity' then now() else p.match_at end
    where p.innovator_id = innovator.id
      and (p.converted_to_user_id = person.id or p.email = lower(person.email)
        or p.phone_number = person.phone_number);
  if not found then
    insert into public.prospects (tenant_id, innovator_id, first_name, last_name, company, title,
        upload_source, status, converted_to_user_id, converted_at, metadata,
        target_solution_categories)
      values (person.tenant_id, innovator.id, person.first_name,
        coalesce(person.last_name, 'A member'), person.company, person.title, 'api', 'converted',
        person.id, now(), found_for, looks_for)
      on conflict do nothing;
  end if;
  perform private.queue_matching(array[innovator.id], now());
end
$function$;
comment on function private.apply_adopt_match(public.users,public.agent_tasks,private.leases,jsonb) is
  'A member for whom an innovator was found is a prospect of theirs, without their address; who answered when it was looked into may introduce them.';
grant execute on function private.apply_adopt_match(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_advance_introduction(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.advance_intro(task.context_id, now());
end
$function$;
comment on function private.apply_advance_introduction(public.users,public.agent_tasks,private.leases,jsonb) is
  'Which introduction it is comes from the task; where it may go, from its state. Nothing of it is a model''s to say.';
grant execute on function private.apply_advance_introduction(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_answer_introduction(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  intro uuid := private.named_id(lease.handles, input ->> 'handle', 'intro_opportunity');
  asked private.intro_questions := private.question_of(person, intro);
  yes uuid := case input ->> 'answer' when 'yes'
    then private.yes_to(person, asked, lease.handles) end;
begin
  if not asked.is_connector then
    perform private.answer_as_side(person, task, lease, intro, yes);
    return;
  end if;
  perform private.settle_priority(person, 'intro_opportunity', intro);
  update public.intro_opportunities i set status = private.answer_status(input),
    connector_response = left(private.answer_of(lease.handles, null), 2000),
    yes_in = yes
  where i.id = intro and i.status = 'open';
  if not found then
    perform private.refuse('answer_introduction: it is over meanwhile');
  end if;
  perform private.tell(task, e.event_type, 'intro_opportunity', intro,
      jsonb_build_object('intro_id', intro, 'user_id', person.id))
    from private.intro_edges e
    where e.from_status = 'open' and e.to_status = private.answer_status(input);
end
$function$;
comment on function private.apply_answer_introduction(public.users,public.agent_tasks,private.leases,jsonb) is
  'Consent is this row, with the person''s own words, and nothing that is told elsewhere.';
grant execute on function private.apply_answer_introduction(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_ask_community(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  request uuid;
begin
  insert into public.community_requests (tenant_id, requesting_agent_type, requesting_user_id,
      question, expertise_needed, requester_context, urgency)
    values (person.tenant_id, lease.function_name, person.id, btrim(input ->> 'question'),
      (select array_agg(btrim(t.topic)) from jsonb_array_elements_text(input -> 'expertise')
        t (topic)),
      btrim(input ->> 'context'), coalesce(input ->> 'urgency', 'medium'))
    returning id into request;
  perform private.tell(task, 'community.request_needed', 'community_request', request,
    jsonb_build_object('request_id', request, 'user_id', person.id,
      'conversation_id', task.context_json -> 'conversation_id'));
end
$function$;
grant execute on function private.apply_ask_community(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_become_innovator(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.users u set innovator = true where u.id = person.id;
end
$function$;
comment on function private.apply_become_innovator(public.users,public.agent_tasks,private.leases,jsonb) is
  'From their next text on it is the Innovator who answers.';
grant execute on function private.apply_become_innovator(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_buy_credits(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  purchase public.credit_purchases;
begin
  -- The link that is good already is given again.
  if (private.open_purchase(person, input ->> 'package')).id is not null then
    return;
  end if;
  insert into public.credit_purchases (tenant_id, user_id, package, credits, price_cents, currency,
      stripe_price, trace_id, expires_at)
    select person.tenant_id, person.id, k.name, k.credits, k.price_cents, k.currency,
      k.stripe_price, task.trace_id, now() + make_interval(
        hours => private.setting('checkout_hours', person.tenant_id)::integer)
    from private.credit_packages k where k.name = input ->> 'package'
    returning * into purchase;
  insert into public.events (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id,
      caused_by, created_by)
    values (person.tenant_id, 'credits.purchase_requested', purchase.id, 'credit_purchase',
      jsonb_build_object('purchase_id', purchase.id, 'user_id', person.id), task.trace_id, task.id,
      'innovator');
end
$function$;
grant execute on function private.apply_buy_credits(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_choose_experts(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  request public.community_requests;
  expert uuid;
  asked uuid[];
begin
  update public.community_requests r set
    request_summary = coalesce(r.request_summary, btrim(input ->> 'summary')),
    category = coalesce(r.category, btrim(input ->> 'category')),
    desired_outcome = coalesce(r.desired_outcome, input ->> 'outcome'),
    expertise_needed = nullif(array(select distinct t from unnest(coalesce(r.expertise_needed, '{}')
      || array(select btrim(e) from jsonb_array_elements_text(input -> 'expertise') e)) t), '{}')
  where r.id = (task.context_json ->> 'request_id')::uuid and r.status <> 'closed'
    and r.expires_at > now()
  returning * into request;
  if not found then
    return;
  end if;
  asked := private.ask_experts(request, now());
  foreach expert in array asked loop
    perform private.tell_at_once(expert, 'agent-of-humans', 'community_request', request.id,
      jsonb_build_object('question', private.without_contacts(request.question), 'text',
        'a question you may have an answer to: ' || private.without_contacts(request.question)),
      request.expires_at, task.trace_id);
  end loop;
  if asked <> '{}' then
    perform private.tell(task, 'community.experts_asked', 'community_request', request.id,
      jsonb_build_object('request_id', request.id, 'user_id', request.requesting_user_id,
        'experts_count', cardinality(asked)));
  end if;
  perform private.ask_again_later(request, task);
end
$function$;
comment on function private.apply_choose_experts(public.users,public.agent_tasks,private.leases,jsonb) is
  'Experts are chosen and asked, and it is planned to look again when their time is over. A model says what the question needs, never who.';
grant execute on function private.apply_choose_experts(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_close_item(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  item jsonb := lease.handles -> (input ->> 'handle');
  item_id uuid := item ->> 'id';
  answers integer;
  asker uuid;
begin
  case item ->> 'type'
    when 'solution_workflow' then
      update public.solution_workflows w set status = 'cancelled' where w.id = item_id;
      perform private.tell(task, 'solution.research_cancelled', 'solution_workflow', item_id,
        jsonb_build_object('workflow_id', item_id, 'user_id', person.id));
    when 'own_request' then
      update public.community_requests r
        set status = 'closed', closed_reason = 'withdrawn',
          expires_at = least(r.expires_at, now())
        where r.id = item_id returning r.responses_count into answers;
      perform private.tell(task, 'community.request_closed', 'community_request', item_id,
        jsonb_build_object('request_id', item_id, 'user_id', person.id,
          'responses_count', answers));
    when 'community_request' then
      update public.community_requests r
        set declined_user_ids = array_append(r.declined_user_ids, person.id)
        where r.id = item_id returning r.requesting_user_id into asker;
      perform private.settle_priority(person, 'community_request', item_id);
      perform private.tell(task, 'community.question_declined', 'community_request', item_id,
        jsonb_build_object('request_id', item_id, 'user_id', person.id,
          'requesting_user_id', asker));
  end case;
end
$function$;
comment on function private.apply_close_item(public.users,public.agent_tasks,private.leases,jsonb) is
  'Research is cancelled, their own question withdrawn, one that they were asked declined.';
grant execute on function private.apply_close_item(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_close_loop(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  request public.community_requests;
begin
  select * into request from public.community_requests r
    where r.id = (task.context_json ->> 'request_id')::uuid and r.status = 'closed'
      and r.closed_loop_at is null for no key update;
  if not found then
    return;
  end if;
  request.closed_loop_message := coalesce(
    private.without_contacts(btrim(input ->> 'message')), private.plain_loop(request));
  if person.id is not null and request.context_id is null
    and request.closed_reason is distinct from 'withdrawn' then
    insert into public.message_queue (tenant_id, user_id, agent_id, message_data, subject,
        scheduled_for, trace_id)
      values (person.tenant_id, person.id, 'agent-of-humans', jsonb_build_object(
        'question', request.question, 'request_id', request.id,
        'text', format('your question "%s": %s', request.question, request.closed_loop_message)),
        'loop:' || request.id, now(), task.trace_id);
    -- They are told of all answers at once.
    perform private.settle_priority(person, 'community_response', s.id)
      from public.community_responses s where s.request_id = request.id;
  end if;
  update public.community_requests r
    set closed_loop_at = now(), closed_loop_message = request.closed_loop_message
    where r.id = request.id;
  update public.community_responses s set impact_description = btrim(i.value ->> 'impact')
    from jsonb_array_elements(input -> 'impacts') i (value)
    where s.id = private.named_id(lease.handles, i.value ->> 'handle', 'community_response')
      and s.request_id = request.id;
  perform private.tell(task, 'community.loop_closed', 'community_request', request.id,
    jsonb_build_object('request_id', request.id, 'user_id', request.requesting_user_id,
      'responses_count', request.responses_count));
end
$function$;
comment on function private.apply_close_loop(public.users,public.agent_tasks,private.leases,jsonb) is
  'Who asked is told, once; what came of each answer is kept for its expert, whom the Account Manager tells. Of a question that research has asked, its own end tells.';
grant execute on function private.apply_close_loop(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_consent()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.users u
    set opted_out_at = case new.kind when 'opt_out' then new.created_at end
    where u.id = new.user_id
      and (u.opted_out_at is null) = (new.kind = 'opt_out');
  return null;
end
$function$;
comment on function private.apply_consent() is
  'Repeats the newest consent on the user''s row.';
grant execute on function private.apply_consent() to service_role;

CREATE OR REPLACE FUNCTION private.apply_describe_solution(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  profile uuid;
  -- In lower case and each once, as categories are compared.
  named text[] := case when input ? 'categories' then array(
    select distinct lower(regexp_replace(btrim(c.value), '\s+', ' ', 'g'))
    from jsonb_array_elements_text(input -> 'categories') c (value) order by 1) end;
begin
  insert into public.innovators as i (tenant_id, user_id, company_name, solution_description,
      categories, target_customer_profile, video_url, active)
    values (person.tenant_id, person.id, coalesce(btrim(input ->> 'company_name'), person.company,
        (private.profile_of(person)).company_name),
      btrim(input ->> 'solution_description'), named, btrim(input ->> 'target_customer_profile'),
      btrim(input ->> 'video_url'), coalesce((input ->> 'active')::boolean, true))
    on conflict (user_id) do update set
      company_name = coalesce(btrim(input ->> 'company_name'), i.company_name),
      solution_description = coalesce(excluded.solution_description, i.solution_description),
      categories = coalesce(excluded.categories, i.categories),
      target_customer_profile = coalesce(excluded.target_customer_profile,
        i.target_customer_profile),
      video_url = coalesce(excluded.video_url, i.video_url),
      active = coalesce((input ->> 'active')::boolean, i.active)
    returning i.id into profile;
  insert into public.events (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id,
      caused_by, created_by)
    values (person.tenant_id, 'innovator.profile_changed', profile, 'innovator',
      jsonb_build_object('innovator_id', profile, 'user_id', person.id), task.trace_id, task.id,
      'innovator');
end
$function$;
grant execute on function private.apply_describe_solution(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_drop_outreach(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.message_queue q set status = 'cancelled', status_reason = 'withdrawn',
    status_detail = btrim(input ->> 'reason')
  where q.id = task.context_id and task.task_type = 'compose_outreach'
    and q.status = 'approved';
end
$function$;
grant execute on function private.apply_drop_outreach(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_expect_new_number(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.users u set new_number_until = now() + make_interval(
      hours => private.setting('new_number_hours', u.tenant_id)::integer)
    where u.id = person.id;
end
$function$;
grant execute on function private.apply_expect_new_number(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_go_on_with_sequence(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.steer_sequences(person, 'resume',
    coalesce((input ->> 'in_hours')::integer, 0));
end
$function$;
grant execute on function private.apply_go_on_with_sequence(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_judge_answer(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  request public.community_requests;
  response public.community_responses;
  rule private.answer_rules;
  earned integer := 0;
begin
  -- One answer to a question is judged at a time, so that no more are paid than it wants.
  select * into request from public.community_requests r
    where r.id = (task.context_json ->> 'request_id')::uuid for no key update;
  select * into response from public.community_responses s
    where s.id = (task.context_json ->> 'response_id')::uuid and s.user_id = person.id
    for no key update;
  if not found then
    return;
  end if;
  select * into rule from private.answer_rules a where a.verdict = private.verdict_on(
    response, request, (input ->> 'on_topic')::boolean, now());
  if rule.pays then
    earned := private.credit(person.id, 'answer', 'community_response', response.id,
      'answer:' || response.id);
  end if;
  update public.community_responses s set usefulness_score = (input ->> 'usefulness')::integer,
    response_text = btrim(input ->> 'summary'),
    verdict = case when rule.verdict = 'second' then s.verdict else rule.verdict end,
    credits_awarded = case when earned > 0 then earned else s.credits_awarded end,
    credited_at = case when earned > 0 then now() else s.credited_at end,
    status = case when earned > 0 then 'rewarded' else s.status end
  where s.id = response.id;
  update public.users u set expert_connector = true
    where u.id = person.id and earned > 0 and not u.expert_connector;
  perform private.keep_standings(array[person.id]);
  perform private.tell(task, 'community.answer_judged', 'community_response', response.id,
    jsonb_build_object('response_id', response.id, 'request_id', request.id,
      'user_id', person.id, 'verdict', rule.verdict));
  if rule.asks_again then
    perform private.ask_once_more(person, request, task);
  end if;
  perform private.close_answered(request, task);
end
$function$;
comment on function private.apply_judge_answer(public.users,public.agent_tasks,private.leases,jsonb) is
  'An answer gets its verdict by private.answer_rules, and what that earns: the score ranks, and never pays. Run twice it changes nothing more: the ledger pays a key once.';
grant execute on function private.apply_judge_answer(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_mark_innovator(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.users u set innovator = true where u.id = person.id;
end
$function$;
grant execute on function private.apply_mark_innovator(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_name_referrer(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.users u set name_dropped = btrim(input ->> 'name'),
    referred_by = private.referrer_named(u, btrim(input ->> 'name'))
  where u.id = person.id;
end
$function$;
grant execute on function private.apply_name_referrer(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_offer_introduction(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.offer_introduction(person.id,
    private.named_id(lease.handles, input ->> 'handle', 'prospect'), now());
  -- The rest in another turn, which nobody has caused but the number of prospects.
  perform private.queue_matching(array[i.id], now() + interval '1 minute')
    from public.innovators i
    where i.user_id = person.id and not exists (select from public.agent_tasks t
        where t.tenant_id = i.tenant_id and t.dedupe_key = i.id::text and t.status = 'pending'
          and t.task_type = 'match_intro_opportunities')
      and exists (select from public.prospects p where p.innovator_id = i.id
        and p.match_at <= now() and p.match_at < 'infinity' and p.status <> 'inactive'
        -- Those of this turn are looked at in it.
        and p.id <> all (array(select (h.value ->> 'id')::uuid
          from jsonb_each(lease.handles) h)));
end
$function$;
grant execute on function private.apply_offer_introduction(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_open_checkout(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  purchase public.credit_purchases;
  plain text;
  filled text;
begin
  select * into purchase from public.credit_purchases p
    where p.id = task.context_id and p.status = 'asked' for no key update;
  if not found then
    return;
  end if;
  update public.credit_purchases p set status = 'open', words = null,
    stripe_session = input ->> 'session', checkout_url = input ->> 'url'
    where p.id = purchase.id;
  plain := purchase.credits || ' credits for '
    || private.price_words(purchase.price_cents, purchase.currency) || ': {{checkout_url}}';
  begin
    filled := private.fill_placeholders(coalesce(purchase.words, plain), person);
  exception when sqlstate 'YP001' then
    -- What else stood in those words is true no more; the link is.
    filled := private.fill_placeholders(plain, person);
  end;
  if person.opted_out_at is null then
    perform private.answer_deed(person, 'innovator', filled, task.id, purchase.trace_id, now(),
      'checkout');
  end if;
end
$function$;
comment on function private.apply_open_checkout(public.users,public.agent_tasks,private.leases,jsonb) is
  'Keeps the payment link and says the reply that waited for it. Which purchase it is for the task knows, not its worker.';
grant execute on function private.apply_open_checkout(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_pause_texts(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform worker.mute_person(person.id, coalesce(
    private.day_began(person, ((input ->> 'until')::timestamp + interval '12 hours')
      at time zone private.day_zone(person)), 'infinity'));
end
$function$;
grant execute on function private.apply_pause_texts(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_present_opportunity(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  priority uuid := private.named_id(lease.handles, input ->> 'handle', 'user_priority');
begin
  perform private.withdraw_texts_on(person, priority);
  perform private.present_priority(person.id, priority);
end
$function$;
comment on function private.apply_present_opportunity(public.users,public.agent_tasks,private.leases,jsonb) is
  'The reply of this turn tells of it; private.note_telling keeps in which text.';
grant execute on function private.apply_present_opportunity(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_rank_priorities(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  said jsonb := (
    select coalesce(jsonb_agg(jsonb_build_object('item_type', h.value -> 'type',
      'item_id', h.value -> 'id', 'relevance', r.value -> 'relevance')), '[]')
    from jsonb_array_elements(input -> 'relevances') r (value)
    join jsonb_each(lease.handles) h (key, value) on h.key = r.value ->> 'handle');
  chosen jsonb := lease.handles -> (input ->> 'tell');
  ranked integer;
begin
  ranked := private.rank(person, said, now());
  insert into private.rankings as r (user_id, tenant_id, due_at, ranked_at, candidates_count, model)
    values (person.id, person.tenant_id,
      now() + private.setting('rank_hours') * interval '1 hour', now(), ranked, input ->> 'model')
    on conflict (user_id) do update set due_at = excluded.due_at, ranked_at = excluded.ranked_at,
      candidates_count = excluded.candidates_count, model = excluded.model;
  if input ->> 'model' = 'answered' then
    update private.rankings r set seen = input ->> 'seen', chosen_why = btrim(input ->> 'why'),
      chosen_id = (select p.id from public.user_priorities p where p.user_id = person.id
        and p.item_type = chosen ->> 'type' and p.item_id = (chosen ->> 'id')::uuid)
    where r.user_id = person.id;
  end if;
  perform private.tell_priority(person, task.trace_id, now());
end
$function$;
comment on function private.apply_rank_priorities(public.users,public.agent_tasks,private.leases,jsonb) is
  'Ranks with what the model says, if it said something. What it chose before stands until it chooses again.';
grant execute on function private.apply_rank_priorities(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_record_answer(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  request public.community_requests;
  said text := private.answer_of(lease.handles, input -> 'texts');
  answer uuid;
begin
  select * into request from public.community_requests r
    where r.id = private.named_id(lease.handles, input ->> 'handle', 'community_request')
    for no key update;
  insert into public.community_responses as s
      (tenant_id, request_id, user_id, response_text, verbatim_answer)
    values (person.tenant_id, request.id, person.id, btrim(input ->> 'summary'), said)
    on conflict (request_id, user_id) do update set
      response_text = s.response_text || E'\n' || excluded.response_text,
      verbatim_answer = s.verbatim_answer || E'\n' || excluded.verbatim_answer,
      answered_at = now()
    returning s.id into answer;
  update public.community_requests r
    set declined_user_ids = array_remove(r.declined_user_ids, person.id)
    where r.id = request.id and person.id = any (r.declined_user_ids);
  perform private.settle_priority(person, 'community_request', request.id);
  perform private.tell(task, 'community.response_received', 'community_response', answer,
    jsonb_build_object('response_id', answer, 'request_id', request.id, 'user_id', person.id,
      'requesting_user_id', request.requesting_user_id));
end
$function$;
comment on function private.apply_record_answer(public.users,public.agent_tasks,private.leases,jsonb) is
  'What the expert said, word for word, and the model''s summary beside it; more of the same expert is appended. A closed request stays closed: what comes late is kept.';
grant execute on function private.apply_record_answer(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_record_research(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.linkedin_research_prospects r set last_researched_at = now(),
    mutual_connections = input -> 'connections', title = coalesce(input ->> 'title', r.title)
  from public.prospects p
  where p.id = private.named_id(lease.handles, input ->> 'handle', 'prospect')
    and r.id = private.research_of(p) and r.last_researched_at is null;
end
$function$;
grant execute on function private.apply_record_research(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_reply(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  said uuid;
begin
  -- Said no while we were thinking: the turn stands, the text does not leave.
  if not private.hears_nothing(person, (task.context_json ->> 'conversation_id')::uuid) then
    said := private.write_reply(task, lease.function_name, input ->> 'text');
    perform private.note_telling(person, said);
    if lease.function_name in ('assistant', 'coach') then
      perform private.note_answer(said, lease);
    end if;
  end if;
end
$function$;
grant execute on function private.apply_reply(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_report_introduction(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  intro uuid := private.named_id(lease.handles, input ->> 'handle', 'intro_opportunity');
begin
  update private.intro_sides s set said = input ->> 'outcome', said_at = now()
    where s.intro_id = intro and s.user_id = person.id and s.side <> 'prospect';
  perform private.tell(task, 'intro.reported', 'intro_opportunity', intro,
    jsonb_build_object('intro_id', intro, 'user_id', person.id));
end
$function$;
comment on function private.apply_report_introduction(public.users,public.agent_tasks,private.leases,jsonb) is
  'What one side says of it; what follows from that is the intro-agent''s.';
grant execute on function private.apply_report_introduction(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_request_email_verification(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  address text := lower(btrim(input ->> 'email'));
begin
  -- An action before this one may have changed the email; this one says which it is.
  update public.users u set email = address,
    email_verified = u.email_verified and lower(u.email) = address
    where u.id = person.id returning * into person;
  if (private.open_verification(person)).id is not null then
    return;
  end if;
  update private.email_verifications v set status = 'superseded'
    where v.user_id = person.id and v.status = 'open';
  insert into private.email_verifications (tenant_id, user_id, address, tag, expires_at)
    values (person.tenant_id, person.id, address, private.new_tag(), now() + make_interval(
      hours => private.setting('email_tag_hours', person.tenant_id)::integer));
end
$function$;
comment on function private.apply_request_email_verification(public.users,public.agent_tasks,private.leases,jsonb) is
  'A new address takes the place of the one before, unless that one is still good for this email.';
grant execute on function private.apply_request_email_verification(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_request_research(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  workflow uuid;
begin
  insert into public.solution_workflows
      (tenant_id, user_id, request_description, category, current_step)
    values (person.tenant_id, person.id, btrim(input ->> 'need'), btrim(input ->> 'category'),
      'research')
    returning id into workflow;
  perform private.tell(task, 'solution.research_requested', 'solution_workflow', workflow,
    jsonb_build_object('workflow_id', workflow, 'user_id', person.id,
      'conversation_id', task.context_json -> 'conversation_id'));
end
$function$;
grant execute on function private.apply_request_research(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_resume_texts(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform worker.mute_person(person.id, null);
end
$function$;
grant execute on function private.apply_resume_texts(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_schedule_followup(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  insert into public.agent_tasks
    (tenant_id, task_type, agent_type, user_id, context_id, context_type, scheduled_for, priority,
     max_retries, context_json, created_by, trace_id, caused_by, hop)
  select task.tenant_id, k.task_type, k.agent_type, task.user_id, task.context_id,
    task.context_type, now() + make_interval(hours => (input ->> 'in_hours')::integer),
    k.priority, k.max_retries,
    jsonb_build_object('conversation_id', task.context_json ->> 'conversation_id',
      'about', btrim(input ->> 'about')),
    'concierge', task.trace_id, task.id, task.hop
  from private.task_types k where k.task_type = 'schedule_followup'
$function$;
comment on function private.apply_schedule_followup(public.users,public.agent_tasks,private.leases,jsonb) is
  'A turn of the same conversation at a later hour, which the person has asked for.';
grant execute on function private.apply_schedule_followup(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_set_expertise(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.users u set expertise = array(
      select min(btrim(t.topic)) from jsonb_array_elements_text(input -> 'topics')
        with ordinality t (topic, nth)
      group by private.same_words(t.topic) order by min(t.nth))
  where u.id = person.id;
end
$function$;
comment on function private.apply_set_expertise(public.users,public.agent_tasks,private.leases,jsonb) is
  'The whole list, each topic once; an empty one: they are asked about nothing in particular.';
grant execute on function private.apply_set_expertise(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_set_texting(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- The person's row, which the orchestrator locks before it decides, is this turn's already.
  if input ? 'quiet_hours' then
    update public.users u set
      quiet_hours_start = (input -> 'quiet_hours' ->> 'from')::time,
      quiet_hours_end = (input -> 'quiet_hours' ->> 'until')::time
    where u.id = person.id;
  end if;
  if input ?| array['a_day', 'an_hour'] then
    perform worker.set_text_limits(person.id,
      case when input ? 'a_day' then (input ->> 'a_day')::integer else person.daily_limit end,
      case when input ? 'an_hour' then (input ->> 'an_hour')::integer else person.hourly_limit end);
  end if;
end
$function$;
comment on function private.apply_set_texting(public.users,public.agent_tasks,private.leases,jsonb) is
  'What is named changes, and null takes a person''s own wish back: their tenant''s rule is left. Their hours come on top of the law''s and the tenant''s.';
grant execute on function private.apply_set_texting(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_set_timezone(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.users u set timezone = input ->> 'timezone' where u.id = person.id;
end
$function$;
grant execute on function private.apply_set_timezone(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_settle_part(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.settle_part(lease.token, (input ->> 'part_id')::uuid, input);
end
$function$;
grant execute on function private.apply_settle_part(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_stop_sequence(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.steer_sequences(person, 'cancel');
end
$function$;
grant execute on function private.apply_stop_sequence(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_take_step(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  workflow public.solution_workflows;
begin
  select * into workflow from public.solution_workflows w
    where w.id = (task.context_json ->> 'workflow_id')::uuid for no key update;
  if private.place_of(workflow) is distinct from input ->> 'step' then
    -- Done already, or cancelled meanwhile: one effect, whoever comes twice.
    return;
  end if;
  case input ->> 'step'
    when 'research' then perform private.step_research(workflow, task, input -> 'research');
    when 'match_innovators' then perform private.step_match_innovators(workflow, task);
    when 'ask_community' then perform private.step_ask_community(workflow, task);
    when 'wait' then perform private.step_wait(workflow, task);
    when 'evaluate' then
      perform private.step_evaluate(workflow, task, input -> 'judgement', lease.handles);
    when 'recommend' then perform private.complete_solution(workflow, task);
  end case;
end
$function$;
comment on function private.apply_take_step(public.users,public.agent_tasks,private.leases,jsonb) is
  'Research goes one step on, if it is still at that step.';
grant execute on function private.apply_take_step(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_undo_upload(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform worker.undo_upload(private.newest_upload(person));
end
$function$;
grant execute on function private.apply_undo_upload(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_update_profile(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.users u set
    first_name = coalesce(btrim(input ->> 'first_name'), u.first_name),
    last_name = coalesce(btrim(input ->> 'last_name'), u.last_name),
    company = coalesce(btrim(input ->> 'company'), u.company),
    title = coalesce(btrim(input ->> 'title'), u.title),
    email = coalesce(lower(btrim(input ->> 'email')), u.email),
    email_verified = u.email_verified
      and coalesce(lower(btrim(input ->> 'email')) = u.email, true),
    linkedin_url = coalesce(btrim(input ->> 'linkedin_url'), u.linkedin_url)
  where u.id = person.id;
end
$function$;
grant execute on function private.apply_update_profile(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.apply_write_summary(person public.users, task public.agent_tasks, lease private.leases, input jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- An older one never replaces a newer; the watermark is the lease's.
  update public.conversations c set
    conversation_summary = input ->> 'summary',
    summary_position = lease.watermark,
    last_summary_message_id = (select m.id from public.messages m
      where m.conversation_id = c.id and m.position = lease.watermark)
  where c.id = (task.context_json ->> 'conversation_id')::uuid
    and c.summary_position < lease.watermark;
end
$function$;
grant execute on function private.apply_write_summary(public.users,public.agent_tasks,private.leases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.archive_conversation(conversation_id uuid, archived boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update public.conversations c
    set status = case when archive_conversation.archived then 'archived' else 'active' end
    where c.id = archive_conversation.conversation_id and c.status in ('active', 'archived')
      and private.own_web_conversation(c.id);
  return found;
end
$function$;
comment on function private.archive_conversation(uuid,boolean) is
  'Definer, as start_conversation. One that an operator has paused stays so.';
grant execute on function private.archive_conversation(uuid,boolean) to authenticated;
grant execute on function private.archive_conversation(uuid,boolean) to service_role;

CREATE OR REPLACE FUNCTION private.archive_conversations(at timestamp with time zone DEFAULT now())
 RETURNS integer
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  with cutoffs as materialized (
    -- Asked once a tenant, not once a conversation.
    select t.id as tenant_id,
      at - make_interval(months => private.setting('archive_months', t.id)::integer) as cutoff
    from public.tenants t
  ),
  quiet as (
    select c.id from public.conversations c join cutoffs o on o.tenant_id = c.tenant_id
    where c.status = 'active' and coalesce(c.last_message_at, c.created_at) < o.cutoff
    order by c.id limit private.setting('retire_batch')::integer
    for no key update of c skip locked
  ),
  archived as (
    update public.conversations c set status = 'archived' from quiet q where c.id = q.id returning 1
  )
  select count(*)::integer from archived
$function$;
comment on function private.archive_conversations(timestamp with time zone) is
  'Archives conversations that have been quiet for months, one batch a call; the next text reopens them.';
grant execute on function private.archive_conversations(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.arrivals()
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  noted text := nullif(current_setting('yachtparty.arrivals', true), '');
begin
  if noted = 'many' then
    -- Only this transaction's own new tasks are visible without a number.
    return (select array_agg(distinct t.lane_key) from public.agent_tasks t where t.seq is null);
  end if;
  return string_to_array(noted, ' ');
end
$function$;
comment on function private.arrivals() is
  'The lanes that this transaction has brought tasks and not yet placed them; null: none.';
grant execute on function private.arrivals() to service_role;

CREATE OR REPLACE FUNCTION private.ask_again_later(request public.community_requests, task public.agent_tasks)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  next_look timestamptz := now() + make_interval(hours =>
    private.setting('expert_patience_hours', request.tenant_id)::integer);
begin
  if next_look >= request.expires_at then
    return;
  end if;
  -- By the clock, and by no agent: it is no hop.
  insert into public.agent_tasks (tenant_id, task_type, user_id, context_id, context_type,
      scheduled_for, context_json, created_by, dedupe_key, trace_id)
    values (request.tenant_id, 'process_community_request', request.requesting_user_id, request.id,
      'community_request', next_look, jsonb_build_object('request_id', request.id,
        'user_id', request.requesting_user_id), 'agent-of-humans', request.id, task.trace_id);
end
$function$;
comment on function private.ask_again_later(public.community_requests,public.agent_tasks) is
  'When those who were asked have had their time, the next ones are, if it is still open.';
grant execute on function private.ask_again_later(public.community_requests,public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.ask_experts(request public.community_requests, at timestamp with time zone)
 RETURNS uuid[]
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  waiting integer;
  asked integer;
  chosen uuid[];
begin
  select count(*), count(*) filter (where a.asked_at > ask_experts.at - make_interval(hours =>
      private.setting('expert_patience_hours', request.tenant_id)::integer)
      and a.user_id <> all (request.declined_user_ids)
      and not exists (select from public.community_responses s
        where s.request_id = a.request_id and s.user_id = a.user_id))
    into asked, waiting
    from private.expert_asks a where a.request_id = request.id;
  with asks as (
    insert into private.expert_asks (request_id, user_id, tenant_id, score, parts, asked_at)
      select request.id, c.user_id, request.tenant_id, c.score, c.parts, ask_experts.at
      from private.expert_candidates(request, ask_experts.at) c
      limit greatest(0, least(
        private.setting('experts_at_once', request.tenant_id) - waiting,
        private.setting('experts_asked_max', request.tenant_id) - asked))::integer
      returning expert_asks.user_id)
  select coalesce(array_agg(k.user_id), '{}') into chosen from asks k;
  if chosen <> '{}' then
    update public.community_requests r
      set target_user_ids = coalesce(r.target_user_ids, '{}') || chosen where r.id = request.id;
    perform private.keep_standings(chosen);
  end if;
  return chosen;
end
$function$;
comment on function private.ask_experts(public.community_requests,timestamp with time zone) is
  'Puts a question to as many more experts as it may wait for now: whom. Request locked.';
grant execute on function private.ask_experts(public.community_requests,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.ask_once_more(person public.users, request public.community_requests, task public.agent_tasks)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update private.expert_asks a set asked_again_at = now()
    where a.request_id = request.id and a.user_id = person.id and a.asked_again_at is null;
  if not found then
    return;
  end if;
  insert into public.message_queue (tenant_id, user_id, agent_id, message_data, subject,
      scheduled_for, expires_at, trace_id)
    values (person.tenant_id, person.id, 'agent-of-humans', jsonb_build_object('question',
        private.without_contacts(request.question), 'request_id', request.id, 'text',
        'thanks for your words; they seem to be about something else. The question was: '
        || private.without_contacts(request.question)),
      'question:' || request.id, now(), request.expires_at, task.trace_id);
end
$function$;
comment on function private.ask_once_more(public.users,public.community_requests,public.agent_tasks) is
  'Whoever said something else is asked once more, and not a third time.';
grant execute on function private.ask_once_more(public.users,public.community_requests,public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.asked_view(person public.users, id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select jsonb_build_object('about', private.without_contacts(r.question),
      'context', private.without_contacts(r.requester_context), 'urgency', r.urgency,
      'until', r.expires_at::date, 'state', case
        when exists (select from public.community_responses s
          where s.request_id = r.id and s.user_id = person.id) then 'they have answered'
        when r.status = 'closed' or r.expires_at <= now()
          then 'over: a late answer is kept with thanks, and not paid'
        when person.id = any (r.declined_user_ids) then 'they declined'
        else 'waits for their answer' end)
    from public.community_requests r
    where r.id = asked_view.id and r.tenant_id = person.tenant_id
      and r.target_user_ids @> array[person.id]
      and r.requesting_user_id is distinct from person.id);
end
$function$;
comment on function private.asked_view(public.users,uuid) is
  'A question that they were asked, without who asks it.';
grant execute on function private.asked_view(public.users,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.asks_for_more(words text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return 'more' = any ((private.take_words(asks_for_more.words, '{more,no}', null)).meanings);
end
$function$;
comment on function private.asks_for_more(text) is
  'Whether a text asks in plain words what else there is; "no more" does not.';
grant execute on function private.asks_for_more(text) to service_role;

CREATE OR REPLACE FUNCTION private.backoff_seconds(base numeric, cap numeric, attempt integer)
 RETURNS numeric
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  return round((random() * least(cap, base * power(2, least(attempt, 20))))::numeric, 3);
end
$function$;
comment on function private.backoff_seconds(numeric,numeric,integer) is
  'Exponential with full jitter and a cap, in seconds.';
grant execute on function private.backoff_seconds(numeric,numeric,integer) to service_role;

CREATE OR REPLACE FUNCTION private.bar(person public.users, thread public.conversations, message public.messages, part jsonb, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case
    -- 47 CFR 64.1200(a)(12): one text that confirms an opt-out, within five minutes of it.
    when message.purpose = 'confirmation' and at > message.created_at + interval '5 minutes'
      then '{"stop": "expired"}'
    when person.opted_out_at is not null and message.purpose <> 'confirmation'
      then '{"stop": "opted_out"}'
    when person.blocked_at is not null then '{"stop": "blocked"}'
    when not person.is_active then '{"stop": "inactive"}'
    when thread.status = 'closed' then '{"stop": "conversation_closed"}'
    when (part ->> 'premium')::boolean then '{"stop": "premium_number"}'
    when part ? 'country' and not exists (select from public.tenants t
      where t.id = message.tenant_id and part ->> 'country' = any (t.countries))
      then '{"stop": "country_not_allowed"}'
    when person.unreachable_until > at and person.unreachable_code = 14107
      then jsonb_build_object('wait', 'cooling_down', 'seconds',
        least(3600, ceil(extract(epoch from person.unreachable_until - at))))
    when person.unreachable_until > at then case
      when message.purpose = 'proactive' and private.is_unsent(message) then jsonb_build_object(
        'back', 'unreachable', 'until', least(person.unreachable_until, at + interval '1 day'))
      else '{"stop": "unreachable"}' end
    when exists (select from public.senders s join public.tenants t on t.id = s.tenant_id
      where s.id = thread.sender_id and (s.paused_at is not null or t.paused_at is not null))
      then case
        when message.purpose = 'proactive' and private.is_unsent(message)
          then jsonb_build_object('back', 'paused', 'until', at + interval '5 minutes')
        else '{"wait": "paused", "seconds": 60}' end
  end;
end
$function$;
comment on function private.bar(public.users,public.conversations,public.messages,jsonb,timestamp with time zone) is
  'Why this part may not leave, whatever kind of text it is of: {stop} for ever, {wait, seconds}, {back, until} to the queue; null: nothing bars it.';
grant execute on function private.bar(public.users,public.conversations,public.messages,jsonb,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.begin_part(lease private.leases, task public.agent_tasks, part jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  text_id uuid := (task.context_json ->> 'message_id')::uuid;
  found_part public.message_parts;
begin
  insert into public.message_parts as p (tenant_id, message_id, part_index, part_count, body,
      encoding, segments, status, lease_token, sending_at)
    values (task.tenant_id, text_id, (part ->> 'index')::integer,
      (part ->> 'count')::integer, part ->> 'body', part ->> 'encoding',
      (part ->> 'segments')::integer, 'sending', lease.token, clock_timestamp())
    on conflict on constraint message_parts_message_id_part_index_key do update set
      status = 'sending', lease_token = lease.token, sending_at = clock_timestamp()
      where p.status = 'queued' or (p.status = 'sending' and p.lease_token = lease.token)
    returning * into found_part;
  if found_part.id is not null then
    update public.messages m set status = 'sending'
      where m.id = text_id and m.status in ('queued_for_send', 'sending');
    return jsonb_build_object('ok', true, 'part_id', found_part.id);
  end if;
  select * into found_part from public.message_parts p
    where p.message_id = text_id and p.part_index = (part ->> 'index')::integer;
  if found_part.status = 'sending' then
    -- Begun under a lease that is gone: it may have left. Never again from here.
    perform private.settle_part(lease.token, found_part.id, '{"kind": "unknown"}');
    found_part.status := 'unknown';
  end if;
  return jsonb_build_object('ok', false, 'part_id', found_part.id, 'reason',
    case when found_part.status = 'unknown' then 'unknown' else 'already_sent' end);
end
$function$;
comment on function private.begin_part(private.leases,public.agent_tasks,jsonb) is
  'Marks a part as sending under this lease, once: the same lease may repeat it, nobody else.';
grant execute on function private.begin_part(private.leases,public.agent_tasks,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.book_for_intro(intro public.intro_opportunities, user_id uuid, event_type text, amount integer, key text)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, description, processed)
    select u.tenant_id, u.id, book_for_intro.event_type, book_for_intro.amount,
      'intro_opportunity', intro.id, book_for_intro.key || ':' || intro.id,
      'an introduction', true
    from public.users u where u.id = book_for_intro.user_id and u.tenant_id = intro.tenant_id
      and book_for_intro.amount <> 0
$function$;
comment on function private.book_for_intro(public.intro_opportunities,uuid,text,integer,text) is
  'Books what an introduction moves. Person locked.';
grant execute on function private.book_for_intro(public.intro_opportunities,uuid,text,integer,text) to service_role;

CREATE OR REPLACE FUNCTION private.book_pace(task public.agent_tasks, message public.messages, sender_id uuid, part jsonb, at timestamp with time zone)
 RETURNS numeric
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  rate numeric := (select s.segments_per_second from public.senders s
    where s.id = book_pace.sender_id);
  takes interval := make_interval(
    secs => (part ->> 'segments')::double precision / rate::double precision);
  burst interval := make_interval(secs => private.setting('pace_burst_seconds')::double precision);
  booked timestamptz;
begin
  if exists (select from public.message_parts p where p.message_id = message.id
    and p.part_index = (part ->> 'index')::integer and p.status <> 'queued') then
    -- It has begun, and asks again since the answer was lost.
    return 0;
  elsif task.context_json -> 'booked' ->> 'part' = part ->> 'index' then
    booked := (task.context_json -> 'booked' ->> 'at')::timestamptz;
    -- It had to wait once, and its turn was kept; one that a pause let pass is over. Not sooner: a
    -- drain that is late would book for ever, and nobody would get a turn.
    if booked > at - interval '5 minutes' then
      return greatest(0, extract(epoch from booked - at));
    end if;
  end if;
  insert into private.sender_pace (sender_id) values (book_pace.sender_id) on conflict do nothing;
  if message.purpose = 'proactive' then
    update private.sender_pace p set free_at = greatest(p.free_at, p.replies_free_at, at) + takes
      where p.sender_id = book_pace.sender_id returning p.free_at - takes into booked;
  else
    -- Past whatever else is booked: the answers stand in a line of their own.
    update private.sender_pace p set replies_free_at = greatest(p.replies_free_at, at) + takes,
        free_at = greatest(p.free_at, at) + takes
      where p.sender_id = book_pace.sender_id returning p.replies_free_at - takes into booked;
  end if;
  booked := booked - burst;
  if booked <= at or message.purpose = 'urgent' then
    return 0;
  end if;
  update public.agent_tasks t set context_json = t.context_json
      || jsonb_build_object('booked', jsonb_build_object('part', part -> 'index', 'at', booked))
    where t.id = task.id;
  return extract(epoch from booked - at);
end
$function$;
comment on function private.book_pace(public.agent_tasks,public.messages,uuid,jsonb,timestamp with time zone) is
  'A token bucket as a clock (GCRA): books the part''s segments on its number and answers in how many seconds they may leave; 0: now. pace_burst_seconds may leave at once after a pause.';
grant execute on function private.book_pace(public.agent_tasks,public.messages,uuid,jsonb,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.book_reversal(purchase_id uuid, amount integer)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  purchase public.credit_purchases;
begin
  -- The purchase before its booking: what this booking sets off must find it settled.
  update public.credit_purchases p set reversals_count = p.reversals_count + 1,
    reversed_credits = p.reversed_credits - book_reversal.amount
    where p.id = book_reversal.purchase_id returning * into strict purchase;
  insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, description, processed)
    values (purchase.tenant_id, purchase.user_id, 'reversal', book_reversal.amount,
      'credit_purchase', purchase.id,
      'reversal:' || purchase.id || ':' || purchase.reversals_count,
      'money that went back, or came again', true);
end
$function$;
comment on function private.book_reversal(uuid,integer) is
  'Takes credits of a purchase back (below zero), or gives them again. Person locked.';
grant execute on function private.book_reversal(uuid,integer) to service_role;

CREATE OR REPLACE FUNCTION private.bounty_of(tenant_id uuid, title text)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select b.credits from (
      select distinct on (p.level) p.* from private.bounty_prices p
      where p.tenant_id is null or p.tenant_id = bounty_of.tenant_id
      order by p.level, p.tenant_id nulls last) b
    where coalesce(lower(bounty_of.title), '') ~ b.title_pattern order by b.rank limit 1);
end
$function$;
comment on function private.bounty_of(uuid,text) is
  'What introducing somebody of this title pays.';
grant execute on function private.bounty_of(uuid,text) to service_role;

CREATE OR REPLACE FUNCTION private.bounty_refusal(intro public.intro_opportunities)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case when intro.innovator_id is not null and intro.bounty_credits > coalesce((
      select u.credit_balance from public.users u
      join public.innovators n on n.user_id = u.id and n.tenant_id = u.tenant_id
      where n.id = intro.innovator_id), 0)
    then 'whoever would like it cannot pay for it at this moment: say so, and that it stays open'
    end;
end
$function$;
comment on function private.bounty_refusal(public.intro_opportunities) is
  'Why an introduction cannot be accepted now, if its bounty is not covered.';
grant execute on function private.bounty_refusal(public.intro_opportunities) to service_role;

CREATE OR REPLACE FUNCTION private.breaker_wait(model text)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  breaker private.model_breakers;
begin
  select * into breaker from private.model_breakers b where b.model = breaker_wait.model;
  if breaker.model is null or breaker.state = 'closed' then
    return null;
  end if;
  -- A probe is answered long before it is given up.
  return greatest(0, ceil(least(extract(epoch from breaker.retry_at - clock_timestamp()),
    case breaker.state when 'half_open'
      then private.setting('breaker_cool_down_seconds') end)));
end
$function$;
comment on function private.breaker_wait(text) is
  'Null: call it. 0: it may be probed. Else the seconds until it may.';
grant execute on function private.breaker_wait(text) to service_role;

CREATE OR REPLACE FUNCTION private.budget_order(tenant_id uuid)
 RETURNS integer
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return hashtext(budget_order.tenant_id::text);
end
$function$;
comment on function private.budget_order(uuid) is
  'The key of a tenant''s budget lock. Who reserves for several tenants goes by this order.';
grant execute on function private.budget_order(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.bury(task public.agent_tasks, reason text, lease private.leases)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  given_up bigint[];
begin
  if task.task_type = 'reply' then
    given_up := private.account_for(task, lease, 'given_up');
  elsif task.task_type = 'send_sms' then
    perform private.end_text((task.context_json ->> 'message_id')::uuid, 'failed', 'given_up');
  elsif task.task_type = 'deliver_alert' then
    perform private.end_delivery((task.context_json ->> 'delivery_id')::uuid);
  elsif task.task_type = 'create_checkout' then
    perform private.end_checkout(task);
  elsif starts_with(task.lane_key, 'workflow:') then
    perform private.give_up_step(task);
  end if;
  insert into public.event_dead_letters (tenant_id, task_id, task_type, reason, attempts, errors,
    first_failed_at, last_failed_at, first_position, last_position)
  select t.tenant_id, t.id, t.task_type, bury.reason, t.retry_count + 1, t.errors,
    coalesce((t.errors -> 0 ->> 'at')::timestamptz, now()), now(), given_up[1], given_up[2]
  from public.agent_tasks t where t.id = task.id
  on conflict (task_id) do update set
    reason = excluded.reason, attempts = excluded.attempts, errors = excluded.errors,
    first_position = excluded.first_position, last_position = excluded.last_position,
    last_failed_at = excluded.last_failed_at, replayed_at = null;
  perform private.end_task(task, 'failed', jsonb_build_object('dead_letter', bury.reason));
end
$function$;
comment on function private.bury(public.agent_tasks,text,private.leases) is
  'Out of tries: one dead letter with the whole history, and its texts are accounted for.';
grant execute on function private.bury(public.agent_tasks,text,private.leases) to service_role;

CREATE OR REPLACE FUNCTION private.busy_until(person public.users, at timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  patience constant interval := make_interval(
    hours => private.setting('one_opportunity_hours', person.tenant_id)::integer);
begin
  return (
    select max(p.presented_at) + patience from public.user_priorities p
    where p.tenant_id = person.tenant_id and p.user_id = person.id and p.status = 'presented'
      and private.wants_an_answer(p.item_type) and p.presented_at > busy_until.at - patience);
end
$function$;
comment on function private.busy_until(public.users,timestamp with time zone) is
  'Until when a person is told of no other opportunity, because one waits for their answer; null: none does.';
grant execute on function private.busy_until(public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.calls_of_day(day date)
 RETURNS SETOF private.model_usage_daily
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  with calls as (
    select l.*, l.status = 'settled' and l.attempts is distinct from 0 as was_sent,
      case when l.status = 'abandoned' then 'abandoned'
        when l.attempts = 0 and l.error ~ '^[a-z_]+$' then l.error else l.outcome end as ending
    from public.agent_actions_log l
    where l.created_at >= calls_of_day.day::timestamp at time zone 'UTC'
      and l.created_at < (calls_of_day.day + 1)::timestamp at time zone 'UTC'
      and l.action_type = 'llm_call' and l.status <> 'started'
  ),
  endings as (
    select e.tenant_id, e.agent_type, e.model, jsonb_object_agg(e.ending, e.n) as outcomes
    from (select c.tenant_id, c.agent_type, coalesce(c.model_used, '') as model, c.ending,
        count(*) as n from calls c group by 1, 2, 3, 4) e
    group by 1, 2, 3
  )
  select c.tenant_id, calls_of_day.day, c.agent_type, coalesce(c.model_used, ''),
    count(*) filter (where c.was_sent)::integer,
    count(*) filter (where c.was_sent
      and c.outcome in ('ok', 'refusal', 'truncated', 'schema'))::integer,
    sum(c.input_tokens), sum(c.output_tokens), sum(c.thinking_tokens), sum(c.cache_read_tokens),
    sum(c.cache_write_tokens), sum(c.cache_write_1h_tokens),
    coalesce(sum(c.cost_usd), 0)::numeric(16, 8),
    count(*) filter (where c.was_sent and c.cost_usd is null)::integer, min(e.outcomes::text)::jsonb,
    coalesce(sum(c.latency_ms) filter (where c.was_sent), 0), now()
  from calls c join endings e on (e.tenant_id, e.agent_type, e.model)
    = (c.tenant_id, c.agent_type, coalesce(c.model_used, ''))
  group by 1, 3, 4;
end
$function$;
comment on function private.calls_of_day(date) is
  'A UTC day of the log, summed up.';
grant execute on function private.calls_of_day(date) to service_role;

CREATE OR REPLACE FUNCTION private.calls_of_variants(agent_type text, tenant_id uuid, since timestamp with time zone, until timestamp with time zone)
 RETURNS SETOF public.agent_actions_log
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  select l.* from public.agent_actions_log l
  left join public.agent_instances i on i.id = l.agent_instance_id
  where l.agent_type = calls_of_variants.agent_type and l.outcome is not null
    and (calls_of_variants.tenant_id is null or l.tenant_id = calls_of_variants.tenant_id)
    and l.created_at >= calls_of_variants.since and l.created_at < calls_of_variants.until
    -- Words that were not deployed were answered for by the default's: no merit of the variant.
    and (i.id is null or coalesce(l.prompt_version, i.prompt_version, 'default')
      = coalesce(i.prompt_version, 'default'));
end
$function$;
comment on function private.calls_of_variants(text,uuid,timestamp with time zone,timestamp with time zone) is
  'The calls that ended and were made with their variant''s own words.';
grant execute on function private.calls_of_variants(text,uuid,timestamp with time zone,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.cancel_replies(conversation_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  lane text := 'conversation:' || conversation_id;
begin
  perform private.lock_lanes(array[lane]);
  perform private.end_task(t, 'cancelled', '{"reason": "opted_out"}')
    from public.agent_tasks t
    where t.lane_key = lane and t.status = 'pending' and t.task_type = 'reply';
  perform private.settle_lanes(touched => array[lane]);
end
$function$;
comment on function private.cancel_replies(uuid) is
  'Answers that were not begun are not begun any more. One in work ends without its text.';
grant execute on function private.cancel_replies(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.candidates_shown(person public.users, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('handle', 'c' || s.nth, 'id', s.item_id,
      'item_type', s.item_type, 'about', s.about, 'score', s.score) order by s.nth), '[]')
    from (
      select c.*, row_number() over (order by c.score desc, c.over_at, c.item_type, c.item_id)
        as nth
      from private.score_candidates(person, '[]', at) c
      -- What has been told of, or has had its time, is nothing to be judged again.
      where not exists (select from public.user_priorities p
        where p.user_id = person.id and p.item_type = c.item_type and p.item_id = c.item_id
          and (p.status in ('presented', 'actioned')
            or (p.status = 'expired' and p.expired_reason is distinct from 'over')))
      order by nth limit private.setting('candidates_told')::integer) s);
end
$function$;
comment on function private.candidates_shown(public.users,timestamp with time zone) is
  'The candidates that the model is asked about, under the handles of this turn.';
grant execute on function private.candidates_shown(public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.capped(person public.users, message public.messages, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  this_hour timestamptz := date_trunc('hour', at);
  spent private.spending;
begin
  if message.purpose in ('urgent', 'confirmation') then
    return null;
  end if;
  select * into spent from private.spending s where s.tenant_id = message.tenant_id;
  if spent.day = (at at time zone 'UTC')::date
    and spent.texts_count >= private.setting('texts_a_day_max', message.tenant_id) then
    return case message.purpose
      when 'proactive' then jsonb_build_object('back', 'tenant_cap', 'until',
        (spent.day + 1)::timestamp at time zone 'UTC')
      else '{"wait": "paused", "seconds": 600, "cap": "texts_a_day_max"}' end;
  elsif person.texted_at is null and spent.hour = this_hour and spent.new_numbers_count
    >= private.setting('new_numbers_an_hour_max', message.tenant_id) then
    return case message.purpose
      when 'proactive' then jsonb_build_object('back', 'new_numbers',
        'until', this_hour + interval '1 hour')
      else '{"wait": "paused", "seconds": 600, "cap": "new_numbers_an_hour_max"}' end;
  end if;
  return null;
end
$function$;
comment on function private.capped(public.users,public.messages,timestamp with time zone) is
  'Why a text waits for its tenant''s caps, as private.bar; null: it does not. What private.spend locks is only read.';
grant execute on function private.capped(public.users,public.messages,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.carrier_pause(code integer DEFAULT NULL::integer)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return 'carrier error ' || coalesce(code::text, '');
end
$function$;
comment on function private.carrier_pause(integer) is
  'Why a sender that an error of the carrier''s paused is paused; without a code, how such reasons begin.';
grant execute on function private.carrier_pause(integer) to service_role;

CREATE OR REPLACE FUNCTION private.carry_consent(account public.users, newcomer public.users)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- An opt-out wins, whichever of the two numbers said it. Nothing else needs to be carried: to be
  -- asked, an account has a first contact of its own.
  insert into public.consent_events (tenant_id, user_id, kind, source, message_id)
    select c.tenant_id, account.id, c.kind, c.source, c.message_id
    from public.consent_events c
    where c.tenant_id = newcomer.tenant_id and c.user_id = newcomer.id
      and c.kind = case when newcomer.opted_out_at is not null then 'opt_out'
        else 'first_contact' end
      and case when newcomer.opted_out_at is not null then account.opted_out_at is null
        else not exists (select from public.consent_events o
          where o.tenant_id = account.tenant_id and o.user_id = account.id) end
    order by c.created_at desc limit 1;
  if account.opted_out_at is not null and newcomer.opted_out_at is null then
    -- The one word that may follow an opt-out: else they would wonder why nobody answers.
    insert into public.messages
        (conversation_id, role, direction, content, status, purpose)
      select private.carry_thread(account, newcomer), 'system', 'outbound',
        'Your account has moved to this number. You are unsubscribed, as you were before, and get '
        'no texts. Reply START to get them again.', 'pending', 'confirmation';
  end if;
end
$function$;
comment on function private.carry_consent(public.users,public.users) is
  'What somebody consented to holds on their new number, and an opt-out above all.';
grant execute on function private.carry_consent(public.users,public.users) to service_role;

CREATE OR REPLACE FUNCTION private.carry_thread(account public.users, newcomer public.users)
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  door public.conversations;
  thread uuid;
begin
  select * into door from public.conversations c
    where c.tenant_id = newcomer.tenant_id and c.user_id = newcomer.id and c.channel = 'sms'
    order by c.last_message_at desc nulls last, c.id limit 1;
  if door.id is null then
    return null;
  end if;
  -- Their talk goes on where it was, with the summary that it has.
  update public.conversations c set status = 'active', phone_number = newcomer.phone_number
    where c.id = (select o.id from public.conversations o
      where o.tenant_id = account.tenant_id and o.user_id = account.id
        and o.sender_id = door.sender_id and o.channel = 'sms'
      order by o.status = 'closed', o.last_message_at desc nulls last, o.id limit 1)
    returning c.id into thread;
  if thread is null then
    insert into public.conversations (tenant_id, user_id, phone_number, sender_id)
      values (account.tenant_id, account.id, newcomer.phone_number, door.sender_id)
      returning id into thread;
  end if;
  return thread;
end
$function$;
comment on function private.carry_thread(public.users,public.users) is
  'The account''s thread with the number of ours that was texted, open under the new number.';
grant execute on function private.carry_thread(public.users,public.users) to service_role;

CREATE OR REPLACE FUNCTION private.chat_refusal(person public.users, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  minute_max constant integer := private.setting('chat_minute_max', person.tenant_id);
  day_max constant integer := private.setting('chat_day_max', person.tenant_id);
  tenant_max constant integer := private.setting('chat_tenant_minute_max', person.tenant_id);
begin
  return (
    with own as (
      select m.created_at, row_number() over (order by m.created_at desc) as nth
      from public.messages m
      where m.tenant_id = person.tenant_id and m.user_id = person.id
        and m.client_message_id is not null and m.created_at > at - interval '1 day'
      order by m.created_at desc limit greatest(minute_max, day_max)
    ),
    everybodys as (
      select m.created_at, row_number() over (order by m.created_at desc) as nth
      from public.messages m
      where m.tenant_id = person.tenant_id and m.client_message_id is not null
        and m.created_at > at - interval '1 minute'
      order by m.created_at desc limit tenant_max
    ),
    -- Whoever has as many as there may be waits for the oldest of them to be old enough.
    waits as (
      select 'person_minute' as rule, o.created_at + interval '1 minute' as until from own o
        where o.nth = minute_max
      union all
      select 'person_day', o.created_at + interval '1 day' from own o where o.nth = day_max
      union all
      select 'tenant_minute', e.created_at + interval '1 minute' from everybodys e
        where e.nth = tenant_max
    )
    select jsonb_build_object('refused', 'too_many', 'rule', w.rule,
      'retry_after_seconds', ceil(extract(epoch from w.until - chat_refusal.at)))
    from waits w where w.until > chat_refusal.at order by w.until desc limit 1);
end
$function$;
comment on function private.chat_refusal(public.users,timestamp with time zone) is
  'Why somebody may not write just now, and for how long; null: they may. A person''s messages are counted exactly, since their row is locked; a tenant''s without those that are being stored.';
grant execute on function private.chat_refusal(public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.chat_view(message public.messages)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return jsonb_build_object('message_id', message.id, 'position', message.position,
    'state', case when message.unanswered_reason is not null then 'unanswered'
      when message.task_id is not null then 'answered' else 'queued' end,
    'answer', (
      select jsonb_build_object('id', a.id, 'position', a.position, 'text', a.content,
        'stopped', a.message_metadata @> '{"stopped": true}', 'created_at', a.created_at)
      from public.messages a
      where a.conversation_id = message.conversation_id and a.position > message.position
        and a.direction = 'outbound' and a.task_id = message.task_id
      order by a.position limit 1));
end
$function$;
comment on function private.chat_view(public.messages) is
  'What has become of a message: queued, answered (with the answer, unless it was stopped before its first words) or unanswered.';
grant execute on function private.chat_view(public.messages) to service_role;

CREATE OR REPLACE FUNCTION private.check_action(person public.users, agent text, action text, input jsonb, handles jsonb DEFAULT '{}'::jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  kind private.actions;
  reason text;
begin
  select * into kind from private.actions a where a.action = check_action.action;
  if check_action.action is null then
    return 'an action has a type';
  elsif kind.action is null then
    return 'there is no action ' || left(check_action.action, 40);
  elsif jsonb_typeof(input) is distinct from 'object' then
    return 'the input must be an object';
  elsif agent <> all (kind.agents) then
    return kind.to_others;
  end if;
  execute format('select private.%I($1, $2, $3)', 'check_' || kind.action)
    into reason using person, input, handles;
  return reason;
end
$function$;
comment on function private.check_action(public.users,text,text,jsonb,jsonb) is
  'Null when this agent may do this to this person now, else the reason. Who the person is comes from the lane, and what a handle stands for from its lease. Called when the model proposes and again when the turn ends.';
grant execute on function private.check_action(public.users,text,text,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_adopt_match(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case when input <> '{}' then 'it takes no fields' end;
end
$function$;
grant execute on function private.check_adopt_match(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_advance_introduction(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case when input <> '{}' then 'it takes no fields' end;
end
$function$;
grant execute on function private.check_advance_introduction(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_answer_introduction(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  intro public.intro_opportunities;
  asked private.intro_questions;
begin
  select * into intro from public.intro_opportunities i
    where i.id = private.named_id(handles, input ->> 'handle', 'intro_opportunity')
      and i.tenant_id = person.tenant_id;
  asked := private.question_of(person, intro.id);
  return coalesce(private.check_fields(input, array['handle', 'answer']), case
    when coalesce(input ->> 'answer', '') <> all (array['yes', 'no']) then 'answer is yes or no'
    when intro.id is null or not private.is_in_intro(person, intro)
      then 'there is no such handle'
    when asked.intro_id is null and intro.status = 'accepted'
      and intro.connector_user_id <> person.id then 'they have said so already'
    when asked.intro_id is null then 'it is ' || intro.status || ' already'
    when intro.expires_at <= now() then 'its time is over'
    else private.answer_refusal(person, asked, input ->> 'answer', handles) end);
end
$function$;
grant execute on function private.check_answer_introduction(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_ask_community(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  most integer := private.setting('open_questions_max', person.tenant_id);
begin
  return coalesce(
    private.check_fields(input, array['question', 'expertise', 'urgency', 'context']), case
    when not coalesce(private.is_text(input -> 'question', 500), false)
      then 'question has 1 to 500 characters'
    when input ? 'context' and not private.is_text(input -> 'context', 500)
      then 'context has 1 to 500 characters'
    when input ? 'urgency' and input ->> 'urgency' <> all (array['low', 'medium', 'high'])
      then 'urgency is low, medium or high'
    when input ? 'expertise' and jsonb_typeof(input -> 'expertise') <> 'array'
      then 'expertise is a list'
    when jsonb_array_length(input -> 'expertise') > 5
      or exists (select from jsonb_array_elements(input -> 'expertise') t (value)
        where not private.is_line(t.value, 60))
      then 'expertise is a list of at most 5 lines of 1 to 60 characters'
    when exists (select from public.community_requests r
      where r.requesting_user_id = person.id and r.status <> 'closed'
        and private.same_words(r.question) = private.same_words(input ->> 'question'))
      then 'that is being asked already: see the open items'
    when most <= (select count(*) from public.community_requests r
      where r.tenant_id = person.tenant_id and r.requesting_user_id = person.id
        -- What research asks in their name is none of theirs.
        and r.status <> 'closed' and r.context_id is null)
      then 'at most ' || most || ' may be open at once: one has to end first' end);
end
$function$;
grant execute on function private.check_ask_community(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_become_innovator(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case when input <> '{}' then 'it takes no fields' end;
end
$function$;
grant execute on function private.check_become_innovator(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_buy_credits(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(private.check_fields(input, array['package']), case
    when not exists (select from private.credit_packages k
      where k.name = input ->> 'package' and k.on_sale)
      then 'there is no such package: provider.packages has those on sale'
    when (private.open_purchase(person, input ->> 'package')).id is null
      and private.setting('checkouts_a_day_max', person.tenant_id) <= (
        select count(*) from public.credit_purchases p
        where p.tenant_id = person.tenant_id and p.user_id = person.id
          and p.created_at > now() - interval '1 day')
      then 'they have been given as many payment links today as they may' end);
end
$function$;
grant execute on function private.check_buy_credits(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_choose_experts(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(
    private.check_fields(input, array['model', 'summary', 'category', 'expertise', 'outcome']), case
    when coalesce(input ->> 'model', '') <> all (array['answered', 'failed', 'not_asked'])
      then 'model is not known'
    when input ? 'summary' and not private.is_line(input -> 'summary', 100)
      then 'summary is a line of 1 to 100 characters'
    when input ? 'category' and not private.is_line(input -> 'category', 60)
      then 'category is a line of 1 to 60 characters'
    when input ? 'outcome' and coalesce(input ->> 'outcome', '') <> all (array['backchannel',
      'introduction', 'quick_thoughts', 'ongoing_advice']) then 'outcome is not known'
    when input ? 'expertise' and jsonb_typeof(input -> 'expertise') <> 'array'
      then 'expertise is a list'
    when jsonb_array_length(input -> 'expertise') > 8
      or exists (select from jsonb_array_elements(input -> 'expertise') t (value)
        where not private.is_line(t.value, 60))
      then 'expertise is a list of at most 8 lines of 1 to 60 characters' end);
end
$function$;
grant execute on function private.check_choose_experts(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_close_item(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  item jsonb := handles -> (input ->> 'handle');
begin
  return coalesce(private.check_fields(input, array['handle']), case
    when item is null then 'there is no such handle'
    when case item ->> 'type'
      when 'solution_workflow' then exists (select from public.solution_workflows w
        where w.id = (item ->> 'id')::uuid and w.tenant_id = person.tenant_id
          and w.user_id = person.id and w.status = 'in_progress')
      when 'own_request' then exists (select from public.community_requests r
        where r.id = (item ->> 'id')::uuid and r.tenant_id = person.tenant_id
          and r.requesting_user_id = person.id and r.status <> 'closed')
      when 'community_request' then exists (select from public.community_requests r
        where r.id = (item ->> 'id')::uuid and r.tenant_id = person.tenant_id
          and r.target_user_ids @> array[person.id] and r.status <> 'closed'
          and r.requesting_user_id is distinct from person.id
          and person.id <> all (r.declined_user_ids))
      else false end then null
    else 'that cannot be closed, or is closed already' end);
end
$function$;
grant execute on function private.check_close_item(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_close_loop(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(private.check_fields(input, array['model', 'message', 'impacts']), case
    when coalesce(input ->> 'model', '') <> all (array['answered', 'failed', 'not_asked'])
      then 'model is not known'
    when input ? 'message' and not private.is_text(input -> 'message', 800)
      then 'message has 1 to 800 characters'
    when jsonb_typeof(input -> 'impacts') is distinct from 'array' then 'impacts is a list'
    when exists (select from jsonb_array_elements(input -> 'impacts') i (value)
      where private.named_id(handles, i.value ->> 'handle', 'community_response') is null
        or not coalesce(private.is_line(i.value -> 'impact', 200), false))
      then 'each impact has a handle of this turn and a line of 1 to 200 characters' end);
end
$function$;
grant execute on function private.check_close_loop(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_conversation_summary()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  insert into public.agent_tasks
    (tenant_id, task_type, agent_type, user_id, context_id, context_type, scheduled_for,
     priority, max_retries, context_json, created_by, dedupe_key, trace_id)
  select new.tenant_id, k.task_type, k.agent_type, new.user_id, new.conversation_id,
    'conversation', now(), k.priority, k.max_retries,
    jsonb_build_object('conversation_id', new.conversation_id),
    'conversation_summary_trigger', new.conversation_id::text, new.trace_id
  from private.task_types k where k.task_type = 'create_conversation_summary';
  return null;
end
$function$;
comment on function private.check_conversation_summary() is
  'Every fifty messages asks for a summary of them. A position is given once, under the conversation''s lock, so the fiftieth is seen once.';
grant execute on function private.check_conversation_summary() to service_role;

CREATE OR REPLACE FUNCTION private.check_day(person public.users, value jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  today date := private.local_day(person, now());
begin
  if jsonb_typeof(value) <> 'string' or value #>> '{}' !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' then
    return 'until is a day, as 2026-11-30';
  elsif (value #>> '{}')::date <= today then
    return 'until must be a day after today, which is ' || today;
  elsif (value #>> '{}')::date > today + 366 then
    return 'until is at most a year ahead; leave it out for as long as they like';
  end if;
  return null;
exception when datetime_field_overflow then
  return 'there is no such day';
end
$function$;
comment on function private.check_day(public.users,jsonb) is
  'Null when it names one of the person''s own days of the year to come, else the reason.';
grant execute on function private.check_day(public.users,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_describe_solution(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(
    private.check_fields(input, array['company_name', 'solution_description', 'categories',
      'target_customer_profile', 'video_url', 'active']), case
    when input ? 'company_name' and not private.is_line(input -> 'company_name', 255)
      then 'company_name is a line of 1 to 255 characters'
    when input ? 'solution_description'
      and not private.is_text(input -> 'solution_description', 1000)
      then 'solution_description has 1 to 1,000 characters'
    when input ? 'target_customer_profile'
      and not private.is_text(input -> 'target_customer_profile', 1000)
      then 'target_customer_profile has 1 to 1,000 characters'
    when input ? 'categories' and (jsonb_typeof(input -> 'categories') <> 'array'
      or jsonb_array_length(input -> 'categories') not between 1 and 10)
      then 'categories are 1 to 10'
    when exists (select from jsonb_array_elements(case jsonb_typeof(input -> 'categories')
        when 'array' then input -> 'categories' else '[]' end) c
      where not private.is_line(c.value, 60)) then 'a category is a line of 1 to 60 characters'
    when input ? 'video_url' and (not private.is_line(input -> 'video_url', 500)
      or btrim(input ->> 'video_url') !~ '^https://[^\s/]+\.[^\s/]+(/\S*)?$')
      then 'that is not an https address'
    when input ? 'active' and jsonb_typeof(input -> 'active') <> 'boolean'
      then 'active is true or false'
    when not input ? 'company_name' and person.company is null
      and (private.profile_of(person)).id is null then 'whose solution it is comes first' end);
end
$function$;
comment on function private.check_describe_solution(public.users,jsonb,jsonb) is
  'The fields of describe_solution, as supabase/functions/_shared/actions/provider.ts has them.';
grant execute on function private.check_describe_solution(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_drop_outreach(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(private.check_fields(input, array['reason']), case
    when not coalesce(private.is_line(input -> 'reason', 300), false)
      then 'reason must be a line of 1 to 300 characters' end);
end
$function$;
grant execute on function private.check_drop_outreach(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_expect_new_number(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case
    when input <> '{}' then 'it takes no fields'
    when not person.email_verified
      then 'an account follows its confirmed email, and this one has none: confirm it first'
  end;
end
$function$;
grant execute on function private.check_expect_new_number(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_fields(input jsonb, allowed text[])
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case
    when jsonb_typeof(input) is distinct from 'object' then 'the input must be an object'
    when not exists (select 1 from jsonb_object_keys(input)) and cardinality(allowed) > 0
      then 'at least one field is needed'
    else (
      select 'there is no field ' || k from jsonb_object_keys(input) k
      where k <> all (check_fields.allowed) limit 1)
  end;
end
$function$;
comment on function private.check_fields(jsonb,text[]) is
  'Null when the object has only allowed fields, and one of them; else the reason.';
grant execute on function private.check_fields(jsonb,text[]) to service_role;

CREATE OR REPLACE FUNCTION private.check_go_on_with_sequence(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(
    case when input <> '{}' then private.check_fields(input, array['in_hours']) end, case
    when input ? 'in_hours' and (jsonb_typeof(input -> 'in_hours') <> 'number'
      or (input ->> 'in_hours')::numeric not between 0 and 168
      or (input ->> 'in_hours')::numeric % 1 <> 0) then 'in_hours is a whole number, 0 to 168'
    when not exists (select from public.message_queue q where q.tenant_id = person.tenant_id
      and q.user_id = person.id and q.status = 'queued' and q.sequence_paused_at is not null)
      then 'no sequence was interrupted' end);
end
$function$;
grant execute on function private.check_go_on_with_sequence(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_judge_answer(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(private.check_fields(input, array['on_topic', 'usefulness', 'summary']), case
    when jsonb_typeof(input -> 'on_topic') is distinct from 'boolean'
      then 'on_topic is true or false'
    when jsonb_typeof(input -> 'usefulness') is distinct from 'number'
      or (input ->> 'usefulness')::numeric not in (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
      then 'usefulness is 0 to 10'
    when not coalesce(private.is_text(input -> 'summary', 500), false)
      then 'summary has 1 to 500 characters' end);
end
$function$;
grant execute on function private.check_judge_answer(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_mark_innovator(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case when input <> '{}' then 'it takes no fields' end;
end
$function$;
grant execute on function private.check_mark_innovator(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_name_referrer(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(private.check_fields(input, array['name']), case
    when not coalesce(private.is_line(input -> 'name', 200), false)
      then 'a name has 1 to 200 characters' end);
end
$function$;
grant execute on function private.check_name_referrer(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_offer_introduction(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(private.check_fields(input, array['handle']), case
    when not exists (select from public.prospects p
      join public.innovators i on i.id = p.innovator_id and i.user_id = person.id
      where p.id = private.named_id(handles, input ->> 'handle', 'prospect'))
      then 'there is no such handle' end);
end
$function$;
grant execute on function private.check_offer_introduction(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_open_checkout(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(private.check_fields(input, array['session', 'url']), case
    when coalesce(input ->> 'session', '') !~ '^cs_\w{1,250}$' then 'that is no checkout session'
    when coalesce(input ->> 'url', '') !~ '^https?://\S+$' or length(input ->> 'url') > 1500
      then 'that is no address' end);
end
$function$;
grant execute on function private.check_open_checkout(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_pause_texts(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case when input <> '{}' then coalesce(private.check_fields(input, array['until']),
    private.check_day(person, input -> 'until')) end;
end
$function$;
grant execute on function private.check_pause_texts(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_present_opportunity(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  priority uuid := private.named_id(handles, input ->> 'handle', 'user_priority');
begin
  return coalesce(private.check_fields(input, array['handle', 'asked']), case
    when jsonb_typeof(input -> 'asked') is distinct from 'boolean' then 'asked is true or false'
    when priority is null then 'there is no such handle'
    when not exists (select from private.texts_answered(handles))
      then 'nobody has written: this turn tells what it is for'
    when not exists (select from private.top_priorities(person) p where p.id = priority)
      then 'that is not to be told any more'
    when exists (select from public.user_priorities p where p.tenant_id = person.tenant_id
      and p.user_id = person.id and p.status = 'presented' and p.presented_at = now())
      then 'one at a time: this reply tells of another already'
    when private.busy_until(person, now()) is not null
      and not ((input ->> 'asked')::boolean and exists (
        select from private.texts_answered(handles) t where private.asks_for_more(t.content)))
      and exists (select from public.user_priorities p where p.id = priority
        and private.wants_an_answer(p.item_type))
      then 'another one waits for their answer; tell of this one only if they ask for more' end);
end
$function$;
grant execute on function private.check_present_opportunity(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_rank_priorities(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(
    private.check_fields(input, array['relevances', 'tell', 'why', 'model', 'seen']), case
    when input ->> 'model' is null
      or input ->> 'model' not in ('answered', 'failed', 'not_asked') then 'model is not known'
    when coalesce(input ->> 'seen', '') !~ '^[0-9a-f]{32}$' then 'seen is a fingerprint'
    when jsonb_typeof(input -> 'relevances') is distinct from 'array'
      or jsonb_array_length(input -> 'relevances') > 20 then 'relevances is a list of at most 20'
    when exists (select from jsonb_array_elements(input -> 'relevances') r (value)
      where jsonb_typeof(r.value -> 'handle') is distinct from 'string'
        or jsonb_typeof(r.value -> 'relevance') is distinct from 'number')
      then 'a relevance has a handle and a number'
    when exists (select from jsonb_array_elements(input -> 'relevances') r (value)
      where (r.value ->> 'relevance')::numeric not between 0 and 10) then 'a relevance is 0 to 10'
    when exists (select from jsonb_array_elements(input -> 'relevances') r (value)
      where not handles ? (r.value ->> 'handle')) then 'there is no such handle'
    when jsonb_array_length(input -> 'relevances') > (
      select count(distinct r.value ->> 'handle')
      from jsonb_array_elements(input -> 'relevances') r (value)) then 'a handle has one relevance'
    when jsonb_typeof(input -> 'tell') is distinct from 'null'
      and not coalesce(handles ? (input ->> 'tell'), false) then 'tell is a handle, or null'
    when (jsonb_typeof(input -> 'tell') = 'null') <> (jsonb_typeof(input -> 'why') = 'null')
      then 'what is to be told has a why, and nothing else has'
    when jsonb_typeof(input -> 'why') <> 'null'
      and not coalesce(private.is_line(input -> 'why', 200), false)
      then 'why is a line of 1 to 200 characters'
    when input ->> 'model' <> 'answered'
      and (input -> 'relevances' <> '[]' or jsonb_typeof(input -> 'tell') <> 'null')
      then 'only the model says what is relevant' end);
end
$function$;
comment on function private.check_rank_priorities(public.users,jsonb,jsonb) is
  'Whether a ranking names candidates of this turn alone, each once, within its bounds.';
grant execute on function private.check_rank_priorities(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_record_answer(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  request uuid := private.named_id(handles, input ->> 'handle', 'community_request');
begin
  return coalesce(private.check_fields(input, array['handle', 'summary', 'texts']), case
    when not coalesce(private.is_text(input -> 'summary', 500), false)
      then 'summary has 1 to 500 characters'
    when input ? 'texts' and jsonb_typeof(input -> 'texts') <> 'array' then 'texts is a list'
    when exists (select from jsonb_array_elements_text(input -> 'texts') t (handle)
      where private.named_id(handles, t.handle, 'message') is null)
      then 'texts names one that this turn does not answer'
    when private.asked_view(person, request) is null
      then 'they were not asked that: see the open items'
    when private.answer_of(handles, input -> 'texts') is null then 'nobody has written anything'
    when private.setting('answer_characters_max', person.tenant_id)
      < length(private.answer_of(handles, input -> 'texts')) + coalesce((
        select length(s.verbatim_answer) from public.community_responses s
        where s.request_id = request and s.user_id = person.id), 0)
      then 'they have said enough to that question' end);
end
$function$;
grant execute on function private.check_record_answer(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_record_research(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(private.check_fields(input, array['handle', 'title', 'connections']), case
    when private.named_id(handles, input ->> 'handle', 'prospect') is null
      then 'there is no such handle'
    when input ? 'title' and not private.is_line(input -> 'title', 255)
      then 'title is a line of 1 to 255 characters'
    when jsonb_typeof(input -> 'connections') is distinct from 'array'
      or jsonb_array_length(input -> 'connections') > 200
      then 'connections is a list of at most 200'
    when exists (select from jsonb_array_elements(input -> 'connections') c (value)
      where not private.is_line(c.value -> 'name', 200)
        or (c.value ? 'linkedin_url' and not private.is_line(c.value -> 'linkedin_url', 500)))
      then 'a connection has a name, and may have a linkedin_url' end);
end
$function$;
grant execute on function private.check_record_research(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_reply(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(private.check_fields(input, array['text']), case
    when not coalesce(private.is_text(input -> 'text', 4800), false)
      then 'a reply has 1 to 4,800 characters' end);
end
$function$;
grant execute on function private.check_reply(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_report_introduction(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  intro public.intro_opportunities;
  side private.intro_sides;
begin
  select * into intro from public.intro_opportunities i
    where i.id = private.named_id(handles, input ->> 'handle', 'intro_opportunity')
      and i.tenant_id = person.tenant_id;
  side := private.side_of(person, intro.id);
  return coalesce(private.check_fields(input, array['handle', 'outcome']), case
    when coalesce(input ->> 'outcome', '') <> all (array['made', 'not_made'])
      then 'outcome is made or not_made'
    when side.intro_id is null or side.side = 'prospect' then 'there is no such handle'
    when intro.status <> 'scheduled'
      and (intro.status <> 'accepted' or input ->> 'outcome' = 'made')
      then 'it is ' || intro.status || ': nothing is to be made now'
    when side.said = input ->> 'outcome' then 'they have said so already'
    when not exists (select from private.texts_answered(handles)) then 'nobody has written' end);
end
$function$;
grant execute on function private.check_report_introduction(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_request_email_verification(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(private.check_fields(input, array['email']),
    private.check_update_profile(person, input, handles),
    private.confirming_refusal(person, lower(btrim(input ->> 'email'))));
end
$function$;
grant execute on function private.check_request_email_verification(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_request_research(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  most integer := private.setting('open_research_max', person.tenant_id);
begin
  return coalesce(private.check_fields(input, array['need', 'category']), case
    when not coalesce(private.is_text(input -> 'need', 500), false)
      then 'need has 1 to 500 characters'
    when input ? 'category' and not private.is_line(input -> 'category', 60)
      then 'category is a line of 1 to 60 characters'
    when exists (select from public.solution_workflows w
      where w.user_id = person.id and w.status = 'in_progress'
        and private.same_words(w.request_description) = private.same_words(input ->> 'need'))
      then 'that is being looked for already: see the open items'
    when most <= (select count(*) from public.solution_workflows w
      where w.tenant_id = person.tenant_id and w.user_id = person.id and w.status = 'in_progress')
      then 'at most ' || most || ' may be open at once: one has to end first' end);
end
$function$;
grant execute on function private.check_request_research(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_resume_texts(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case when input <> '{}' then 'it takes no fields' end;
end
$function$;
grant execute on function private.check_resume_texts(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_schedule_followup(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(private.check_fields(input, array['in_hours', 'about']), case
    when not coalesce(private.is_line(input -> 'about', 300), false)
      then 'about must be a line of 1 to 300 characters'
    when jsonb_typeof(input -> 'in_hours') is distinct from 'number'
      or (input ->> 'in_hours')::numeric not between 1 and 720
      or (input ->> 'in_hours')::numeric % 1 <> 0 then 'in_hours is a whole number, 1 to 720'
    when 5 <= (select count(*) from public.agent_tasks t where t.tenant_id = person.tenant_id
      and t.user_id = person.id and t.task_type = 'schedule_followup' and t.status = 'pending')
      then 'five follow-ups wait already' end);
end
$function$;
grant execute on function private.check_schedule_followup(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_set_expertise(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(private.check_fields(input, array['topics']), case
    when jsonb_typeof(input -> 'topics') is distinct from 'array' then 'topics is a list'
    when jsonb_array_length(input -> 'topics') > 10 then 'at most 10 topics'
    when exists (select from jsonb_array_elements(input -> 'topics') t (value)
      where not coalesce(private.is_line(t.value, 60), false))
      then 'a topic is a line of 1 to 60 characters' end);
end
$function$;
grant execute on function private.check_set_expertise(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_set_texting(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  hours jsonb := input -> 'quiet_hours';
begin
  return coalesce(
    private.check_fields(input, array['quiet_hours', 'a_day', 'an_hour']),
    case when jsonb_typeof(hours) <> 'null' then coalesce(
      private.check_fields(hours, array['from', 'until']), case
      when not coalesce(private.is_clock(hours -> 'from') and private.is_clock(hours -> 'until'),
        false) then 'from and until are times of day, as 21:30'
      when hours -> 'from' = hours -> 'until' then 'from and until must differ' end) end,
    (select f.key || ' is a whole number, 0 to 100, or null' from jsonb_each(input) f
      where f.key in ('a_day', 'an_hour') and jsonb_typeof(f.value) <> 'null'
        and (jsonb_typeof(f.value) <> 'number'
          or (f.value #>> '{}')::numeric not between 0 and 100
          or (f.value #>> '{}')::numeric % 1 <> 0)
      limit 1));
end
$function$;
grant execute on function private.check_set_texting(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_set_timezone(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(private.check_fields(input, array['timezone']), case
    when not exists (select 1 from private.timezones z
      where z.name = input ->> 'timezone') then 'that is not an IANA time zone' end);
end
$function$;
grant execute on function private.check_set_timezone(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_settings()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  stray text := (
    select own.key from jsonb_each(new.settings) own
    left join private.settings s on s.name = own.key and s.by_tenant
    where s.name is null or jsonb_typeof(own.value) <> 'number'
      or own.value::numeric not between s.least and s.most or own.value::numeric % 1 <> 0
    limit 1);
begin
  if stray is not null then
    raise exception 'a tenant cannot set % to that', stray using errcode = 'check_violation',
      hint = 'private.settings says which numbers are by_tenant, and between what.';
  end if;
  return new;
end
$function$;
comment on function private.check_settings() is
  'A misspelt setting is refused, not ignored, and so is a number that would do harm.';
grant execute on function private.check_settings() to service_role;

CREATE OR REPLACE FUNCTION private.check_settle_part(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return null;
end
$function$;
grant execute on function private.check_settle_part(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_stop_sequence(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case when input <> '{}' then 'it takes no fields' end;
end
$function$;
grant execute on function private.check_stop_sequence(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_take_step(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(private.check_fields(input, array['step', 'research', 'judgement']), case
    when not exists (select from private.solution_steps s where s.step = input ->> 'step')
      then 'there is no such step'
    when (input ? 'research') <> (input ->> 'step' = 'research')
      then 'research belongs to the step of that name'
    when input ? 'judgement' and input ->> 'step' <> 'evaluate'
      then 'a judgement belongs to the step evaluate'
    when input ? 'research' then private.research_fault(input -> 'research')
    when input ? 'judgement' then private.judgement_fault(input -> 'judgement', handles) end);
end
$function$;
grant execute on function private.check_take_step(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_undo_upload(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case
    when input <> '{}' then 'it takes no fields'
    when private.newest_upload(person) is null then 'there is no list to take back' end;
end
$function$;
grant execute on function private.check_undo_upload(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_update_profile(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(
    private.check_fields(input,
      array['first_name', 'last_name', 'company', 'title', 'email', 'linkedin_url']),
    (select f.key || ' must be a line of 1 to ' || m.size || ' characters'
      from jsonb_each(input) f
      join (values ('first_name', 100), ('last_name', 100), ('company', 255), ('title', 255),
        ('email', 255), ('linkedin_url', 500)) m (key, size) using (key)
      where not private.is_line(f.value, m.size)
      limit 1),
    case
      when btrim(input ->> 'email') !~ '^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}$'
        then 'that is not an email address'
      when btrim(input ->> 'linkedin_url')
        !~* '^(https?://)?([a-z]{2,3}\.)?linkedin\.com/\S+$' then 'that is not a LinkedIn address'
    end,
    private.email_refusal(person.tenant_id, input ->> 'email'));
end
$function$;
comment on function private.check_update_profile(public.users,jsonb,jsonb) is
  'The fields of update_profile, as supabase/functions/_shared/actions.ts has them.';
grant execute on function private.check_update_profile(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.check_whose_message()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from public.messages m where m.id = new.message_id
    and m.tenant_id = new.tenant_id and m.user_id = new.user_id and m.direction = tg_argv[0]
    and m.status not in ('cancelled', 'failed')) then
    raise exception '%.message_id is no % message of its user', tg_table_name, tg_argv[0]
      using errcode = 'foreign_key_violation';
  end if;
  return new;
end
$function$;
comment on function private.check_whose_message() is
  'Trigger (direction): what the keys cannot say, that the message is that person''s, inbound or outbound, and not one that never left.';
grant execute on function private.check_whose_message() to service_role;

CREATE OR REPLACE FUNCTION private.check_write_summary(person public.users, input jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(
    private.check_fields(input, array['summary', 'up_to_position']), case
    when not coalesce(private.is_text(input -> 'summary', 4000), false)
      then 'a summary has 1 to 4,000 characters'
    when jsonb_typeof(input -> 'up_to_position') is distinct from 'number'
      then 'up_to_position is missing' end);
end
$function$;
grant execute on function private.check_write_summary(public.users,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.choose_instance(agent_type text, tenant_id uuid, user_id uuid, kept uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  -- The same for a person and an agent, always: without what was written down they would be drawn
  -- the same variant again, as long as there are the same.
  drawn constant bigint := hashtextextended(concat_ws(' ', choose_instance.agent_type,
    coalesce(choose_instance.user_id, choose_instance.tenant_id)), 0) & 9223372036854775807;
begin
  return (
    with fitting as (
      select i.id, i.weight, i.created_at,
        rank() over (order by i.user_id is null, i.tenant_id is null) as nearness
      from public.agent_instances i
      where i.agent_type = choose_instance.agent_type and i.status = 'active' and i.weight > 0
        and (i.tenant_id is null or i.tenant_id = choose_instance.tenant_id)
        and (i.user_id is null or i.user_id = choose_instance.user_id)
    ),
    nearest as (
      select f.id, sum(f.weight) over (order by f.created_at, f.id) as up_to,
        sum(f.weight) over () as total
      from fitting f where f.nearness = 1
    )
    select n.id from nearest n
    order by (n.id = choose_instance.kept) is not true, n.up_to <= drawn % n.total, n.up_to
    limit 1);
end
$function$;
comment on function private.choose_instance(text,uuid,uuid,uuid) is
  'The nearest active variants are the person''s own, else the tenant''s, else everybody''s; of several the one they have, else by weight.';
grant execute on function private.choose_instance(text,uuid,uuid,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.choose_sender(tenant_id uuid, at timestamp with time zone, nth bigint)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  -- Of several numbers, as in a messaging service's pool, the one with least to do; it stays that
  -- person's.
  numbers uuid[] := array(
    select s.id from public.senders s left join private.sender_pace p on p.sender_id = s.id
    where s.tenant_id = choose_sender.tenant_id
      and (s.paused_at is null or not exists (select from public.senders o
        where o.tenant_id = s.tenant_id and o.paused_at is null))
    order by greatest(p.let_go_until, choose_sender.at), s.created_at, s.id);
begin
  -- Of several people, who all see the same, each has the next.
  return numbers[1 + choose_sender.nth % greatest(1, cardinality(numbers))];
end
$function$;
comment on function private.choose_sender(uuid,timestamp with time zone,bigint) is
  'The number from which somebody is texted who never texted one of ours, the nth of those who are decided at once, counted from zero; null: there is none.';
grant execute on function private.choose_sender(uuid,timestamp with time zone,bigint) to service_role;

CREATE OR REPLACE FUNCTION private.clock_jump(zone text, after timestamp with time zone, until timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  shift interval := (after at time zone zone) - (after at time zone 'UTC');
  low bigint := floor(extract(epoch from after));
  high bigint := ceil(extract(epoch from until));
  middle bigint;
begin
  -- Halved until one second is left: clocks are set at whole ones.
  while high - low > 1 loop
    middle := (low + high) / 2;
    if (to_timestamp(middle) at time zone zone) - (to_timestamp(middle) at time zone 'UTC') = shift
    then low := middle;
    else high := middle;
    end if;
  end loop;
  return to_timestamp(high);
end
$function$;
comment on function private.clock_jump(text,timestamp with time zone,timestamp with time zone) is
  'When a zone''s clocks, which differ from UTC by something else at the two moments, are set.';
grant execute on function private.clock_jump(text,timestamp with time zone,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.clock_meets(zone text, starts time without time zone, ends time without time zone, at timestamp with time zone, inside boolean)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  wall timestamp := at at time zone zone;
  clock time := wall::time;
  wait interval;
  met timestamptz;
begin
  if inside = (case when starts < ends then clock >= starts and clock < ends
      else clock >= starts or clock < ends end) then
    return at;
  end if;
  wait := case when inside then starts else ends end - clock;
  if wait <= interval '0' then
    wait := wait + interval '24 hours';
  end if;
  met := at + wait;
  if met at time zone zone = wall + wait then
    return met;
  end if;
  -- The clocks are set in the meantime, and go on from there.
  return private.clock_meets(zone, starts, ends, private.clock_jump(zone, at, met), inside);
end
$function$;
comment on function private.clock_meets(text,time without time zone,time without time zone,timestamp with time zone,boolean) is
  'The first moment, this one or a later, at which a zone''s wall clock is inside a span of the day, or is not. By the clock on the wall: what a jump skips is skipped, what it repeats counts again.';
grant execute on function private.clock_meets(text,time without time zone,time without time zone,timestamp with time zone,boolean) to service_role;

CREATE OR REPLACE FUNCTION private.clocks(people uuid[], at timestamp with time zone)
 RETURNS TABLE(user_id uuid, today date, began timestamp with time zone, ends timestamp with time zone, quiet_until timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  -- Asked once for all who share a zone, and tenant and hours: of a thousand people, a few dozen.
  return query
  with placed as materialized (
    select u, u.id, u.tenant_id, private.zones_of(u) as zones,
      array[u.quiet_hours_start, u.quiet_hours_end] as hours
    from public.users u where u.id = any (clocks.people)
  ),
  days as materialized (
    select a.zones, private.local_day(a.u, clocks.at) as today, d.began,
      private.day_began(a.u, d.began + interval '30 hours') as ends
    from (select distinct on (p.zones) p.zones, p.u from placed p) a
    cross join lateral (select private.day_began(a.u, clocks.at) as began) d
  ),
  known as materialized (
    select p.*, d.today, d.began, d.ends, coalesce(b.quiet_hours_enabled, true) as own
    from placed p
    join days d on d.zones = p.zones
    left join public.user_message_budget b on b.user_id = p.id and b.date = d.today
  ),
  nights as materialized (
    select a.tenant_id, a.zones, a.hours, a.own, coalesce(
      private.quiet_until(a.u, clocks.at, a.own),
      case when soon.starts <= clocks.at + make_interval(secs =>
          private.setting('quiet_lead_seconds', a.tenant_id)::integer)
        then private.quiet_until(a.u, soon.starts, a.own) end) as until
    from (select distinct on (k.tenant_id, k.zones, k.hours, k.own) k.* from known k) a
    cross join lateral (select private.quiet_from(a.u, clocks.at, a.own) as starts) soon
  )
  select k.id, k.today, k.began, k.ends, n.until
  from known k
  join nights n on n.tenant_id = k.tenant_id and n.zones = k.zones and n.hours = k.hours
    and n.own = k.own;
end
$function$;
comment on function private.clocks(uuid[],timestamp with time zone) is
  'What day it is for each of these people, when it began and ends, and until when they are left in peace, if they are now or soon.';
grant execute on function private.clocks(uuid[],timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.close_answered(request public.community_requests, task public.agent_tasks)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.community_requests r set status = 'closed', closed_reason = 'answered',
    -- What comes from now on is late.
    expires_at = least(r.expires_at, now())
  where r.id = request.id and r.status <> 'closed' and private.answers_counted(r.id)
    >= private.setting('answers_wanted', r.tenant_id)
  returning * into request;
  if found then
    perform private.tell(task, 'community.request_closed', 'community_request', request.id,
      jsonb_build_object('request_id', request.id, 'user_id', request.requesting_user_id,
        'responses_count', request.responses_count));
  end if;
end
$function$;
comment on function private.close_answered(public.community_requests,public.agent_tasks) is
  'A question that has the answers it wants is over. Request locked.';
grant execute on function private.close_answered(public.community_requests,public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.close_calls(leases uuid[], reason text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.agent_actions_log l set
    status = 'abandoned', settled_at = clock_timestamp(), error = close_calls.reason
  where l.lease_token = any (close_calls.leases) and l.status = 'started'
    and l.created_at < now() + interval '1 day';
end
$function$;
comment on function private.close_calls(uuid[],text) is
  'A turn that ended leaves no call open: one that was never made, or whose worker died. Its reservation stands: nobody knows whether it was paid for, until a late settlement tells.';
grant execute on function private.close_calls(uuid[],text) to service_role;

CREATE OR REPLACE FUNCTION private.close_events(event_ids uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if coalesce(cardinality(close_events.event_ids), 0) = 0 then
    return;
  elsif cardinality(close_events.event_ids) > 1 then
    -- In one order: two ends that close the same events must not wait for each other.
    perform 1 from public.events e where e.id = any (close_events.event_ids)
      and e.created_at < now() + interval '1 day' order by e.id for no key update;
  end if;
  update public.events e set
    open_tasks = e.open_tasks - closed.tasks, processed = e.open_tasks = closed.tasks
  from (select id, count(*)::integer as tasks from unnest(close_events.event_ids) id group by id)
    closed
  -- The months ahead need not be looked at.
  where e.id = closed.id and not e.processed and e.created_at < now() + interval '1 day';
end
$function$;
comment on function private.close_events(uuid[]) is
  'One task of each of these events is over; the last one makes it processed.';
grant execute on function private.close_events(uuid[]) to service_role;

CREATE OR REPLACE FUNCTION private.close_ranks()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  people uuid[];
begin
  if tg_op = 'DELETE' then
    people := array(select distinct b.user_id from before b where b.status = 'active');
  else
    people := array(select distinct b.user_id from before b join after a using (id)
      where b.status = 'active' and a.status <> 'active');
  end if;
  if people <> '{}' then
    update public.user_priorities p set priority_rank = r.nth
    from (select a.id, row_number() over (partition by a.user_id order by a.priority_rank, a.id)
        as nth
      from public.user_priorities a
      where a.user_id = any (people) and a.status = 'active') r
    where p.id = r.id and p.priority_rank <> r.nth;
  end if;
  return null;
end
$function$;
comment on function private.close_ranks() is
  'Whoever presents, settles or expires one: what is left of that person''s has the ranks 1 to n.';
grant execute on function private.close_ranks() to service_role;

CREATE OR REPLACE FUNCTION private.close_send(lease uuid, message_id uuid, outcome jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  text_status text := private.refresh_message(close_send.message_id);
  abandoned boolean := outcome ->> 'kind' = 'abandoned' and text_status = 'unknown';
begin
  if abandoned then
    update public.messages m set status_reason = 'fate_unknown' where m.id = close_send.message_id;
  end if;
  if abandoned or text_status in ('sent', 'delivered', 'failed', 'undelivered') then
    perform private.end_task(t, 'completed', jsonb_strip_nulls(jsonb_build_object(
        'text', text_status, 'error_code', outcome -> 'error_code')))
      from public.agent_tasks t
      where t.lease_token = close_send.lease and t.status = 'processing'
        and t.context_json ->> 'message_id' = close_send.message_id::text;
  end if;
end
$function$;
comment on function private.close_send(uuid,uuid,jsonb) is
  'A text whose parts are all through, or whose fate nobody will learn, ends its task.';
grant execute on function private.close_send(uuid,uuid,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.collect_from_booking()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if exists (select from public.credit_purchases p
    where p.user_id = new.user_id and p.owed_credits > 0) then
    perform private.collect_owed(new.user_id);
  end if;
  return null;
end
$function$;
comment on function private.collect_from_booking() is
  'Who owes credits pays with the next ones that come, wherever they come from.';
grant execute on function private.collect_from_booking() to service_role;

CREATE OR REPLACE FUNCTION private.collect_owed(person_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  purchase public.credit_purchases;
  left_over integer;
  taken integer;
begin
  -- Whoever spends waits here, or is waited for: what is taken is never what they spend.
  select u.credit_balance into left_over from public.users u
    where u.id = collect_owed.person_id for no key update;
  for purchase in
    select * from public.credit_purchases p
    where p.user_id = collect_owed.person_id and p.owed_credits > 0
    order by p.created_at, p.id for no key update
  loop
    taken := least(purchase.owed_credits, left_over);
    exit when taken <= 0;
    left_over := left_over - taken;
    update public.credit_purchases p set owed_credits = p.owed_credits - taken
      where p.id = purchase.id;
    perform private.book_reversal(purchase.id, -taken);
  end loop;
end
$function$;
comment on function private.collect_owed(uuid) is
  'Takes what somebody owes from what they have, the oldest purchase first, and never below zero.';
grant execute on function private.collect_owed(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.company_key(company text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  plain text := btrim(regexp_replace(lower(company), '[^[:alnum:]]+', ' ', 'g'));
begin
  return nullif(coalesce(nullif(regexp_replace(regexp_replace(plain, '^the ', ''),
    '( (inc|incorporated|llc|ltd|limited|corp|corporation|co|company|gmbh|ag|sa|sas|bv|plc|pty'
    '|oy|ab|srl|spa))+$', ''), ''), plain), '');
end
$function$;
comment on function private.company_key(text) is
  'The name of a company as it is compared: in lower case, without signs and legal forms.';
grant execute on function private.company_key(text) to service_role;

CREATE OR REPLACE FUNCTION private.complete_solution(workflow public.solution_workflows, task public.agent_tasks)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.solution_workflows w set status = 'completed', completed_at = now(),
    last_decision_at = now(), next_action = null, pending_tasks = '[]',
    completed_tasks = w.completed_tasks || jsonb_build_object('step', w.current_step, 'at', now()),
    conversation_log = w.conversation_log || jsonb_build_object('at', now(), 'step',
      w.current_step, 'decided', 'the member is told', 'why', 'there is no more to find',
      'next', 'completed')
  where w.id = workflow.id returning * into workflow;
  perform private.tell_at_once(workflow.user_id, 'solution-saga', 'solution_update', workflow.id,
    jsonb_build_object('request', workflow.request_description, 'text', format(
      'your search "%s": %s', workflow.request_description, private.solution_words(workflow))),
    now() + interval '14 days', task.trace_id);
  perform private.tell(task, 'solution.completed', 'solution_workflow', workflow.id,
    jsonb_build_object('workflow_id', workflow.id, 'user_id', workflow.user_id));
  perform private.tell_of_matches(workflow, task);
end
$function$;
comment on function private.complete_solution(public.solution_workflows,public.agent_tasks) is
  'Research is over: its member is told, and whoever makes introductions. Person, workflow locked.';
grant execute on function private.complete_solution(public.solution_workflows,public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.complete_task()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  kind private.task_types;
begin
  select * into kind from private.task_types t where t.task_type = new.task_type;
  if not found then
    raise exception 'there is no task type %', new.task_type
      using errcode = 'foreign_key_violation', hint = 'Add it to private.task_types.';
  end if;
  new.tenant_id := coalesce(new.tenant_id,
    (select u.tenant_id from public.users u where u.id = new.user_id),
    (select c.tenant_id from public.conversations c
      where c.id = (new.context_json ->> 'conversation_id')::uuid));
  new.agent_type := coalesce(new.agent_type, kind.agent_type);
  new.lane_key := coalesce(new.lane_key, kind.lane_kind || ':' || coalesce(
    case
      when kind.lane_kind in ('conversation', 'send', 'urgent', 'summary')
        then new.context_json ->> 'conversation_id'
      when kind.lane_kind in ('user', 'analysis') then new.user_id::text
      when kind.lane_kind = 'request' then new.context_json ->> 'request_id'
    end,
    new.context_id::text, new.user_id::text, new.tenant_id::text));
  if new.caused_by is not null and new.event_ids = '{}' and kind.lane_kind <> 'send' then
    new.hop := private.next_hop(new.caused_by);
  end if;
  perform private.note_arrival(new.lane_key);
  return new;
end
$function$;
comment on function private.complete_task() is
  'Fills in what a task type knows: its lane, its agent, and the tenant of its person.';
grant execute on function private.complete_task() to service_role;

CREATE OR REPLACE FUNCTION private.complete_turn(lease private.leases, tasks public.agent_tasks[], turn jsonb, at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  head public.agent_tasks := tasks[1];
  task public.agent_tasks;
  person public.users;
  action jsonb;
begin
  -- Users, then conversations; no text can arrive or be refused between this and the commit.
  select * into person from public.users u where u.id = head.user_id for no key update;
  if head.task_type = 'reply' then
    perform 1 from public.conversations c
      where c.id = (head.context_json ->> 'conversation_id')::uuid for no key update;
    if head.rerun_count = 0 and exists (select 1 from public.messages m
      where m.conversation_id = (head.context_json ->> 'conversation_id')::uuid
        and m.direction = 'inbound' and m.position > lease.watermark
        and m.task_id is null and m.unanswered_reason is null) then
      update public.agent_tasks t set rerun_count = 1 where t.id = head.id;
      perform private.delay(head, at, false);
      return 'stale';
    end if;
  end if;
  perform private.lock_texts(tasks);
  for action in select a.value from jsonb_array_elements(turn -> 'actions') a (value) loop
    perform private.apply_action(lease, head, person, action);
  end loop;
  if head.task_type = 'reply' then
    perform private.account_for(head, lease, case when private.hears_nothing(person,
      (head.context_json ->> 'conversation_id')::uuid) then 'opted_out' end);
  end if;
  if head.task_type = 'reply' and exists (select 1 from public.messages m
    where m.conversation_id = (head.context_json ->> 'conversation_id')::uuid
      and m.direction = 'inbound' and m.task_id is null and m.unanswered_reason is null)
    and not exists (select 1 from public.agent_tasks t where t.tenant_id = head.tenant_id
      and t.task_type = head.task_type and t.dedupe_key = head.dedupe_key
      and t.status = 'pending' and t.seq is not null) then
    -- More waited than one view holds: the rest is the next turn of the same task.
    update public.agent_tasks t set rerun_count = 0 where t.id = head.id;
    perform private.delay(head, at, false);
    return 'finished';
  end if;
  foreach task in array tasks loop
    if task.task_type = 'send_sms' and exists (select 1 from public.messages m
      where m.id = (task.context_json ->> 'message_id')::uuid
        and m.status in ('queued_for_send', 'sending')) then
      -- "Done", and yet not sent: no worker's word ends a text that has not left.
      perform private.delay_task(lease, task, jsonb_build_object('outcome', 'retry', 'error',
        jsonb_build_object('code', 'left_unsent', 'message', 'the turn ended without it')), at);
    else
      perform private.end_task(task, 'completed', private.result_of(turn));
    end if;
  end loop;
  return 'finished';
end
$function$;
comment on function private.complete_turn(private.leases,public.agent_tasks[],jsonb,timestamp with time zone) is
  'Applies a turn''s actions and ends its tasks; a newer text sends it back to be run with it, once.';
grant execute on function private.complete_turn(private.leases,public.agent_tasks[],jsonb,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.conditions(at timestamp with time zone DEFAULT now())
 RETURNS TABLE(tenant_id uuid, kind text, subject text, subject_count bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select d.tenant_id, 'dead_letters', d.task_type, count(*)
    from public.event_dead_letters d where d.replayed_at is null and d.discarded_at is null
    group by 1, 3
  union all
  select m.tenant_id, 'texts_given_up', '', count(*)
    from public.messages m where m.status_reason = 'fate_unknown'
      and m.status in ('unknown', 'failed') and m.created_at > conditions.at - interval '1 day'
    group by 1
  union all
  select l.tenant_id, 'work_waits', l.function_name, count(*)
    from private.lanes l
    join public.tenants n on n.id = l.tenant_id and n.paused_at is null
    left join private.functions f on f.name = l.function_name
    where l.due < conditions.at - interval '10 minutes' and f.paused_at is null
    group by 1, 3
  union all
  select l.tenant_id, 'lane_set_aside', l.function_name, count(*)
    from private.leases l where l.expires_at = 'infinity' group by 1, 3
  union all
  select e.tenant_id, 'rows_without_a_month', 'events', count(*)
    from private.events_default e group by 1
  union all
  select a.tenant_id, 'rows_without_a_month', 'agent_actions_log', count(*)
    from private.agent_actions_log_default a group by 1
  union all
  select d.tenant_id, 'credit_drift', '', count(*)
    from (select distinct c.user_id from public.credit_events c
      where c.created_at > conditions.at - interval '1 day') moved
    join private.credit_cache_drift d using (user_id)
    group by 1
  union all
  select p.tenant_id, 'credits_owed', p.id::text, p.owed_credits
    from public.credit_purchases p where p.owed_credits > 0
  union all
  select p.tenant_id, 'payment_unmatched', s.verdict, count(*)
    from private.stripe_events s join public.credit_purchases p on p.id = s.purchase_id
    where s.verdict in ('other_session', 'other_amount')
      and s.received_at > conditions.at - interval '7 days'
    group by 1, 3
  union all
  -- The carrier's doing; the other kind is somebody's wish.
  select s.tenant_id, 'sender_paused', s.id::text, 1
    from public.senders s where s.paused_at is not null
      and (s.paused_until > conditions.at or starts_with(s.paused_reason, private.carrier_pause()))
  union all
  select s.tenant_id, 'reconcile_late', s.id::text, 1
    from public.senders s
    join public.tenants n on n.id = s.tenant_id and n.paused_at is null
    left join private.reconciles r on r.sender_id = s.id
    where coalesce(r.reconciled_at, s.created_at) < conditions.at - interval '3 hours'
  union all
  select s.tenant_id, case k.cap when 'texts_a_day_max' then 'daily_texts' else 'new_numbers' end,
      '', k.spent
    from private.spending s
    cross join lateral (values
      ('texts_a_day_max', s.texts_count, s.day = (conditions.at at time zone 'UTC')::date),
      ('new_numbers_an_hour_max', s.new_numbers_count,
        s.hour = date_trunc('hour', conditions.at))) k (cap, spent, is_now)
    where k.is_now and k.spent >= private.setting(k.cap, s.tenant_id)
  union all
  select u.tenant_id, 'numbers_unreachable', '', count(*)
    from public.users u where u.unreachable_at > conditions.at - interval '1 hour'
    group by 1 having count(*) > 20
  union all
  select * from private.model_conditions(conditions.at)
  union all
  select m.tenant_id, 'auto_responder', '', count(distinct m.conversation_id)
    from public.messages m where m.unanswered_reason = 'auto_responder'
      and m.created_at > conditions.at - interval '1 day'
    group by 1
  union all
  select t.tenant_id, 'words_withheld', '', count(*)
    from public.agent_tasks t where t.result_json @> '{"withheld": true}'
      and t.completed_at > conditions.at - interval '1 day'
    group by 1
$function$;
comment on function private.conditions(timestamp with time zone) is
  'What is wrong now, per tenant. Read from the state itself, so that no code path can forget it.';
grant execute on function private.conditions(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.confirm_email(sought private.email_verifications, person public.users, email private.inbound_emails, at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  holder public.users := private.holder_of(person.tenant_id, sought.address);
  tells text := case when holder.id <> person.id then 'number_moved'
    when person.verified then 'email_confirmed' else 'joined' end;
begin
  if holder.id <> person.id and not private.may_take_over(holder, at) then
    perform private.tell_holder(holder, email.trace_id, at);
    return 'held';
  end if;
  update private.email_verifications v set status = 'used', used_at = at where v.id = sought.id;
  if tells = 'number_moved' then
    perform private.move_account(holder, person, at);
    person := holder;
  else
    begin
      update public.users u set email = sought.address, email_verified = true, verified = true,
        referred_by = case when u.verified then u.referred_by else private.referrer_of(u) end,
        poc_agent_type = case u.poc_agent_type when 'bouncer' then 'concierge'
          else u.poc_agent_type end
        where u.id = person.id;
    exception when unique_violation then
      -- Somebody else has confirmed it in this moment, and is its holder when this is repeated.
      raise exception 'two confirm one email' using errcode = 'serialization_failure';
    end;
  end if;
  if tells = 'joined' then
    perform private.credit_referral(person.id, email.trace_id, at);
  end if;
  insert into public.events
      (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id, created_by)
    select person.tenant_id,
      case tells when 'joined' then 'user.verified' when 'number_moved' then 'user.number_moved'
        else 'user.email_confirmed' end, person.id, 'user',
      jsonb_build_object('user_id', person.id, 'conversation_id', private.thread_of(u),
        'occasion', tells), email.trace_id, 'email-webhook'
    from public.users u where u.id = person.id;
  return case tells when 'number_moved' then 'moved' else 'confirmed' end;
end
$function$;
comment on function private.confirm_email(private.email_verifications,public.users,private.inbound_emails,timestamp with time zone) is
  'The right email has come: its person is verified, or the account that they have follows them, or it stays where it is. People locked.';
grant execute on function private.confirm_email(private.email_verifications,public.users,private.inbound_emails,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.confirming_refusal(person public.users, address text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(private.email_refusal(person.tenant_id, address), case
    when address !~ '^[!-~]+@[a-z0-9.-]+$'
      then 'an address with letters other than a to z cannot be confirmed yet'
    when person.email_verified and lower(person.email) = address
      then 'that address is confirmed already'
    when not exists (select from public.tenants t
      where t.id = person.tenant_id and t.inbound_email_domain is not null)
      then 'emails cannot be confirmed here yet'
    -- The open one is given again.
    when (private.open_verification(person)).address is distinct from address
      and private.setting('email_tags_a_day_max', person.tenant_id) <= (
        select count(*) from private.email_verifications v
        where v.tenant_id = person.tenant_id and v.user_id = person.id
          and v.created_at > now() - interval '1 day')
      then 'they have been given as many addresses today as they may; tomorrow there is another'
  end);
end
$function$;
comment on function private.confirming_refusal(public.users,text) is
  'Why somebody cannot confirm an address now, or null.';
grant execute on function private.confirming_refusal(public.users,text) to service_role;

CREATE OR REPLACE FUNCTION private.connections_of(prospect public.prospects)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  select u.id from (
    select c.value from public.linkedin_research_prospects r
    cross join lateral jsonb_array_elements(case jsonb_typeof(r.mutual_connections)
      when 'array' then r.mutual_connections end) c (value)
    where r.id = private.research_of(prospect)
    limit private.setting('connector_candidates_max')::integer) c
  -- One by one, by the index: joined, the planner would hash all members.
  cross join lateral (select m.id from public.users m
    where m.tenant_id = prospect.tenant_id and m.verified and m.linkedin_url is not null
      and private.profile_key(m.linkedin_url) = private.profile_key(c.value ->> 'linkedin_url')
    limit 2) u
  union
  -- By name alone where no address is known; two of one name are nobody.
  select n.ids[1] from (
    select array(select u.id from public.users u where u.tenant_id = prospect.tenant_id
      and u.verified and private.full_name(u.first_name, u.last_name)
        = lower(regexp_replace(btrim(c.value ->> 'name'), '\s+', ' ', 'g')) limit 2) as ids
    from public.linkedin_research_prospects r
    cross join lateral (select e.value from jsonb_array_elements(
      case jsonb_typeof(r.mutual_connections) when 'array' then r.mutual_connections end) e (value)
      limit private.setting('connector_candidates_max')::integer) c
    where r.id = private.research_of(prospect) and c.value ->> 'linkedin_url' is null) n
  where cardinality(n.ids) = 1;
end
$function$;
comment on function private.connections_of(public.prospects) is
  'Members who are among a prospect''s connections, as far as these were looked up.';
grant execute on function private.connections_of(public.prospects) to service_role;

CREATE OR REPLACE FUNCTION private.connectors_for(prospect public.prospects)
 RETURNS TABLE(user_id uuid, score numeric, parts jsonb, why_not text)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  with known as materialized (select * from private.acquaintances(prospect)),
  people as materialized (
    select u, u.id, u.title from public.users u
    -- As an array: of a function the planner expects a thousand rows, and would read all members.
    where u.tenant_id = prospect.tenant_id and u.id = any (array(select k.user_id from known k))
  ),
  valued as (
    select k.user_id, k.component, k.value from known k
    union all
    select p.id, 'title', extensions.similarity(lower(p.title), lower(prospect.title))::numeric
    from people p where p.title is not null and prospect.title is not null
    union all
    select p.id, 'receptive', private.receptiveness(p.u, 'intro_opportunity') from people p
  ),
  scored as (
    select v.user_id, jsonb_object_agg(w.component, round(v.value, 2)) as parts,
      round(least(100, 100 * sum(w.weight * v.value) / (
        -- Of who has every reason but the rare ones, a connection and advice, it is the most.
        select sum(a.weight) from private.connector_weights a
        where a.component not in ('connection', 'advice'))), 2) as score
    from valued v join private.connector_weights w on w.component = v.component
    group by v.user_id
  )
  select s.user_id, s.score, s.parts, private.why_not_connector(p.u, prospect)
  from scored s join people p on p.id = s.user_id
  order by s.score desc, s.user_id;
end
$function$;
comment on function private.connectors_for(public.prospects) is
  'Everybody who may know a prospect, best first: the score, 0 to 100, what it is made of, and why they are not asked, if they are not.';
grant execute on function private.connectors_for(public.prospects) to service_role;

CREATE OR REPLACE FUNCTION private.convert_prospects()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  with joined as (
    update public.prospects p set status = 'converted', converted_at = now(),
      converted_to_user_id = new.id
    where p.tenant_id = new.tenant_id and p.status = 'pending'
      and p.id in (
        select o.id from public.prospects o where o.tenant_id = new.tenant_id
          and lower(o.email) = lower(new.email) and o.email is not null and new.email_verified
        union select o.id from public.prospects o where o.tenant_id = new.tenant_id
          and o.phone_number = new.phone_number and new.verified)
    returning p.id, p.innovator_id
  )
  insert into public.events
      (tenant_id, event_type, aggregate_id, aggregate_type, payload, created_by)
    select new.tenant_id, 'prospect.converted', j.id, 'prospect',
      jsonb_build_object('prospect_id', j.id, 'innovator_id', j.innovator_id,
        'user_id', i.user_id), 'user_trigger'
    from joined j join public.innovators i on i.id = j.innovator_id;
  return null;
end
$function$;
comment on function private.convert_prospects() is
  'A prospect who joins, by verified email or by number, is a member now; who was one before they were listed stays unknown to whoever lists them.';
grant execute on function private.convert_prospects() to service_role;

CREATE OR REPLACE FUNCTION private.count_responses()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if tg_op = 'DELETE' then
    update public.community_requests r set responses_count = r.responses_count - 1,
      status = case when r.status = 'responses_received' and r.responses_count = 1 then 'open'
        else r.status end
      where r.id = old.request_id;
  else
    update public.community_requests r set responses_count = r.responses_count + 1,
      status = case r.status when 'open' then 'responses_received' else r.status end
      where r.id = new.request_id;
  end if;
  return null;
end
$function$;
comment on function private.count_responses() is
  'Keeps a request''s count and status in step.';
grant execute on function private.count_responses() to service_role;

CREATE OR REPLACE FUNCTION private.count_routes()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  keys text[];
  fault text;
begin
  select t.payload_keys into keys from private.event_types t where t.event_type = new.event_type;
  fault := case when keys is null then 'it is of no known type'
    else private.payload_fault(new.payload, keys) end;
  if fault is not null then
    raise exception 'an event %: %', new.event_type, fault
      using errcode = 'check_violation', hint = 'private.event_types has what there is.';
  end if;
  if new.caused_by is not null then
    new.hop := private.next_hop(new.caused_by);
  end if;
  select count(*), count(*) = 0 into new.open_tasks, new.processed
    from private.routes r where r.event_type = new.event_type;
  return new;
end
$function$;
comment on function private.count_routes() is
  'An event is of a known type and has its payload. One that no route matches is processed at once; one that a turn caused is a hop further.';
grant execute on function private.count_routes() to service_role;

CREATE OR REPLACE FUNCTION private.count_text(person public.users, message public.messages, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- Once; but a proactive text that was put off has no place until it leaves.
  if message.status <> 'queued_for_send' and (message.purpose <> 'proactive' or not exists (
    select from public.message_queue q where q.tenant_id = message.tenant_id
      and q.delivered_message_id = message.id and q.slot_at is null)) then
    return;
  end if;
  if person.texted_at is null then
    update public.users u set texted_at = at where u.id = person.id;
  end if;
  perform private.open_days(array[person.id], at);
  update public.user_message_budget b set
    messages_sent = b.messages_sent + (message.purpose = 'proactive')::integer,
    slots_at = case message.purpose when 'proactive' then b.slots_at || at else b.slots_at end,
    last_message_at = case message.purpose when 'proactive' then at else b.last_message_at end,
    replies_sent = b.replies_sent + (message.purpose = 'reply')::integer
  where b.user_id = person.id and b.date = private.local_day(person, at);
  if message.purpose in ('proactive', 'urgent') then
    update public.message_queue q set slot_at = at, status_reason = null
      where q.tenant_id = message.tenant_id and q.delivered_message_id = message.id;
  end if;
end
$function$;
comment on function private.count_text(public.users,public.messages,timestamp with time zone) is
  'A text begins to leave: it takes its place in its person''s day. Person locked.';
grant execute on function private.count_text(public.users,public.messages,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.credit(person_id uuid, reason text, reference_type text, reference_id uuid, idempotency_key text)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  booked integer;
begin
  insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, description, processed)
    select u.tenant_id, u.id, p.reason, p.credits, credit.reference_type, credit.reference_id,
      credit.idempotency_key, p.description, true
    from private.credit_prices p join public.users u on u.id = credit.person_id
    where p.reason = credit.reason and p.credits > 0
    on conflict on constraint credit_events_tenant_id_idempotency_key_key do nothing
    returning amount into booked;
  return coalesce(booked, 0);
end
$function$;
comment on function private.credit(uuid,text,text,uuid,text) is
  'Credits somebody what a reason is worth, once a key: how much, 0 when it has been before. Person locked.';
grant execute on function private.credit(uuid,text,text,uuid,text) to service_role;

CREATE OR REPLACE FUNCTION private.credit_referral(person_id uuid, trace_id uuid, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  person public.users;
  credits integer;
begin
  select * into person from public.users u where u.id = credit_referral.person_id;
  credits := private.credit(person.referred_by, 'referral', 'user', person.id,
    'referral:' || person.id);
  if credits > 0 then
    insert into public.message_queue (tenant_id, user_id, agent_id, message_data, scheduled_for,
        subject, trace_id)
      values (person.tenant_id, person.referred_by, 'bouncer', jsonb_build_object('text',
        'somebody whom you sent to us is a member now, for which you were credited ' || credits
        || ' credits', 'credits', credits), at, 'referral:' || person.id,
        credit_referral.trace_id);
  end if;
end
$function$;
comment on function private.credit_referral(uuid,uuid,timestamp with time zone) is
  'Whoever sent a new member is credited once and hears of it; not of whom. Both locked.';
grant execute on function private.credit_referral(uuid,uuid,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.credits_free(innovator public.innovators)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (select u.credit_balance from public.users u where u.id = innovator.user_id)
    - coalesce((select sum(i.bounty_credits) from public.intro_opportunities i
      where i.tenant_id = innovator.tenant_id and i.innovator_id = innovator.id
        and i.status = 'open'), 0);
end
$function$;
comment on function private.credits_free(public.innovators) is
  'What an innovator has left if all that is offered for them is accepted.';
grant execute on function private.credits_free(public.innovators) to service_role;

CREATE OR REPLACE FUNCTION private.credits_gone(purchase public.credit_purchases)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    -- To the member's favour: of a part only whole credits.
    select floor(purchase.credits::numeric * least(purchase.price_cents,
      coalesce(max(p.refunded_cents), 0) + coalesce(sum(d.disputed_cents), 0))
      / purchase.price_cents)::integer
    from private.payments p
    left join private.payment_disputes d
      on d.payment_intent = p.payment_intent and d.takes_money
    where p.payment_intent = purchase.payment_intent);
end
$function$;
comment on function private.credits_gone(public.credit_purchases) is
  'How many of its credits a purchase is to lose, by what went back of its money until now.';
grant execute on function private.credits_gone(public.credit_purchases) to service_role;

CREATE OR REPLACE FUNCTION private.day_began(person public.users, at timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  zone text := private.day_zone(person);
  wall timestamp := at at time zone zone;
  midnight timestamp := date_trunc('day', wall);
  -- As if the clocks had not been set since, nor shortly before.
  began timestamptz := at - (wall - midnight);
  early timestamptz := began - interval '26 hours';
  ahead interval := (early at time zone zone) - (midnight - interval '26 hours');
  jump timestamptz;
  before timestamptz;
begin
  if ahead = interval '0' then
    return began;
  end if;
  jump := private.clock_jump(zone, early, at);
  -- By way of a clock that is never set: a whole day's difference is 24 hours in it.
  before := ((began at time zone 'UTC') - ahead) at time zone 'UTC';
  return case when before < jump then before else greatest(jump, began) end;
end
$function$;
comment on function private.day_began(public.users,timestamp with time zone) is
  'The first moment of the day that it is for somebody: not always a midnight, where clocks are set at night, and of two midnights the first.';
grant execute on function private.day_began(public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.day_zone(person public.users)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  zones text[] := private.zones_of(person);
begin
  return zones[cardinality(zones)];
end
$function$;
comment on function private.day_zone(public.users) is
  'Whose days a person''s are. Not knowing where they are, those of the clock furthest behind: its midnight is night or early morning in all the others, so that nobody''s evening is two days.';
grant execute on function private.day_zone(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.decide(people uuid[], at timestamp with time zone)
 RETURNS TABLE(approved bigint, held bigint, ended bigint)
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  texts uuid[];
  persons uuid[];
  words text[];
  untils timestamptz[];
  newer uuid[];
  sleepers uuid[];
  mornings timestamptz[];
begin
  -- What was approved for a number that is paused since takes nobody's place meanwhile.
  perform private.put_back(q, 'paused', decide.at + interval '5 minutes')
    from public.message_queue q
    join public.senders s on s.id = q.sender_id and s.paused_at is not null
    where q.user_id = any (decide.people) and q.status = 'approved' and q.slot_at is null
      and q.delivered_message_id is null;
  select array_agg(j.id), array_agg(j.user_id), array_agg(j.word), array_agg(j.until),
      array_agg(j.newer_id)
    into texts, persons, words, untils, newer
    from private.judge(decide.people, decide.at) j;
  select array_agg(v.user_id), array_agg(v.until) into sleepers, mornings
    from (select distinct v.user_id, v.until
      from unnest(persons, words, untils) v (user_id, word, until)
      where v.word = 'quiet_hours') v;
  if sleepers is not null then
    perform private.space_mornings(sleepers, mornings, decide.at);
  end if;
  return query
  with decided as (
    update public.message_queue q set
      status = case
        when v.word in ('go', 'urgent') then 'approved'
        when v.word = 'expired' then 'expired'
        when v.word = 'newer_on_subject' then 'superseded'
        when r.ends then 'cancelled' else 'queued' end,
      status_reason = case when v.word in ('go', 'urgent') then 'sender_busy' else v.word end,
      superseded_reason = case v.word when 'newer_on_subject' then v.word end,
      superseded_by_message_id = v.newer_id,
      approved_at = case when v.word in ('go', 'urgent') then decide.at end,
      -- What its time ends before that ends then.
      look_at = least(q.expires_at, case v.word
        when 'quiet_hours' then coalesce(m.not_before, v.until)
        else coalesce(v.until, q.look_at) end)
    from unnest(texts, persons, words, untils, newer) v (id, user_id, word, until, newer_id)
    left join private.outreach_reasons r on r.reason = v.word
    left join lateral (
      select max(b.not_before) as not_before from public.user_message_budget b
      where v.word = 'quiet_hours' and b.user_id = v.user_id and b.not_before >= v.until
        -- A day that is the morning's somewhere on earth: the others are not read.
        and b.date >= (v.until - interval '2 days')::date) m on true
    where q.id = v.id and q.status = 'queued'
    returning q.status
  )
  select count(*) filter (where d.status = 'approved'), count(*) filter (where d.status = 'queued'),
    count(*) filter (where d.status not in ('approved', 'queued')) from decided d;
end
$function$;
comment on function private.decide(uuid[],timestamp with time zone) is
  'Decides all that waits for these people, and how many texts were approved, held and ended. People locked.';
grant execute on function private.decide(uuid[],timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.delay(task public.agent_tasks, due timestamp with time zone, blocks boolean)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.agent_tasks t set scheduled_for = delay.due, blocking = delay.blocks
  where t.id = task.id;
end
$function$;
comment on function private.delay(public.agent_tasks,timestamp with time zone,boolean) is
  'When a task in work is to run again; settle_lanes puts it back, under the lane''s lock.';
grant execute on function private.delay(public.agent_tasks,timestamp with time zone,boolean) to service_role;

CREATE OR REPLACE FUNCTION private.delay_task(lease private.leases, task public.agent_tasks, turn jsonb, at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  kind private.task_types;
  outcome text := turn ->> 'outcome';
  wait interval;
begin
  perform private.stop_point('fail.counted');
  select * into kind from private.task_types k where k.task_type = task.task_type;
  if outcome = 'snooze' and turn ->> 'reason' in ('paused', 'pace', 'cooling_down') then
    -- Somebody's wish, or how fast a number may text, and no failure: it may last, and
    -- what has failed before does not grow older by it.
    wait := make_interval(secs => least(3600, greatest(0.2,
      coalesce((turn ->> 'snooze_seconds')::double precision, 60))));
    update public.agent_tasks t set failing_since = t.failing_since + wait
      where t.id = task.id and t.failing_since is not null;
    perform private.delay(task, at + wait, kind.while_put_back = 'block');
    return 'snoozed';
  end if;
  -- Not tried for two hours when it was to be: it was paused, or everything was down.
  if task.failing_since is null or at > task.scheduled_for + interval '2 hours' then
    task.failing_since := at;
    update public.agent_tasks t set failing_since = at where t.id = task.id;
  end if;
  perform private.note_error(task, case jsonb_typeof(turn -> 'error') when 'object'
    then turn -> 'error' else jsonb_build_object('code', coalesce(turn ->> 'reason', outcome),
      'message', 'no more is known') end);
  if outcome = 'failed' then
    perform private.bury(task, 'permanent', lease);
    return 'dead';
  elsif outcome = 'snooze' then
    if at > task.failing_since
      + make_interval(secs => kind.snooze_hours_max::double precision * 3600)
    then
      perform private.bury(task, 'too_old', lease);
      return 'dead';
    end if;
    update public.agent_tasks t set snooze_count = t.snooze_count + 1 where t.id = task.id;
    perform private.delay(task, at + make_interval(secs => greatest(1, least(coalesce(
      (turn ->> 'snooze_seconds')::double precision, 30), 3600))), kind.while_put_back = 'block');
    return 'snoozed';
  elsif task.retry_count >= task.max_retries then
    perform private.bury(task, 'retries_exhausted', lease);
    return 'dead';
  end if;
  update public.agent_tasks t set retry_count = t.retry_count + 1 where t.id = task.id;
  perform private.delay(task, at + make_interval(secs => private.backoff_seconds(
    kind.retry_base_seconds, kind.retry_cap_seconds, task.retry_count)::double precision),
    kind.while_put_back = 'block');
  return 'retried';
end
$function$;
comment on function private.delay_task(private.leases,public.agent_tasks,jsonb,timestamp with time zone) is
  'retry is counted and backs off; snooze is not, but bounded by age, unless it is for a pause or for the pace of a number; failed is dead at once. Until then what stands behind it waits or passes, as its kind has it.';
grant execute on function private.delay_task(private.leases,public.agent_tasks,jsonb,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.delivery_view(delivery public.alert_deliveries, channel public.alert_channels)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select jsonb_build_object('ok', true,
    'delivery', jsonb_build_object('id', delivery.id, 'occasion', delivery.occasion,
      'attempt', delivery.attempts),
    'channel', jsonb_build_object('kind', channel.kind, 'address', channel.address,
      'secret', private.vault_secret(channel.secret_name)),
    'alert', jsonb_build_object('id', a.id, 'kind', a.kind, 'severity', k.severity,
      'description', k.description, 'subject', a.subject, 'count', a.subject_count,
      'raised_at', a.raised_at, 'acknowledged_at', a.acknowledged_at,
      'escalated_at', a.escalated_at, 'resolved_at', a.resolved_at),
    'tenant', jsonb_build_object('id', t.id, 'name', t.name),
    'sender', (select jsonb_build_object('id', s.id, 'phone_number', s.phone_number,
        'messaging_service_sid', s.messaging_service_sid)
      from public.senders s where s.tenant_id = t.id and s.paused_at is null
        and channel.kind = 'sms' order by s.created_at, s.id limit 1))
  from public.alerts a
  join private.alert_kinds k on k.kind = a.kind
  join public.tenants t on t.id = a.tenant_id
  where a.id = delivery.alert_id
$function$;
comment on function private.delivery_view(public.alert_deliveries,public.alert_channels) is
  'What whoever delivers must know. No number and no word of a member is in an alert.';
grant execute on function private.delivery_view(public.alert_deliveries,public.alert_channels) to service_role;

CREATE OR REPLACE FUNCTION private.discard_letters(letter_ids uuid[], reason text)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  discarded integer;
begin
  update public.event_dead_letters d set discarded_at = clock_timestamp(),
    discarded_reason = private.said(discard_letters.reason)
  where d.id = any (discard_letters.letter_ids)
    and d.replayed_at is null and d.discarded_at is null;
  get diagnostics discarded = row_count;
  return discarded;
end
$function$;
comment on function private.discard_letters(uuid[],text) is
  'Nobody is to replay these; why.';
grant execute on function private.discard_letters(uuid[],text) to service_role;

CREATE OR REPLACE FUNCTION private.door_view(person public.users, task public.agent_tasks)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return jsonb_build_object(
    'email_verified', person.email_verified,
    'confirm_until', (private.open_verification(person)).expires_at,
    'welcome', case task.task_type when 'welcome' then task.context_json ->> 'occasion' end);
end
$function$;
comment on function private.door_view(public.users,public.agent_tasks) is
  'What a reply turn knows of confirming an email: whether it is, until when it can be, and of a turn that tells of it what it was: joined, email_confirmed, number_moved.';
grant execute on function private.door_view(public.users,public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.drop_matter(task public.agent_tasks)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if task.task_type = 'reply' then
    update public.messages m set unanswered_reason = 'cancelled'
    where m.conversation_id = (task.context_json ->> 'conversation_id')::uuid
      and m.direction = 'inbound' and m.task_id is null and m.unanswered_reason is null
      -- Up to there a reply in work has seen them, and takes them.
      and m.position > coalesce((select s.watermark from private.leases s
        join public.agent_tasks t on t.lease_token = s.token and t.status = 'processing'
          and t.task_type = 'reply'
        where s.lane_key = task.lane_key), 0);
  elsif task.task_type = 'send_sms' then
    perform private.end_text((task.context_json ->> 'message_id')::uuid, 'cancelled', 'cancelled');
  end if;
end
$function$;
comment on function private.drop_matter(public.agent_tasks) is
  'The texts of a cancelled task are accounted for: unanswered, or not sent, by somebody''s wish.';
grant execute on function private.drop_matter(public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.drop_outreach()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.message_queue q set status = 'cancelled', status_reason = private.refused_to(new)
  where q.tenant_id = new.tenant_id and q.user_id = new.id and q.status in ('queued', 'approved')
    -- What is leaving says itself what became of it.
    and not exists (select from public.messages m
      where m.id = q.delivered_message_id and m.status <> 'queued_for_send');
  return null;
end
$function$;
comment on function private.drop_outreach() is
  'Who has opted out, was blocked or made inactive is sent nothing of what waited for them.';
grant execute on function private.drop_outreach() to service_role;

CREATE OR REPLACE FUNCTION private.drop_partitions(at timestamp with time zone DEFAULT now())
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET lock_timeout TO '2s'
AS $function$
declare
  month regclass;
  dropped integer := 0;
begin
  for month in
    select c.oid::regclass from pg_catalog.pg_inherits i
    join pg_catalog.pg_class c on c.oid = i.inhrelid
    join pg_catalog.pg_class p on p.oid = i.inhparent
    where i.inhparent in ('public.events'::regclass, 'public.agent_actions_log'::regclass)
      and c.relname ~ '_[0-9]{4}_[0-9]{2}$'
      and to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month'
        <= at - make_interval(days => private.setting(p.relname || '_days')::integer)
      -- Not before its days are summed up.
      and (p.relname <> 'agent_actions_log' or to_date(right(c.relname, 7), 'YYYY_MM')
        + interval '1 month' <= (select f.folded_until from private.usage_folds f))
    order by c.relname
  loop
    execute format('drop table %s', month);
    dropped := dropped + 1;
  end loop;
  -- And whatever is older than every month there was.
  delete from private.events_default e
    where e.created_at < at - make_interval(days => private.setting('events_days')::integer);
  delete from private.agent_actions_log_default a where a.created_at
    < at - make_interval(days => private.setting('agent_actions_log_days')::integer);
  return dropped;
end
$function$;
comment on function private.drop_partitions(timestamp with time zone) is
  'Drops the months of events and of the model log that lie wholly behind their retention. Usage and cost outlive them in usage_metrics and private.model_usage_daily.';
grant execute on function private.drop_partitions(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.due_lanes(function_name text, lanes_max integer, at timestamp with time zone)
 RETURNS SETOF text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  -- Round the tenants that have something, each time from elsewhere: a claim looks at so many of
  -- them as it wants lanes, and in the end at all.
  begin_at constant uuid := gen_random_uuid();
  here uuid := begin_at;
  wrapped boolean := false;
  looked_at uuid[] := '{}';
begin
  while cardinality(looked_at) < due_lanes.lanes_max loop
    -- The next entry of lanes_due, which no other index can give.
    select case when l.function_name = due_lanes.function_name then l.tenant_id end into here
      from private.lanes l
      where (l.function_name, l.tenant_id) > (due_lanes.function_name, here) and l.due is not null
      order by l.function_name, l.tenant_id limit 1;
    if here is null then
      exit when wrapped;
      wrapped := true;
      here := '00000000-0000-0000-0000-000000000000';
      continue;
    end if;
    exit when wrapped and here > begin_at;
    if exists (select from public.tenants n where n.id = here and n.paused_at is null)
      and exists (select from private.due_lanes_of(due_lanes.function_name, here, 1, at)) then
      looked_at := looked_at || here;
    end if;
  end loop;
  return query
  select picked.lane_key
  from unnest(looked_at) tenants (tenant_id)
  cross join lateral (
    select l.lane_key, l.priority, row_number() over (order by l.priority, l.due)
      -- What a tenant has in work has had its turn.
      + (select count(*) from private.leases s where s.tenant_id = looked.tenant_id
        and s.function_name = due_lanes.function_name and s.expires_at <> 'infinity') as turn
    from (select tenants.tenant_id) looked
    cross join lateral private.due_lanes_of(
      due_lanes.function_name, looked.tenant_id, due_lanes.lanes_max, due_lanes.at) l
  ) picked
  -- By chance between equals: whose lane has waited longest would go first every time.
  order by picked.turn, picked.priority, random();
end
$function$;
comment on function private.due_lanes(text,integer,timestamp with time zone) is
  'Due lanes of a function, the tenants in turn; within one by priority, then by age. Unlocked: the claim locks those it still finds due.';
grant execute on function private.due_lanes(text,integer,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.due_lanes_of(function_name text, tenant_id uuid, lanes_max integer, at timestamp with time zone)
 RETURNS SETOF private.lanes
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET enable_sort TO 'off'
AS $function$
begin
  return query
  select l.* from generate_series(0, 3) p (priority)
  cross join lateral (
    select * from private.lanes l
    where l.function_name = due_lanes_of.function_name and l.tenant_id = due_lanes_of.tenant_id
      and l.priority >= p.priority and l.priority <= p.priority and l.due is not null
    order by l.priority, l.due limit due_lanes_of.lanes_max) l
  where l.due <= due_lanes_of.at
  order by l.priority, l.due limit due_lanes_of.lanes_max;
end
$function$;
comment on function private.due_lanes_of(text,uuid,integer,timestamp with time zone) is
  'A tenant''s due lanes of a function, the urgent first, then the oldest.';
grant execute on function private.due_lanes_of(text,uuid,integer,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.email_refusal(tenant_id uuid, address text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case
    when private.setting('free_mail_allowed', email_refusal.tenant_id) = 0
      and exists (select from private.free_mail_domains d
        where d.domain = lower(substring(btrim(address) from '[^@]*$')))
      then 'that is an address of a free mail provider; only a work email does here'
  end;
end
$function$;
comment on function private.email_refusal(uuid,text) is
  'Why a tenant does not take an address for a work email, or null.';
grant execute on function private.email_refusal(uuid,text) to service_role;

CREATE OR REPLACE FUNCTION private.employers_like(tenant_id uuid, company text)
 RETURNS TABLE(employer_id uuid, likeness real)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET "pg_trgm.similarity_threshold" TO '0.6'
AS $function$
declare
  sought constant text := private.company_key(company);
begin
  return query select e.id, 1::real from private.employers e
    where e.tenant_id = employers_like.tenant_id and e.key = sought;
  -- Asked only of a name that nobody has in the same letters.
  if not found then
    return query select e.id, extensions.similarity(e.key, sought) from private.employers e
      where e.tenant_id = employers_like.tenant_id and e.key operator(extensions.%) sought
      order by 2 desc, 1 limit 3;
  end if;
end
$function$;
comment on function private.employers_like(uuid,text) is
  'Companies of the same name, or, when there is none, those that are written most alike.';
grant execute on function private.employers_like(uuid,text) to service_role;

CREATE OR REPLACE FUNCTION private.end_checkout(task public.agent_tasks)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- No lock on the person: the sweep, which buries too, may hold many.
  update public.credit_purchases p set status = 'failed', words = null
    where p.id = task.context_id and p.status = 'asked';
  if found then
    insert into public.message_queue (tenant_id, user_id, agent_id, message_data, final_message,
        scheduled_for, expires_at, priority, subject, trace_id)
      values (task.tenant_id, task.user_id, 'credit-funding', '{}', 'I am sorry: I could not get '
        'you a payment link. Nothing was charged. Please ask me again in a while.', now(),
        now() + interval '2 days', 'high', 'checkout', task.trace_id);
  end if;
end
$function$;
comment on function private.end_checkout(public.agent_tasks) is
  'The link cannot be had: who waits for it hears so.';
grant execute on function private.end_checkout(public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.end_composing(task public.agent_tasks, status text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.message_queue q set
    status = case end_composing.status when 'cancelled' then 'cancelled' else 'failed' end,
    status_reason = case end_composing.status when 'cancelled' then 'cancelled'
      else 'not_composed' end
  where q.id = task.context_id and q.status = 'approved' and q.delivered_message_id is null
    -- Put back and approved again meanwhile: the next turn has its turn.
    and not exists (select from public.agent_tasks t where t.context_type = 'queue_message'
      and t.context_id = q.id and t.task_type = 'compose_outreach'
      and t.status in ('pending', 'processing'));
  if found then
    perform private.look_again(task.user_id, array['daily_limit', 'hourly_limit']);
  end if;
end
$function$;
comment on function private.end_composing(public.agent_tasks,text) is
  'A turn that was to put a text into words is over: if it did not, the text ends with it, and takes up no place any more.';
grant execute on function private.end_composing(public.agent_tasks,text) to service_role;

CREATE OR REPLACE FUNCTION private.end_delivery(delivery_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.alert_deliveries d set last_error = coalesce(d.last_error, 'given_up'),
    status = case when d.status = 'sending' and c.kind = 'sms' then 'unknown' else 'failed' end
  from public.alert_channels c
  where d.id = end_delivery.delivery_id and c.id = d.channel_id
    and d.status in ('waiting', 'sending');
end
$function$;
comment on function private.end_delivery(uuid) is
  'Its task is out of tries. A text that was begun may have left.';
grant execute on function private.end_delivery(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.end_intro(intro public.intro_opportunities, outcome text, at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.intro_opportunities i set status = end_intro.outcome, disputed_at = null,
    intro_completed_at = case outcome when 'completed' then end_intro.at end
    where i.id = intro.id returning * into intro;
  perform private.tell_sides(intro, outcome, at);
  insert into public.events
      (tenant_id, event_type, aggregate_id, aggregate_type, payload, created_by)
    values (intro.tenant_id,
      case outcome when 'completed' then 'intro.completed' else 'intro.ended' end, intro.id,
      'intro_opportunity',
      jsonb_build_object('intro_id', intro.id, 'user_id', intro.connector_user_id), 'intro-agent');
  return outcome;
end
$function$;
comment on function private.end_intro(public.intro_opportunities,text,timestamp with time zone) is
  'An introduction is completed, expired or cancelled; the bounty moves with it, and all are told.';
grant execute on function private.end_intro(public.intro_opportunities,text,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.end_its_question(workflow_id uuid, reason text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  with closed as (
    update public.community_requests r set status = 'closed', closed_reason = reason,
      expires_at = least(r.expires_at, now())
    where r.context_type = 'solution_workflow' and r.context_id = end_its_question.workflow_id
      and r.status <> 'closed'
    returning r.*
  )
  insert into public.events
      (tenant_id, event_type, aggregate_id, aggregate_type, payload, created_by)
    select c.tenant_id, 'community.request_closed', c.id, 'community_request',
      jsonb_build_object('request_id', c.id, 'user_id', c.requesting_user_id,
        'responses_count', c.responses_count), 'solution-saga'
    from closed c;
end
$function$;
comment on function private.end_its_question(uuid,text) is
  'The question that research has put to the community is over with it.';
grant execute on function private.end_its_question(uuid,text) to service_role;

CREATE OR REPLACE FUNCTION private.end_plain_turns(turns jsonb)
 RETURNS private.leases[]
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  results jsonb;
  tokens uuid[];
  event_ids uuid[];
  ended private.leases[];
begin
  select jsonb_object_agg(l.token, e.value -> 'result'), array_agg(l.token)
    into results, tokens
    from jsonb_array_elements(end_plain_turns.turns) e (value)
    join private.leases l on l.token = (e.value ->> 'lease')::uuid
    where e.value ->> 'outcome' = 'done'
      and coalesce(e.value -> 'actions', 'null') in ('[]', 'null');
  if tokens is null then
    return '{}';
  end if;
  -- By arrays: joined, the planner, who believes that nothing is leased, reads all that ever was.
  tokens := array(select unnest(tokens) except select t.lease_token from (
      select k.lease_token, k.task_type from public.agent_tasks k
      where k.lease_token = any (tokens) and k.status = 'processing' offset 0) t
    where t.task_type in ('reply', 'send_sms', 'compose_outreach'));
  if tokens = '{}' then
    return '{}';
  end if;
  with done as (
    update public.agent_tasks t set status = 'completed', completed_at = clock_timestamp(),
      blocking = false, result_json = results -> t.lease_token::text
    where t.lease_token = any (tokens) and t.status = 'processing'
    returning t.event_ids
  )
  select array_agg(e) into event_ids from done d, unnest(d.event_ids) e;
  perform private.close_events(event_ids);
  with gone as (delete from private.leases l where l.token = any (tokens) returning l)
  select array_agg(g.l) into ended from gone g;
  perform private.close_calls(tokens, 'not made');
  return ended;
end
$function$;
comment on function private.end_plain_turns(jsonb) is
  'Ends, all at once, the turns that change nothing but themselves: their leases. Leases locked. That a reply answers texts, and that a text has left or has words, is looked at one by one.';
grant execute on function private.end_plain_turns(jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.end_re_engagement()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.message_queue q set status = 'cancelled', status_reason = 'withdrawn'
  where q.tenant_id = new.tenant_id and q.user_id = new.id and q.status in ('queued', 'approved')
    and q.subject like 're\_engage:%'
    and not exists (select from public.messages m
      where m.id = q.delivered_message_id and m.status <> 'queued_for_send');
  return null;
end
$function$;
comment on function private.end_re_engagement() is
  'A member is not asked whether they would like to be one.';
grant execute on function private.end_re_engagement() to service_role;

CREATE OR REPLACE FUNCTION private.end_task(task public.agent_tasks, status text, result jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.agent_tasks t set
    status = end_task.status, completed_at = clock_timestamp(), blocking = false,
    result_json = end_task.result
  where t.id = task.id and t.status in ('pending', 'processing');
  if not found then
    return;
  elsif task.task_type = 'compose_outreach' then
    perform private.end_composing(task, end_task.status);
  end if;
  if cardinality(task.event_ids) > 0 then
    perform private.close_events(task.event_ids);
  end if;
end
$function$;
comment on function private.end_task(public.agent_tasks,text,jsonb) is
  'A task is over: completed, failed or cancelled; its events with it.';
grant execute on function private.end_task(public.agent_tasks,text,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.end_text(message_id uuid, status text, reason text, lease uuid DEFAULT NULL::uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  doubtful boolean;
begin
  perform 1 from public.messages m where m.id = end_text.message_id for no key update;
  update public.message_parts p set status = case
      -- Begun by whoever asks now, who has posted nothing since; or not begun.
      when end_text.status = 'cancelled' and (p.status = 'queued' or p.lease_token = end_text.lease)
        then 'cancelled'
      when p.status = 'queued' then 'queued'
      else 'unknown' end
    where p.message_id = end_text.message_id and p.status in ('queued', 'sending');
  doubtful := exists (select from public.message_parts p
    where p.message_id = end_text.message_id and p.status = 'unknown');
  update public.messages m set
    status = case when doubtful then 'unknown' else end_text.status end,
    status_reason = case when doubtful then 'fate_unknown' else end_text.reason end
  where m.id = end_text.message_id and m.status in ('queued_for_send', 'sending', 'unknown');
end
$function$;
comment on function private.end_text(uuid,text,text,uuid) is
  'Nobody will send the rest of this text: its status and why. A part whose fate is unknown may have left, and the text says so.';
grant execute on function private.end_text(uuid,text,text,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.end_wait()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- Merges into the task that waits for the clock, which comes sooner by it.
  insert into public.agent_tasks (tenant_id, task_type, user_id, context_id, context_type,
      scheduled_for, context_json, created_by, dedupe_key)
    select w.tenant_id, 'end_solution_wait', w.user_id, w.id, 'solution_workflow', now(),
      jsonb_build_object('workflow_id', w.id, 'user_id', w.user_id), 'end_wait', w.id
    from public.solution_workflows w
    where w.id = new.context_id and w.status = 'in_progress' and w.current_step = 'wait';
  return null;
end
$function$;
comment on function private.end_wait() is
  'The question of some research has its answers: there is nothing to wait for.';
grant execute on function private.end_wait() to service_role;

CREATE OR REPLACE FUNCTION private.error_class(code integer, heard text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(
    (select e.class from private.carrier_errors e where e.code = error_class.code),
    case error_class.heard when 'rejected' then 'content' else 'ambiguous' end);
end
$function$;
comment on function private.error_class(integer,text) is
  'What a code says. One that is not known stops its text, rejected, and says nothing of anything else, in a callback.';
grant execute on function private.error_class(integer,text) to service_role;

CREATE OR REPLACE FUNCTION private.escalate_alerts(at timestamp with time zone DEFAULT now())
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  escalated uuid[];
begin
  perform pg_advisory_xact_lock(hashtext('alerts'));
  with late as (
    update public.alerts a set escalated_at = escalate_alerts.at
    from private.alert_kinds k
    where k.kind = a.kind and k.severity = 'critical'
      and a.resolved_at is null and a.acknowledged_at is null and a.escalated_at is null
      and a.raised_at <= escalate_alerts.at - make_interval(
        mins => private.setting('alert_escalate_minutes', a.tenant_id)::integer)
      and not exists (select from public.alerts earlier
        where earlier.tenant_id = a.tenant_id and earlier.kind = a.kind
          and earlier.subject = a.subject and earlier.id <> a.id
          and earlier.escalated_at > escalate_alerts.at - make_interval(
            mins => private.setting('alert_quiet_minutes', a.tenant_id)::integer))
    returning a.id
  )
  select coalesce(array_agg(l.id), '{}') into escalated from late l;
  perform private.tell_channels(escalated, 'escalated');
  return cardinality(escalated);
end
$function$;
comment on function private.escalate_alerts(timestamp with time zone) is
  'Has the second step told, once, of each critical alert that nobody has acknowledged in alert_escalate_minutes. How many there were.';
grant execute on function private.escalate_alerts(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.expect_media()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  insert into public.message_media
    (tenant_id, message_id, media_index, content_type, source_url)
  select new.tenant_id, new.id, m.nth - 1, m.value ->> 'content_type', m.value ->> 'url'
  from jsonb_array_elements(new.media) with ordinality m (value, nth)
  where m.value ->> 'url' is not null;
  -- Of the conversation, and so in a lane beside its own: media never hold up an answer, and there
  -- are no more lanes than conversations, since lanes stay.
  insert into public.events
    (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id, created_by)
  values (new.tenant_id, 'media.received', new.conversation_id, 'conversation',
    jsonb_build_object('message_id', new.id, 'conversation_id', new.conversation_id,
      'user_id', new.user_id), new.trace_id, 'on_message_media');
  return null;
end
$function$;
comment on function private.expect_media() is
  'A text with media: a row for each of them and one task for all, with the text itself.';
grant execute on function private.expect_media() to service_role;

CREATE OR REPLACE FUNCTION private.expect_ranking()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- By their id, which is random: each member has a time of the day, and no minute many.
  insert into private.rankings (user_id, tenant_id, due_at)
  values (new.id, new.tenant_id, now() + make_interval(secs =>
    private.setting('rank_hours')::double precision * 3600
    * (uuid_hash(new.id)::bigint + 2147483648) / 4294967296))
  on conflict (user_id) do nothing;
  return null;
end
$function$;
comment on function private.expect_ranking() is
  'A new member has a time of the day at which they are ranked.';
grant execute on function private.expect_ranking() to service_role;

CREATE OR REPLACE FUNCTION private.expert_candidates(request public.community_requests, at timestamp with time zone)
 RETURNS TABLE(user_id uuid, score numeric, parts jsonb)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  load_max numeric := private.setting('expert_load_max', request.tenant_id);
  rest interval := make_interval(
    days => private.setting('expert_rest_days', request.tenant_id)::integer);
begin
  return query
  with candidates as materialized (
    select p.user_id, jsonb_build_object('fit', p.fit, 'standing', p.standing,
      'free', 1 - private.questions_waiting(p.user_id, expert_candidates.at) / load_max,
      'rested', coalesce((select private.share_gone(a.asked_at, a.asked_at + rest,
          expert_candidates.at)
        from private.expert_asks a
        where a.tenant_id = request.tenant_id and a.user_id = p.user_id
        order by a.asked_at desc limit 1), 1),
      'receptive', private.receptiveness(o.person, 'community_request')) as components
    from private.expert_pool(request) p
    -- One by one: joined, the planner would ask of every member there is whether they may be.
    cross join lateral (select u from public.users u where u.id = p.user_id offset 0) o (person)
    where private.why_not_asked(o.person, request, expert_candidates.at) is null
  ),
  weighed as (
    select c.user_id, w.component, w.weight, round((c.components ->> w.component)::numeric, 4)
      as value, round(100 * sum(w.weight * (c.components ->> w.component)::numeric) over so_far
        / sum(w.weight) over person, 2) as reached
    from candidates c cross join private.expert_weights w
    window person as (partition by c.user_id),
      so_far as (partition by c.user_id order by w.component)
  ),
  told as (
    select w.*, w.reached - coalesce(lag(w.reached) over (
      partition by w.user_id order by w.component), 0) as contribution
    from weighed w
  )
  select t.user_id, max(t.reached), jsonb_agg(jsonb_build_object('component', t.component,
    'value', t.value, 'weight', t.weight, 'contribution', t.contribution) order by t.component)
  from told t group by t.user_id
  order by max(t.reached) desc, t.user_id;
end
$function$;
comment on function private.expert_candidates(public.community_requests,timestamp with time zone) is
  'Who may be asked, the best first: a weighted mean of components, 0 to 100, whose contributions add up to it.';
grant execute on function private.expert_candidates(public.community_requests,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.expert_pool(request public.community_requests)
 RETURNS TABLE(user_id uuid, fit numeric, standing real)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  stems text[];
  needs numeric[];
begin
  select array_agg(n.stem order by n.need desc, n.stem), array_agg(n.need order by n.need desc,
    n.stem) into stems, needs from private.words_needed(request) n;
  return query
  with found as materialized (
    select distinct p.user_id
    from unnest(stems[:20]) s (stem)
    cross join lateral (
      -- One index has them in this order: a word that everybody has costs no more than a rare one.
      select w.user_id from private.expert_words w
      where w.tenant_id = request.tenant_id and w.stem = s.stem
      order by w.standing desc, w.user_id limit private.setting('expert_pool')::integer) p
  )
  select f.user_id, k.fit, k.standing
  from found f
  cross join lateral (
    select least(1, sum(n.need * w.weight::numeric) / 2) as fit, max(w.standing) as standing
    from unnest(stems[:20], needs[:20]) n (stem, need)
    join private.expert_words w on w.user_id = f.user_id and w.stem = n.stem offset 0) k
  order by k.fit desc, k.standing desc, f.user_id
  limit private.setting('expert_shortlist')::integer;
end
$function$;
comment on function private.expert_pool(public.community_requests) is
  'Whoever has a word of the question, the best of each word; of these the best fits.';
grant execute on function private.expert_pool(public.community_requests) to service_role;

CREATE OR REPLACE FUNCTION private.expire_priorities(person public.users, scored jsonb, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.user_priorities p set status = 'expired', expired_reason = case
      when p.status = 'presented' then 'unanswered'
      when p.expires_at <= expire_priorities.at then 'stale' else 'over' end
  where p.tenant_id = person.tenant_id and p.user_id = person.id and (
    (p.status = 'active' and not exists (
      select from jsonb_to_recordset(scored) s (item_type text, item_id uuid)
      where s.item_type = p.item_type and s.item_id = p.item_id))
    or (p.status = 'presented' and p.presented_at <= expire_priorities.at - make_interval(
      days => private.setting('presented_days', person.tenant_id)::integer)));
end
$function$;
comment on function private.expire_priorities(public.users,jsonb,timestamp with time zone) is
  'An active priority that is no candidate any more, and a presented one that nobody answered, have expired.';
grant execute on function private.expire_priorities(public.users,jsonb,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.explain_priority(id uuid)
 RETURNS TABLE(component text, value numeric, weight numeric, contribution numeric, words text)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  select part.component, part.value, part.weight, part.contribution,
    coalesce(w.description, part.component) || case
      when part.value is not null then format(': %s of 1, weight %s', part.value, part.weight)
      else ': left out, the model was not asked or did not answer' end
  from private.priority_scores s
  join public.user_priorities p on p.id = s.priority_id
  cross join lateral jsonb_to_recordset(s.parts) part
    (component text, value numeric, weight numeric, contribution numeric)
  left join private.weights_of(p.tenant_id) w
    on w.item_type = p.item_type and w.component = part.component
  where s.priority_id = explain_priority.id
  order by part.contribution desc, part.component;
end
$function$;
comment on function private.explain_priority(uuid) is
  'Why a priority has its score: each component, its value, its weight then, and what it brought; the contributions add up to value_score exactly.';
grant execute on function private.explain_priority(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.fill_placeholders(words text, person public.users)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  filled text := words;
  wanted text;
  filler text;
begin
  for wanted in select distinct m[1] from regexp_matches(words, '\{\{\s*(\w*)\s*\}\}', 'g') m loop
    if not exists (select from private.placeholders p where p.name = wanted) then
      perform private.refuse('there is no such placeholder as {{' || left(wanted, 40) || '}}');
    end if;
    execute format('select private.%I($1)', 'placeholder_' || wanted) into filler using person;
    if filler is null then
      perform private.refuse('{{' || wanted || '}} stands for nothing now');
    end if;
    filled := regexp_replace(filled, '\{\{\s*' || wanted || '\s*\}\}', filler, 'g');
  end loop;
  if filled ~ '\{\{|\}\}' then
    perform private.refuse('a placeholder is written {{name}}');
  elsif private.names_another_tag(filled, person) then
    perform private.refuse('an address to mail to is never spelt out: {{verification_address}}');
  end if;
  return filled;
end
$function$;
comment on function private.fill_placeholders(text,public.users) is
  'A reply as it is sent: every {{name}} filled, or the turn refused. Nothing is left for a model to guess: an address that it spells out itself is refused, too, unless it is its person''s.';
grant execute on function private.fill_placeholders(text,public.users) to service_role;

CREATE OR REPLACE FUNCTION private.fill_prospects(upload uuid, given jsonb)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  merged integer;
begin
  with rows as materialized (
    select (g.value ->> 'id')::uuid as id, g.nth, g.value -> 'row' as r
    from jsonb_array_elements(given) with ordinality g (value, nth)
  ),
  people as materialized (
    -- Two rows may speak of one: of each field the first that has it.
    select o.id, coalesce(jsonb_object_agg(k.key, k.value order by o.nth desc)
      filter (where to_jsonb(p) ->> k.key is null and k.key is not null), '{}') as news
    from rows o join public.prospects p on p.id = o.id
    left join lateral jsonb_each_text(o.r) k on true
    group by o.id
  ),
  noted as (
    insert into private.prospect_merges as m (upload_id, prospect_id, filled)
      select fill_prospects.upload, e.id, array(select jsonb_object_keys(e.news)) from people e
      on conflict (upload_id, prospect_id) do update set filled = m.filled || excluded.filled
  ),
  filled as (
    update public.prospects p set
      email = coalesce(p.email, e.news ->> 'email'),
      phone_number = coalesce(p.phone_number, e.news ->> 'phone_number'),
      linkedin_url = coalesce(p.linkedin_url, e.news ->> 'linkedin_url'),
      first_name = coalesce(p.first_name, e.news ->> 'first_name'),
      last_name = coalesce(p.last_name, e.news ->> 'last_name'),
      company = coalesce(p.company, e.news ->> 'company'),
      title = coalesce(p.title, e.news ->> 'title'),
      prospect_notes = coalesce(p.prospect_notes, e.news ->> 'prospect_notes')
    from people e where p.id = e.id and e.news <> '{}'
  )
  select count(*) into merged from rows;
  return merged;
end
$function$;
comment on function private.fill_prospects(uuid,jsonb) is
  'Rows that are prospects already fill what these do not have yet, and change nothing that they have. given: [{id, row}], each row without what another prospect is known by.';
grant execute on function private.fill_prospects(uuid,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.find_prospects(innovator_id uuid, rows jsonb)
 RETURNS TABLE(r jsonb, ids uuid[])
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_seqscan TO 'off'
AS $function$
begin
  return query
  select g.value, array[
    (select p.id from public.prospects p
      where p.innovator_id = find_prospects.innovator_id and p.email = g.value ->> 'email'),
    (select p.id from public.prospects p
      where p.innovator_id = find_prospects.innovator_id
        and p.phone_number = g.value ->> 'phone_number'),
    (select p.id from public.prospects p
      where p.innovator_id = find_prospects.innovator_id
        and p.linkedin_url = g.value ->> 'linkedin_url'),
    case when not g.value ?| array['email', 'phone_number', 'linkedin_url'] then (
      select p.id from public.prospects p
      where p.innovator_id = find_prospects.innovator_id
        and private.full_name(p.first_name, p.last_name)
          = private.full_name(g.value ->> 'first_name', g.value ->> 'last_name')
        and p.company_key = private.company_key(g.value ->> 'company')
      order by p.created_at, p.id limit 1) end]
  from jsonb_array_elements(find_prospects.rows) g (value);
end
$function$;
comment on function private.find_prospects(uuid,jsonb) is
  'Which prospects of an innovator each row speaks of, by its email, number and profile; by name and company when it has none of them.';
grant execute on function private.find_prospects(uuid,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.find_thread(sender public.senders, from_number text, is_new_owner boolean, at timestamp with time zone)
 RETURNS public.conversations
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  person public.users;
  thread public.conversations;
begin
  perform private.leave_number(sender.tenant_id, from_number, is_new_owner, at);
  insert into public.users (tenant_id, phone_number, poc_agent_type)
    select sender.tenant_id, from_number,
      case t.product when 'network' then 'bouncer' else t.product end
    from public.tenants t where t.id = sender.tenant_id
    on conflict (tenant_id, phone_number) where phone_number is not null do nothing;
  update public.users u set last_active_at = find_thread.at
    where u.tenant_id = sender.tenant_id and u.phone_number = from_number
    returning * into person;
  if person.id is null then
    -- Taken over by an account in this moment: whose it is now, a new snapshot sees.
    raise exception 'the number has just changed hands' using errcode = 'serialization_failure';
  end if;
  -- The person's row is ours until the commit: nobody opens a second thread meanwhile.
  select * into thread from public.conversations c
    where c.tenant_id = sender.tenant_id and c.user_id = person.id and c.sender_id = sender.id
      and c.channel = 'sms' and c.status in ('active', 'paused', 'archived')
    for no key update;
  if not found then
    insert into public.conversations (tenant_id, user_id, phone_number, sender_id)
      values (sender.tenant_id, person.id, from_number, sender.id)
      returning * into thread;
  end if;
  return thread;
end
$function$;
comment on function private.find_thread(public.senders,text,boolean,timestamp with time zone) is
  'The open thread of a number with a sender, made when there is none; user and thread locked.';
grant execute on function private.find_thread(public.senders,text,boolean,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.find_ways(people uuid[], at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  insert into public.conversations (tenant_id, user_id, phone_number, sender_id)
    select n.tenant_id, n.user_id, n.phone_number, s.id
    from (
      select u.tenant_id, u.id as user_id, u.phone_number,
        row_number() over (partition by u.tenant_id order by u.id) - 1 as nth
      from public.users u
      where u.id = any (find_ways.people)
        and exists (select from public.message_queue q where q.tenant_id = u.tenant_id
          and q.user_id = u.id and q.status = 'approved' and q.sender_id is null)
        and not exists (select from public.conversations c where c.tenant_id = u.tenant_id
          and c.user_id = u.id and c.channel = 'sms'
          and c.status in ('active', 'paused', 'archived'))) n
    cross join lateral (
      select private.choose_sender(n.tenant_id, find_ways.at, n.nth) as id) s
    where s.id is not null;
  update public.message_queue q set
    sender_id = case when not way.paused then way.sender_id end,
    conversation_context_id = way.id,
    status = case when way.id is null or way.paused then 'queued' else q.status end,
    status_reason = case when way.id is null then 'no_sender' when way.paused then 'paused'
      else q.status_reason end,
    look_at = case when way.id is null then find_ways.at + interval '1 hour'
      when way.paused then find_ways.at + interval '5 minutes' else q.look_at end
  from public.message_queue w
  left join lateral (
    select c.id, c.sender_id, s.paused_at is not null as paused
    from public.conversations c join public.senders s on s.id = c.sender_id
    where c.tenant_id = w.tenant_id and c.user_id = w.user_id and c.channel = 'sms'
      and c.status in ('active', 'paused', 'archived')
    -- Where it belongs, else where they last talked.
    order by c.id = w.conversation_context_id desc nulls last, c.last_message_at desc nulls last
    limit 1) way on true
  where q.id = w.id and w.user_id = any (find_ways.people) and w.status = 'approved'
    and w.sender_id is null;
end
$function$;
comment on function private.find_ways(uuid[],timestamp with time zone) is
  'The thread, and with it the number, from which each approved text of these people leaves. People locked.';
grant execute on function private.find_ways(uuid[],timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.finish_turn(lease private.leases, turn jsonb, at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  tasks public.agent_tasks[];
  done text;
  broken text;
  head uuid;
begin
  tasks := array(select t from public.agent_tasks t
    where t.lease_token = lease.token and t.status = 'processing' order by t.seq);
  if tasks = '{}' then
    done := 'finished';
  elsif turn ->> 'outcome' = 'done' then
    begin
      done := private.complete_turn(lease, tasks, turn, at);
    exception
      when sqlstate 'YP001' then
        done := private.refuse_turn(lease, tasks[1], sqlerrm, at);
      when deadlock_detected or serialization_failure or query_canceled then
        raise;
      when others then
        -- The constraint's name is a sentence of ours; the message and detail may hold data.
        get stacked diagnostics broken = constraint_name;
        done := private.delay_task(lease, tasks[1], jsonb_build_object('outcome', 'retry',
          'error', jsonb_build_object('code', 'database_' || sqlstate,
            'message', 'the turn could not be stored ' || broken)), at);
    end;
  else
    head := tasks[1].id;
    tasks := private.tasks_not_through(tasks);
    -- The first is what failed; those behind it were not begun and go back as they are.
    if tasks[1].id is distinct from head then
      done := 'finished';
    else
      -- The person comes before their texts, which are accounted for when this was the last try.
      perform 1 from public.users u
        where tasks[1].task_type = 'reply' and u.id = tasks[1].user_id for no key update;
      done := private.delay_task(lease, tasks[1], turn, at);
      perform private.say_why_nothing_came(tasks[1], turn, done, at);
    end if;
  end if;
  delete from private.leases l where l.token = lease.token;
  perform private.close_calls(array[lease.token], 'not made');
  return done;
end
$function$;
comment on function private.finish_turn(private.leases,jsonb,timestamp with time zone) is
  'One turn''s end. Its effects stand in a block of their own: a refusal undoes them and no others.';
grant execute on function private.finish_turn(private.leases,jsonb,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.first_call(turn jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  task public.agent_tasks;
  variant public.agent_instances;
begin
  if turn -> 'context' -> 'instance' is null then
    return turn;
  end if;
  select * into task from public.agent_tasks t where t.id = (turn #>> '{tasks,0,id}')::uuid;
  select * into variant from public.agent_instances i
    where i.id = (turn #>> '{context,instance,id}')::uuid;
  return jsonb_set(turn, '{context,call}', private.start_call((turn ->> 'lease')::uuid, task,
    turn #>> '{context,agent_type}', variant, private.setting('prompt_tokens')::integer
      + private.tokens_most(turn ->> 'context')));
exception
  when deadlock_detected or serialization_failure or query_canceled then
    raise;
  when others then
    -- As a context that cannot be made: the sweep takes the lease back, and counts the try.
    raise warning 'no call for %: %', turn ->> 'lane_key', sqlstate;
    update private.leases l set expires_at = '-infinity' where l.token = (turn ->> 'lease')::uuid;
    return null;
end
$function$;
comment on function private.first_call(jsonb) is
  'A turn with leave to make its first model call, if it is one that calls a model.';
grant execute on function private.first_call(jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.fold_model_usage(at timestamp with time zone DEFAULT now())
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  today constant date := (fold_model_usage.at at time zone 'UTC')::date;
  one date;
  folded integer := 0;
begin
  if not pg_try_advisory_xact_lock(hashtext('fold_model_usage'), 0) then
    return 0;
  end if;
  -- From the day before the last whole one: a call that began before midnight is settled after it.
  for one in select d::date from generate_series(
    (select f.folded_until - 1 from private.usage_folds f), today, interval '1 day') d
  loop
    insert into private.model_usage_daily as u select * from private.calls_of_day(one)
      on conflict on constraint model_usage_daily_pkey do update set
        calls = excluded.calls, answered = excluded.answered, input_tokens = excluded.input_tokens,
        output_tokens = excluded.output_tokens, thinking_tokens = excluded.thinking_tokens,
        cache_read_tokens = excluded.cache_read_tokens,
        cache_write_tokens = excluded.cache_write_tokens,
        cache_write_1h_tokens = excluded.cache_write_1h_tokens, cost_usd = excluded.cost_usd,
        unpriced_calls = excluded.unpriced_calls, outcomes = excluded.outcomes,
        latency_ms_sum = excluded.latency_ms_sum, folded_at = excluded.folded_at;
    folded := folded + 1;
  end loop;
  update private.usage_folds set folded_until = greatest(folded_until, today), folded_at = now();
  perform private.note_active_instances(today - 1);
  return folded;
end
$function$;
comment on function private.fold_model_usage(timestamp with time zone) is
  'Sums up every day that is not whole yet, and the last whole one, anew from the log: run twice it changes nothing, and after a week without cron it makes up for the week. How many days.';
grant execute on function private.fold_model_usage(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.fold_reservations(tenant_id uuid, day date)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  with settled as (
    delete from private.budget_reservations r
    where r.tenant_id = fold_reservations.tenant_id and r.day = fold_reservations.day
      and r.actual_micro_usd is not null
    returning r.*
  ),
  freed as (
    select s.scope, s.id, s.day, sum(r.reserved_micro_usd - r.actual_micro_usd) as amount
    from settled r
    cross join lateral (values ('message', r.task_id, r.task_day), ('user_day', r.user_id, r.day),
      ('tenant_day', r.tenant_id, r.day)) s (scope, id, day)
    where s.id is not null group by 1, 2, 3
  )
  update private.budgets b set spent_micro_usd = b.spent_micro_usd - f.amount
  from freed f
  where b.scope = f.scope and b.scope_id = f.id and b.day = f.day and f.amount <> 0;
end
$function$;
comment on function private.fold_reservations(uuid,date) is
  'Turns what calls were thought to cost into what they did. Budget locked.';
grant execute on function private.fold_reservations(uuid,date) to service_role;

CREATE OR REPLACE FUNCTION private.fold_tasks(lane_keys text[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  with arrived as (
    select t.id, t.scheduled_for, t.event_ids, t.arrival, t.hop,
      coalesce(waiting.id, first_value(t.id) over same_key) as keeper_id
    from public.agent_tasks t
    -- Lateral and limited: the planner believes that nothing waits, and would read all that does.
    left join lateral (
      select w.id from public.agent_tasks w
      where w.tenant_id = t.tenant_id and w.task_type = t.task_type
        and w.dedupe_key = t.dedupe_key and w.status = 'pending' and w.seq is not null
      limit 1) waiting on true
    where t.seq is null and t.dedupe_key is not null and t.lane_key = any (fold_tasks.lane_keys)
    window same_key as (partition by t.tenant_id, t.task_type, t.dedupe_key order by t.arrival)
  ),
  folded as (
    delete from public.agent_tasks t using arrived a
    where t.id = a.id and a.keeper_id <> a.id
    returning a.keeper_id, a.scheduled_for, a.event_ids, a.arrival, a.hop
  ),
  gathered as (
    select f.keeper_id, count(*) as folded_count,
      min(f.scheduled_for) as earliest, max(f.scheduled_for) as latest, min(f.hop) as hop,
      array_agg(e order by f.arrival) filter (where e is not null) as event_ids
    from folded f left join lateral unnest(f.event_ids) e on true
    group by f.keeper_id
  )
  update public.agent_tasks t set
    merged_count = t.merged_count + g.folded_count,
    -- If a person has spoken meanwhile, they have.
    hop = least(t.hop, g.hop),
    event_ids = t.event_ids || coalesce(g.event_ids, '{}'),
    -- A debounced task moves later with each text, but never past its ceiling; any other comes
    -- sooner.
    scheduled_for = case
      when t.blocking then t.scheduled_for
      when t.debounced then greatest(t.scheduled_for, least(g.latest, t.created_at
        + make_interval(secs =>
            private.setting('reply_debounce_max_ms', t.tenant_id)::double precision / 1000)))
      else least(t.scheduled_for, g.earliest) end
  from gathered g where t.id = g.keeper_id;
end
$function$;
comment on function private.fold_tasks(text[]) is
  'Merges new tasks into one that waits under the same key, never into one in work. Lanes locked.';
grant execute on function private.fold_tasks(text[]) to service_role;

CREATE OR REPLACE FUNCTION private.follow_text()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  text public.message_queue;
begin
  update public.message_queue q set
    status = case when new.status in ('sent', 'delivered', 'undelivered') then 'sent'
      when new.status = 'cancelled' and new.status_reason = 'expired' then 'expired'
      when new.status = 'cancelled' then 'cancelled' else 'failed' end,
    sent_at = case when new.status in ('sent', 'delivered', 'undelivered')
      then coalesce(new.sent_at, clock_timestamp()) end,
    status_reason = case
      when new.status in ('sent', 'delivered', 'undelivered') then null
      else coalesce((select r.reason from private.outreach_reasons r
          where r.reason = new.status_reason and r.ends),
        case new.status when 'failed' then 'carrier_refused' when 'unknown' then 'fate_unknown'
          else 'cancelled' end) end,
    status_detail = (select 'error ' || p.error_code from public.message_parts p
      where p.message_id = new.id and p.error_code is not null order by p.part_index limit 1)
  where q.tenant_id = new.tenant_id and q.delivered_message_id = new.id
    and (q.status = 'approved' or (q.status = 'failed' and q.status_reason = 'fate_unknown'))
  returning * into text;
  if text.status = 'failed' and text.slot_at is not null and not exists (
    select from public.message_parts p where p.message_id = new.id
      and (p.accepted_at is not null or p.status = 'unknown')) then
    perform private.give_slot_back(text);
  elsif text.status <> 'sent' and text.slot_at is null then
    perform private.look_again(text.user_id, array['daily_limit', 'hourly_limit']);
  elsif text.status = 'sent' and text.sequence_id is not null then
    update public.message_queue q set look_at = least(q.look_at, now())
      where q.sequence_id = text.sequence_id and q.sequence_position = text.sequence_position + 1
        and q.status = 'queued' and q.status_reason = 'sequence_position';
  end if;
  return null;
end
$function$;
comment on function private.follow_text() is
  'What became of a text is what became of its place in the queue: accepted, it is sent, and the next of its sequence may follow; refused, it has failed.';
grant execute on function private.follow_text() to service_role;

CREATE OR REPLACE FUNCTION private.forget_turns(lane_keys text[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update private.lanes l set turns_at = l.turns_at[:cardinality(l.turns_at) - 1]
    where l.lane_key = any (forget_turns.lane_keys) and l.turns_at <> '{}';
end
$function$;
comment on function private.forget_turns(text[]) is
  'The last claim of these lanes was no turn: nothing came of it, and nobody paid. Lanes locked.';
grant execute on function private.forget_turns(text[]) to service_role;

CREATE OR REPLACE FUNCTION private.free_lease(lease private.leases, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  task public.agent_tasks;
begin
  perform private.tasks_not_through(array(select t from public.agent_tasks t
    where t.lease_token = lease.token and t.status = 'processing' and t.task_type = 'send_sms'));
  for task in
    select t.* from public.agent_tasks t
    where t.lease_token = lease.token and t.status = 'processing' and t.started_at is not null
    order by t.seq
  loop
    if private.is_too_far(task.hop) then
      perform private.bury(task, 'hop_limit', lease);
    else
      perform private.delay_task(lease, task, jsonb_build_object('outcome', 'retry', 'error',
        jsonb_build_object('code', 'lease_expired', 'message', 'its worker went silent')), at);
    end if;
  end loop;
  delete from private.leases l where l.token = lease.token;
  perform private.close_calls(array[lease.token], 'its worker went silent');
end
$function$;
comment on function private.free_lease(private.leases,timestamp with time zone) is
  'Takes a lane from a worker that is gone. Only what it had started counts as tried.';
grant execute on function private.free_lease(private.leases,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.freshness(since timestamp with time zone, half_life_days numeric, at timestamp with time zone)
 RETURNS numeric
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return power(0.5, greatest(0, extract(epoch from at - since)) / 86400 / half_life_days);
end
$function$;
comment on function private.freshness(timestamp with time zone,numeric,timestamp with time zone) is
  '1 when it is new, half of it after the half-life.';
grant execute on function private.freshness(timestamp with time zone,numeric,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.full_name(first_name text, last_name text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return lower(regexp_replace(btrim(full_name.first_name || ' ' || full_name.last_name),
    '\s+', ' ', 'g'));
end
$function$;
comment on function private.full_name(text,text) is
  'A name as it is compared; null of whoever has told only half of it.';
grant execute on function private.full_name(text,text) to service_role;

CREATE OR REPLACE FUNCTION private.give_feedback(message_id uuid, rating text, comment text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  given uuid;
begin
  insert into public.feedback (tenant_id, user_id, message_id, rating, comment)
    select m.tenant_id, m.user_id, m.id, give_feedback.rating,
      nullif(btrim(give_feedback.comment), '')
    from public.messages m
    where m.id = give_feedback.message_id and m.direction = 'outbound'
      and m.status not in ('cancelled', 'failed')
      and m.user_id = any (array(select private.user_ids()))
  on conflict on constraint feedback_user_id_message_id_key do update
    set rating = excluded.rating, comment = excluded.comment
  returning id into given;
  if given is null then
    raise sqlstate 'PT404' using message = 'There is no such answer.';
  end if;
  return given;
end
$function$;
comment on function private.give_feedback(uuid,text,text) is
  'Definer: nobody signed in writes a table. Whose answer it is follows from the sign-in.';
grant execute on function private.give_feedback(uuid,text,text) to authenticated;
grant execute on function private.give_feedback(uuid,text,text) to service_role;

CREATE OR REPLACE FUNCTION private.give_slot_back(text public.message_queue)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.uncount_text(text);
  perform private.look_again(text.user_id, array['daily_limit', 'hourly_limit']);
end
$function$;
comment on function private.give_slot_back(public.message_queue) is
  'The carrier refused the text: its place in the hour and the day is free again.';
grant execute on function private.give_slot_back(public.message_queue) to service_role;

CREATE OR REPLACE FUNCTION private.give_up_step(task public.agent_tasks)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  workflow public.solution_workflows;
  here private.solution_steps;
  onward text;
begin
  select * into here from private.solution_steps s where s.task_type = task.task_type;
  select * into workflow from public.solution_workflows w
    where w.id = (task.context_json ->> 'workflow_id')::uuid for no key update;
  if private.place_of(workflow) is distinct from here.step then
    return;
  end if;
  select n.step into onward
    from private.solution_edges e join private.solution_steps n on n.step = e.to_place
    where e.from_place = here.step order by n.nth limit 1;
  -- The last has no next: the clock sees to it, in worker.close_overdue_solutions.
  if onward is not null then
    perform private.go_on(workflow, onward, 'this step was given up',
      'it failed too often: its dead letter tells', now(), task.trace_id, task.id);
  end if;
end
$function$;
comment on function private.give_up_step(public.agent_tasks) is
  'A step that cannot be done is done without.';
grant execute on function private.give_up_step(public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.go_on(workflow public.solution_workflows, to_step text, decided text, why text, due timestamp with time zone, trace_id uuid, caused_by uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  next_step private.solution_steps;
begin
  select * into strict next_step from private.solution_steps s where s.step = go_on.to_step;
  update public.solution_workflows w set current_step = next_step.step, last_decision_at = now(),
    next_action = next_step.description,
    pending_tasks = jsonb_build_array(jsonb_build_object('step', next_step.step,
      'task_type', next_step.task_type, 'due', go_on.due)),
    completed_tasks = w.completed_tasks || jsonb_build_object('step', w.current_step, 'at', now()),
    conversation_log = w.conversation_log || jsonb_build_object('at', now(),
      'step', w.current_step, 'decided', go_on.decided, 'why', go_on.why, 'next', next_step.step)
  where w.id = workflow.id;
  insert into public.agent_tasks (tenant_id, task_type, user_id, context_id, context_type,
      scheduled_for, context_json, created_by, dedupe_key, trace_id, caused_by)
    values (workflow.tenant_id, next_step.task_type, workflow.user_id, workflow.id,
      'solution_workflow', go_on.due, jsonb_build_object('workflow_id', workflow.id,
        'user_id', workflow.user_id), 'solution-saga', workflow.id,
      coalesce(go_on.trace_id, gen_random_uuid()), go_on.caused_by);
end
$function$;
comment on function private.go_on(public.solution_workflows,text,text,text,timestamp with time zone,uuid,uuid) is
  'A step is done: what was decided and why is written down, and the next one is a task, in the same transaction. Workflow locked.';
grant execute on function private.go_on(public.solution_workflows,text,text,text,timestamp with time zone,uuid,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.go_on_to_next()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.prospects p set match_at = now() + case
      when old.status = 'open' then interval '0' else make_interval(
        days => private.setting('intro_rest_days', new.tenant_id)::integer) end
    where p.id = new.prospect_id;
  if old.status = 'open' then
    perform private.queue_matching(array[new.innovator_id], now());
  end if;
  return null;
end
$function$;
comment on function private.go_on_to_next() is
  'Declined, or not answered: the next connector is asked. After one that had said yes the prospect is left in peace for a while.';
grant execute on function private.go_on_to_next() to service_role;

CREATE OR REPLACE FUNCTION private.guard_balance()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- The ledger's trigger is one; this, inside of it, the second.
  if pg_trigger_depth() < 2 then
    raise exception 'a balance moves by its ledger alone'
      using errcode = 'restrict_violation', hint = 'Insert into public.credit_events.';
  end if;
  return new;
end
$function$;
comment on function private.guard_balance() is
  'Nobody writes a balance: it is what update_user_credit_cache makes of a booking.';
grant execute on function private.guard_balance() to service_role;

CREATE OR REPLACE FUNCTION private.guard_ledger()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if new.processed and not old.processed
    and to_jsonb(new) - 'processed' = to_jsonb(old) - 'processed' then
    return new;
  end if;
  raise exception 'the ledger is append-only'
    using errcode = 'restrict_violation', hint = 'Book a refund instead.';
end
$function$;
comment on function private.guard_ledger() is
  'The one change a booking may see is that it is processed, once.';
grant execute on function private.guard_ledger() to service_role;

CREATE OR REPLACE FUNCTION private.guard_referral()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if private.is_sent_by(new.referred_by, new.id) then
    raise exception 'nobody is sent by whom they have sent' using errcode = 'check_violation';
  elsif tg_op = 'UPDATE' and exists (select from public.credit_events c
    where c.tenant_id = new.tenant_id and c.idempotency_key = 'referral:' || new.id) then
    raise exception 'a referral that was credited stands' using errcode = 'restrict_violation';
  end if;
  return new;
end
$function$;
comment on function private.guard_referral() is
  'Referrals make no ring, and one that was paid for is not given to somebody else.';
grant execute on function private.guard_referral() to service_role;

CREATE OR REPLACE FUNCTION private.hand_out(lease private.leases, tasks public.agent_tasks[])
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if private.is_too_far(tasks[1].hop) then
    raise warning '% agents have woken one another in %', tasks[1].hop, lease.lane_key;
  else
    -- In a block of its own: one lane whose context cannot be made must not stop the others.
    begin
      return private.turn_of(lease, tasks);
    exception
      when deadlock_detected or serialization_failure or query_canceled then
        raise;
      when others then
        raise warning 'no context for %: %', lease.lane_key, sqlstate;
    end;
  end if;
  -- The sweep takes the lease back, counts the try, and in the end buries the task.
  update private.leases l set expires_at = '-infinity' where l.token = lease.token;
  return null;
end
$function$;
comment on function private.hand_out(private.leases,public.agent_tasks[]) is
  'The turn of a lane, or null when it must not or cannot be had; then the sweep sees to it.';
grant execute on function private.hand_out(private.leases,public.agent_tasks[]) to service_role;

CREATE OR REPLACE FUNCTION private.handle_phone_number_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if tg_when = 'BEFORE' then
    new.phone_number_history := old.phone_number_history || jsonb_build_object(
      'phone_number', old.phone_number, 'changed_at', now(), 'changed_reason',
      case when new.phone_number is null then 'number_left' else 'user_update' end);
    return new;
  end if;
  update public.conversations c set status = 'closed'
    where c.tenant_id = new.tenant_id and c.user_id = new.id
      and c.phone_number = old.phone_number and c.status <> 'closed';
  update public.messages m set status = 'cancelled', status_reason = 'phone_number_changed'
    from public.conversations c
    where c.tenant_id = new.tenant_id and c.user_id = new.id and c.phone_number = old.phone_number
      and m.conversation_id = c.id and m.direction = 'outbound' and m.status = 'queued_for_send';
  return null;
end
$function$;
comment on function private.handle_phone_number_change() is
  'Keeps the old number in phone_number_history, closes its conversations and cancels their unsent texts. The seed''s body updated its own row and named a column that did not exist.';
grant execute on function private.handle_phone_number_change() to service_role;

CREATE OR REPLACE FUNCTION private.hasten(workflow_id uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  workflow public.solution_workflows;
  nobody public.agent_tasks;
begin
  -- Users before workflows, as in every turn.
  perform 1 from public.users u join public.solution_workflows w on w.user_id = u.id
    where w.id = hasten.workflow_id for no key update of u;
  select * into workflow from public.solution_workflows w
    where w.id = hasten.workflow_id and w.status = 'in_progress' for no key update;
  if not found or private.solution_deadline(workflow) > hasten.at then
    return false;
  elsif workflow.current_step in ('research', 'match_innovators', 'ask_community', 'wait') then
    perform private.end_its_question(workflow.id, 'expired');
    perform private.go_on(workflow, 'evaluate', 'what there is is judged', 'its time is over',
      hasten.at, null, null);
    return true;
  elsif workflow.last_decision_at > hasten.at - interval '1 day' then
    return false;
  elsif workflow.current_step = 'evaluate' then
    perform private.go_on(workflow, 'recommend', 'it could not be judged', 'its time is over',
      hasten.at, null, null);
    return true;
  end if;
  nobody.tenant_id := workflow.tenant_id;
  nobody.trace_id := gen_random_uuid();
  nobody.agent_type := 'solution-saga';
  perform private.complete_solution(workflow, nobody);
  return true;
end
$function$;
comment on function private.hasten(uuid,timestamp with time zone) is
  'Research whose time is over is judged by what there is; a day later it goes on unjudged, and at last its member is told, whatever became of its tasks.';
grant execute on function private.hasten(uuid,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.hears_nothing(person public.users, conversation_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return person.opted_out_at is not null and not exists (select from public.conversations c
    where c.id = hears_nothing.conversation_id and c.channel = 'web');
end
$function$;
comment on function private.hears_nothing(public.users,uuid) is
  'Whether somebody''s opt-out forbids an answer here: it is about texts, not about a page that they have opened.';
grant execute on function private.hears_nothing(public.users,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.heed_consent(message public.messages, reason text, sms jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  insert into public.consent_events (tenant_id, user_id, kind, source, message_id)
    select message.tenant_id, message.user_id,
      case reason when 'opt_in_word' then 'opt_in' else 'opt_out' end,
      case when reason = 'opt_out_said' then 'plain_language' else 'keyword' end, message.id;
  if reason = 'opt_in_word' then
    return;
  end if;
  update public.messages m set unanswered_reason = 'opted_out'
    where m.conversation_id = message.conversation_id and m.direction = 'inbound'
      and m.task_id is null and m.unanswered_reason is null;
  if reason = 'opt_out_said'
    and coalesce((sms ->> 'sent_at')::timestamptz > now() - interval '5 minutes', true) then
    -- The carrier confirms its own words; nobody but us knows of these. Found late, it is too late.
    insert into public.messages
        (conversation_id, role, direction, content, status, purpose, trace_id)
      select message.conversation_id, 'system', 'outbound', case sms ->> 'language'
        when 'es' then 'Listo. Ya no recibira mensajes de ' || t.name
          || '. Responda START para volver a recibirlos.'
        else 'You are unsubscribed and will get no more texts from ' || t.name
          || '. Reply START to get them again.' end, 'pending', 'confirmation', message.trace_id
      from public.tenants t where t.id = message.tenant_id;
  end if;
  perform private.cancel_replies(message.conversation_id);
end
$function$;
comment on function private.heed_consent(public.messages,text,jsonb) is
  'An opt-out or opt-in is written down and acted on: what waits for an answer gets none, and an opt-out in plain words is confirmed once. Person and thread locked.';
grant execute on function private.heed_consent(public.messages,text,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.heed_error(message_id uuid, code integer, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  error private.carrier_errors;
  message public.messages;
  until timestamptz;
begin
  select * into error from private.carrier_errors e where e.code = heed_error.code;
  if not found or error.minutes = 0 then
    return;
  end if;
  until := coalesce(at + make_interval(mins => error.minutes), 'infinity');
  select * into message from public.messages m where m.id = heed_error.message_id;
  perform 1 from public.users u where u.id = message.user_id for no key update;
  if error.class in ('number_dead', 'loop') then
    update public.users u set unreachable_at = heed_error.at, unreachable_until = until,
      unreachable_code = error.code
    where u.id = message.user_id
      and (u.unreachable_until is null or u.unreachable_until < until);
  elsif error.class = 'consent' then
    insert into public.consent_events (tenant_id, user_id, kind, source, message_id)
      select u.tenant_id, u.id, 'opt_out', 'send_error', message.id
      from public.users u where u.id = message.user_id and u.opted_out_at is null;
  elsif error.class in ('sender', 'later') then
    perform private.pause_sender(c.sender_id, error.code, until, heed_error.at)
      from public.conversations c where c.id = message.conversation_id;
  end if;
end
$function$;
comment on function private.heed_error(uuid,integer,timestamp with time zone) is
  'What the carrier''s error about a text means for its person and its sender. The person''s row comes before the text''s: who holds that has this, too. The sender''s comes after both. Of a code that nobody knows nothing follows.';
grant execute on function private.heed_error(uuid,integer,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.heeds_own_hours(person public.users, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce((select b.quiet_hours_enabled from public.user_message_budget b
    where b.user_id = person.id and b.date = private.local_day(person, at)), true);
end
$function$;
comment on function private.heeds_own_hours(public.users,timestamp with time zone) is
  'Whether somebody''s own quiet hours count on the day that it is for them.';
grant execute on function private.heeds_own_hours(public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.hold_lane(lane_key text, tenant_id uuid, reason text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- What is to be held may not have begun.
  insert into private.lanes (lane_key, tenant_id)
    values (hold_lane.lane_key, hold_lane.tenant_id) on conflict do nothing;
  perform private.lock_lanes(array[hold_lane.lane_key]);
  update private.lanes l set due = null, rung_at = null,
    paused_at = coalesce(l.paused_at, clock_timestamp()), paused_reason = hold_lane.reason
  where l.lane_key = hold_lane.lane_key;
end
$function$;
comment on function private.hold_lane(text,uuid,text) is
  'Pauses a lane; made when there is none.';
grant execute on function private.hold_lane(text,uuid,text) to service_role;

CREATE OR REPLACE FUNCTION private.hold_of(person public.users, paused boolean, quiet_until timestamp with time zone, not_before timestamp with time zone, peace interval, at timestamp with time zone)
 RETURNS TABLE(reason text, until timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  -- Looked at again within a day, whatever was said.
  return query
  select h.reason, least(h.until, at + interval '1 day') from (values
    (1, 'paused', case when hold_of.paused then at + interval '1 minute' end),
    (2, 'unreachable', case when person.unreachable_until > at then person.unreachable_until end),
    (3, 'muted', case when person.muted_until > at then person.muted_until end),
    (4, 'taken_over', case when exists (select from public.conversations c
        where c.tenant_id = person.tenant_id and c.user_id = person.id
          and c.channel = 'sms' and c.status = 'paused') then at + interval '5 minutes' end),
    (5, 'quiet_hours', hold_of.quiet_until),
    -- What is queued in the morning does not overtake what the night has held.
    (6, 'morning', case when hold_of.not_before > at then hold_of.not_before end),
    (7, 'person_writes', case when person.last_active_at > at - hold_of.peace
      then person.last_active_at + hold_of.peace end)) h (rank, reason, until)
  where h.until is not null
  order by h.rank limit 1;
  if not found then
    return query select null::text, null::timestamptz;
  end if;
end
$function$;
comment on function private.hold_of(public.users,boolean,timestamp with time zone,timestamp with time zone,interval,timestamp with time zone) is
  'What holds up everything proactive to somebody now, and until when; nulls: nothing does.';
grant execute on function private.hold_of(public.users,boolean,timestamp with time zone,timestamp with time zone,interval,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.holder_of(tenant_id uuid, address text)
 RETURNS public.users
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  holder public.users;
begin
  select * into holder from public.users u where u.tenant_id = holder_of.tenant_id
    and lower(u.email) = holder_of.address and u.email_verified;
  return holder;
end
$function$;
comment on function private.holder_of(uuid,text) is
  'Whose verified email that is; one, or none.';
grant execute on function private.holder_of(uuid,text) to service_role;

CREATE OR REPLACE FUNCTION private.holds(lease uuid, task_type text, key text, value uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform 1 from private.leases l where l.token = holds.lease for no key update;
  return found and exists (select from public.agent_tasks t
    where t.lease_token = holds.lease and t.status = 'processing'
      and t.task_type = holds.task_type
      and (t.context_json ->> holds.key)::uuid = holds.value);
end
$function$;
comment on function private.holds(uuid,text,text,uuid) is
  'Whether the lease, locked from here, is held for this piece of work.';
grant execute on function private.holds(uuid,text,text,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.house_view(tenant_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (select jsonb_build_object('house', jsonb_build_object('tone', s.tone,
      'knowledge', s.knowledge))
    from (select) nobody
    left join public.assistant_settings s on s.tenant_id = house_view.tenant_id);
end
$function$;
comment on function private.house_view(uuid) is
  'What a tenant has told its assistant; nulls when it has told nothing.';
grant execute on function private.house_view(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.hurry_lane(lane text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.lock_lanes(array[lane]);
  update public.agent_tasks t set scheduled_for = now()
    where t.lane_key = hurry_lane.lane and t.status = 'pending' and t.blocking
      and t.scheduled_for > now();
  perform private.settle_lanes(touched => array[lane]);
end
$function$;
comment on function private.hurry_lane(text) is
  'What a lane waited to learn has been learned: its head may go on now.';
grant execute on function private.hurry_lane(text) to service_role;

CREATE OR REPLACE FUNCTION private.impact_candidates(person public.users, at timestamp with time zone)
 RETURNS TABLE(item_id uuid, about jsonb, over_at timestamp with time zone, components jsonb)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  kind private.priority_kinds := private.priority_kind('expert_impact_notification');
  highest integer;
begin
  select max(a.credits_awarded) into highest from public.community_responses a
    where a.tenant_id = person.tenant_id and a.credits_awarded is not null;
  return query
  select a.id,
    jsonb_strip_nulls(jsonb_build_object(
      'question', left(private.without_contacts(r.question), 200),
      'impact', left(private.without_contacts(a.impact_description), 300),
      'credits', a.credits_awarded)),
    e.over_at,
    jsonb_build_object('freshness', private.freshness(e.since, kind.half_life_days, at),
      'reward', coalesce(a.credits_awarded, 0)::numeric / greatest(highest, 1),
      'quality', coalesce(a.usefulness_score / 10.0, 0.5), 'ease', kind.ease)
  from public.community_responses a
  join public.community_requests r on r.tenant_id = a.tenant_id and r.id = a.request_id
  cross join lateral (select f.since, f.since + make_interval(days => kind.stale_days) as over_at
    from (select greatest(a.credited_at, a.created_at) as since) f) e
  where a.tenant_id = person.tenant_id and a.user_id = person.id
    and (a.impact_description is not null or a.status = 'rewarded')
    and a.status <> 'closed_loop' and e.over_at > at
  order by e.since desc, a.id limit private.setting('candidates_max')::integer;
end
$function$;
comment on function private.impact_candidates(public.users,timestamp with time zone) is
  'Answers that somebody gave, of which something came, or that were rewarded, and of which they have not been told.';
grant execute on function private.impact_candidates(public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.increment_usage_metrics(tenant_id uuid, user_id uuid, date date, input_tokens bigint, output_tokens bigint, cache_read_tokens bigint, cache_write_tokens bigint, cost_usd numeric)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  insert into public.usage_metrics as u (tenant_id, user_id, date, model_calls, input_tokens,
    output_tokens, cache_read_tokens, cache_write_tokens, cost_usd, unpriced_calls)
  values (increment_usage_metrics.tenant_id, increment_usage_metrics.user_id,
    increment_usage_metrics.date, 1, coalesce(increment_usage_metrics.input_tokens, 0),
    coalesce(increment_usage_metrics.output_tokens, 0),
    coalesce(increment_usage_metrics.cache_read_tokens, 0),
    coalesce(increment_usage_metrics.cache_write_tokens, 0),
    coalesce(increment_usage_metrics.cost_usd, 0),
    (increment_usage_metrics.cost_usd is null)::integer)
  on conflict on constraint usage_metrics_tenant_id_user_id_date_key do update set
    model_calls = u.model_calls + 1,
    input_tokens = u.input_tokens + excluded.input_tokens,
    output_tokens = u.output_tokens + excluded.output_tokens,
    cache_read_tokens = u.cache_read_tokens + excluded.cache_read_tokens,
    cache_write_tokens = u.cache_write_tokens + excluded.cache_write_tokens,
    cost_usd = u.cost_usd + excluded.cost_usd,
    unpriced_calls = u.unpriced_calls + excluded.unpriced_calls;
end
$function$;
comment on function private.increment_usage_metrics(uuid,uuid,date,bigint,bigint,bigint,bigint,numeric) is
  'Adds one call to its day, atomically. Tokens that are not known count as none; a cost that is null is counted as unpriced. Called by settle_call alone, once for each row of the log.';
grant execute on function private.increment_usage_metrics(uuid,uuid,date,bigint,bigint,bigint,bigint,numeric) to service_role;

CREATE OR REPLACE FUNCTION private.instance_of(agent_type text, tenant_id uuid, user_id uuid)
 RETURNS public.agent_instances
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  kept uuid;
  chosen public.agent_instances;
begin
  select a.instance_id into kept from private.variant_assignments a
    where a.user_id = instance_of.user_id and a.agent_type = instance_of.agent_type;
  select * into chosen from public.agent_instances i where i.id = private.choose_instance(
    instance_of.agent_type, instance_of.tenant_id, instance_of.user_id, kept);
  -- Two turns of one person draw the same: who comes second need not write it down, nor wait.
  if instance_of.user_id is not null and chosen.id is distinct from kept and chosen.id is not null
    and pg_try_advisory_xact_lock(hashtext('variant'),
      hashtext(instance_of.user_id || instance_of.agent_type)) then
    insert into private.variant_assignments as a (tenant_id, user_id, agent_type, instance_id)
      values (instance_of.tenant_id, instance_of.user_id, instance_of.agent_type, chosen.id)
      on conflict on constraint variant_assignments_pkey do update
        set instance_id = excluded.instance_id, assigned_at = excluded.assigned_at;
  end if;
  return chosen;
end
$function$;
comment on function private.instance_of(text,uuid,uuid) is
  'The variant that answers this person, written down: they stay with it until it is switched off or one that is nearer to them is made. Called for each turn, not for each call: who is switched over is so between two turns.';
grant execute on function private.instance_of(text,uuid,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.instance_view(variant public.agent_instances)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return jsonb_build_object('id', variant.id, 'prompt_version', variant.prompt_version,
    'model', variant.model, 'max_tokens', variant.max_tokens,
    'effort', variant.config_json ->> 'effort');
end
$function$;
comment on function private.instance_view(public.agent_instances) is
  'What a turn must know of its variant.';
grant execute on function private.instance_view(public.agent_instances) to service_role;

CREATE OR REPLACE FUNCTION private.interrupt_outreach(person public.users, at timestamp with time zone DEFAULT now())
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  peace timestamptz;
begin
  if not exists (select from public.message_queue q where q.tenant_id = person.tenant_id
    and q.user_id = person.id and q.status in ('queued', 'approved')) then
    return;
  end if;
  peace := at + make_interval(mins =>
    private.setting('after_their_text_minutes', person.tenant_id)::integer);
  perform private.put_back_all(person.id, 'person_writes', peace, true);
  -- In the middle: something of it has left, and something still waits.
  update public.message_queue q set sequence_paused_at = at
  where q.tenant_id = person.tenant_id and q.user_id = person.id and q.status = 'queued'
    and q.sequence_id is not null and q.sequence_paused_at is null
    and exists (select from public.message_queue p
      where p.sequence_id = q.sequence_id
        and (p.status = 'sent' or (p.status = 'approved' and p.slot_at is not null)));
end
$function$;
comment on function private.interrupt_outreach(public.users,timestamp with time zone) is
  'Somebody has written: what has not begun to leave waits until they have had their answer, and a sequence in its middle until their agent says how it goes on. Person locked.';
grant execute on function private.interrupt_outreach(public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.intro_candidates(person public.users, at timestamp with time zone)
 RETURNS TABLE(item_id uuid, about jsonb, over_at timestamp with time zone, components jsonb)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  kind private.priority_kinds := private.priority_kind('intro_opportunity');
  phrases text[] := private.phrases_of(person);
  highest integer;
begin
  select max(i.bounty_credits) into highest from public.intro_opportunities i
    where i.tenant_id = person.tenant_id and i.status = 'open';
  return query
  select i.id,
    jsonb_strip_nulls(jsonb_build_object('prospect', i.prospect_name,
      'prospect_title', i.prospect_title, 'prospect_company', i.prospect_company,
      'wanted_by', coalesce(i.innovator_name, n.company_name),
      'offers', left(private.without_contacts(n.solution_description), 200),
      'bounty_credits', i.bounty_credits)),
    e.over_at,
    jsonb_build_object('urgency', private.share_gone(i.created_at, e.over_at, at),
      'freshness', private.freshness(i.created_at, kind.half_life_days, at),
      'fit', private.words_fit(phrases, concat_ws(' ', i.prospect_title,
        i.prospect_company, n.solution_description, array_to_string(n.categories, ' '))),
      'reward', i.bounty_credits::numeric / greatest(highest, 1), 'ease', kind.ease,
      'receptive', private.receptiveness(person, kind.item_type))
  from public.intro_opportunities i
  left join public.innovators n on n.tenant_id = i.tenant_id and n.id = i.innovator_id
  cross join lateral (select least(i.expires_at,
    i.created_at + make_interval(days => kind.stale_days)) as over_at) e
  where i.tenant_id = person.tenant_id and i.connector_user_id = person.id and i.status = 'open'
    and e.over_at > at
  order by i.created_at desc, i.id limit private.setting('candidates_max')::integer;
end
$function$;
comment on function private.intro_candidates(public.users,timestamp with time zone) is
  'The introductions that somebody is offered and that are open.';
grant execute on function private.intro_candidates(public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.intro_contact(intro public.intro_opportunities)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select coalesce(nullif(concat_ws(' ', u.first_name, u.last_name), ''), n.company_name)
      || coalesce(' (' || u.email || ')', '')
    from public.innovators n join public.users u on u.id = n.user_id
    where n.tenant_id = intro.tenant_id and n.id = intro.innovator_id);
end
$function$;
comment on function private.intro_contact(public.intro_opportunities) is
  'Whom the connector is to introduce the prospect to, and at which address.';
grant execute on function private.intro_contact(public.intro_opportunities) to service_role;

CREATE OR REPLACE FUNCTION private.intro_facts(intro public.intro_opportunities, person public.users)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return jsonb_build_object(
    'bounty', intro.bounty_credits,
    'until', to_char(intro.expires_at at time zone private.day_zone(person), 'FMMonth FMDD'),
    'innovator', coalesce(intro.innovator_name, 'a company'),
    'connector', coalesce((select nullif(concat_ws(' ', u.first_name, u.last_name), '')
      from public.users u where u.id = intro.connector_user_id), 'A member'),
    'prospect', coalesce((select private.known_as(p) from public.prospects p
        join public.innovators n on n.tenant_id = p.tenant_id and n.id = p.innovator_id
        where p.id = intro.prospect_id and n.user_id = person.id and intro.status = 'accepted'),
      concat_ws(', ', intro.prospect_name, intro.prospect_title, intro.prospect_company)))
    || case when intro.status in ('scheduled', 'completed') then jsonb_build_object(
      'address', intro.intro_email, 'contact', private.intro_contact(intro)) else '{}' end;
end
$function$;
comment on function private.intro_facts(public.intro_opportunities,public.users) is
  'What may stand in the words to one side; addresses only once all have agreed.';
grant execute on function private.intro_facts(public.intro_opportunities,public.users) to service_role;

CREATE OR REPLACE FUNCTION private.intro_of_email(recipients jsonb)
 RETURNS public.intro_opportunities
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  intro public.intro_opportunities;
begin
  select i.* into intro
    from (select lower(r.address) as address from jsonb_array_elements_text(recipients)
      r (address) where r.address ~* '^intro\+[^@]+@[^@]+$' limit 20) a
    cross join lateral (select regexp_match(a.address, '^intro\+([^@]+)@(.+)$') as parts) p
    join public.intro_opportunities i
      on i.intro_email = 'intro+' || private.read_tag(p.parts[1]) || '@' || p.parts[2]
    limit 1;
  return intro;
end
$function$;
comment on function private.intro_of_email(jsonb) is
  'The introduction to whose address an email was sent or copied.';
grant execute on function private.intro_of_email(jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.intro_view(person public.users, id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(private.introduced_view(person, intro_view.id), (
    select jsonb_build_object('about', 'an introduction of ' || concat_ws(', ', i.prospect_name,
        i.prospect_title, i.prospect_company) || coalesce(' to ' || i.innovator_name, ''),
      'bounty_credits', i.bounty_credits, 'until', i.expires_at::date, 'state', case
        when i.status = 'scheduled' and not exists (select from private.intro_sides s
          where s.intro_id = i.id and s.side = 'connector' and s.said is not null)
          then 'is being made; they say when it is'
        when i.status <> 'open' then i.status
        when i.expires_at <= now() then 'expired'
        when i.told_in is null then 'they were not told of it yet'
        else 'waits for their yes or no' end)
    from public.intro_opportunities i
    where i.id = intro_view.id and i.tenant_id = person.tenant_id
      and i.connector_user_id = person.id));
end
$function$;
comment on function private.intro_view(public.users,uuid) is
  'An introduction that they could make: whom, to whom, and what it earns.';
grant execute on function private.intro_view(public.users,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.introduce()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  words text;
begin
  if new.content !~ '\S' or private.is_introduced(new.conversation_id) then
    return new;
  end if;
  words := private.introduction(new.tenant_id);
  if not exists (select from public.messages m where m.conversation_id = new.conversation_id
    and m.direction = 'outbound' and m.status = 'queued_for_send'
    and starts_with(m.content, words)
    -- An answer overtakes these.
    and not (new.purpose = 'reply' and m.purpose = 'proactive')) then
    new.content := words || E'\n' || new.content;
  end if;
  return new;
end
$function$;
comment on function private.introduce() is
  'The first text from a number says whose it is, whoever wrote it and why.';
grant execute on function private.introduce() to service_role;

CREATE OR REPLACE FUNCTION private.introduced_view(person public.users, id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select jsonb_build_object('about', case
        when s.side = 'innovator' and i.status = 'accepted'
          then 'an introduction to ' || private.known_as(p)
        when s.side = 'innovator' then 'an introduction to ' || concat_ws(', ', i.prospect_name,
          i.prospect_title, i.prospect_company)
        else 'an introduction to ' || coalesce(i.innovator_name, 'a company') end,
      'until', i.expires_at::date, 'state', case
        when s.refused_at is not null then 'they said no'
        when i.status = 'accepted' and s.agreed_at is null then 'waits for their yes or no'
        when i.status = 'accepted' then 'waits for the others to agree'
        when i.status = 'scheduled' and s.said is null then 'is being made; they say when it is'
        else i.status end)
    from private.intro_sides s
    join public.intro_opportunities i on i.id = s.intro_id
    left join public.prospects p on p.tenant_id = i.tenant_id and p.id = i.prospect_id
    where s.intro_id = introduced_view.id and s.tenant_id = person.tenant_id
      and s.user_id = person.id and s.side <> 'connector' limit 1);
end
$function$;
comment on function private.introduced_view(public.users,uuid) is
  'An introduction to somebody, for who would be introduced. Who makes it is not told here.';
grant execute on function private.introduced_view(public.users,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.introduction(tenant_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select t.name || ', ' || case t.product
        when 'network' then 'a members'' network by text' when 'coach' then 'a coach by text'
        else 'an assistant by text' end
      || '. I am an AI. At most ' || private.setting('daily_texts_max', t.id)
      || ' texts a day besides answers; msg & data rates may apply. HELP for help, STOP to end.'
    from public.tenants t where t.id = introduction.tenant_id);
end
$function$;
comment on function private.introduction(uuid) is
  'Whose number this is, what it is, that it is an AI, how often it texts, how to get help and how to end it: CTIA Messaging Principles 5.1, and our own promise that an AI says that it is one.';
grant execute on function private.introduction(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.is_awake(person public.users, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(person.last_active_at > at - make_interval(
      mins => private.setting('awake_minutes', person.tenant_id)::integer), false)
    or private.quiet_until(person, at) is null;
end
$function$;
comment on function private.is_awake(public.users,timestamp with time zone) is
  'Whether what somebody has just done is answered now: their quiet hours are none, or they have texted a moment ago. An email may be hours under way.';
grant execute on function private.is_awake(public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.is_between(zones text[], starts time without time zone, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  zone text;
  ahead timestamp := '-infinity';
  behind timestamp := 'infinity';
  since interval;
begin
  foreach zone in array zones loop
    ahead := greatest(ahead, at at time zone zone);
    behind := least(behind, at at time zone zone);
  end loop;
  since := ahead::time - starts;
  if since < interval '0' then
    since := since + interval '24 hours';
  end if;
  return since < ahead - behind;
end
$function$;
comment on function private.is_between(text[],time without time zone,timestamp with time zone) is
  'Whether a span of the day has begun where clocks are furthest ahead and not yet where they are furthest behind: somewhere in between it may be on, though it is at neither end.';
grant execute on function private.is_between(text[],time without time zone,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.is_clock(value jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$';
end
$function$;
comment on function private.is_clock(jsonb) is
  'Whether a JSON value is a time of day, as "21:30".';
grant execute on function private.is_clock(jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.is_in_intro(person public.users, intro public.intro_opportunities)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return intro.connector_user_id = person.id or exists (
    select from private.intro_sides s where s.intro_id = intro.id and s.user_id = person.id);
end
$function$;
comment on function private.is_in_intro(public.users,public.intro_opportunities) is
  'Whether somebody makes an introduction, or is asked to be in it.';
grant execute on function private.is_in_intro(public.users,public.intro_opportunities) to service_role;

CREATE OR REPLACE FUNCTION private.is_introduced(thread_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return exists (select from public.messages m where m.conversation_id = is_introduced.thread_id
    and m.direction = 'outbound' and m.purpose in ('reply', 'proactive')
    and m.status not in ('cancelled', 'failed', 'undelivered', 'queued_for_send'));
end
$function$;
comment on function private.is_introduced(uuid) is
  'Whether a text that said whose number it is has begun to leave in this thread, and may have arrived.';
grant execute on function private.is_introduced(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.is_line(value jsonb, characters_max integer)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  -- Control, bidirectional and tag characters have no place in a name.
  return jsonb_typeof(value) = 'string'
    and length(btrim(value #>> '{}')) between 1 and characters_max
    and value #>> '{}' !~ '[[:cntrl:]\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]'
    and value #>> '{}' !~ '[\U000E0000-\U000E007F]';
end
$function$;
comment on function private.is_line(jsonb,integer) is
  'Whether a JSON value is one line of plain text of 1 to characters_max characters.';
grant execute on function private.is_line(jsonb,integer) to service_role;

CREATE OR REPLACE FUNCTION private.is_outage(outcome text)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return is_outage.outcome in ('timeout', 'network', 'provider', 'rate_limit');
end
$function$;
comment on function private.is_outage(text) is
  'Whether a call failed by its server. A refusal or a wrong request says nothing of its health.';
grant execute on function private.is_outage(text) to service_role;

CREATE OR REPLACE FUNCTION private.is_sent_by(person_id uuid, sender_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return exists (
    with recursive senders as (
      select u.id, u.referred_by, 1 as depth from public.users u where u.id = is_sent_by.person_id
      union all
      select u.id, u.referred_by, s.depth + 1 from senders s
      join public.users u on u.id = s.referred_by
      -- Ends even in a ring that somebody has made by hand.
      where s.depth < 100)
    select from senders s where s.referred_by = is_sent_by.sender_id);
end
$function$;
comment on function private.is_sent_by(uuid,uuid) is
  'Whether somebody was sent by somebody, directly or through others.';
grant execute on function private.is_sent_by(uuid,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.is_taken_over(lane_key text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return starts_with(lane_key, 'conversation:') and exists (
    select from public.conversations c where c.status = 'paused'
      and c.id::text = substr(is_taken_over.lane_key, length('conversation:') + 1));
end
$function$;
comment on function private.is_taken_over(text) is
  'Whether it is a paused conversation''s lane.';
grant execute on function private.is_taken_over(text) to service_role;

CREATE OR REPLACE FUNCTION private.is_text(value jsonb, characters_max integer)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return jsonb_typeof(value) = 'string'
    and length(btrim(value #>> '{}')) between 1 and characters_max
    and replace(value #>> '{}', E'\n', '') !~ '[[:cntrl:]]';
end
$function$;
comment on function private.is_text(jsonb,integer) is
  'Whether a JSON value is text of 1 to characters_max characters; line feeds are allowed in it.';
grant execute on function private.is_text(jsonb,integer) to service_role;

CREATE OR REPLACE FUNCTION private.is_too_far(hop integer)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  -- Hops are counted up to 16: a limit above that would be none.
  return hop > 0 and hop > least(private.setting('hop_max'), 15);
end
$function$;
comment on function private.is_too_far(integer) is
  'Whether agents have woken one another too often.';
grant execute on function private.is_too_far(integer) to service_role;

CREATE OR REPLACE FUNCTION private.is_unsent(message public.messages)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return message.status = 'queued_for_send' or (message.status = 'sending' and not exists (
    select from public.message_parts p where p.message_id = message.id and p.status <> 'queued'));
end
$function$;
comment on function private.is_unsent(public.messages) is
  'Whether nothing of a text out has left: it has not begun, or the carrier has put it off.';
grant execute on function private.is_unsent(public.messages) to service_role;

CREATE OR REPLACE FUNCTION private.item_view(person public.users, type text, id uuid, whole boolean DEFAULT false)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case item_view.type
    when 'solution_workflow' then private.research_view(person, item_view.id)
    when 'own_request' then private.own_request_view(person, item_view.id, whole)
    when 'community_request' then private.asked_view(person, item_view.id)
    when 'intro_opportunity' then private.intro_view(person, item_view.id)
    when 'community_response' then private.response_view(person, item_view.id, false)
    when 'expert_impact_notification' then private.response_view(person, item_view.id, true)
  end;
end
$function$;
comment on function private.item_view(public.users,text,uuid,boolean) is
  'An item in the words that are public to this person; null when it is none of theirs.';
grant execute on function private.item_view(public.users,text,uuid,boolean) to service_role;

CREATE OR REPLACE FUNCTION private.judge(people uuid[], at timestamp with time zone)
 RETURNS TABLE(id uuid, user_id uuid, word text, until timestamp with time zone, newer_id uuid)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  with standing as materialized (select * from private.standing(judge.people, judge.at)),
  facts as (
    select q.id, q.user_id, s, q.priority, q.scheduled_for, q.arrival, newer.id as newer_id,
      case
        when q.expires_at <= judge.at then 'expired'
        when newer.id is not null then 'newer_on_subject'
        when s.refused is not null then s.refused
        when before.broken then 'sequence_broken'
        when q.sequence_paused_at is not null and q.sequence_paused_at <= judge.at
          - make_interval(hours => private.setting('sequence_pause_hours', q.tenant_id)::integer)
          then 'sequence_left'
        when q.look_at > judge.at then 'not_yet'
        when q.priority = 'urgent' then 'urgent'
        when q.sequence_paused_at is not null then 'sequence_paused'
        when not before.through then 'sequence_position'
        else coalesce(s.held, 'may_go')
      end as verdict
    from public.message_queue q
    join standing s on s.user_id = q.user_id
    left join lateral (
      select n.id from public.message_queue n
      where n.user_id = q.user_id and n.subject = q.subject and n.arrival > q.arrival
        and (q.sequence_id is null or n.sequence_id is distinct from q.sequence_id)
        and n.status in ('queued', 'approved', 'sent')
      order by n.arrival desc limit 1) newer on q.subject is not null
    left join lateral (
      select coalesce(bool_or(p.status in ('cancelled', 'expired', 'failed', 'superseded')), false)
          as broken,
        count(*) filter (where p.status = 'sent') = q.sequence_position - 1 as through
      from public.message_queue p
      where p.sequence_id = q.sequence_id and p.sequence_position < q.sequence_position) before
      on q.sequence_id is not null
    where q.tenant_id = s.tenant_id and q.user_id = s.user_id and q.status = 'queued'
  ),
  ranked as (
    select f.*, row_number() over (partition by f.user_id, f.verdict
      order by array_position(array['urgent', 'high', 'medium', 'low'], f.priority),
        f.scheduled_for, f.arrival) as nth
    from facts f where f.verdict <> 'not_yet'
  )
  select r.id, r.user_id, w.word,
    case
      when w.word = (r.s).held then (r.s).held_until
      when w.word in ('sequence_position', 'sequence_paused') then judge.at + interval '1 hour'
      when w.word = 'daily_limit' then (r.s).day_ends_at
      when w.word = 'hourly_limit'
        then coalesce((r.s).hour_free_at, judge.at + interval '1 hour')
    end,
    r.newer_id
  from ranked r
  cross join lateral (select case
      when r.verdict <> 'may_go' then r.verdict
      when r.nth > (r.s).day_left then 'daily_limit'
      when r.nth > (r.s).hour_left then 'hourly_limit'
      else 'go' end as word) w;
end
$function$;
comment on function private.judge(uuid[],timestamp with time zone) is
  'What is to become of each text that waits for one of these people: go, urgent, or one of private.outreach_reasons and, when it is only held, until when. People locked, in a statement before: this one''s snapshot sees what the last one to decide has left.';
grant execute on function private.judge(uuid[],timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.judge_absence(part public.message_parts, deadline_seconds numeric)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  -- The carrier's dates are whole seconds, and its clock is not ours.
  since timestamptz := part.sending_at - interval '5 seconds';
begin
  if part.status <> 'unknown' or coalesce(clock_timestamp() < part.sending_at
    + make_interval(secs => judge_absence.deadline_seconds::double precision + 60), true) then
    -- Its POST may still arrive: what is not in the list yet proves nothing.
    return 'unknown';
  elsif part.attempts > 0 or exists (select from public.messages m
    join public.messages t on t.tenant_id = m.tenant_id and t.user_id = m.user_id
    join public.message_parts p on p.message_id = t.id
    where m.id = part.message_id and p.id <> part.id and p.body = part.body
      and p.sending_at >= since
      and (p.twilio_message_sid is not null or p.status in ('sending', 'unknown'))) then
    return 'abandoned';
  end if;
  return 'absent';
end
$function$;
comment on function private.judge_absence(public.message_parts,numeric) is
  'What it means that the carrier''s list does not have a text: absent (it never left, and may be offered once more), unknown (too early to say), or abandoned: it has been offered again already, or the same words went to the same person meanwhile, and the list has not even those.';
grant execute on function private.judge_absence(public.message_parts,numeric) to service_role;

CREATE OR REPLACE FUNCTION private.judge_email(sought private.email_verifications, person public.users, mail jsonb, at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case
    when person.blocked_at is not null or not person.is_active then 'not_served'
    when mail ->> 'unproved' is not null then 'unproved_sender'
    when mail ->> 'from' is distinct from sought.address then 'other_sender'
    when sought.status = 'used' then 'used'
    when sought.status = 'superseded' or lower(person.email) is distinct from sought.address
      then 'superseded'
    when sought.expires_at <= at then 'expired'
    else 'confirmed'
  end;
end
$function$;
comment on function private.judge_email(private.email_verifications,public.users,jsonb,timestamp with time zone) is
  'What an email to one tag amounts to. Who sent it is looked at first: a stranger learns nothing of a tag.';
grant execute on function private.judge_email(private.email_verifications,public.users,jsonb,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.judge_fate(part public.message_parts, outcome jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  said text := outcome ->> 'kind';
begin
  return case said
    when 'found' then 'accepted'
    when 'absent' then private.judge_absence(part, (outcome ->> 'deadline_seconds')::numeric)
    when 'rejected' then
      case private.error_class((outcome ->> 'error_code')::integer, 'rejected')
        when 'ambiguous' then 'unknown'
        -- It was not processed, and the reason will pass: nothing is lost by waiting for that.
        when 'later' then 'later' when 'sender' then 'later' when 'loop' then 'later'
        else 'rejected' end
    else said end;
end
$function$;
comment on function private.judge_fate(public.message_parts,jsonb) is
  'As what an outcome is taken, after all that is known here. The part is locked.';
grant execute on function private.judge_fate(public.message_parts,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.judge_intro_email(intro public.intro_opportunities, mail jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  connector public.users;
  innovator public.users;
  others jsonb := coalesce(mail -> 'recipients', '[]') || coalesce(mail -> 'copied', '[]');
begin
  select * into connector from public.users u where u.id = intro.connector_user_id;
  select u.* into innovator from public.innovators n join public.users u on u.id = n.user_id
    where n.tenant_id = intro.tenant_id and n.id = intro.innovator_id;
  return case
    when mail ->> 'unproved' is not null then 'unproved_sender'
    when innovator.email_verified and mail ->> 'from' = lower(innovator.email) then 'introduced'
    when not connector.email_verified or mail ->> 'from' is distinct from lower(connector.email)
      then 'other_sender'
    when innovator.email is null or not others ? lower(innovator.email)
      or not exists (select from jsonb_array_elements_text(others) o (address)
        where o.address <> all (array[lower(innovator.email), lower(connector.email)])
          and o.address !~ '^intro\+') then 'not_both'
    else 'introduced' end;
end
$function$;
comment on function private.judge_intro_email(public.intro_opportunities,jsonb) is
  'What an email to an introduction''s address amounts to: it introduces when its innovator writes it, or its connector does to the innovator and somebody else.';
grant execute on function private.judge_intro_email(public.intro_opportunities,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.judge_session(purchase public.credit_purchases, event jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  type constant text := event ->> 'type';
  paid constant boolean := type = 'checkout.session.async_payment_succeeded'
    or (type = 'checkout.session.completed' and event ->> 'payment_status' = 'paid');
begin
  return case
    -- Nobody was given that link. Before we have heard which is ours, the first is.
    when event ->> 'session' is distinct from purchase.stripe_session
      and purchase.stripe_session is not null then 'other_session'
    when paid and ((event ->> 'amount_cents')::integer is distinct from purchase.price_cents
      or event ->> 'currency' is distinct from purchase.currency) then 'other_amount'
    when paid then case when purchase.status = 'paid' then 'nothing_new' else 'booked' end
    when type = 'checkout.session.completed'
      then case when purchase.status in ('asked', 'open') then 'processing' else 'nothing_new' end
    when type = 'checkout.session.async_payment_failed'
      then case when purchase.status in ('asked', 'open', 'processing') then 'failed'
        else 'nothing_new' end
    when type = 'checkout.session.expired'
      then case when purchase.status in ('asked', 'open') then 'expired' else 'nothing_new' end
    else 'nothing_new'
  end;
end
$function$;
comment on function private.judge_session(public.credit_purchases,jsonb) is
  'What a checkout''s event means for its purchase. That it is paid is never taken back by what comes late.';
grant execute on function private.judge_session(public.credit_purchases,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.judgement_fault(judgement jsonb, handles jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case
    when jsonb_typeof(judgement) is distinct from 'object' then 'the judgement is an object'
    when judgement - array['good_enough', 'recommendation', 'picks', 'why'] <> '{}'
      then 'the judgement has a field that does not exist'
    when jsonb_typeof(judgement -> 'good_enough') is distinct from 'boolean'
      then 'good_enough is true or false'
    when not coalesce(private.is_text(judgement -> 'recommendation', 1200), false)
      then 'recommendation has 1 to 1200 characters'
    when not coalesce(private.is_line(judgement -> 'why', 300), false)
      then 'why is a line of 1 to 300 characters'
    when jsonb_typeof(judgement -> 'picks') is distinct from 'array'
      or exists (select from jsonb_array_elements_text(judgement -> 'picks') p (handle)
        where handles -> p.handle is null) then 'picks are handles of this turn' end;
end
$function$;
comment on function private.judgement_fault(jsonb,jsonb) is
  'What is wrong with a judgement of what was found.';
grant execute on function private.judgement_fault(jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.keep_expert_words()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  delete from private.expert_words w where w.user_id = new.id
    and not exists (select from private.words_of(new) k where k.stem = w.stem);
  insert into private.expert_words as w (user_id, stem, tenant_id, weight, standing)
    select new.id, k.stem, new.tenant_id, k.weight, private.standing_of(new.id)
    from private.words_of(new) k
    on conflict (user_id, stem) do update set weight = excluded.weight
    where w.weight <> excluded.weight;
  return null;
end
$function$;
comment on function private.keep_expert_words() is
  'Somebody may be asked now, or not any more, or about something else.';
grant execute on function private.keep_expert_words() to service_role;

CREATE OR REPLACE FUNCTION private.keep_lane()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception 'a task stays in its lane' using errcode = 'restrict_violation';
end
$function$;
comment on function private.keep_lane() is
  'A lane finds its new tasks by its name: one moved before it had its place would never be found.';
grant execute on function private.keep_lane() to service_role;

CREATE OR REPLACE FUNCTION private.keep_standings(people uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- In one order: two questions may be put to the same experts at once.
  perform 1 from private.expert_words w where w.user_id = any (keep_standings.people)
    order by w.user_id, w.stem for no key update;
  update private.expert_words w set standing = s.standing
  from (select p, private.standing_of(p) as standing from unnest(keep_standings.people) p) s
  where w.user_id = s.p and w.standing <> s.standing;
end
$function$;
comment on function private.keep_standings(uuid[]) is
  'These people were asked, or their answers judged: their standing follows.';
grant execute on function private.keep_standings(uuid[]) to service_role;

CREATE OR REPLACE FUNCTION private.keep_to_edges()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not exists (select from private.intro_edges e
    where e.from_status = old.status and e.to_status = new.status) then
    raise exception 'an introduction does not go from % to %', old.status, new.status
      using errcode = 'check_violation', hint = 'private.intro_edges has where it may go.';
  end if;
  return new;
end
$function$;
comment on function private.keep_to_edges() is
  'An introduction moves along the edges of private.intro_edges, whoever moves it.';
grant execute on function private.keep_to_edges() to service_role;

CREATE OR REPLACE FUNCTION private.keep_to_solution_edges()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if private.place_of(old) <> private.place_of(new) and not exists (
    select from private.solution_edges e
    where e.from_place = private.place_of(old) and e.to_place = private.place_of(new)) then
    raise exception 'research does not go from % to %', private.place_of(old),
      private.place_of(new)
      using errcode = 'check_violation', hint = 'private.solution_edges has where it may go.';
  end if;
  return new;
end
$function$;
comment on function private.keep_to_solution_edges() is
  'Research moves along private.solution_edges, whoever moves it.';
grant execute on function private.keep_to_solution_edges() to service_role;

CREATE OR REPLACE FUNCTION private.kept_content(tenant_id uuid, content jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case when jsonb_typeof(content) = 'object' and octet_length(content::text) <= 100000
    and private.setting('log_content', kept_content.tenant_id) = 1 then content end;
end
$function$;
comment on function private.kept_content(uuid,jsonb) is
  'What was redacted where it was said; nothing, unless the tenant wants it kept.';
grant execute on function private.kept_content(uuid,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.known_as(prospect public.prospects)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case when prospect.upload_source = 'api'
    then 'a member who looks for ' || coalesce(array_to_string(
      prospect.target_solution_categories, ', '), 'what you offer')
    else nullif(concat_ws(', ',
      nullif(concat_ws(' ', prospect.first_name, prospect.last_name), ''), prospect.title,
      prospect.company), '') end;
end
$function$;
comment on function private.known_as(public.prospects) is
  'How an innovator hears of a prospect before they have agreed to meet: as they were brought, and of a member who was found for them only what that one looks for.';
grant execute on function private.known_as(public.prospects) to service_role;

CREATE OR REPLACE FUNCTION private.lane_head(lane_key text)
 RETURNS TABLE(due timestamp with time zone, function_name text, priority integer)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  wall bigint;
  first public.agent_tasks;
begin
  -- Behind a task that was put back nothing may pass; before it, and without one, the earliest
  -- may go, whatever its number: a follow-up for tomorrow does not hold up today's reply.
  select t.seq into wall from public.agent_tasks t
    where t.lane_key = lane_head.lane_key and t.status = 'pending' and t.blocking
    order by t.seq limit 1;
  select * into first from public.agent_tasks t
    where t.lane_key = lane_head.lane_key and t.status = 'pending' and t.seq is not null
      and (wall is null or t.seq <= wall)
    order by t.scheduled_for, t.seq limit 1;
  if first.scheduled_for <= now() then
    -- Of those that are due the first in the lane, as the claim takes them.
    select * into first from public.agent_tasks t
      where t.lane_key = lane_head.lane_key and t.status = 'pending' and t.seq is not null
        and (wall is null or t.seq <= wall) and t.scheduled_for <= now()
      order by t.seq limit 1;
  end if;
  if first.id is null then
    return;
  end if;
  return query
  select first.scheduled_for, coalesce(k.function_name,
      (select private.agent_of(u) from public.users u where u.id = first.user_id)),
    array_position(array['urgent', 'high', 'medium', 'low'], first.priority) - 1
  from private.task_types k where k.task_type = first.task_type;
end
$function$;
comment on function private.lane_head(text) is
  'When a lane''s next task may run, on which function, and how urgently; no row when none waits.';
grant execute on function private.lane_head(text) to service_role;

CREATE OR REPLACE FUNCTION private.lane_out(message public.messages)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  -- A crisis waits behind nothing.
  return case message.purpose when 'urgent' then 'urgent:' else 'send:' end
    || message.conversation_id;
end
$function$;
comment on function private.lane_out(public.messages) is
  'The lane in which a text out waits.';
grant execute on function private.lane_out(public.messages) to service_role;

CREATE OR REPLACE FUNCTION private.last_look(task public.agent_tasks, person public.users, thread public.conversations, message public.messages, part jsonb, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  barred jsonb := private.bar(person, thread, message, part, at);
  seconds numeric;
begin
  -- What has begun goes on to its end; only what bars everybody, and the night, stops it half way.
  -- What the carrier put off has not begun: it waits for its night as it did before.
  if barred is null and message.purpose = 'proactive' then
    barred := case
      when private.is_unsent(message) then private.proactive_bar(person, message, at)
      -- A pause, or an outage, has held up the rest of it until night.
      when private.quiet_until(person, at, private.heeds_own_hours(person, at)) is not null
        then '{"stop": "expired"}'::jsonb end;
  end if;
  if barred is null and message.status = 'queued_for_send' then
    -- Whoever waits for tomorrow takes up none of the number's pace today.
    barred := private.capped(person, message, at);
  end if;
  if barred is null then
    seconds := private.book_pace(task, message, thread.sender_id, part, at);
    if seconds > 0 then
      barred := jsonb_build_object('wait', 'pace', 'seconds', round(seconds, 3));
    end if;
  end if;
  if barred is null and message.status = 'queued_for_send' then
    -- Last, and under the lock: what waits, or goes back, has cost nothing.
    barred := private.spend(person, message, at);
  end if;
  return barred;
end
$function$;
comment on function private.last_look(public.agent_tasks,public.users,public.conversations,public.messages,jsonb,timestamp with time zone) is
  'Why a part may not leave now, as private.bar has it, or null; then its segments are booked, and its text is counted.';
grant execute on function private.last_look(public.agent_tasks,public.users,public.conversations,public.messages,jsonb,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.lease_idle_lane(lane_key text, function_name text, at timestamp with time zone)
 RETURNS private.leases
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  lane private.lanes;
  lease private.leases;
begin
  -- With the other lanes that this transaction has brought tasks, in key order.
  perform private.lock_lanes(array[lease_idle_lane.lane_key]);
  select * into lane from private.lanes l where l.lane_key = lease_idle_lane.lane_key;
  if lane.lease_token is not null or lane.paused_at is not null
    or private.next_turn_at(lane.turns_at, lane.tenant_id) > lease_idle_lane.at
    or coalesce(private.leases_free(lease_idle_lane.function_name), 0) <= 0
    or exists (select from public.tenants n
      where n.id = lane.tenant_id and n.paused_at is not null)
    or exists (select from public.agent_tasks t
      where t.lane_key = lane.lane_key and t.status = 'pending' and t.seq is not null
        and (t.blocking or t.task_type = 'reply' or t.scheduled_for <= lease_idle_lane.at)) then
    return null;
  end if;
  update public.agent_tasks t set scheduled_for = lease_idle_lane.at,
    -- What its reader has seen stands: a newer message is answered after it, not with it.
    rerun_count = 1
    where t.lane_key = lane.lane_key and t.seq is null;
  perform private.place_arrivals(array[lane.lane_key]);
  insert into private.leases
      (lane_key, tenant_id, function_name, streamed, claimed_at, expires_at)
    values (lane.lane_key, lane.tenant_id, lease_idle_lane.function_name, true, clock_timestamp(),
      clock_timestamp() + make_interval(secs => private.setting('lease_seconds')::double precision))
    returning * into lease;
  update private.lanes l set lease_token = lease.token, due = null,
    turns_at = private.turns_with(l.turns_at, lease_idle_lane.at, l.tenant_id)
    where l.lane_key = lane.lane_key;
  return lease;
end
$function$;
comment on function private.lease_idle_lane(text,text,timestamp with time zone) is
  'Leases a lane in which nothing waits to whoever has just brought it its task; null: it is busy. The task is numbered now and not at the commit, so that it can be taken: nobody is rung.';
grant execute on function private.lease_idle_lane(text,text,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.lease_lanes(function_name text, lanes_max integer, at timestamp with time zone)
 RETURNS SETOF private.leases
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  room integer := lease_lanes.lanes_max;
  cap integer;
  chosen text[];
begin
  select f.leases_max into cap from private.functions f
    where f.name = lease_lanes.function_name and f.paused_at is null;
  if not found then
    return;
  elsif cap is not null then
    -- One claimer at a time counts, and sees what the one before has leased, or a pause.
    perform 1 from private.functions f
      where f.name = lease_lanes.function_name and f.paused_at is null for no key update;
    if not found then
      return;
    end if;
    room := least(room, private.leases_free(lease_lanes.function_name));
  end if;
  if room <= 0 then
    return;
  end if;
  -- More than are wanted, since another claimer may have some of them locked by now. As an array:
  -- of a function the planner expects a thousand rows, and would read every lane there is.
  chosen := array(select private.due_lanes(lease_lanes.function_name, room + 8, at));
  return query
  with locked as (
    select l.lane_key, l.tenant_id
    from unnest(chosen) with ordinality c (lane_key, nth) join private.lanes l using (lane_key)
    where l.due <= lease_lanes.at and l.function_name = lease_lanes.function_name
    order by c.nth limit room for no key update of l skip locked
  ),
  leased as (
    insert into private.leases (lane_key, tenant_id, function_name, claimed_at, expires_at)
    select k.lane_key, k.tenant_id, lease_lanes.function_name, clock_timestamp(),
      clock_timestamp() + make_interval(secs => private.setting('lease_seconds')::double precision)
    from locked k
    returning *
  ),
  marked as (
    update private.lanes l set lease_token = s.token, due = null,
      turns_at = case when starts_with(l.lane_key, 'conversation:')
        then private.turns_with(l.turns_at, lease_lanes.at, l.tenant_id) else l.turns_at end
    from leased s where l.lane_key = s.lane_key
    returning l.lane_key
  )
  select s.* from leased s join marked using (lane_key);
end
$function$;
comment on function private.lease_lanes(text,integer,timestamp with time zone) is
  'First statement of a claim: due lanes are locked (never waited for) and leased.';
grant execute on function private.lease_lanes(text,integer,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.leases_free(function_name text)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select case when f.leases_max is null then 1000 else f.leases_max - (
      select count(*)::integer from private.leases l
      -- One that the sweep has set aside is nobody's work.
      where l.function_name = f.name and l.expires_at <> 'infinity') end
    from private.functions f
    where f.name = leases_free.function_name and f.paused_at is null);
end
$function$;
comment on function private.leases_free(text) is
  'How many lanes more this function may work on now; null when it is paused, or there is none.';
grant execute on function private.leases_free(text) to service_role;

CREATE OR REPLACE FUNCTION private.leave_number(tenant_id uuid, phone_number text, said_so boolean, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  former public.users;
begin
  update public.users u set phone_number = null,
    is_active = u.auth_id is not null or u.email_verified
  where u.tenant_id = leave_number.tenant_id and u.phone_number = leave_number.phone_number
    -- Who was made inactive stays so; who has never texted has not fallen silent.
    and u.is_active and (
      u.last_active_at < leave_number.at - make_interval(
        days => private.setting('phone_identity_days', leave_number.tenant_id)::integer)
      -- Of somebody who is nobody yet there is nothing to keep from who writes now; and a block is
      -- not left behind by saying so.
      or (leave_number.said_so and u.blocked_at is null and num_nonnulls(u.first_name,
        u.last_name, u.company, u.title, u.email, u.auth_id) > 0))
  returning * into former;
  if former.opted_out_at is not null then
    -- Twilio's block is on the number, whoever has it now.
    insert into public.users (tenant_id, phone_number, poc_agent_type)
      values (former.tenant_id, leave_number.phone_number, former.poc_agent_type);
    insert into public.consent_events (tenant_id, user_id, kind, source)
      select u.tenant_id, u.id, 'opt_out', 'carrier' from public.users u
      where u.tenant_id = former.tenant_id and u.phone_number = leave_number.phone_number;
  end if;
end
$function$;
comment on function private.leave_number(uuid,text,boolean,timestamp with time zone) is
  'A number that was silent for phone_identity_days may have a new owner, and has one when who texts says so: who had it keeps all but the number, and who texts now is somebody new; docs/decisions/0009.';
grant execute on function private.leave_number(uuid,text,boolean,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.let_go(at timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  wanted uuid[] := array(select distinct r.user_id from private.releasable(let_go.at) r);
  people uuid[] := array(select u.id from public.users u where u.id = any (wanted)
    order by u.id for no key update skip locked);
  gone bigint;
begin
  -- Their threads in one order: a text numbers itself under its thread's lock.
  perform 1 from public.conversations c where c.id in (
      select q.conversation_context_id from public.message_queue q
      where q.user_id = any (people) and q.status = 'approved' and q.delivered_message_id is null)
    order by c.id for no key update;
  with ready as materialized (
    select r.* from private.releasable(let_go.at) r where r.user_id = any (people)
  ),
  gone as materialized (
    select r.sender_id, r.seconds, private.let_text_go(r.q, let_go.at) from (
      select r.*, f.q from ready r
      -- Each by its key alone, as no other index is asked for; in the order in which they leave.
      cross join lateral (select q from public.message_queue q where q.id = r.id offset 0) f
      where (f.q).status = 'approved' and (f.q).delivered_message_id is null
      order by r.nth, r.id offset 0) r
  ),
  paced as (
    insert into private.sender_pace as p (sender_id, let_go_until)
      select g.sender_id, let_go.at + make_interval(secs => sum(g.seconds)::double precision)
      from gone g group by 1 order by 1
      on conflict on constraint sender_pace_pkey do update set
        let_go_until = greatest(p.let_go_until, let_go.at) + (excluded.let_go_until - let_go.at)
  )
  select count(*) into gone from gone;
  return gone;
end
$function$;
comment on function private.let_go(timestamp with time zone) is
  'Puts approved texts on their way; how many. What is to be composed goes to the person''s agent.';
grant execute on function private.let_go(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.let_text_go(text public.message_queue, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if text.conversation_context_id is null then
    -- Its thread was deleted: it finds another, or none.
    perform private.put_back(text, 'no_sender', at);
    return;
  elsif text.priority = 'urgent' then
    insert into public.events
      (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id, created_by)
    values (text.tenant_id, 'outreach.rules_bypassed', text.id, 'queue_message',
      jsonb_build_object('queue_message_id', text.id, 'user_id', text.user_id, 'rules',
        (select array_remove(array[s.held, case when s.hour_left <= 0 then 'hourly_limit' end,
          case when s.day_left <= 0 then 'daily_limit' end], null)
          from private.standing(array[text.user_id], at) s)),
      text.trace_id, text.agent_id);
  end if;
  if text.final_message ~ '\S' and not text.requires_fresh_context then
    perform private.say(text, text.final_message);
    return;
  end if;
  insert into public.agent_tasks
    (tenant_id, task_type, agent_type, user_id, context_id, context_type, scheduled_for, priority,
     max_retries, context_json, created_by, dedupe_key, trace_id)
  select text.tenant_id, k.task_type, k.agent_type, text.user_id, text.id, 'queue_message', at,
    k.priority, k.max_retries, jsonb_build_object('queue_message_id', text.id,
      'conversation_id', text.conversation_context_id), text.agent_id, text.id, text.trace_id
  from private.task_types k where k.task_type = 'compose_outreach';
  update public.message_queue q set status_reason = 'being_composed' where q.id = text.id;
end
$function$;
comment on function private.let_text_go(public.message_queue,timestamp with time zone) is
  'Puts one approved text on its way, or has it put into words first. An urgent one says which rules did not hold it up. Its person locked.';
grant execute on function private.let_text_go(public.message_queue,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.letters_of(words text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return regexp_replace(lower(words), '[^[:alnum:]]+', '', 'g');
end
$function$;
comment on function private.letters_of(text) is
  'Letters and digits alone: what two spellings of one text have in common.';
grant execute on function private.letters_of(text) to service_role;

CREATE OR REPLACE FUNCTION private.lift_pauses(at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  lifted integer;
begin
  with over as (
    -- Never waited for: whoever has one of them may wait for a lane that the sweep holds.
    select s.id from public.senders s where s.paused_until <= lift_pauses.at
    for no key update skip locked
  )
  update public.senders s set paused_at = null, paused_reason = null, paused_until = null
    from over o where s.id = o.id;
  get diagnostics lifted = row_count;
  return lifted;
end
$function$;
comment on function private.lift_pauses(timestamp with time zone) is
  'Resumes the senders whose pause is over. Nobody needs to be rung: a lane is claimed and put back while its sender is paused, and so looks again by itself.';
grant execute on function private.lift_pauses(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.lift_unreachable(person_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.users u set unreachable_at = null, unreachable_until = null,
    unreachable_code = null
  where u.id = lift_unreachable.person_id and exists (select from private.carrier_errors e
    where e.code = u.unreachable_code and e.lifted_by = 'person');
end
$function$;
comment on function private.lift_unreachable(uuid) is
  'Who texts can be texted, unless the code was of another kind. The person''s row is locked.';
grant execute on function private.lift_unreachable(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.link_sign_in()
 RETURNS TABLE(tenant_id uuid, user_id uuid, role text)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with proved as (
    select a.id,
      case when a.email_confirmed_at is not null then lower(a.email) end as email,
      case when a.phone_confirmed_at is not null then '+' || ltrim(a.phone, '+') end as phone
    from auth.users a where a.id = (select auth.uid())
      -- An identity provider asserts whatever address it likes.
      and not coalesce(a.is_sso_user, false) and not coalesce(a.is_anonymous, false)
      and a.deleted_at is null and coalesce(a.banned_until <= now(), true)
  ),
  found as (
    -- An email before a number, since numbers change hands; one user a tenant.
    select distinct on (u.tenant_id) u.id
    from public.users u join proved p
      on (u.email_verified and lower(u.email) = p.email)
      or (u.phone_number = p.phone and u.last_active_at > now()
        - make_interval(days => private.setting('phone_identity_days', u.tenant_id)::integer))
    where u.auth_id is null and u.is_active
      and not exists (select from public.users o
        where o.tenant_id = u.tenant_id and o.auth_id = p.id)
    order by u.tenant_id, (u.email_verified and lower(u.email) = p.email) desc nulls last,
      u.last_active_at desc nulls last, u.id
  ),
  ours as (
    select u.id from public.users u where u.id in (select f.id from found f)
    order by u.id for update
  ),
  members as (
    update public.users u set auth_id = (select p.id from proved p)
    from ours o where u.id = o.id and u.auth_id is null
    returning u.tenant_id, u.id
  ),
  colleagues as (
    update public.operators o set auth_id = p.id
    from proved p where o.auth_id is null and o.email = p.email
      and not exists (select from public.operators t
        where t.tenant_id = o.tenant_id and t.auth_id = p.id)
    returning o.tenant_id, o.role
  )
  select m.tenant_id, m.id, 'member' from members m
  union all
  select c.tenant_id, null, c.role from colleagues c
$function$;
comment on function private.link_sign_in() is
  'Definer: it reads the sign-in''s own row of auth.users. What is proved is what Auth confirmed.';
grant execute on function private.link_sign_in() to authenticated;
grant execute on function private.link_sign_in() to service_role;

CREATE OR REPLACE FUNCTION private.local_day(person public.users, at timestamp with time zone)
 RETURNS date
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (at at time zone private.day_zone(person))::date;
end
$function$;
comment on function private.local_day(public.users,timestamp with time zone) is
  'The day that it is for somebody.';
grant execute on function private.local_day(public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.lock_breaker(model text)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  return pg_try_advisory_xact_lock(hashtext('breaker'), hashtext(lock_breaker.model));
end
$function$;
comment on function private.lock_breaker(text) is
  'Whoever changes a breaker holds this, and nobody waits for it: who comes second leaves it to the first. So a claim, which holds lanes, and a finish, which wants them, may both be here.';
grant execute on function private.lock_breaker(text) to service_role;

CREATE OR REPLACE FUNCTION private.lock_budget(tenant_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform pg_advisory_xact_lock(hashtext('budget'), private.budget_order(lock_budget.tenant_id));
end
$function$;
comment on function private.lock_budget(uuid) is
  'One reserves at a time for a tenant. Taken last, by claim and step alone; whoever holds it waits for no row, and who settles a call does not need it: docs/decisions/0017.';
grant execute on function private.lock_budget(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.lock_counterparts(turns jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  intros uuid[];
  people uuid[];
begin
  -- Asked of every turn that ends, so by its words alone at first.
  if not turns @? '$[*].actions[*] ? (@.type == "advance_introduction"
      || @.type == "answer_introduction")' then
    return;
  end if;
  select array_agg(distinct t.user_id), array_agg(distinct case t.task_type
      when 'advance_introduction' then t.context_id
      else private.named_id(l.handles, a.value -> 'input' ->> 'handle', 'intro_opportunity') end)
    into people, intros
    from jsonb_array_elements(turns) e (value)
    join private.leases l on l.token = (e.value ->> 'lease')::uuid
    join public.agent_tasks t on t.lease_token = l.token and t.status = 'processing'
    left join lateral jsonb_array_elements(case jsonb_typeof(e.value -> 'actions')
      when 'array' then e.value -> 'actions' end) a (value) on true;
  people := people || private.parties_of(intros);
  perform 1 from public.users u where u.id = any (people) order by u.id for no key update;
end
$function$;
comment on function private.lock_counterparts(jsonb) is
  'Before any turn of a call locks its own person: everybody whom its turns may pay or charge, and their persons with them, in key order.';
grant execute on function private.lock_counterparts(jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.lock_lanes(lane_keys text[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  -- With those that are still to be settled: a second lock would come out of order.
  wanted text[] := lock_lanes.lane_keys || private.arrivals();
begin
  perform private.make_lanes(wanted);
  perform 1 from private.lanes l where l.lane_key = any (wanted)
    order by l.lane_key for no key update;
end
$function$;
comment on function private.lock_lanes(text[]) is
  'Takes lanes, and those of this transaction''s new tasks, in key order. Lanes come after users, conversations and messages; only bells follow.';
grant execute on function private.lock_lanes(text[]) to service_role;

CREATE OR REPLACE FUNCTION private.lock_matter(task public.agent_tasks)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform 1 from public.users u where u.id = task.user_id for no key update;
  perform 1 from public.conversations c
    where c.id = (task.context_json ->> 'conversation_id')::uuid for no key update;
  perform 1 from public.messages m
    where case task.task_type
      when 'reply' then m.conversation_id = (task.context_json ->> 'conversation_id')::uuid
        and m.direction = 'inbound' and m.task_id is null and m.unanswered_reason is null
      when 'send_sms' then m.id = (task.context_json ->> 'message_id')::uuid end
    order by m.position for no key update;
end
$function$;
comment on function private.lock_matter(public.agent_tasks) is
  'What a task is about, in the lock order: its person, their thread, the texts it would end.';
grant execute on function private.lock_matter(public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.lock_people(sought private.email_verifications)
 RETURNS public.users
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  person public.users;
  wanted uuid[];
begin
  -- Looked at, locked in key order, and looked at again.
  for look in 1..2 loop
    select * into strict person from public.users u where u.id = sought.user_id;
    if look = 2 and not private.people_of(person, sought.address) <@ wanted then
      raise exception 'whom an email is about has changed' using errcode = 'serialization_failure';
    end if;
    exit when look = 2;
    wanted := private.people_of(person, sought.address);
    perform 1 from public.users u where u.id = any (wanted) order by u.id for no key update;
  end loop;
  return person;
end
$function$;
comment on function private.lock_people(private.email_verifications) is
  'Locks whom an email may change, and returns its person. Who they are may change while it waits: then it says so, and the caller begins anew.';
grant execute on function private.lock_people(private.email_verifications) to service_role;

CREATE OR REPLACE FUNCTION private.lock_person(part_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform 1 from public.users u where u.id = (select m.user_id from public.message_parts p
    join public.messages m on m.id = p.message_id where p.id = lock_person.part_id)
    for no key update;
end
$function$;
comment on function private.lock_person(uuid) is
  'Takes the row of whom a part is for.';
grant execute on function private.lock_person(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.lock_texts(tasks public.agent_tasks[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform 1 from public.messages m
    where m.id in (select (t.context_json ->> 'message_id')::uuid from unnest(tasks) t
      where t.task_type = 'send_sms')
    order by m.conversation_id, m.position for no key update;
end
$function$;
comment on function private.lock_texts(public.agent_tasks[]) is
  'Whoever ends a turn of the sender waits for the carrier''s news of its texts, and sees it.';
grant execute on function private.lock_texts(public.agent_tasks[]) to service_role;

CREATE OR REPLACE FUNCTION private.look_again(user_id uuid, reasons text[], at timestamp with time zone DEFAULT now())
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.message_queue q set look_at = look_again.at
  from (
    select w.id from public.message_queue w
    where w.user_id = look_again.user_id and w.tenant_id = (select u.tenant_id
        from public.users u where u.id = look_again.user_id)
      and w.status = 'queued' and w.status_reason = any (look_again.reasons)
      and w.look_at > look_again.at
    -- The carrier's news comes without its person's lock: it waits for nobody who decides.
    order by w.id for no key update skip locked) waiting
  where q.id = waiting.id;
end
$function$;
comment on function private.look_again(uuid,text[],timestamp with time zone) is
  'What held these texts up has changed: the orchestrator looks at them again.';
grant execute on function private.look_again(uuid,text[],timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.look_at_all_again()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.look_again(new.id, array['quiet_hours', 'morning', 'muted', 'daily_limit',
    'hourly_limit', 'unreachable']);
  -- A new zone, or other hours: the moment that the old ones gave them is none of theirs.
  update public.user_message_budget b set not_before = null
    where b.user_id = new.id and b.not_before > now();
  return null;
end
$function$;
comment on function private.look_at_all_again() is
  'A person''s zone, hours, limits or wishes have changed: what they held up is decided anew.';
grant execute on function private.look_at_all_again() to service_role;

CREATE OR REPLACE FUNCTION private.look_at_heads(lane_keys text[], ended text[], careful boolean, ring boolean, soon timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update private.lanes l set
    lease_token = case when not k.ended then l.lease_token end,
    careful = case when k.ended then coalesce(look_at_heads.careful, l.careful)
      else l.careful end,
    function_name = head.function_name, priority = head.priority,
    -- Who was served goes behind those who wait; its own order is by number.
    due = case when l.paused_at is not null then null
      when k.ended and head.due is not null then greatest(head.due, now())
      else head.due end,
    -- A drain waits for what is due soon; the sweep rings for the rest when its time comes.
    rung_at = case when look_at_heads.ring and head.due <= look_at_heads.soon then now() end
  from (select lane_key, lane_key = any (look_at_heads.ended) as ended
    from unnest(look_at_heads.lane_keys) lane_key) k
  join private.lanes paced using (lane_key)
  left join lateral (
    select h.function_name, h.priority, case when cardinality(paced.turns_at) < 2 then h.due
      else greatest(h.due,
        private.next_turn_at(paced.turns_at, paced.tenant_id, paced.due)) end as due
    from private.lane_head(k.lane_key) h) head on true
  where l.lane_key = k.lane_key and (k.ended or (l.lease_token is null and l.paused_at is null
    and (l.due, l.function_name, l.priority)
      is distinct from (head.due, head.function_name, head.priority)));
end
$function$;
comment on function private.look_at_heads(text[],text[],boolean,boolean,timestamp with time zone) is
  'Recomputes due, function and priority of lanes from their heads, and takes the lease from those that ended, in one write. Lanes locked.';
grant execute on function private.look_at_heads(text[],text[],boolean,boolean,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.loop_context(lease private.leases, task public.agent_tasks)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  request public.community_requests;
  variant public.agent_instances;
  answers jsonb;
begin
  select * into request from public.community_requests r
    where r.id = (task.context_json ->> 'request_id')::uuid;
  variant := private.instance_of('agent-of-humans', task.tenant_id, task.user_id);
  select coalesce(jsonb_agg(jsonb_build_object('handle', 'r' || n.nth, 'id', n.id,
      'answer', private.without_contacts(n.response_text), 'usefulness', n.usefulness_score)
      order by n.nth), '[]') into answers
    from (select s.*, row_number() over (order by s.usefulness_score desc nulls last, s.created_at)
        as nth
      from public.community_responses s
      where s.tenant_id = request.tenant_id and s.request_id = request.id
        and s.verdict is distinct from 'off_topic' and s.verdict is distinct from 'off_topic_again'
      order by nth limit 10) n;
  update private.leases l set handles = coalesce((
      select jsonb_object_agg(a.value ->> 'handle', jsonb_build_object(
        'type', 'community_response', 'id', a.value -> 'id'))
      from jsonb_array_elements(answers) a (value)), '{}')
    where l.token = lease.token;
  return jsonb_build_object('kind', 'loop', 'agent_type', 'agent-of-humans',
      'user', jsonb_build_object('id', task.user_id), 'question', request.question,
      'answers', (select coalesce(jsonb_agg(a.value - 'id'), '[]')
        from jsonb_array_elements(answers) a (value)))
    || case when answers <> '[]' and request.closed_loop_at is null
      then jsonb_build_object('instance', private.instance_view(variant)) else '{}' end;
end
$function$;
comment on function private.loop_context(private.leases,public.agent_tasks) is
  'Context of closing a loop: the question and its answers, under handles, without who gave them. Of none there is nothing to ask the model.';
grant execute on function private.loop_context(private.leases,public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.make_lanes(lane_keys text[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if exists (select from unnest(make_lanes.lane_keys) k (lane_key)
    where not exists (select from private.lanes l where l.lane_key = k.lane_key)) then
    insert into private.lanes (lane_key, tenant_id)
      select distinct on (t.lane_key) t.lane_key, t.tenant_id
      from public.agent_tasks t
      where t.seq is null and t.lane_key = any (make_lanes.lane_keys)
      order by t.lane_key
      on conflict do nothing;
  end if;
end
$function$;
comment on function private.make_lanes(text[]) is
  'Lanes for new tasks, where there are none yet.';
grant execute on function private.make_lanes(text[]) to service_role;

CREATE OR REPLACE FUNCTION private.make_month(parent text, month date)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
AS $function$
declare
  partition text := parent || to_char(month, '_YYYY_MM');
  bounds text := format('for values from (%L) to (%L)',
    month::timestamptz, (month + interval '1 month')::timestamptz);
  strays bigint;
begin
  if to_regclass(format('private.%I_default', parent)) is not null then
    -- What came before its month was made waits in the default, and would forbid it. Both are
    -- locked at once: a lock that grows waits for somebody who waits for it.
    execute format('lock table public.%I, private.%I_default in access exclusive mode',
      parent, parent);
    execute format(
      'create table private.%I (like public.%I including defaults including constraints)',
      partition, parent);
    execute format('with moved as (
        delete from private.%I_default where created_at >= %L and created_at < %L returning *)
      insert into private.%I select * from moved', parent,
      month::timestamptz, (month + interval '1 month')::timestamptz, partition);
    get diagnostics strays = row_count;
    if strays > 0 then
      raise notice '% rows of % had come before their month', strays, partition;
    end if;
    execute format('alter table public.%I attach partition private.%I %s',
      parent, partition, bounds);
  else
    execute format('create table private.%I partition of public.%I %s',
      partition, parent, bounds);
  end if;
  -- To be written by its parent's grants alone: past it they would not hold.
  execute format('revoke insert, update, delete on private.%I from service_role', partition);
end
$function$;
comment on function private.make_month(text,date) is
  'One month''s partition, with the rows of that month that wait in the default.';
grant execute on function private.make_month(text,date) to service_role;

CREATE OR REPLACE FUNCTION private.make_partitions(at timestamp with time zone DEFAULT now())
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
 SET "TimeZone" TO 'UTC'
 SET lock_timeout TO '2s'
AS $function$
declare
  parent text;
  month date;
  made integer := 0;
begin
  foreach parent in array array['events', 'agent_actions_log'] loop
    for month in
      select generate_series(date_trunc('month', at),
        date_trunc('month', at) + make_interval(months => private.setting('months_ahead')::integer),
        interval '1 month')::date
    loop
      if to_regclass(format('private.%I', parent || to_char(month, '_YYYY_MM'))) is null then
        perform private.make_month(parent, month);
        made := made + 1;
      end if;
    end loop;
  end loop;
  return made;
end
$function$;
comment on function private.make_partitions(timestamp with time zone) is
  'Makes this month''s partitions and those of the months ahead. In private, where nobody signed in reads: a partition read directly ignores its parent''s RLS.';
grant execute on function private.make_partitions(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.matches_of(workflow public.solution_workflows)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  need text := concat_ws(' ', workflow.request_description, workflow.category);
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('innovator_id', m.id, 'company', m.company_name,
      'offers', left(m.solution_description, 300), 'score', m.score,
      'why', 'its categories or description speak of what is needed')
      order by m.score desc, m.id), '[]')
    from (
      select i.*, round(greatest(c.fit, d.fit), 2) as score
      from (select * from public.innovators i
        where i.tenant_id = workflow.tenant_id and i.active and i.user_id <> workflow.user_id
        order by i.created_at desc limit private.setting('innovators_looked_at')::integer) i
      cross join lateral (select private.words_fit(array(
          select array_to_string(private.stems(category), ' ') from unnest(i.categories) category),
        need) as fit) c
      -- The need, in what the innovator says: not all of it has to be.
      cross join lateral (select private.words_fit(
          array[array_to_string(private.stems(need), ' ')], i.solution_description) as fit) d
      where greatest(c.fit, d.fit) >= 0.5
      order by score desc, i.id
      limit private.setting('innovators_matched_max', workflow.tenant_id)::integer) m);
end
$function$;
comment on function private.matches_of(public.solution_workflows) is
  'The innovators who offer what is needed by their own words, the best fits first; never the member themselves.';
grant execute on function private.matches_of(public.solution_workflows) to service_role;

CREATE OR REPLACE FUNCTION private.matching_context(lease private.leases, task public.agent_tasks)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  shown jsonb;
begin
  select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('handle', 'x' || d.nth,
      'id', d.id, 'name', nullif(concat_ws(' ', d.first_name, d.last_name), ''),
      'company', d.company, 'title', d.title, 'linkedin_url', d.linkedin_url,
      'researched', private.research_of(d.p) is not null)) order by d.nth), '[]')
    into shown
    from (select p, p.*, row_number() over (order by p.match_at, p.id) as nth
      from public.prospects p join public.innovators i on i.id = p.innovator_id
      where i.user_id = task.user_id and i.active and p.match_at <= now()
        -- Said for the planner, who does not know that now is not for ever.
        and p.match_at < 'infinity' and p.status <> 'inactive'
        and task.task_type = 'match_intro_opportunities'
      order by p.match_at, p.id limit private.setting('match_batch')::integer) d;
  update private.leases l set handles = coalesce((
      select jsonb_object_agg(s.value ->> 'handle',
        jsonb_build_object('type', 'prospect', 'id', s.value -> 'id'))
      from jsonb_array_elements(shown) s (value)), '{}')
    where l.token = lease.token;
  return jsonb_build_object('kind', 'matching', 'prospects', (
    select coalesce(jsonb_agg(s.value - 'id' order by s.nth), '[]')
    from jsonb_array_elements(shown) with ordinality s (value, nth)));
end
$function$;
comment on function private.matching_context(private.leases,public.agent_tasks) is
  'The prospects that are due, under the handles of this turn: who they are, and no way to reach them.';
grant execute on function private.matching_context(private.leases,public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.may_operate(tenant_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select exists (select from public.operators o where o.tenant_id = may_operate.tenant_id
    and o.auth_id = (select auth.uid()) and o.role <> 'viewer')
$function$;
comment on function private.may_operate(uuid) is
  'Whether who is signed in may change what is the tenant''s. Asked within definer functions.';
grant execute on function private.may_operate(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.may_take_over(holder public.users, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return holder.blocked_at is null and coalesce(
    holder.phone_number is null
    or holder.new_number_until > at
    or holder.last_active_at < at - make_interval(
      days => private.setting('phone_identity_days', holder.tenant_id)::integer), false);
end
$function$;
comment on function private.may_take_over(public.users,timestamp with time zone) is
  'Whether an account follows its email to another number: its own has left it, or was silent for phone_identity_days, or its person has said from it that they will have a new one; docs/decisions/0018.';
grant execute on function private.may_take_over(public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.member_behind(prospect_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select coalesce(p.converted_to_user_id, (
      select u.id from public.users u where u.tenant_id = p.tenant_id and u.is_active
        and u.verified and ((u.email_verified and lower(u.email) = p.email)
          or u.phone_number = p.phone_number)
      order by lower(u.email) = p.email desc nulls last, u.id limit 1))
    from public.prospects p where p.id = member_behind.prospect_id);
end
$function$;
comment on function private.member_behind(uuid) is
  'The member who a prospect is: by their verified email, or their number. Told to nobody but the intro-agent: whom an innovator lists is no way to find out who is a member.';
grant execute on function private.member_behind(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.member_view(person public.users, task public.agent_tasks)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    with priorities as materialized (select * from private.top_priorities(person)),
    found as (
      select o.type, o.id, o.place, true as open from private.open_items(person) o
      union all
      select p.type, p.item_id, 100 + p.place, false from priorities p
    ),
    items as (
      select f.type, f.id, min(f.place) as place, bool_or(f.open) as open from found f group by 1, 2
    ),
    -- What is not theirs, whoever ranked it, has no words, and so no handle.
    named as materialized (
      select k.prefix || row_number() over (partition by k.prefix order by i.place) as handle,
        i.*, v.words
      from items i join private.handle_kinds k on k.type = i.type
      cross join lateral (select private.item_view(person, i.type, i.id) as words offset 0) v
      where v.words is not null
    ),
    ranked as materialized (
      select 'p' || row_number() over (order by p.place) as handle, p.id, n.handle as item, n.words
      from priorities p join named n on n.type = p.type and n.id = p.item_id
    ),
    texts as materialized (
      select 't' || row_number() over (order by m.position) as handle, m.id, m.position
      from (select m.id, m.position from public.messages m
        where task.task_type = 'reply'
          and m.conversation_id = (task.context_json ->> 'conversation_id')::uuid
          and m.direction = 'inbound' and m.task_id is null and m.unanswered_reason is null
        order by m.position desc limit 20) m
    )
    select jsonb_build_object(
      'handles', (
        select coalesce(jsonb_object_agg(h.handle, jsonb_build_object('type', h.type, 'id', h.id)),
          '{}')
        from (select n.handle, n.type, n.id from named n
          union all select r.handle, 'user_priority', r.id from ranked r
          union all select t.handle, 'message', t.id from texts t) h),
      'priorities', (
        select coalesce(jsonb_agg(jsonb_build_object('handle', r.handle, 'item', r.item) || r.words
          order by r.handle), '[]') from ranked r),
      'open', (
        select coalesce(jsonb_agg(jsonb_build_object('handle', n.handle) || n.words
          order by n.handle), '[]') from named n where n.open),
      'texts', (
        select coalesce(jsonb_agg(jsonb_build_object('handle', t.handle, 'position', t.position)
          order by t.position), '[]') from texts t),
      'credits', person.credit_balance));
end
$function$;
comment on function private.member_view(public.users,public.agent_tasks) is
  'What the Concierge knows of a member besides the conversation: priorities, open items, the texts that this turn answers, credits; and the handles by which it may name them.';
grant execute on function private.member_view(public.users,public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.messages_view(conversation_id uuid, after_position bigint)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
        'position', m.position, 'content', m.content, 'created_at', m.created_at,
        'role', case when m.role in ('user', 'system') then m.role else 'assistant' end,
        'fresh', m.direction = 'inbound' and m.task_id is null and m.unanswered_reason is null)
      order by m.position), '[]')
    from (
      select * from public.messages m
      where m.conversation_id = messages_view.conversation_id
        and m.position > messages_view.after_position
        and m.status not in ('cancelled', 'failed')
        -- Said to the carrier, or by a thumb: no part of what is talked about.
        and coalesce(m.unanswered_reason, '')
          not in ('opt_out_word', 'opt_in_word', 'help_word', 'reaction')
      order by m.position limit 200) m);
end
$function$;
comment on function private.messages_view(uuid,bigint) is
  'Messages after a position, oldest first, at most 200, without the carrier''s words and thumbs. fresh: no turn has taken it yet.';
grant execute on function private.messages_view(uuid,bigint) to service_role;

CREATE OR REPLACE FUNCTION private.model_conditions(at timestamp with time zone)
 RETURNS TABLE(tenant_id uuid, kind text, subject text, subject_count bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with today as (select (model_conditions.at at time zone 'UTC')::date as day),
  recent as (
    select u.* from private.model_usage_daily u, today t where u.day between t.day - 1 and t.day
  )
  select u.tenant_id, 'model_without_price', u.model, sum(u.unpriced_calls)
    from recent u
    where (private.price_of(u.model, u.day, 0)).model is null
    group by 1, 3 having sum(u.unpriced_calls) > 0
  union all
  select u.tenant_id, 'tokens_not_counted', u.agent_type || ' ' || u.model, sum(u.answered)
    from recent u
    where u.answered > 0
      and coalesce(u.input_tokens, 0) + coalesce(u.output_tokens, 0) = 0
    group by 1, 3
  union all
  -- Told to those who asked for it lately: of a day's calls the last ones are enough to know them.
  select l.tenant_id, 'model_down', b.model, count(*)
    from private.model_breakers b
    cross join lateral (
      select c.tenant_id from public.agent_actions_log c
      where c.model_used = b.model and c.outcome is not null
        and c.settled_at > model_conditions.at - interval '1 day'
        and c.created_at > model_conditions.at - interval '2 days'
      order by c.settled_at desc limit 1000) l
    where b.state <> 'closed' group by 1, 3
  union all
  select b.tenant_id, case when b.exhausted_at is not null then 'model_budget_spent'
      else 'model_budget_low' end, '', b.spent_micro_usd / 10000
    from private.budgets b
    join today t on t.day = b.day
    cross join lateral (select private.setting('tenant_day_budget_micro_usd', b.tenant_id)
      * private.setting('budget_warning_percent', b.tenant_id) / 100 as enough) s
    -- Until more is allowed, or the day is over.
    where b.scope = 'tenant_day' and b.spent_micro_usd >= 10000 and b.spent_micro_usd >= s.enough
$function$;
comment on function private.model_conditions(timestamp with time zone) is
  'What is wrong with the model and its cost. subject_count of a budget: US cents spent.';
grant execute on function private.model_conditions(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.model_cost(model text, day date, input_tokens integer, output_tokens integer, cache_read_tokens integer, cache_write_tokens integer, cache_write_1h_tokens integer DEFAULT NULL::integer)
 RETURNS numeric
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  price private.model_prices := private.price_of(model_cost.model, model_cost.day,
    coalesce(model_cost.input_tokens, 0) + coalesce(model_cost.cache_read_tokens, 0)
      + coalesce(model_cost.cache_write_tokens, 0));
  kept_1h integer := least(coalesce(model_cost.cache_write_1h_tokens, 0),
    coalesce(model_cost.cache_write_tokens, 0));
begin
  if model_cost.input_tokens is null and model_cost.output_tokens is null then
    return null;
  end if;
  return (coalesce(model_cost.input_tokens, 0) * price.input_usd
    + coalesce(model_cost.output_tokens, 0) * price.output_usd
    + coalesce(model_cost.cache_read_tokens, 0) * price.cache_read_usd
    + (coalesce(model_cost.cache_write_tokens, 0) - kept_1h) * price.cache_write_5m_usd
    + kept_1h * price.cache_write_1h_usd) / 1000000;
end
$function$;
comment on function private.model_cost(text,date,integer,integer,integer,integer,integer) is
  'USD of one call by the prices of its day. Null when the model or its tokens are unknown. Of cache_write_tokens those of an hour are told apart; thinking is in output_tokens.';
grant execute on function private.model_cost(text,date,integer,integer,integer,integer,integer) to service_role;

CREATE OR REPLACE FUNCTION private.move_account(account public.users, newcomer public.users, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if account.phone_number is not null then
    perform private.leave_number(account.tenant_id, account.phone_number, true, at);
  end if;
  update public.users u set phone_number = null, is_active = false, moved_to = account.id
    where u.id = newcomer.id;
  update public.users u set
    phone_number = newcomer.phone_number, is_active = true, email_verified = true, verified = true,
    last_active_at = newcomer.last_active_at, new_number_until = null,
    unreachable_at = null, unreachable_until = null, unreachable_code = null,
    -- What they said at the door of their new number is the newer word.
    first_name = coalesce(newcomer.first_name, u.first_name),
    last_name = coalesce(newcomer.last_name, u.last_name),
    company = coalesce(newcomer.company, u.company), title = coalesce(newcomer.title, u.title),
    linkedin_url = coalesce(newcomer.linkedin_url, u.linkedin_url),
    timezone = coalesce(newcomer.timezone, u.timezone),
    innovator = u.innovator or newcomer.innovator
  where u.id = account.id;
  perform private.carry_consent(account, newcomer);
  perform private.carry_thread(account, newcomer);
end
$function$;
comment on function private.move_account(public.users,public.users,timestamp with time zone) is
  'An account follows its email to the number at whose door it was confirmed. The row that the number had there keeps what was said, and points to the account. People locked.';
grant execute on function private.move_account(public.users,public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.move_bounty()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  held public.credit_events;
begin
  if tg_op = 'UPDATE' and new.status = 'accepted' then
    perform private.book_for_intro(new, n.user_id, 'escrow', -new.bounty_credits, 'escrow')
      from public.innovators n where n.id = new.innovator_id;
    return null;
  end if;
  -- What was put aside is what is paid or given back, whatever the row says by now.
  select * into held from public.credit_events c
    where c.tenant_id = old.tenant_id and c.idempotency_key = 'escrow:' || old.id;
  if not found then
    return case tg_op when 'DELETE' then old end;
  elsif tg_op = 'UPDATE' and new.status = 'completed' then
    perform private.book_for_intro(new, new.connector_user_id, 'bounty', -held.amount, 'bounty');
  elsif tg_op = 'DELETE' or new.status in ('expired', 'cancelled') then
    perform private.book_for_intro(old, held.user_id, 'refund', -held.amount, 'escrow-return');
  end if;
  return case tg_op when 'DELETE' then old end;
end
$function$;
comment on function private.move_bounty() is
  'Money follows the state, whoever moves it: put aside when the connector says yes; theirs when it is made; back when it comes to nothing, or its connector is erased. Parties locked.';
grant execute on function private.move_bounty() to service_role;

CREATE OR REPLACE FUNCTION private.named_id(handles jsonb, handle text, type text)
 RETURNS uuid
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case when handles -> handle ->> 'type' = named_id.type
    then (handles -> handle ->> 'id')::uuid end;
end
$function$;
comment on function private.named_id(jsonb,text,text) is
  'What a handle of this turn stands for, if it is of that type; null of one that was made up.';
grant execute on function private.named_id(jsonb,text,text) to service_role;

CREATE OR REPLACE FUNCTION private.names_a_stranger(kind text, ids jsonb, tenant_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  target text := (select k.relation from private.reference_kinds k
    where k.kind = names_a_stranger.kind);
  strange boolean;
begin
  if target is not null then
    execute format('select exists (select from jsonb_array_elements_text($1) i (id)
      left join %s r on r.id = i.id::uuid and r.tenant_id = $2 where r.id is null)', target)
      into strange
      using case jsonb_typeof(ids) when 'array' then ids else jsonb_build_array(ids) end,
        names_a_stranger.tenant_id;
  end if;
  return strange;
end
$function$;
comment on function private.names_a_stranger(text,jsonb,uuid) is
  'Whether an id, or one of an array, is no row of the tenant. Null: there is no such kind.';
grant execute on function private.names_a_stranger(text,jsonb,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.names_alone(words text, person public.users, asked private.intro_questions)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  said text[] := regexp_split_to_array(lower(words), '[^[:alnum:]'']+');
begin
  return said && array(select private.words_of_name(asked.name))
    and not exists (select from private.intro_questions o
      where o.tenant_id = person.tenant_id and o.user_id = person.id and o.intro_id <> asked.intro_id and o.asked_in is not null
        and said && array(select private.words_of_name(o.name)));
end
$function$;
comment on function private.names_alone(text,public.users,private.intro_questions) is
  'Whether a text names whom an introduction is about, and nobody of another that the person was asked about and has not answered.';
grant execute on function private.names_alone(text,public.users,private.intro_questions) to service_role;

CREATE OR REPLACE FUNCTION private.names_another_tag(words text, person public.users)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return exists (
    select from regexp_matches(lower(words), 'verify\+[^\s@]*@[a-z0-9.-]*[a-z0-9]', 'g') m
    where m[1] is distinct from private.placeholder_verification_address(person));
end
$function$;
comment on function private.names_another_tag(text,public.users) is
  'Whether a text tells its person to mail to an address that is not theirs to mail to.';
grant execute on function private.names_another_tag(text,public.users) to service_role;

CREATE OR REPLACE FUNCTION private.new_tag()
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  bytes bytea := extensions.gen_random_bytes(13);
begin
  return (
    select string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + (get_byte(bytes, n) & 31), 1),
      '' order by n)
    from generate_series(0, 12) n);
end
$function$;
comment on function private.new_tag() is
  '65 bits by chance, in letters and digits that nobody mistakes for one another.';
grant execute on function private.new_tag() to service_role;

CREATE OR REPLACE FUNCTION private.newest_upload(person public.users)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select u.id from private.prospect_uploads u
    join public.innovators i on i.tenant_id = u.tenant_id and i.id = u.innovator_id
    where i.user_id = person.id and u.status in ('done', 'broken')
    order by u.started_at desc, u.id limit 1);
end
$function$;
comment on function private.newest_upload(public.users) is
  'The newest list that somebody has brought, and not taken back.';
grant execute on function private.newest_upload(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.next_call(lease private.leases, task public.agent_tasks, settled public.agent_actions_log, answer jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  variant public.agent_instances;
  prompt integer;
  searches integer := case task.task_type when 'research_solution'
    then private.setting('web_searches_max', task.tenant_id) else 0 end;
begin
  -- The turn's own variant, even if it was switched off meanwhile.
  select * into variant from public.agent_instances i where i.id = settled.agent_instance_id;
  if variant.id is null then
    variant := private.instance_of(lease.function_name, task.tenant_id, task.user_id);
  end if;
  -- What the last one was sent and said; when its server does not tell, what it was taken to be.
  prompt := coalesce(
    settled.input_tokens + settled.output_tokens + coalesce(settled.cache_read_tokens, 0)
      + coalesce(settled.cache_write_tokens, 0),
    (select r.prompt_tokens from private.budget_reservations r where r.call_id = settled.id)
      + variant.max_tokens,
    2 * private.setting('prompt_tokens')::integer + variant.max_tokens);
  return private.start_call(lease.token, task, lease.function_name, variant,
    prompt + private.tokens_most(answer::text)
      + (searches * private.setting('web_search_tokens'))::integer, searches);
end
$function$;
comment on function private.next_call(private.leases,public.agent_tasks,public.agent_actions_log,jsonb) is
  'Leave for the next model call of a turn: its prompt is the last one''s, what that answered, and what it now hears.';
grant execute on function private.next_call(private.leases,public.agent_tasks,public.agent_actions_log,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.next_due_ms(function_name text)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    -- A span, not a time: the caller's clock is not ours.
    select least(86400000, greatest(0, ceil(extract(epoch from l.due - clock_timestamp()) * 1000)))
    from private.lanes l
    join public.tenants n on n.id = l.tenant_id and n.paused_at is null
    where l.function_name = next_due_ms.function_name and l.due is not null
      and private.leases_free(next_due_ms.function_name) > 0
    order by l.due limit 1);
end
$function$;
comment on function private.next_due_ms(text) is
  'In how many milliseconds a lane that may be claimed is due; null: none waits.';
grant execute on function private.next_due_ms(text) to service_role;

CREATE OR REPLACE FUNCTION private.next_hop(caused_by uuid)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce((select least(t.hop + 1, 16) from public.agent_tasks t
    where t.id = next_hop.caused_by), 1);
end
$function$;
comment on function private.next_hop(uuid) is
  'How many agents have woken one another, with this task, since a person spoke. What has gone through more than hop_max is not begun: the claim leaves it to the sweep, which buries it.';
grant execute on function private.next_hop(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.next_turn_at(turns_at timestamp with time zone[], tenant_id uuid, promised timestamp with time zone DEFAULT NULL::timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  -- Since the oldest that counts; the first three quarters are free.
  span interval := make_interval(
    secs => private.setting('turns_window_seconds', next_turn_at.tenant_id)::double precision);
  most integer := private.setting('turns_max', next_turn_at.tenant_id);
  counted timestamptz[] := array(select t from unnest(next_turn_at.turns_at) t
    where t > now() - span order by t);
  used integer := cardinality(counted);
begin
  if used < most * 3 / 4 then
    return null;
  elsif used >= most then
    return least(counted[used - most + 1] + span, promised);
  end if;
  -- What was said before is not put off by the next text.
  return least(counted[used] + (counted[1] + span - counted[used]) / (most - used + 1), promised);
end
$function$;
comment on function private.next_turn_at(timestamp with time zone[],uuid,timestamp with time zone) is
  'Backpressure: when a conversation may have its next turn, or null: now. The last quarter of turns_max is spread over what is left of the window, so that a flood is read in ever larger bites, and in no window more than turns_max.';
grant execute on function private.next_turn_at(timestamp with time zone[],uuid,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.note_active_instances(since date)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.agent_instances i set last_active_at = used.at
  from (select l.agent_instance_id as id, max(l.created_at) as at
    from public.agent_actions_log l
    where l.created_at >= note_active_instances.since::timestamp at time zone 'UTC'
    group by 1) used
  where i.id = used.id and i.last_active_at < used.at;
end
$function$;
comment on function private.note_active_instances(date) is
  'When each variant was last asked. By the fold, not by each call: one row for all of them.';
grant execute on function private.note_active_instances(date) to service_role;

CREATE OR REPLACE FUNCTION private.note_answer(message_id uuid, lease private.leases)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  answer public.messages;
  asked_at timestamptz;
  calls record;
begin
  select * into answer from public.messages m where m.id = note_answer.message_id;
  select min(m.created_at) into asked_at from public.messages m
    where m.conversation_id = answer.conversation_id and m.direction = 'inbound'
      and m.position between lease.answers_from and lease.watermark;
  select sum(l.output_tokens) as output_tokens, count(*) as made, max(l.model_used) as model,
      max(l.prompt_version) as prompt_version,
      bool_or(l.stop_reason = 'stopped') as stopped into calls
    from public.agent_actions_log l
    where l.trace_id = answer.trace_id and l.lease_token = lease.token
      and l.status = 'settled' and l.attempts is distinct from 0
      -- A turn takes minutes: the months before and ahead need not be looked at.
      and l.created_at between now() - interval '1 day' and now() + interval '1 day';
  update public.messages m set token_count = calls.output_tokens,
    latency_ms = ceil(extract(epoch from clock_timestamp() - asked_at) * 1000),
    message_metadata = m.message_metadata || jsonb_strip_nulls(jsonb_build_object(
      'model', calls.model, 'prompt_version', calls.prompt_version, 'model_calls', calls.made,
      'streamed', nullif(lease.streamed, false),
      'stopped', nullif(calls.stopped, false)))
  where m.id = answer.id;
end
$function$;
comment on function private.note_answer(uuid,private.leases) is
  'What an answer cost, and how long its person waited for it since the first message that it answers; stopped: they had read enough, and there would have been more. Its calls are settled.';
grant execute on function private.note_answer(uuid,private.leases) to service_role;

CREATE OR REPLACE FUNCTION private.note_arrival(lane_key text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  noted text := coalesce(current_setting('yachtparty.arrivals', true), '');
begin
  -- Kept beside the tables, and undone with a savepoint as they are: to look for tasks without a
  -- number would read every one that ever was without, while somebody holds an old snapshot.
  if noted = 'many' or note_arrival.lane_key = any (string_to_array(noted, ' ')) then
    return;
  end if;
  -- A bulk of thousands is looked for after all: a list of them would grow with every one.
  perform set_config('yachtparty.arrivals', case when length(noted) > 4000 then 'many'
    else ltrim(noted || ' ' || note_arrival.lane_key) end, true);
end
$function$;
comment on function private.note_arrival(text) is
  'Remembers a lane until its new task is placed.';
grant execute on function private.note_arrival(text) to service_role;

CREATE OR REPLACE FUNCTION private.note_cancelled()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.end_its_question(new.id, 'withdrawn');
  return null;
end
$function$;
comment on function private.note_cancelled() is
  'Nobody is asked for what nobody needs any more.';
grant execute on function private.note_cancelled() to service_role;

CREATE OR REPLACE FUNCTION private.note_connector()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  insert into private.intro_sides (intro_id, tenant_id, side, user_id, agreed_at, words)
    values (new.id, new.tenant_id, 'connector', new.connector_user_id, now(),
      new.connector_response)
    on conflict (intro_id, side) do nothing;
  return null;
end
$function$;
comment on function private.note_connector() is
  'The first to agree is the connector.';
grant execute on function private.note_connector() to service_role;

CREATE OR REPLACE FUNCTION private.note_employment()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  employer uuid;
begin
  if tg_op = 'UPDATE' then
    update private.employments e set until = now() where e.user_id = new.id and e.until is null;
  end if;
  if private.company_key(new.company) is null then
    return null;
  end if;
  insert into private.employers as e (tenant_id, key)
    values (new.tenant_id, private.company_key(new.company)) on conflict do nothing;
  select e.id into employer from private.employers e
    where e.tenant_id = new.tenant_id and e.key = private.company_key(new.company);
  insert into private.employments (tenant_id, user_id, employer_id)
    values (new.tenant_id, new.id, employer)
    on conflict (user_id, employer_id) do update set until = null;
  return null;
end
$function$;
comment on function private.note_employment() is
  'Whoever names another company works there now, and worked at the one before.';
grant execute on function private.note_employment() to service_role;

CREATE OR REPLACE FUNCTION private.note_error(task public.agent_tasks, error jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.agent_tasks t set
    error_log = left(error ->> 'code' || ': ' || (error ->> 'message'), 500),
    errors = case when jsonb_array_length(t.errors) < 50 then t.errors else t.errors - 25 end
      || jsonb_build_object('at', clock_timestamp(), 'attempt', t.retry_count + 1,
        'code', left(error ->> 'code', 100), 'message', left(error ->> 'message', 500))
  where t.id = task.id;
end
$function$;
comment on function private.note_error(public.agent_tasks,jsonb) is
  'Adds to a task''s error history: the first 25 and the newest are kept.';
grant execute on function private.note_error(public.agent_tasks,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.note_impact_told()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.community_responses s set status = 'closed_loop', closed_loop_at = now(),
    closed_loop_message = coalesce(s.impact_description, 'It was rewarded.')
  where s.id = new.item_id and s.user_id = new.user_id and s.closed_loop_at is null;
  return null;
end
$function$;
comment on function private.note_impact_told() is
  'An expert was told what came of their answer: that loop is closed, too.';
grant execute on function private.note_impact_told() to service_role;

CREATE OR REPLACE FUNCTION private.note_outcome(call public.agent_actions_log)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  breaker private.model_breakers;
  wait integer;
begin
  select * into breaker from private.model_breakers b where b.model = call.model_used;
  if breaker.probe_call_id = call.id then
    perform private.settle_probe(breaker, call);
  elsif private.is_outage(call.outcome) and call.attempts is distinct from 0
    and coalesce(breaker.state, 'closed') = 'closed'
    and private.outages(call.model_used, breaker.since) >= private.setting('breaker_failures')
    and private.lock_breaker(call.model_used)
  then
    wait := private.setting('breaker_cool_down_seconds');
    insert into private.model_breakers as b (model, state, since, cool_down_seconds, retry_at)
      values (call.model_used, 'open', clock_timestamp(), wait,
        clock_timestamp() + make_interval(secs => wait))
      on conflict on constraint model_breakers_pkey do update set state = excluded.state, since = excluded.since,
        cool_down_seconds = excluded.cool_down_seconds, retry_at = excluded.retry_at
        where b.state = 'closed';
  end if;
end
$function$;
comment on function private.note_outcome(public.agent_actions_log) is
  'What a call that ended says of its model. One that went well reads one row and writes none.';
grant execute on function private.note_outcome(public.agent_actions_log) to service_role;

CREATE OR REPLACE FUNCTION private.note_payment(event jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  intent text := event ->> 'payment_intent';
  outcome text := event ->> 'dispute_status';
begin
  -- Locked before the purchase is looked for: whoever tells us whose payment this is, and whoever
  -- tells us that it went back, see each other in either order.
  insert into private.payments (payment_intent) values (intent) on conflict do nothing;
  perform 1 from private.payments p where p.payment_intent = intent for no key update;
  if event ? 'refunded_cents' then
    -- A charge tells the sum of its refunds: an older event knows of fewer.
    update private.payments p
      set refunded_cents = greatest(p.refunded_cents, (event ->> 'refunded_cents')::integer)
      where p.payment_intent = intent;
  elsif event ? 'dispute' then
    insert into private.payment_disputes as d
        (dispute, payment_intent, disputed_cents, takes_money, closed, said_at)
      values (event ->> 'dispute', intent, (event ->> 'disputed_cents')::integer,
        outcome not in ('won', 'prevented') and not starts_with(outcome, 'warning_'),
        outcome in ('won', 'lost', 'prevented', 'warning_closed'),
        to_timestamp((event ->> 'created')::bigint))
      on conflict (dispute) do update set disputed_cents = excluded.disputed_cents,
        takes_money = excluded.takes_money, closed = excluded.closed, said_at = excluded.said_at
      -- An end outweighs what came before it, however late that comes; a won appeal is a newer end.
      where case when excluded.closed = d.closed then excluded.said_at >= d.said_at
        else excluded.closed end;
  end if;
end
$function$;
comment on function private.note_payment(jsonb) is
  'Keeps what an event says of a payment. Each fact only grows, or has an end, so that events may come twice and in any order.';
grant execute on function private.note_payment(jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.note_prompt(hash text, agent_type text, version text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- Who is not the first to say so does not wait for who is: the next call tells it again.
  if note_prompt.hash ~ '^[0-9a-f]{64}$'
    and not exists (select from private.prompts p where p.hash = note_prompt.hash)
    and pg_try_advisory_xact_lock(hashtext('prompt'), hashtext(note_prompt.hash)) then
    insert into private.prompts (hash, agent_type, version)
      values (note_prompt.hash, note_prompt.agent_type, coalesce(note_prompt.version, 'default'))
      on conflict do nothing;
  end if;
end
$function$;
comment on function private.note_prompt(text,text,text) is
  'Registers a prompt when it is first used.';
grant execute on function private.note_prompt(text,text,text) to service_role;

CREATE OR REPLACE FUNCTION private.note_reaction(thread public.conversations, reaction jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  -- As a phone quotes it: cut, and with whatever quotes and spaces it likes.
  quoted text := private.letters_of(rtrim(reaction ->> 'quoted', '….'));
  about uuid;
begin
  select m.id into about from (
    select * from public.messages m
    where m.conversation_id = thread.id and m.direction = 'outbound'
      and m.status not in ('cancelled', 'failed', 'queued_for_send')
    order by m.position desc limit 200) m
    where case
      when reaction ->> 'quoted' is null then true
      -- A picture, say.
      when quoted = '' then position(btrim(reaction ->> 'quoted') in m.content) > 0
      else position(quoted in private.letters_of(m.content)) > 0 end
    order by m.position desc limit 1;
  if about is null then
    return;
  elsif (reaction ->> 'removed')::boolean then
    delete from public.feedback f where f.user_id = thread.user_id and f.message_id = about;
  elsif reaction ->> 'rating' is not null then
    insert into public.feedback (tenant_id, user_id, message_id, rating)
      values (thread.tenant_id, thread.user_id, about, reaction ->> 'rating')
      on conflict on constraint feedback_user_id_message_id_key
        do update set rating = excluded.rating;
  end if;
end
$function$;
comment on function private.note_reaction(public.conversations,jsonb) is
  'A tapback becomes a thumb on the newest text of ours that it quotes, a bare one on the newest; one that is about a text of theirs changes nothing.';
grant execute on function private.note_reaction(public.conversations,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.note_telling(person public.users, message_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  intro public.intro_opportunities;
  said text[];
begin
  if note_telling.message_id is null then
    return;
  end if;
  select i.* into intro
    from public.user_priorities p
    join public.intro_opportunities i on i.id = p.item_id
      and i.connector_user_id = person.id and i.status = 'open'
    where p.tenant_id = person.tenant_id and p.user_id = person.id and p.status = 'presented'
      and p.item_type = 'intro_opportunity'
      -- Presented by this turn, or told once more because the text before was put back.
      and (p.presented_at = now() or exists (select from public.message_queue q
        where q.tenant_id = person.tenant_id
          and q.delivered_message_id = note_telling.message_id
          and q.message_data ->> 'priority_id' = p.id::text))
      and not exists (select from public.messages m
        where m.id = i.told_in and m.status not in ('cancelled', 'failed'))
    limit 1;
  if not found then
    return;
  end if;
  said := (select regexp_split_to_array(lower(m.content), '[^[:alnum:]'']+')
    from public.messages m where m.id = note_telling.message_id);
  -- Else it is not told: a later yes would be consent to what nobody has said.
  if not said && array(select private.words_of_name(intro.prospect_name)) then
    perform private.refuse('a text that tells of an introduction names whom it is about');
  end if;
  update public.intro_opportunities i set told_in = note_telling.message_id where i.id = intro.id;
end
$function$;
comment on function private.note_telling(public.users,uuid) is
  'Keeps which text told of the introduction that this turn presents, or refuses the turn when that text does not name whom it is about.';
grant execute on function private.note_telling(public.users,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.note_turned()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform set_config('yachtparty.turned', array_to_string(
    private.turned() || ('conversation:' || new.id), ' '), true);
  return null;
end
$function$;
comment on function private.note_turned() is
  'Remembers that a conversation was paused or given back, until the commit turns its lane.';
grant execute on function private.note_turned() to service_role;

CREATE OR REPLACE FUNCTION private.nothing_in_view()
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return '{"handles": {}, "priorities": [], "open": [], "texts": [], "credits": null}';
end
$function$;
comment on function private.nothing_in_view() is
  'What an agent that acts on nothing but its person''s profile sees of all that.';
grant execute on function private.nothing_in_view() to service_role;

CREATE OR REPLACE FUNCTION private.notice_intro()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.wake_account_manager('intro.changed', array[new.connector_user_id],
    'intro_opportunity', new.id);
  return null;
end
$function$;
comment on function private.notice_intro() is
  'An introduction was offered, or has changed.';
grant execute on function private.notice_intro() to service_role;

CREATE OR REPLACE FUNCTION private.notice_member()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.queue_matching(array(
    select p.innovator_id from private.touch_prospects(new) p), now());
  return null;
end
$function$;
comment on function private.notice_member() is
  'A new member, or one who works elsewhere now, may know whom nobody knew.';
grant execute on function private.notice_member() to service_role;

CREATE OR REPLACE FUNCTION private.notice_request()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.wake_account_manager('community.request_changed',
    new.target_user_ids || case tg_op when 'UPDATE' then old.target_user_ids end,
    'community_request', new.id);
  return null;
end
$function$;
comment on function private.notice_request() is
  'Some people are asked a question, or not any more. Its count of answers is no news to them.';
grant execute on function private.notice_request() to service_role;

CREATE OR REPLACE FUNCTION private.notice_response()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.wake_account_manager('community.response_changed', array[new.user_id,
      (select r.requesting_user_id from public.community_requests r where r.id = new.request_id)],
    'community_response', new.id);
  return null;
end
$function$;
comment on function private.notice_response() is
  'An answer was given or judged, or something came of it: for who gave it and who asked.';
grant execute on function private.notice_response() to service_role;

CREATE OR REPLACE FUNCTION private.notice_solution()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.wake_account_manager('solution.changed', array[new.user_id],
    'solution_workflow', new.id);
  return null;
end
$function$;
comment on function private.notice_solution() is
  'Research has found something, or is over.';
grant execute on function private.notice_solution() to service_role;

CREATE OR REPLACE FUNCTION private.notice_summary()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.wake_account_manager('conversation.summarised', array[new.user_id],
    'conversation', new.id);
  return null;
end
$function$;
comment on function private.notice_summary() is
  'A conversation has a newer summary.';
grant execute on function private.notice_summary() to service_role;

CREATE OR REPLACE FUNCTION private.notify_event()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  insert into public.agent_tasks
    (tenant_id, task_type, agent_type, user_id, context_id, context_type, scheduled_for, priority,
     max_retries, context_json, created_by, dedupe_key, debounced, trace_id, caused_by, event_ids,
     hop)
  select new.tenant_id, r.task_type, k.agent_type, (new.payload ->> 'user_id')::uuid,
    new.aggregate_id, new.aggregate_type,
    case when r.debounced then new.created_at + make_interval(secs =>
      private.setting('reply_debounce_ms', new.tenant_id)::double precision / 1000)
    else new.created_at end,
    k.priority, k.max_retries, new.payload, 'event:' || new.event_type,
    new.payload ->> r.dedupe_by, r.debounced, new.trace_id, new.caused_by, array[new.id], new.hop
  from private.routes r join private.task_types k using (task_type)
  where r.event_type = new.event_type;
  if private.setting('event_notify', new.tenant_id) = 1 then
    perform pg_notify('agent_events', jsonb_build_object('id', new.id,
      'event_type', new.event_type, 'aggregate_id', new.aggregate_id)::text);
  end if;
  return null;
end
$function$;
comment on function private.notify_event() is
  'Turns an event into the tasks its routes name, and tells listeners its ids (never its payload: over 8,000 bytes NOTIFY aborts the insert).';
grant execute on function private.notify_event() to service_role;

CREATE OR REPLACE FUNCTION private.notify_send_sms()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if tg_when = 'BEFORE' then
    -- Set before the row is written: one version of it instead of two.
    new.status := 'queued_for_send';
    return new;
  end if;
  insert into public.agent_tasks
    (tenant_id, task_type, agent_type, user_id, context_id, context_type, scheduled_for, priority,
     max_retries, context_json, created_by, trace_id, caused_by, lane_key)
  select new.tenant_id, k.task_type, k.agent_type, new.user_id, new.id, 'message', now(),
    case new.purpose when 'urgent' then 'urgent' when 'proactive' then 'medium'
      else k.priority end, k.max_retries,
    jsonb_build_object('message_id', new.id, 'conversation_id', new.conversation_id),
    new.role, new.trace_id, new.task_id, private.lane_out(new)
  from private.task_types k where k.task_type = 'send_sms';
  if new.purpose = 'reply' then
    -- An answer overtakes what nobody asked for and has not begun to leave.
    perform private.put_back_all(new.user_id, 'person_writes', new.created_at + make_interval(
      mins => private.setting('after_their_text_minutes', new.tenant_id)::integer), false);
  end if;
  if private.setting('event_notify', new.tenant_id) = 1 then
    perform pg_notify('send_sms', jsonb_build_object('id', new.id)::text);
  end if;
  return null;
end
$function$;
comment on function private.notify_send_sms() is
  'An outbound text inserted as pending is stored as queued_for_send and put in its send lane.';
grant execute on function private.notify_send_sms() to service_role;

CREATE OR REPLACE FUNCTION private.number_message()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  way text;
begin
  update public.conversations c set
    last_position = c.last_position + 1,
    last_inbound_position =
      case new.direction when 'inbound' then c.last_position + 1 else c.last_inbound_position end,
    -- Positions have no gaps: fifty messages later another summary is asked for.
    messages_since_summary = (c.last_position + 1) % 50,
    last_message_at = new.created_at,
    status = case when c.status = 'archived' then 'active' else c.status end
  where c.id = new.conversation_id
  returning c.last_position, c.tenant_id, c.user_id, c.channel
  into new.position, new.tenant_id, new.user_id, way;
  if not found then
    raise exception 'conversation % does not exist', new.conversation_id
      using errcode = 'foreign_key_violation';
  end if;
  new.status := coalesce(new.status,
    case new.direction when 'inbound' then 'received' else 'pending' end);
  if way = 'web' and new.status = 'pending' then
    -- No carrier has a part in it: once it is written it can be read.
    new.status := 'delivered';
    new.sent_at := new.created_at;
    new.delivered_at := new.created_at;
  end if;
  return new;
end
$function$;
comment on function private.number_message() is
  'Numbers a message under its conversation''s row lock, so that position is commit order, and keeps the counters there in the same write. Tenant and user are the conversation''s. What is said on the web is delivered as it is written.';
grant execute on function private.number_message() to service_role;

CREATE OR REPLACE FUNCTION private.offer_introduction(user_id uuid, prospect_id uuid, at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  prospect public.prospects;
  innovator public.innovators;
  bounty integer;
  best record;
  outcome text;
begin
  select * into prospect from public.prospects p where p.id = offer_introduction.prospect_id
    for no key update;
  select * into innovator from public.innovators i where i.id = prospect.innovator_id
    and i.user_id = offer_introduction.user_id and i.active;
  if innovator.id is null or prospect.match_at > at then
    return 'not_due';
  end if;
  bounty := private.bounty_of(prospect.tenant_id, prospect.title);
  if private.credits_free(innovator) < bounty then
    outcome := 'not_covered';
  else
    select c.* into best from private.connectors_for(prospect) c
      where c.why_not is null
        and c.score >= private.setting('connector_score_least', prospect.tenant_id) limit 1;
    outcome := case when best.user_id is null then 'nobody' else 'offered' end;
  end if;
  if outcome = 'offered' then
    insert into public.intro_opportunities (tenant_id, connector_user_id, innovator_id,
        prospect_id, prospect_name, prospect_company, prospect_title, prospect_linkedin_url,
        innovator_name, bounty_credits, expires_at)
      values (prospect.tenant_id, best.user_id, innovator.id, prospect.id,
        coalesce(nullif(concat_ws(' ', prospect.first_name, prospect.last_name), ''), 'somebody'),
        prospect.company, prospect.title, prospect.linkedin_url, innovator.company_name, bounty,
        at + make_interval(days =>
          private.setting('intro_offer_days', prospect.tenant_id)::integer));
  end if;
  update public.prospects p set match_at = case when outcome = 'offered' then 'infinity'
      else at + make_interval(days => private.setting('rematch_days', p.tenant_id)::integer) end
    where p.id = prospect.id;
  return outcome;
end
$function$;
comment on function private.offer_introduction(uuid,uuid,timestamp with time zone) is
  'Offers the best connector to introduce a prospect, at the price of the table: offered, nobody, not_covered, or not_due. The innovator''s person locked, so that what is free stays free.';
grant execute on function private.offer_introduction(uuid,uuid,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.open_days(people uuid[], at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  insert into public.user_message_budget as b
      (tenant_id, user_id, date, daily_limit, hourly_limit)
    select u.tenant_id, u.id, private.local_day(u, open_days.at),
      coalesce(u.daily_limit, private.setting('daily_texts_max', u.tenant_id)),
      coalesce(u.hourly_limit, private.setting('hourly_texts_max', u.tenant_id))
    from public.users u where u.id = any (open_days.people)
    on conflict on constraint user_message_budget_user_id_date_key do nothing;
end
$function$;
comment on function private.open_days(uuid[],timestamp with time zone) is
  'The day row of each of these people, with the limits of that day. People locked.';
grant execute on function private.open_days(uuid[],timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.open_items(person public.users)
 RETURNS TABLE(type text, id uuid, place bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  most integer := private.setting('open_items_max', person.tenant_id);
  since timestamptz := now() - make_interval(
    days => private.setting('late_answer_days', person.tenant_id)::integer);
begin
  return query
  (select 'solution_workflow', w.id, row_number() over (order by w.created_at desc)
    from public.solution_workflows w
    where w.tenant_id = person.tenant_id and w.user_id = person.id and w.status = 'in_progress'
    order by w.created_at desc limit most)
  union all
  -- One that is over stays in view until its loop is closed, so that nobody is left waiting.
  (select 'own_request', r.id, row_number() over (order by r.created_at desc)
    from public.community_requests r
    where r.tenant_id = person.tenant_id and r.requesting_user_id = person.id
      and (r.status <> 'closed' or (r.closed_loop_at is null and r.expires_at > since))
    order by r.created_at desc limit most)
  union all
  (select 'intro_opportunity', i.id, row_number() over (order by i.created_at desc)
    from public.intro_opportunities i
    where i.tenant_id = person.tenant_id and i.connector_user_id = person.id
      and (i.status in ('accepted', 'scheduled')
        or (i.status = 'open' and i.told_in is not null and coalesce(i.expires_at > now(), true)))
    order by i.created_at desc limit most)
  union all
  (select 'intro_opportunity', i.id, row_number() over (order by i.created_at desc)
    from private.intro_sides s
    join public.intro_opportunities i on i.tenant_id = s.tenant_id and i.id = s.intro_id
    where s.tenant_id = person.tenant_id and s.user_id = person.id and s.side <> 'connector'
      and i.status in ('accepted', 'scheduled')
    order by i.created_at desc limit most)
  union all
  (select 'community_request', r.id,
      row_number() over (order by s.id is not null or r.status = 'closed', r.created_at desc)
    from public.community_requests r
    left join public.community_responses s on s.request_id = r.id and s.user_id = person.id
    where r.target_user_ids @> array[person.id] and r.tenant_id = person.tenant_id
      and r.requesting_user_id is distinct from person.id
      and person.id <> all (r.declined_user_ids) and r.expires_at > since
      -- What ranks among what they are to be told of is not told beside it.
      and not exists (select from public.user_priorities p
        where p.user_id = person.id and p.item_type = 'community_request' and p.item_id = r.id
          and p.status = 'active')
    order by s.id is not null or r.status = 'closed', r.created_at desc limit most);
end
$function$;
comment on function private.open_items(public.users) is
  'What is open between a person and the network, of each kind the newest few: their research, their questions, introductions they were told of, and questions they were asked.';
grant execute on function private.open_items(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.open_letters(task_type text, since timestamp with time zone, until timestamp with time zone, tenant_id uuid, letters_max integer, with_task boolean)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return array(select d.id from public.event_dead_letters d
    where d.task_type = open_letters.task_type
      and d.last_failed_at >= open_letters.since and d.last_failed_at < open_letters.until
      and (open_letters.tenant_id is null or d.tenant_id = open_letters.tenant_id)
      and d.replayed_at is null and d.discarded_at is null
      and (not open_letters.with_task or exists (select from public.agent_tasks t
        where t.id = d.task_id and t.status = 'failed'))
    order by d.last_failed_at limit least(open_letters.letters_max, 1000));
end
$function$;
comment on function private.open_letters(text,timestamp with time zone,timestamp with time zone,uuid,integer,boolean) is
  'The oldest letters of a kind that nobody has dealt with, by when they died. At most 1,000. with_task: a letter outlives its task, but is not replayed without it.';
grant execute on function private.open_letters(text,timestamp with time zone,timestamp with time zone,uuid,integer,boolean) to service_role;

CREATE OR REPLACE FUNCTION private.open_purchase(person public.users, package text DEFAULT NULL::text)
 RETURNS public.credit_purchases
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  found_one public.credit_purchases;
begin
  select p.* into found_one from public.credit_purchases p
    where p.tenant_id = person.tenant_id and p.user_id = person.id
      and p.status in ('asked', 'open')
      -- Long enough to find a card.
      and p.expires_at > now() + interval '15 minutes'
      and p.package = coalesce(open_purchase.package, p.package)
    order by p.created_at desc, p.id limit 1;
  return found_one;
end
$function$;
comment on function private.open_purchase(public.users,text) is
  'What somebody was given, or is about to be given, a payment link for: the newest.';
grant execute on function private.open_purchase(public.users,text) to service_role;

CREATE OR REPLACE FUNCTION private.open_verification(person public.users, at timestamp with time zone DEFAULT now())
 RETURNS private.email_verifications
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  found_one private.email_verifications;
begin
  select v.* into found_one from private.email_verifications v
    where v.tenant_id = person.tenant_id and v.user_id = person.id and v.status = 'open'
      and v.expires_at > at and v.address = lower(person.email);
  return found_one;
end
$function$;
comment on function private.open_verification(public.users,timestamp with time zone) is
  'What somebody can confirm the email that they have on record by now, if anything.';
grant execute on function private.open_verification(public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.operator_tenant_ids()
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return query
  select o.tenant_id from public.operators o where o.auth_id = (select auth.uid());
end
$function$;
comment on function private.operator_tenant_ids() is
  'The tenants the caller operates. Definer, because operators are behind RLS themselves.';
grant execute on function private.operator_tenant_ids() to authenticated;
grant execute on function private.operator_tenant_ids() to service_role;

CREATE OR REPLACE FUNCTION private.outages(model text, since timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  -- Asked once, not of each row.
  oldest constant timestamptz := greatest(outages.since, clock_timestamp()
    - make_interval(mins => private.setting('breaker_minutes')::integer));
  calls_max constant integer := private.setting('breaker_window');
begin
  return (
    select count(*) filter (where private.is_outage(w.outcome))
    from (
      select l.outcome from public.agent_actions_log l
      where l.model_used = outages.model and l.outcome is not null
        and l.attempts is distinct from 0 and l.settled_at > oldest
        -- A call takes minutes at most: the months before need not be looked at.
        and l.created_at > now() - interval '1 day' and l.created_at < now() + interval '1 day'
      order by l.settled_at desc limit calls_max) w);
end
$function$;
comment on function private.outages(text,timestamp with time zone) is
  'How many of a model''s last calls failed by their server.';
grant execute on function private.outages(text,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.outreach_view(task public.agent_tasks)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if task.task_type <> 'compose_outreach' then
    return null;
  end if;
  return (
    select jsonb_build_object('wanted_by', q.agent_id, 'wanted_at', q.created_at,
      'draft', q.final_message, 'about', (select coalesce(jsonb_object_agg(d.key, d.value), '{}')
        from jsonb_each(q.message_data) d where d.key !~ '_ids?$'))
    from public.message_queue q where q.id = task.context_id);
end
$function$;
comment on function private.outreach_view(public.agent_tasks) is
  'The proactive text that this turn is to put into words: who wanted it, what it is about, and a draft, if there is one. What it says of ids is for us. Null of any other turn.';
grant execute on function private.outreach_view(public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.own_request_view(person public.users, id uuid, whole boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select jsonb_build_object('about', r.question, 'since', r.created_at::date,
        'until', r.expires_at::date, 'answers', r.responses_count,
        'state', case when r.status = 'closed' then 'over'
          when r.responses_count > 0 then 'answered, and still open'
          when coalesce(r.target_user_ids, '{}') = '{}' then 'no expert has been asked yet'
          else 'experts were asked' end)
      || case when whole then jsonb_build_object('answers', (
        select coalesce(jsonb_agg(jsonb_build_object('at', s.created_at::date, 'answer',
          private.without_contacts(s.response_text)) order by s.created_at), '[]')
        from public.community_responses s
        where s.tenant_id = r.tenant_id and s.request_id = r.id)) else '{}' end
    from public.community_requests r
    where r.id = own_request_view.id and r.tenant_id = person.tenant_id
      and r.requesting_user_id = person.id);
end
$function$;
comment on function private.own_request_view(public.users,uuid,boolean) is
  'A question of theirs; whole: with the answers, and without who gave them.';
grant execute on function private.own_request_view(public.users,uuid,boolean) to service_role;

CREATE OR REPLACE FUNCTION private.own_web_conversation(conversation_id uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select exists (select from public.conversations c
    where c.id = own_web_conversation.conversation_id and c.channel = 'web'
      and c.user_id = any (array(select private.user_ids())))
$function$;
comment on function private.own_web_conversation(uuid) is
  'Whether who is signed in has this conversation on the web. Asked within definer functions.';
grant execute on function private.own_web_conversation(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.part_status(carrier_status text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case carrier_status
    when 'accepted' then 'sent' when 'scheduled' then 'sent' when 'queued' then 'sent'
    when 'sending' then 'sent' when 'sent' then 'sent'
    when 'delivered' then 'delivered' when 'read' then 'delivered'
    when 'undelivered' then 'undelivered'
    when 'failed' then 'failed' when 'canceled' then 'failed'
  end;
end
$function$;
comment on function private.part_status(text) is
  'Twilio''s word for what a part is; null for a word we do not know, which is kept and ignored.';
grant execute on function private.part_status(text) to service_role;

CREATE OR REPLACE FUNCTION private.parties_of(intro_ids uuid[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return array(
    select i.connector_user_id from public.intro_opportunities i where i.id = any (intro_ids)
    union select n.user_id from public.intro_opportunities i
      join public.innovators n on n.tenant_id = i.tenant_id and n.id = i.innovator_id
      where i.id = any (intro_ids)
    union select s.user_id from private.intro_sides s where s.intro_id = any (intro_ids));
end
$function$;
comment on function private.parties_of(uuid[]) is
  'Everybody who is in these introductions.';
grant execute on function private.parties_of(uuid[]) to service_role;

CREATE OR REPLACE FUNCTION private.parts_to_ask(sender_id uuid, at timestamp with time zone)
 RETURNS SETOF public.message_parts
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  select p.* from public.message_parts p
  join public.messages m on m.id = p.message_id
  join public.conversations c on c.id = m.conversation_id
  where p.status = 'unknown' and c.sender_id = parts_to_ask.sender_id
    -- Until then whoever sent it looks for it.
    and p.sending_at between parts_to_ask.at - interval '4 days'
      and parts_to_ask.at - interval '10 minutes'
    and (p.asked_at is null or p.asked_at < parts_to_ask.at - interval '24 hours')
  order by p.sending_at limit 100;
  return query
  select p.* from public.message_parts p
  join public.messages m on m.id = p.message_id
  join public.conversations c on c.id = m.conversation_id
  where p.status = 'sent' and c.sender_id = parts_to_ask.sender_id
    -- Most carriers tell within minutes, and after four days nobody will any more.
    and p.accepted_at between parts_to_ask.at - interval '4 days'
      and parts_to_ask.at - interval '24 hours'
    and (p.asked_at is null or p.asked_at < parts_to_ask.at - interval '24 hours')
  order by p.accepted_at limit 100;
end
$function$;
comment on function private.parts_to_ask(uuid,timestamp with time zone) is
  'Parts of a sender whose fate is in doubt, then those that had no news for a day; each is asked about once a day.';
grant execute on function private.parts_to_ask(uuid,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.pause_sender(sender_id uuid, code integer, until timestamp with time zone, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.senders s set paused_at = coalesce(s.paused_at, pause_sender.at),
    paused_reason = private.carrier_pause(pause_sender.code),
    paused_until = nullif(pause_sender.until, 'infinity')
  where s.id = pause_sender.sender_id
    -- Never shorter than it was, and an operator's own pause is theirs.
    and (s.paused_at is null or (starts_with(s.paused_reason, private.carrier_pause())
      and s.paused_until < pause_sender.until));
end
$function$;
comment on function private.pause_sender(uuid,integer,timestamp with time zone,timestamp with time zone) is
  'Nothing leaves from a number for as long as an error of the carrier''s lasts.';
grant execute on function private.pause_sender(uuid,integer,timestamp with time zone,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.payload_fault(payload jsonb, keys text[])
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case
    when not payload ?& keys then 'a key is missing'
    when payload - keys <> '{}' then 'there is a key too many'
    -- A uuid, or words of ours: what somebody wrote, and where they are reached, is neither.
    when jsonb_path_exists(payload, 'strict $.**?(@.type() == "string"
      && !(@ like_regex "^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z_]{1,40})$"))')
      then 'a value is no id and no word of ours'
  end;
end
$function$;
comment on function private.payload_fault(jsonb,text[]) is
  'What is wrong with the payload of an event whose type has these keys; null: nothing.';
grant execute on function private.payload_fault(jsonb,text[]) to service_role;

CREATE OR REPLACE FUNCTION private.people_of(person public.users, address text)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return array_remove(array[person.id, private.referrer_of(person),
    (private.holder_of(person.tenant_id, people_of.address)).id], null);
end
$function$;
comment on function private.people_of(public.users,text) is
  'Whom an email may change: its person, who sent them, and whose its address is.';
grant execute on function private.people_of(public.users,text) to service_role;

CREATE OR REPLACE FUNCTION private.people_to_decide(people_max integer, at timestamp with time zone)
 RETURNS uuid[]
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  each_max integer := greatest(100, people_to_decide.people_max / 10);
  wanted uuid[];
  most bigint;
begin
  -- Of each tenant few, and only if they were not enough more: of the many that wait for all
  -- tenants together most would be read in vain.
  loop
    select array_agg(p.user_id), max(p.most) into wanted, most from (
      select due.user_id, max(due.nth) as most from public.tenants t
      cross join lateral (
        select d.user_id, row_number() over (order by d.look_at) as nth from (
          select q.user_id, q.look_at from public.message_queue q
          where q.tenant_id = t.id and q.status = 'queued' and q.look_at <= people_to_decide.at
          order by q.look_at limit each_max) d) due
      -- The tenants in turn: who has most waiting does not go first.
      group by due.user_id order by min(due.nth) limit people_to_decide.people_max) p;
    exit when cardinality(wanted) = people_to_decide.people_max or most is null
      or most < each_max or each_max >= people_to_decide.people_max * 10;
    each_max := each_max * 10;
  end loop;
  return array(select u.id from public.users u where u.id = any (wanted)
    -- Whoever is locked is busy: their next turn comes in seconds.
    order by u.id for no key update skip locked);
end
$function$;
comment on function private.people_to_decide(integer,timestamp with time zone) is
  'Locks people for whom something is due, and never waits for one.';
grant execute on function private.people_to_decide(integer,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.phrases_of(person public.users)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return array(
    select array_to_string(private.stems(left(phrase, 300)), ' ')
    from unnest((coalesce(person.expertise, '{}'))[:50] || person.title || person.company) phrase
    where phrase is not null);
end
$function$;
comment on function private.phrases_of(public.users) is
  'What somebody knows, does and works for: the stems of a phrase each, as a string.';
grant execute on function private.phrases_of(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.place_arrivals(lane_keys text[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  arrived text[];
  fold boolean;
  taken bigint;
begin
  -- Only this transaction's own new tasks are visible without a number.
  select array_agg(t.lane_key), bool_or(t.dedupe_key is not null) into arrived, fold
    from public.agent_tasks t
    where t.seq is null and t.lane_key = any (place_arrivals.lane_keys);
  if arrived is null then
    return;
  elsif fold then
    perform private.fold_tasks(arrived);
    arrived := array(select t.lane_key from public.agent_tasks t
      where t.seq is null and t.lane_key = any (arrived));
  end if;
  if cardinality(arrived) = 1 then
    -- What nearly every transaction brings.
    update private.lanes l set last_seq = l.last_seq + 1 where l.lane_key = arrived[1]
      returning l.last_seq into taken;
    update public.agent_tasks t set seq = taken where t.seq is null and t.lane_key = arrived[1];
    return;
  end if;
  with placed as (
    select t.id, t.lane_key,
      row_number() over (partition by t.lane_key order by t.arrival) as nth
    from public.agent_tasks t
    where t.seq is null and t.lane_key = any (arrived)
  ),
  counted as (
    update private.lanes l set last_seq = l.last_seq + c.arrived
    from (select p.lane_key, count(*) as arrived from placed p group by p.lane_key) c
    where l.lane_key = c.lane_key
    returning l.lane_key, l.last_seq - c.arrived as base
  )
  update public.agent_tasks t set seq = c.base + p.nth
  from placed p join counted c using (lane_key)
  where t.id = p.id;
end
$function$;
comment on function private.place_arrivals(text[]) is
  'Folds and numbers this transaction''s new tasks. Lanes locked, so seq is commit order.';
grant execute on function private.place_arrivals(text[]) to service_role;

CREATE OR REPLACE FUNCTION private.place_of(workflow public.solution_workflows)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case workflow.status when 'in_progress' then workflow.current_step
    else workflow.status end;
end
$function$;
comment on function private.place_of(public.solution_workflows) is
  'The step it is at, or its end.';
grant execute on function private.place_of(public.solution_workflows) to service_role;

CREATE OR REPLACE FUNCTION private.place_tasks()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
begin
  -- Fires once a row; the first firing places them all, and turns the lanes of conversations that
  -- were paused or given back: all that a transaction does to lanes, it does to them at once.
  if private.turned() is not null then
    perform private.settle_turned();
  elsif private.arrivals() is not null then
    perform private.settle_lanes();
  -- By its id: a bulk's own numbered tasks still clutter the index of those without a number.
  elsif (select t.seq is null from public.agent_tasks t where t.id = new.id) then
    -- Somebody has reset the session's settings, and this one with them.
    perform private.settle_lanes(touched => array[new.lane_key]);
  end if;
  return null;
end
$function$;
comment on function private.place_tasks() is
  'At commit: gives new tasks their places and rings. Definer: whose call brought the work, a member''s or a worker''s, has no say in where it goes.';
grant execute on function private.place_tasks() to service_role;

CREATE OR REPLACE FUNCTION private.placeholder_balance(person public.users)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  -- Not the row that was read when the turn began to end: an action of it may have moved it.
  return (select u.credit_balance::text from public.users u where u.id = person.id);
end
$function$;
comment on function private.placeholder_balance(public.users) is
  'How many credits a person has.';
grant execute on function private.placeholder_balance(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.placeholder_checkout_url(person public.users)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (private.open_purchase(person)).checkout_url;
end
$function$;
comment on function private.placeholder_checkout_url(public.users) is
  'The payment link that is good now; null, too, while it is being made.';
grant execute on function private.placeholder_checkout_url(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.placeholder_upload_url(person public.users)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  token text := encode(extensions.gen_random_bytes(24), 'hex');
  made uuid;
begin
  insert into private.upload_links (tenant_id, innovator_id, token_hash, expires_at)
    select i.tenant_id, i.id, encode(extensions.digest(token, 'sha256'), 'hex'),
      now() + make_interval(hours => private.setting('upload_link_hours', i.tenant_id)::integer)
    from public.innovators i where i.user_id = person.id and i.active
    returning id into made;
  return case when made is not null
    then rtrim(private.vault_secret('functions_url'), '/') || '/prospects-upload?token=' || token
  end;
end
$function$;
comment on function private.placeholder_upload_url(public.users) is
  'A new link each time it is written, since only its hash is kept; null of who offers nothing.';
grant execute on function private.placeholder_upload_url(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.placeholder_verification_address(person public.users)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select 'verify+' || v.tag || '@' || t.inbound_email_domain
    from private.open_verification(person) v
    join public.tenants t on t.id = v.tenant_id);
end
$function$;
grant execute on function private.placeholder_verification_address(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.plain_loop(request public.community_requests)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case
    when request.closed_reason = 'withdrawn' then 'You took the question back.'
    when request.responses_count = 0 and coalesce(request.target_user_ids, '{}') = '{}'
      then 'I found no member who could know, so nobody was asked. The question is closed.'
    when request.responses_count = 0
      then 'Nobody who was asked has answered. The question is closed; you may ask it again.'
    else left('This is what members said: ' || (
      select string_agg(private.without_contacts(s.response_text), ' / '
        order by s.usefulness_score desc nulls last, s.created_at)
      from public.community_responses s where s.request_id = request.id), 800) end;
end
$function$;
comment on function private.plain_loop(public.community_requests) is
  'What became of a question, in words of no model: also when nobody has answered.';
grant execute on function private.plain_loop(public.community_requests) to service_role;

CREATE OR REPLACE FUNCTION private.plan_re_engagement(person public.users, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  first_hours integer := private.setting('re_engage_first_hours', person.tenant_id);
  last_hours integer := private.setting('re_engage_last_hours', person.tenant_id);
  times timestamptz[] := array[
    at + make_interval(hours => first_hours), at + make_interval(hours => last_hours)];
begin
  if person.verified or private.agent_of(person) <> 'bouncer' then
    return;
  end if;
  update public.message_queue q set scheduled_for = times[t.n], look_at = times[t.n],
      expires_at = times[t.n] + interval '2 days', status_reason = 'silence'
    from generate_series(1, 2) t (n)
    where q.tenant_id = person.tenant_id and q.user_id = person.id and q.status = 'queued'
      and q.subject = 're_engage:' || t.n;
  insert into public.message_queue (tenant_id, user_id, agent_id, message_data, scheduled_for,
      expires_at, priority, subject, status_reason)
    select person.tenant_id, person.id, 'bouncer',
      jsonb_build_object('re_engagement', t.n, 'last', t.n = 2), times[t.n],
      times[t.n] + interval '2 days', 'low', 're_engage:' || t.n, 'silence'
    from generate_series(1, 2) t (n)
    where not exists (select from public.message_queue q where q.tenant_id = person.tenant_id
      and q.user_id = person.id and q.status = 'queued' and q.subject = 're_engage:' || t.n);
end
$function$;
comment on function private.plan_re_engagement(public.users,timestamp with time zone) is
  'Whoever is at the door has written: the silence that they are asked about begins anew. The two texts wait in the queue for their time and the orchestrator''s yes, and the Bouncer finds the words, or none, when it has come. Person locked.';
grant execute on function private.plan_re_engagement(public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.present_priority(person_id uuid, priority_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  item public.user_priorities;
begin
  update public.user_priorities p set status = 'presented', presented_at = now()
    where p.id = present_priority.priority_id and p.user_id = present_priority.person_id
      and p.status in ('active', 'presented')
    returning * into item;
  if item.item_type = 'intro_opportunity' then
    update public.intro_opportunities i set feed_item_id = item.id where i.id = item.item_id
      and i.connector_user_id = item.user_id and i.tenant_id = item.tenant_id;
  end if;
  return item.id is not null;
end
$function$;
comment on function private.present_priority(uuid,uuid) is
  'Somebody is told of a priority of theirs. False: they have none of that id, or it is over. Person locked.';
grant execute on function private.present_priority(uuid,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.price_of(model text, day date, prompt_tokens integer)
 RETURNS private.model_prices
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  price private.model_prices;
begin
  select p.* into price from private.model_prices p
  where p.model = price_of.model and p.valid_from <= price_of.day
    and (p.prompt_tokens_above = 0 or p.prompt_tokens_above < price_of.prompt_tokens)
  order by p.valid_from desc, p.prompt_tokens_above desc limit 1;
  return price;
end
$function$;
comment on function private.price_of(text,date,integer) is
  'The price of a day for a prompt of that size; null when the model has none.';
grant execute on function private.price_of(text,date,integer) to service_role;

CREATE OR REPLACE FUNCTION private.price_words(price_cents integer, currency text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return to_char(price_cents / 100.0, 'FM999999990.00') || ' ' || upper(price_words.currency);
end
$function$;
comment on function private.price_words(integer,text) is
  'A price as a person reads it.';
grant execute on function private.price_words(integer,text) to service_role;

CREATE OR REPLACE FUNCTION private.priority_candidates(person public.users, at timestamp with time zone DEFAULT now())
 RETURNS TABLE(item_type text, item_id uuid, about jsonb, over_at timestamp with time zone, components jsonb)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if not (person.verified and person.is_active) then
    return;
  end if;
  return query
  select 'intro_opportunity', c.* from private.intro_candidates(person, at) c
  union all select 'community_request', c.* from private.request_candidates(person, at) c
  union all select 'community_response', c.* from private.response_candidates(person, at) c
  union all select 'expert_impact_notification', c.* from private.impact_candidates(person, at) c
  union all select 'solution_update', c.* from private.solution_candidates(person, at) c;
end
$function$;
comment on function private.priority_candidates(public.users,timestamp with time zone) is
  'All that could be worth a member''s attention now: what it is about in words that they may read, until when, and its components, 0 to 1. Nothing of anybody who is no member.';
grant execute on function private.priority_candidates(public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.priority_kind(item_type text)
 RETURNS private.priority_kinds
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  kind private.priority_kinds;
begin
  select * into strict kind from private.priority_kinds k
    where k.item_type = priority_kind.item_type;
  return kind;
end
$function$;
comment on function private.priority_kind(text) is
  'A row of priority_kinds, which must be there.';
grant execute on function private.priority_kind(text) to service_role;

CREATE OR REPLACE FUNCTION private.priority_words(item_type text, about jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case priority_words.item_type
    when 'intro_opportunity' then concat('an introduction you could make: ', about ->> 'prospect',
      ', ' || (about ->> 'prospect_title'), ' at ' || (about ->> 'prospect_company'),
      ', whom ' || (about ->> 'wanted_by') || ' would like to meet',
      '; ' || (about ->> 'bounty_credits') || ' credits')
    when 'community_request' then 'a question you may have an answer to: '
      || (about ->> 'question')
    when 'community_response' then concat('an answer to your question "', about ->> 'question',
      '": ', about ->> 'answer')
    when 'expert_impact_notification' then concat('your answer to "', about ->> 'question',
      '" was of use', ': ' || (about ->> 'impact'), '; ' || (about ->> 'credits') || ' credits')
    when 'solution_update' then concat('your search "', about ->> 'request', '" ',
      case when (about ->> 'finished')::boolean then 'is finished' else 'has first results' end)
  end;
end
$function$;
comment on function private.priority_words(text,jsonb) is
  'A priority in one plain sentence, for whoever puts it into words.';
grant execute on function private.priority_words(text,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.proactive_bar(person public.users, message public.messages, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  text public.message_queue;
  now_for record;
begin
  select * into text from public.message_queue q
    where q.tenant_id = message.tenant_id and q.delivered_message_id = message.id;
  if text.status is distinct from 'approved' then
    return '{"stop": "withdrawn"}';
  elsif text.expires_at <= at then
    return '{"stop": "expired"}';
  elsif exists (select from public.message_queue n where n.user_id = text.user_id
    and n.subject = text.subject and n.arrival > text.arrival
    and (text.sequence_id is null or n.sequence_id is distinct from text.sequence_id)
    and n.status in ('queued', 'approved', 'sent')) then
    -- Back to the orchestrator, which writes down what took its place.
    return jsonb_build_object('back', 'newer_on_subject', 'until', at);
  elsif not private.is_introduced(message.conversation_id)
    and not starts_with(message.content, private.introduction(message.tenant_id)) then
    return jsonb_build_object('back', 'not_introduced', 'until', at);
  end if;
  select * into now_for from private.standing(array[person.id], at);
  return case
    -- Back to the orchestrator, which gives it its moment of the morning.
    when now_for.held = 'quiet_hours'
      then jsonb_build_object('back', now_for.held, 'until', at)
    when now_for.held in ('muted', 'taken_over', 'morning')
      then jsonb_build_object('back', now_for.held, 'until', now_for.held_until)
    -- It is one of those in flight itself.
    when now_for.day_left < 0
      then jsonb_build_object('back', 'daily_limit', 'until', now_for.day_ends_at)
    when now_for.hour_left < 0 then jsonb_build_object('back', 'hourly_limit',
      'until', coalesce(now_for.hour_free_at, at + interval '1 hour'))
  end;
end
$function$;
comment on function private.proactive_bar(public.users,public.messages,timestamp with time zone) is
  'Why a text that nobody asked for may not leave now; as private.bar.';
grant execute on function private.proactive_bar(public.users,public.messages,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.profile_key(url text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return nullif(regexp_replace(lower(btrim(url)),
    '^(https?://)?([a-z]{2,3}\.)?(linkedin\.com/[^?#]*?)/*([?#].*)?$', '\3'), '');
end
$function$;
comment on function private.profile_key(text) is
  'A LinkedIn address as it is compared.';
grant execute on function private.profile_key(text) to service_role;

CREATE OR REPLACE FUNCTION private.profile_of(person public.users)
 RETURNS public.innovators
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  profile public.innovators;
begin
  select i.* into profile from public.innovators i where i.user_id = person.id;
  return profile;
end
$function$;
comment on function private.profile_of(public.users) is
  'What somebody offers, as far as it is on record.';
grant execute on function private.profile_of(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.provider_view(person public.users)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  profile public.innovators := private.profile_of(person);
begin
  return jsonb_build_object(
    'profile', case when profile.id is not null then jsonb_build_object(
      'company_name', profile.company_name, 'solution_description', profile.solution_description,
      'categories', coalesce(profile.categories, '{}'),
      'target_customer_profile', profile.target_customer_profile,
      'video_url', profile.video_url, 'active', profile.active) end,
    'missing', array_remove(array[
      case when coalesce(profile.company_name, person.company) is null then 'company_name' end,
      case when profile.solution_description is null then 'solution_description' end,
      case when coalesce(profile.categories, '{}') = '{}' then 'categories' end,
      case when profile.target_customer_profile is null then 'target_customer_profile' end,
      case when profile.video_url is null then 'video_url' end], null),
    'packages', (select coalesce(jsonb_agg(jsonb_build_object('package', k.name,
        'credits', k.credits, 'price', private.price_words(k.price_cents, k.currency))
        order by k.price_cents, k.name), '[]')
      from private.credit_packages k where k.on_sale),
    'payment_link', coalesce(
      (select to_jsonb(o.package) from private.open_purchase(person) o), 'null'),
    'owed_credits', (select coalesce(sum(p.owed_credits), 0)::integer
      from public.credit_purchases p where p.user_id = person.id and p.owed_credits > 0));
end
$function$;
comment on function private.provider_view(public.users) is
  'What the Innovator knows of who offers a solution: what is on record of it, what credits cost, for what package a payment link is good, and what they owe.';
grant execute on function private.provider_view(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.prune_cron_history(at timestamp with time zone DEFAULT now())
 RETURNS integer
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  with old as (
    select r.ctid from cron.job_run_details r
    -- One that a restart cut short has no end, and perhaps no beginning.
    where r.status in ('succeeded', 'failed')
      and coalesce(r.end_time, r.start_time, '-infinity') < at - make_interval(days => case
      when r.status = 'succeeded' and r.command ~ 'process_(tasks_batch|outbound_messages)'
      then (select private.setting('sweep_history_days')::integer)
      else (select private.setting('cron_history_days')::integer) end)
    limit private.setting('retire_batch')::integer
  ),
  gone as (delete from cron.job_run_details d using old o where d.ctid = o.ctid returning 1)
  select count(*)::integer from gone
$function$;
comment on function private.prune_cron_history(timestamp with time zone) is
  'pg_cron never prunes its history: days are kept, fewer of the sweep''s successes.';
grant execute on function private.prune_cron_history(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.purchase_of(event jsonb)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select p.id from public.credit_purchases p
    where case when event ? 'session' then p.id = (event ->> 'purchase_id')::uuid
      else p.payment_intent = event ->> 'payment_intent' end);
end
$function$;
comment on function private.purchase_of(jsonb) is
  'Which purchase an event is about: a checkout names it, what comes later its payment.';
grant execute on function private.purchase_of(jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.put_back(text public.message_queue, reason text, until timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- The message before what it came from, as everywhere. Its task finds it cancelled, and ends.
  update public.messages m set status = 'cancelled', status_reason = 'put_back'
    where m.id = text.delivered_message_id and private.is_unsent(m);
  if not found and text.delivered_message_id is not null then
    return;
  end if;
  update public.message_parts p set status = 'cancelled'
    where p.message_id = text.delivered_message_id and p.status = 'queued';
  update public.message_queue q set status = 'queued', status_reason = put_back.reason,
    look_at = put_back.until, approved_at = null, delivered_message_id = null, sender_id = null,
    slot_at = null
  where q.id = text.id and q.status = 'approved';
  if text.slot_at is not null then
    perform private.give_slot_back(text);
  elsif put_back.reason not in ('daily_limit', 'hourly_limit') then
    -- It has not used its place, which others may have waited for.
    perform private.look_again(text.user_id, array['daily_limit', 'hourly_limit']);
  end if;
end
$function$;
comment on function private.put_back(public.message_queue,text,timestamp with time zone) is
  'An approved text that has not begun to leave waits again; one that has goes on. Person locked.';
grant execute on function private.put_back(public.message_queue,text,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.put_back_all(user_id uuid, reason text, until timestamp with time zone, composing boolean)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.put_back(q, put_back_all.reason, put_back_all.until)
    from public.message_queue q
    where q.user_id = put_back_all.user_id and q.tenant_id = (select u.tenant_id
        from public.users u where u.id = put_back_all.user_id)
      and q.status = 'approved' and q.slot_at is null and q.priority <> 'urgent'
      and (put_back_all.composing or q.delivered_message_id is not null);
end
$function$;
comment on function private.put_back_all(uuid,text,timestamp with time zone,boolean) is
  'All of somebody''s approved texts that have not begun, but for urgent ones; composing: those too that are still being put into words. Person locked.';
grant execute on function private.put_back_all(uuid,text,timestamp with time zone,boolean) to service_role;

CREATE OR REPLACE FUNCTION private.put_off_text(message_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  text public.message_queue;
begin
  select q.* into text from public.messages m
    join public.message_queue q on q.tenant_id = m.tenant_id and q.delivered_message_id = m.id
    where m.id = put_off_text.message_id and m.purpose = 'proactive' and q.status = 'approved'
      and q.slot_at is not null and private.is_unsent(m)
    for no key update of q;
  if found then
    update public.message_queue q set slot_at = null where q.id = text.id;
    perform private.uncount_text(text);
  end if;
end
$function$;
comment on function private.put_off_text(uuid) is
  'The carrier took none of it, for now: approved it keeps its place, and is counted in the hour in which it leaves.';
grant execute on function private.put_off_text(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.question_of(person public.users, intro_id uuid)
 RETURNS private.intro_questions
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  asked private.intro_questions;
begin
  select q.* into asked from private.intro_questions q
    where q.tenant_id = person.tenant_id and q.user_id = person.id
      and q.intro_id = question_of.intro_id;
  return asked;
end
$function$;
comment on function private.question_of(public.users,uuid) is
  'What an introduction asks of a person at this moment; nulls: nothing.';
grant execute on function private.question_of(public.users,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.questions_waiting(user_id uuid, at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select count(*)::integer
    from private.expert_asks a
    join public.community_requests r on r.id = a.request_id and r.status <> 'closed'
      and a.user_id <> all (r.declined_user_ids)
    where a.user_id = questions_waiting.user_id
      and a.asked_at > questions_waiting.at - interval '7 days'
      and not exists (select from public.community_responses s
        where s.request_id = a.request_id and s.user_id = a.user_id));
end
$function$;
comment on function private.questions_waiting(uuid,timestamp with time zone) is
  'How many open questions wait for somebody''s answer.';
grant execute on function private.questions_waiting(uuid,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.queue_analysis_check()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if (select t.product from public.tenants t where t.id = new.tenant_id) <> 'coach' then
    return null;
  end if;
  insert into private.analysis_counts as c (user_id, unasked) values (new.user_id, 1)
    on conflict (user_id) do update set unasked = (c.unasked + 1) % 25;
  insert into public.agent_tasks
    (tenant_id, task_type, agent_type, user_id, context_id, context_type, scheduled_for, priority,
     max_retries, context_json, created_by, trace_id)
  select new.tenant_id, k.task_type, k.agent_type, new.user_id, new.user_id, 'user', now(),
    k.priority, k.max_retries, jsonb_build_object('user_id', new.user_id),
    'analysis_queue_trigger', new.trace_id
  from private.task_types k
  where k.task_type = 'analysis_job' and exists (select from private.analysis_counts c
    where c.user_id = new.user_id and c.unasked = 0);
  return null;
end
$function$;
comment on function private.queue_analysis_check() is
  'Every twenty-five texts of a coached person ask for one analysis. The count is the person''s, over all their conversations, and its row is locked: none is lost, none asked for twice.';
grant execute on function private.queue_analysis_check() to service_role;

CREATE OR REPLACE FUNCTION private.queue_another_run(lease uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  insert into public.agent_tasks
    (tenant_id, task_type, agent_type, scheduled_for, priority, max_retries, context_json,
     created_by, dedupe_key, lane_key)
  select t.tenant_id, t.task_type, t.agent_type, now(), t.priority, t.max_retries,
    t.context_json, 'housekeeping', t.dedupe_key, t.lane_key
  from public.agent_tasks t where t.lease_token = queue_another_run.lease
    and t.status = 'processing';
end
$function$;
comment on function private.queue_another_run(uuid) is
  'The same piece of work once more, behind the one in work.';
grant execute on function private.queue_another_run(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.queue_delivery()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- A lane a channel: a webhook that is dead holds up nobody but itself.
  insert into public.agent_tasks
    (tenant_id, task_type, agent_type, context_id, context_type, scheduled_for, priority,
     max_retries, context_json, created_by)
  select new.tenant_id, k.task_type, k.agent_type, new.channel_id, 'alert_channel', now(),
    k.priority, k.max_retries, jsonb_build_object('delivery_id', new.id), 'alerts'
  from private.task_types k where k.task_type = 'deliver_alert';
  return null;
end
$function$;
comment on function private.queue_delivery() is
  'Each delivery is one task in its channel''s lane.';
grant execute on function private.queue_delivery() to service_role;

CREATE OR REPLACE FUNCTION private.queue_matching(innovators uuid[], at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  queued integer;
begin
  insert into public.agent_tasks (tenant_id, task_type, agent_type, user_id, context_id,
      context_type, scheduled_for, priority, max_retries, context_json, created_by, dedupe_key)
    select i.tenant_id, k.task_type, k.agent_type, i.user_id, i.id, 'innovator',
      queue_matching.at, k.priority, k.max_retries,
      jsonb_build_object('innovator_id', i.id, 'user_id', i.user_id), 'social-butterfly',
      i.id::text
    from public.innovators i
    join private.task_types k on k.task_type = 'match_intro_opportunities'
    where i.id = any (queue_matching.innovators) and i.active order by i.user_id;
  get diagnostics queued = row_count;
  return queued;
end
$function$;
comment on function private.queue_matching(uuid[],timestamp with time zone) is
  'These innovators'' prospects are looked at; tasks that wait already take it in.';
grant execute on function private.queue_matching(uuid[],timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.queue_rankings(at timestamp with time zone DEFAULT now())
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  looked_up jsonb;
  people uuid[];
  queued integer;
begin
  -- All that takes time is looked up before anybody's row is held.
  select coalesce(jsonb_object_agg(d.id, jsonb_build_object('wants', d.wants, 'pattern', d.pattern)),
      '{}') into looked_up
  from (
    select u.id, private.wants_ranking(u, queue_rankings.at) as wants,
      private.response_pattern(u, queue_rankings.at) as pattern
    from (select r.user_id from private.rankings r where r.due_at <= queue_rankings.at
      order by r.due_at limit private.setting('rank_batch')::integer) due
    join public.users u on u.id = due.user_id) d;
  -- Who is being answered at this moment has their turn in the next run.
  people := array(select u.id from private.rankings r
    join public.users u on u.id = r.user_id
    where r.due_at <= queue_rankings.at
      and r.user_id = any (array(select k::uuid from jsonb_object_keys(looked_up) k))
    order by r.due_at
    for no key update of u, r skip locked);
  update public.users u set response_pattern = looked_up -> u.id::text -> 'pattern'
  where u.id = any (people)
    and u.response_pattern is distinct from looked_up -> u.id::text -> 'pattern';
  update private.rankings r
    set due_at = queue_rankings.at + private.setting('rank_hours') * interval '1 hour'
    where r.user_id = any (people);
  insert into public.agent_tasks (tenant_id, task_type, agent_type, user_id, scheduled_for,
      priority, max_retries, context_json, created_by, dedupe_key)
    select u.tenant_id, k.task_type, k.agent_type, u.id, queue_rankings.at, k.priority,
      k.max_retries, jsonb_build_object('user_id', u.id), 'cron', u.id::text
    from public.users u join private.task_types k on k.task_type = 'rank_priorities'
    where u.id = any (people) and (looked_up -> u.id::text ->> 'wants')::boolean;
  get diagnostics queued = row_count;
  return queued;
end
$function$;
comment on function private.queue_rankings(timestamp with time zone) is
  'Ranks again who has not been ranked for a day, one batch a run, and brings their response_pattern up to date. Each member has a time of the day of their own.';
grant execute on function private.queue_rankings(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.quiet_from(person public.users, at timestamp with time zone, own boolean DEFAULT true)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  zones text[] := private.zones_of(person);
  spans time[] := private.quiet_spans(person, own);
  begins timestamptz := 'infinity';
begin
  for n in 1 .. cardinality(spans) / 2 loop
    begins := least(begins, private.span_begins(zones, spans[n][1], spans[n][2], at));
  end loop;
  return begins;
end
$function$;
comment on function private.quiet_from(public.users,timestamp with time zone,boolean) is
  'When somebody''s next quiet hours begin, or this moment when they have; infinity: they have none.';
grant execute on function private.quiet_from(public.users,timestamp with time zone,boolean) to service_role;

CREATE OR REPLACE FUNCTION private.quiet_spans(person public.users, own boolean)
 RETURNS time without time zone[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  spans time[] := '{}';
  starts time;
  ends time;
begin
  -- The law's, whatever a tenant sets, and the tenant's; a tenant without its own has the law's.
  for starts, ends in
    select distinct time '00:00' + make_interval(
        mins => private.setting('quiet_from_minute', w.tenant_id)::integer),
      time '00:00' + make_interval(
        mins => private.setting('quiet_until_minute', w.tenant_id)::integer)
    from unnest(array[null, person.tenant_id]) w (tenant_id) order by 1, 2
  loop
    if starts <> ends then
      spans := spans || array[array[starts, ends]];
    end if;
  end loop;
  if own and person.quiet_hours_start is not null then
    -- 24:00 is a time of day in Postgres. As an end it is the day's; as a start it is the next's.
    starts := case person.quiet_hours_start when time '24:00' then time '00:00'
      else person.quiet_hours_start end;
    if starts <> person.quiet_hours_end then
      spans := spans || array[array[starts, person.quiet_hours_end]];
    end if;
  end if;
  return spans;
end
$function$;
comment on function private.quiet_spans(public.users,boolean) is
  'The spans of a day, {{start, end}, …}, in which a person is left in peace: the law''s, their tenant''s and, if own, their own. Up to before the end; one before its start is the next day''s.';
grant execute on function private.quiet_spans(public.users,boolean) to service_role;

CREATE OR REPLACE FUNCTION private.quiet_until(person public.users, at timestamp with time zone, own boolean DEFAULT true)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  zones text[] := private.zones_of(person);
  spans time[] := private.quiet_spans(person, own);
  ends timestamptz := at;
  lasts timestamptz;
begin
  -- From end to end of what is on, until nothing is.
  while ends < at + interval '72 hours' loop
    lasts := ends;
    for n in 1 .. cardinality(spans) / 2 loop
      lasts := greatest(lasts, private.span_lasts(zones, spans[n][1], spans[n][2], ends));
    end loop;
    if lasts = ends then
      return nullif(ends, at);
    end if;
    ends := lasts;
  end loop;
  return 'infinity';
end
$function$;
comment on function private.quiet_until(public.users,timestamp with time zone,boolean) is
  'When the quiet hours that somebody has now are over: their tenant''s and, if own, their own. Null when they have none now, infinity when three days bring no end.';
grant execute on function private.quiet_until(public.users,timestamp with time zone,boolean) to service_role;

CREATE OR REPLACE FUNCTION private.raise_alerts(at timestamp with time zone DEFAULT now())
 RETURNS TABLE(raised bigint, resolved bigint)
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  ended uuid[];
begin
  -- Whoever finds, announces or escalates alerts does it alone.
  perform pg_advisory_xact_lock(hashtext('alerts'));
  with wrong as materialized (select * from private.conditions(raise_alerts.at)),
  seen as (
    insert into public.alerts as a
      (tenant_id, kind, subject, subject_count, raised_at, last_seen_at)
    select w.tenant_id, w.kind, w.subject, w.subject_count, raise_alerts.at, raise_alerts.at
    from wrong w order by w.tenant_id, w.kind, w.subject
    on conflict (tenant_id, kind, subject) where resolved_at is null do update
      set subject_count = excluded.subject_count,
        last_seen_at = greatest(a.last_seen_at, excluded.last_seen_at)
    returning a.raised_at = raise_alerts.at as is_new
  ),
  over as (
    update public.alerts a set resolved_at = greatest(a.last_seen_at, raise_alerts.at)
    where a.resolved_at is null and not exists (select from wrong w
      where w.tenant_id = a.tenant_id and w.kind = a.kind and w.subject = a.subject)
    returning a.id
  )
  select (select count(*) from seen s where s.is_new),
    (select coalesce(array_agg(o.id), '{}') from over o)
    into raised, ended;
  resolved := cardinality(ended);
  perform private.tell_channels(private.announce_alerts(raise_alerts.at), 'raised');
  perform private.tell_channels(ended, 'resolved');
  return next;
end
$function$;
comment on function private.raise_alerts(timestamp with time zone) is
  'Opens an alert for each condition that is new, keeps those that stand, resolves the rest, and has the tenant''s channels told.';
grant execute on function private.raise_alerts(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.rank(person public.users, said jsonb, at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  scored jsonb := (select coalesce(jsonb_agg(to_jsonb(s)), '[]')
    from private.score_candidates(person, rank.said, rank.at) s);
begin
  with ranked as (
    insert into public.user_priorities as p
        (tenant_id, user_id, priority_rank, item_type, item_id, value_score, expires_at)
      select person.tenant_id, person.id,
        row_number() over (order by s.score desc, s.over_at, s.item_type, s.item_id),
        s.item_type, s.item_id, s.score, s.over_at
      from jsonb_to_recordset(scored) s
        (item_type text, item_id uuid, over_at timestamptz, score numeric)
    on conflict on constraint user_priorities_user_id_item_type_item_id_key do update set
      value_score = excluded.value_score, expires_at = excluded.expires_at, status = 'active',
      expired_reason = null
      -- What was told of or dealt with, or has had its time, does not come back.
      where p.status = 'active' or (p.status = 'expired' and p.expired_reason = 'over')
    returning p.id, p.item_type, p.item_id
  )
  insert into private.priority_scores as c (priority_id, parts, scored_at)
    select r.id, s.parts, rank.at from ranked r
    join jsonb_to_recordset(scored) s (item_type text, item_id uuid, parts jsonb)
      on s.item_type = r.item_type and s.item_id = r.item_id
    on conflict (priority_id) do update set parts = excluded.parts, scored_at = excluded.scored_at;
  perform private.expire_priorities(person, scored, rank.at);
  update public.user_priorities p set priority_rank = r.nth
  from (select a.id, row_number() over (
      order by a.value_score desc, a.expires_at, a.item_type, a.item_id) as nth
    from public.user_priorities a
    where a.tenant_id = person.tenant_id and a.user_id = person.id and a.status = 'active') r
  where p.id = r.id and p.priority_rank <> r.nth;
  return jsonb_array_length(scored);
end
$function$;
comment on function private.rank(public.users,jsonb,timestamp with time zone) is
  'Brings a member''s priorities up to date: new ones in, those that are over out, the active ones ranked 1 to n. Returns how many candidates there were. Person locked.';
grant execute on function private.rank(public.users,jsonb,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.ranking_context(lease private.leases, task public.agent_tasks)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  person public.users;
  variant public.agent_instances;
  shown jsonb;
  profile jsonb;
  summary text;
  seen text;
  asks boolean;
begin
  select * into person from public.users u where u.id = task.user_id;
  variant := private.instance_of('account-manager', person.tenant_id, person.id);
  select c.conversation_summary into summary from public.conversations c
    where c.tenant_id = person.tenant_id and c.user_id = person.id
    order by c.last_message_at desc nulls last, c.id limit 1;
  profile := jsonb_build_object('company', person.company, 'title', person.title,
    'expertise', coalesce(to_jsonb(person.expertise[:50]), '[]'), 'innovator', person.innovator);
  shown := private.candidates_shown(person, now());
  update private.leases l set handles = coalesce((
      select jsonb_object_agg(s.value ->> 'handle',
        jsonb_build_object('type', s.value -> 'item_type', 'id', s.value -> 'id'))
      from jsonb_array_elements(shown) s (value)), '{}')
    where l.token = lease.token;
  seen := md5(concat(profile, summary, (
    select jsonb_agg(s.value - array['handle', 'score'] order by s.value ->> 'id')
    from jsonb_array_elements(shown) s (value))));
  asks := shown <> '[]' and seen is distinct from
    (select r.seen from private.rankings r where r.user_id = person.id);
  return jsonb_build_object('kind', 'ranking', 'agent_type', 'account-manager',
    'tenant', private.tenant_view(person.tenant_id), 'user', jsonb_build_object('id', person.id),
    'profile', profile, 'summary', summary, 'seen', seen,
    'candidates', (select coalesce(jsonb_agg(s.value - 'id' order by s.nth), '[]')
      from jsonb_array_elements(shown) with ordinality s (value, nth)),
    'refusal', task.refusal)
    || case when asks then jsonb_build_object('instance', private.instance_view(variant))
      else '{}' end;
end
$function$;
comment on function private.ranking_context(private.leases,public.agent_tasks) is
  'Context of a ranking: who the member is, in a few words, and the candidates under handles. Without an instance there is nothing to ask the model, or nothing new since it was asked.';
grant execute on function private.ranking_context(private.leases,public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.read_credits(person public.users)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return jsonb_build_object('balance', person.credit_balance, 'movements', (
    select coalesce(jsonb_agg(jsonb_build_object('on', c.created_at::date, 'credits', c.amount,
        'for', w.words, 'booked', c.processed) order by c.created_at desc), '[]')
    from (select * from public.credit_events e
      where e.tenant_id = person.tenant_id and e.user_id = person.id
      order by e.created_at desc limit 10) c
    join (values ('answer', 'an answer to a member''s question'),
      ('bounty', 'an introduction that was made'), ('escrow', 'put aside for an introduction'),
      ('referral', 'a member they brought'), ('purchase', 'bought'), ('spend', 'spent'),
      ('refund', 'given back'), ('reversal', 'a payment that went back, or came again')) w (event_type, words) on w.event_type = c.event_type));
end
$function$;
comment on function private.read_credits(public.users) is
  'Their balance and its last ten movements, with the reasons in words.';
grant execute on function private.read_credits(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.read_feedback_summary()
 RETURNS SETOF private.message_feedback_summary
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.* from private.message_feedback_summary s
  where s.tenant_id = any (array(select private.operator_tenant_ids()))
$function$;
comment on function private.read_feedback_summary() is
  'The summary''s rows of the tenants that the caller operates. Definer: it stands in for the RLS that a materialized view cannot have.';
grant execute on function private.read_feedback_summary() to authenticated;
grant execute on function private.read_feedback_summary() to service_role;

CREATE OR REPLACE FUNCTION private.read_monthly_usage()
 RETURNS SETOF private.monthly_usage_summary
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.* from private.monthly_usage_summary s
  where s.user_id = any (array(select private.user_ids()))
    or s.tenant_id = any (array(select private.operator_tenant_ids()))
$function$;
comment on function private.read_monthly_usage() is
  'The summary''s rows that the caller may see. Definer: it stands in for the RLS that a materialized view cannot have.';
grant execute on function private.read_monthly_usage() to authenticated;
grant execute on function private.read_monthly_usage() to service_role;

CREATE OR REPLACE FUNCTION private.read_open_items(person public.users, handles jsonb, handle text)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if read_open_items.handle is not null and not handles ? read_open_items.handle then
    return null;
  end if;
  return (
    select coalesce(jsonb_agg(jsonb_build_object('handle', h.key, 'kind', k.description) || v.words
      order by h.key), '[]')
    from jsonb_each(handles) h
    left join public.user_priorities p
      on h.value ->> 'type' = 'user_priority' and p.id = (h.value ->> 'id')::uuid
    join private.handle_kinds k on k.type = h.value ->> 'type'
    cross join lateral (select private.item_view(person, case
        when p.id is null then h.value ->> 'type'
        when p.item_type = 'solution_update' then 'solution_workflow' else p.item_type end,
      coalesce(p.item_id, (h.value ->> 'id')::uuid), true) as words) v
    where v.words is not null
      and coalesce(h.key = read_open_items.handle, h.value ->> 'type' <> 'user_priority'));
end
$function$;
comment on function private.read_open_items(public.users,jsonb,text) is
  'The items that have a handle in this turn, whole: all, or the one that is named. Null: there is no such handle.';
grant execute on function private.read_open_items(public.users,jsonb,text) to service_role;

CREATE OR REPLACE FUNCTION private.read_profile(person public.users)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return jsonb_build_object(
    'first_name', person.first_name, 'last_name', person.last_name, 'company', person.company,
    'title', person.title, 'email', person.email, 'email_verified', person.email_verified,
    'linkedin_url', person.linkedin_url, 'timezone', person.timezone,
    'expertise', coalesce(person.expertise, '{}'),
    'quiet_hours', case when person.quiet_hours_start is not null then jsonb_build_object(
      'from', to_char(person.quiet_hours_start, 'HH24:MI'),
      'until', to_char(person.quiet_hours_end, 'HH24:MI')) end,
    'texts_a_day', coalesce(person.daily_limit,
      private.setting('daily_texts_max', person.tenant_id)),
    'texts_an_hour', coalesce(person.hourly_limit,
      private.setting('hourly_texts_max', person.tenant_id)),
    'paused_until', person.muted_until,
    'missing', array_remove(array[
      case when person.first_name is null then 'first_name' end,
      case when person.last_name is null then 'last_name' end,
      case when person.company is null then 'company' end,
      case when person.title is null then 'title' end,
      case when person.email is null then 'email' end], null));
end
$function$;
comment on function private.read_profile(public.users) is
  'What is on record about somebody, and what they have wished of our texts.';
grant execute on function private.read_profile(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.read_prospects(person public.users)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  profile public.innovators := private.profile_of(person);
begin
  return jsonb_build_object('balance', person.credit_balance,
    'prospects', (
      select coalesce(jsonb_object_agg(c.status, c.count), '{}')
      from (select p.status, count(*) from public.prospects p
        where p.tenant_id = profile.tenant_id and p.innovator_id = profile.id group by 1) c),
    'introductions', (
      select coalesce(jsonb_object_agg(c.status, c.count), '{}')
      from (select i.status, count(*) from public.intro_opportunities i
        where i.tenant_id = profile.tenant_id and i.innovator_id = profile.id group by 1) c),
    'newest', (
      select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
          'about', private.known_as(p), 'state', case p.status when 'converted'
            then 'has joined' when 'inactive' then 'not looked for any more' else 'waits for somebody who knows them' end,
          'introduction', n.status)) order by p.updated_at desc), '[]')
      from (select p.id from public.prospects p
        where p.tenant_id = profile.tenant_id and p.innovator_id = profile.id
        order by p.updated_at desc limit 10) f
      join public.prospects p on p.id = f.id
      left join lateral (select i.status from public.intro_opportunities i
        where i.tenant_id = p.tenant_id and i.prospect_id = p.id
        order by i.updated_at desc limit 1) n on true));
end
$function$;
comment on function private.read_prospects(public.users) is
  'How far those whom somebody would like to meet have come: how many in each state, and the ten that moved last, as they were brought and without how to reach them; nobody who connects.';
grant execute on function private.read_prospects(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.read_tag(written text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return translate(lower(written), 'ilo', '110');
end
$function$;
comment on function private.read_tag(text) is
  'A tag as it was meant: Crockford''s alphabet has no i, l or o, so that they can be read so.';
grant execute on function private.read_tag(text) to service_role;

CREATE OR REPLACE FUNCTION private.reason_not_to_tell(delivery public.alert_deliveries, channel public.alert_channels)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select case
    when not channel.is_on then 'channel_off'
    when delivery.occasion = 'escalated' and a.acknowledged_at is not null then 'acknowledged'
    when delivery.occasion = 'escalated' and a.resolved_at is not null then 'resolved'
    when channel.kind = 'sms' and exists (select from public.users u
      where u.tenant_id = channel.tenant_id and u.phone_number = channel.address
        and u.opted_out_at is not null) then 'opted_out'
    end
  from public.alerts a where a.id = delivery.alert_id
$function$;
comment on function private.reason_not_to_tell(public.alert_deliveries,public.alert_channels) is
  'Why a delivery that waits is not needed any more, or must not be made; null: it is.';
grant execute on function private.reason_not_to_tell(public.alert_deliveries,public.alert_channels) to service_role;

CREATE OR REPLACE FUNCTION private.recall(conversation_id uuid, query text)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('position', m.position, 'role', m.role,
      'content', left(m.content, 500), 'created_at', m.created_at) order by m.position), '[]')
    from (
      select * from (
        select m.* from public.messages m
        where m.conversation_id = recall.conversation_id
        order by m.position desc limit 2000) newest
      where to_tsvector('simple', newest.content) @@
        (select coalesce(string_agg(quote_literal(w) || ':*', ' | '), '')::tsquery
          from regexp_split_to_table(lower(left(recall.query, 200)), '[^[:alnum:]]+') w
          where length(w) > 2)
      order by newest.position desc limit 8) m);
end
$function$;
comment on function private.recall(uuid,text) is
  'Up to 8 of the conversation''s newest 2,000 messages that share a word with the query.';
grant execute on function private.recall(uuid,text) to service_role;

CREATE OR REPLACE FUNCTION private.receive_intro_email(email private.inbound_emails, mail jsonb, at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  intro public.intro_opportunities := private.intro_of_email(
    (mail -> 'recipients') || coalesce(mail -> 'copied', '[]'));
  outcome text;
begin
  if intro.id is null then
    return null;
  end if;
  outcome := private.judge_intro_email(intro, mail);
  if outcome = 'introduced' then
    update public.intro_opportunities i set email_seen_at = receive_intro_email.at
      where i.id = intro.id and i.status = 'scheduled' and i.email_seen_at is null;
    if found then
      insert into public.events (tenant_id, event_type, aggregate_id, aggregate_type, payload,
          trace_id, created_by)
        values (intro.tenant_id, 'intro.email_seen', intro.id, 'intro_opportunity',
          jsonb_build_object('intro_id', intro.id, 'user_id', intro.connector_user_id),
          email.trace_id, 'email-webhook');
    else
      outcome := 'over';
    end if;
  end if;
  update private.inbound_emails e set tenant_id = intro.tenant_id, verdict = outcome
    where e.id = email.id;
  return outcome;
end
$function$;
comment on function private.receive_intro_email(private.inbound_emails,jsonb,timestamp with time zone) is
  'The email that introduces the two is seen, and the intro-agent pays for it; null: it is for no introduction.';
grant execute on function private.receive_intro_email(private.inbound_emails,jsonb,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.receptiveness(person public.users, item_type text)
 RETURNS numeric
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  habit jsonb := person.response_pattern -> 'by_item_type' -> receptiveness.item_type;
begin
  -- Laplace's rule: of nothing sent and nothing answered it expects a half.
  return (coalesce((habit ->> 'answered')::numeric, 0) + 1)
    / (coalesce((habit ->> 'sent')::numeric, 0) + 2);
end
$function$;
comment on function private.receptiveness(public.users,text) is
  'How likely somebody is to answer a text about such an item, by users.response_pattern.';
grant execute on function private.receptiveness(public.users,text) to service_role;

CREATE OR REPLACE FUNCTION private.referrer_named(person public.users, said text)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  bare text := lower(regexp_replace(btrim(said), '\s+', ' ', 'g'));
  digits text := regexp_replace(said, '[\s().-]+', '', 'g');
  meant uuid[];
begin
  if exists (select from public.credit_events c where c.tenant_id = person.tenant_id
    and c.idempotency_key = 'referral:' || person.id) then
    return person.referred_by;
  end if;
  meant := array(
    select u.id from public.users u
    where u.tenant_id = person.tenant_id and u.verified and u.is_active and u.id <> person.id
      and (private.full_name(u.first_name, u.last_name) = bare or u.phone_number = digits
        or (u.email_verified and lower(u.email) = bare))
    limit 2);
  return case when cardinality(meant) = 1 and not private.is_sent_by(meant[1], person.id)
    then meant[1] end;
end
$function$;
comment on function private.referrer_named(public.users,text) is
  'The one member who is meant by a full name, a number or an email; null when it may be nobody or several. Nobody is told which: a name said at the door is no way to find out who is a member.';
grant execute on function private.referrer_named(public.users,text) to service_role;

CREATE OR REPLACE FUNCTION private.referrer_of(person public.users)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return coalesce(person.referred_by, case when person.name_dropped is not null
    then private.referrer_named(person, person.name_dropped) end);
end
$function$;
comment on function private.referrer_of(public.users) is
  'Who sent somebody: as it was known when they said so, or is now.';
grant execute on function private.referrer_of(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.refresh_message(message_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  news record;
begin
  select count(*) = max(p.part_count) as complete,
    bool_or(p.status = 'failed') as failed, bool_or(p.status = 'undelivered') as undelivered,
    bool_or(p.status = 'unknown') as doubtful,
    bool_and(p.status = 'delivered') as delivered,
    bool_and(p.status in ('sent', 'delivered')) as accepted,
    max(p.delivered_at) as delivered_at, max(p.accepted_at) as accepted_at
    into news from public.message_parts p where p.message_id = refresh_message.message_id;
  update public.messages m set
    status = case
      when news.failed then 'failed' when news.undelivered then 'undelivered'
      when news.doubtful then 'unknown'
      when news.complete and news.delivered then 'delivered'
      when news.complete and news.accepted then 'sent'
      -- Given up half way: late news of a part does not put the rest on its way again.
      when m.status_reason in ('fate_unknown', 'given_up') then 'failed'
      else 'sending' end,
    delivered_at = case when news.complete and news.delivered then news.delivered_at end,
    sent_at = case when news.complete and news.accepted then coalesce(m.sent_at, news.accepted_at)
      else m.sent_at end,
    twilio_message_sid = coalesce(m.twilio_message_sid, (select p.twilio_message_sid
      from public.message_parts p where p.message_id = m.id order by p.part_index limit 1))
  where m.id = refresh_message.message_id and m.status <> 'cancelled';
  return (select m.status from public.messages m where m.id = refresh_message.message_id);
end
$function$;
comment on function private.refresh_message(uuid) is
  'A text''s status is what its parts amount to; cancelled half way it stays cancelled. The text''s row is locked by the caller.';
grant execute on function private.refresh_message(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.refresh_summaries()
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  refresh materialized view concurrently private.message_feedback_summary;
  refresh materialized view concurrently private.monthly_usage_summary;
end
$function$;
comment on function private.refresh_summaries() is
  'Brings the materialized views up to date; readers are not kept waiting.';
grant execute on function private.refresh_summaries() to service_role;

CREATE OR REPLACE FUNCTION private.refuse(reason text)
 RETURNS void
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  raise exception '%', refuse.reason using errcode = 'YP001',
    detail = 'An agent proposed an action that its state does not allow.';
end
$function$;
comment on function private.refuse(text) is
  'Refuses an action: SQLSTATE YP001, with a reason the model may read.';
grant execute on function private.refuse(text) to service_role;

CREATE OR REPLACE FUNCTION private.refuse_call(scope text, scope_id uuid, tenant_id uuid, day date, amount bigint)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  in_flight bigint;
  room bigint;
begin
  if refuse_call.scope = 'message' then
    return jsonb_build_object('refused', 'message_budget', 'retry_after_seconds', null);
  end if;
  select coalesce(sum(r.reserved_micro_usd), 0) into in_flight
    from private.budget_reservations r
    where r.tenant_id = refuse_call.tenant_id and r.day = refuse_call.day
      and (refuse_call.scope = 'tenant_day' or r.user_id = refuse_call.scope_id)
      -- Of a worker that is gone nobody will tell.
      and r.created_at > clock_timestamp()
        - make_interval(secs => 2 * private.setting('lease_seconds')::double precision);
  select private.setting(refuse_call.scope || '_budget_micro_usd', refuse_call.tenant_id)
      - coalesce(sum(b.spent_micro_usd), 0) into room
    from private.budgets b where b.scope = refuse_call.scope
      and b.scope_id = refuse_call.scope_id and b.day = refuse_call.day;
  if room + in_flight >= refuse_call.amount and in_flight > 0 then
    return jsonb_build_object('refused', refuse_call.scope || '_budget',
      'retry_after_seconds', private.setting('budget_wait_seconds'));
  end if;
  insert into private.budgets as b (tenant_id, scope, scope_id, day, exhausted_at)
    values (refuse_call.tenant_id, refuse_call.scope, refuse_call.scope_id, refuse_call.day,
      clock_timestamp())
    on conflict on constraint budgets_pkey do update
      set exhausted_at = coalesce(b.exhausted_at, excluded.exhausted_at);
  return jsonb_build_object('refused', refuse_call.scope || '_budget', 'retry_after_seconds',
    ceil(extract(epoch from (refuse_call.day + 1)::timestamp
      - clock_timestamp() at time zone 'UTC')));
end
$function$;
comment on function private.refuse_call(text,uuid,uuid,date,bigint) is
  'What the worker is told: soon, when calls in flight may leave room; else when the day is over. A text that has spent its own budget gets no more. Budget locked.';
grant execute on function private.refuse_call(text,uuid,uuid,date,bigint) to service_role;

CREATE OR REPLACE FUNCTION private.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  raise exception '% is append-only', tg_table_name
    using errcode = 'restrict_violation', hint = 'Insert a new row that says what changed.';
end
$function$;
comment on function private.refuse_change() is
  'Guards append-only tables.';
grant execute on function private.refuse_change() to service_role;

CREATE OR REPLACE FUNCTION private.refuse_erasure()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  owner_id uuid := to_jsonb(old) ->> tg_argv[1];
  standing boolean;
begin
  -- A tenant goes with all that is its own, in whichever order its cascades come.
  execute format('select exists (select from %s o where o.id = $1)
    and exists (select from public.tenants t where t.id = $2)', tg_argv[0])
    into standing using owner_id, old.tenant_id;
  if standing then
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation',
      hint = 'Its rows go with what they belong to.';
  end if;
  return old;
end
$function$;
comment on function private.refuse_erasure() is
  'Trigger (table, column): a row of an append-only table goes when what it belongs to is erased, and not before.';
grant execute on function private.refuse_erasure() to service_role;

CREATE OR REPLACE FUNCTION private.refuse_turn(lease private.leases, task public.agent_tasks, reason text, at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.note_error(task, jsonb_build_object('code', 'action_refused', 'message', reason));
  -- The refusal undid the locks, too; the person comes before the conversation.
  perform 1 from public.users u where u.id = task.user_id for no key update;
  if task.refusal is null then
    update public.agent_tasks t set refusal = left(reason, 500) where t.id = task.id;
    perform private.delay(task, at, true);
    return 'refused';
  end if;
  -- Nobody waits for what they did not ask for.
  if task.task_type <> 'reply'
    or (select private.hears_nothing(u, (task.context_json ->> 'conversation_id')::uuid)
      from public.users u where u.id = task.user_id) then
    perform private.bury(task, 'permanent', lease);
    return 'dead';
  end if;
  -- Twice refused: a plain answer, so that nobody is left waiting for an agent that insists.
  perform private.write_reply(task, lease.function_name,
    'Sorry, I got that wrong just now. Could you say it again in other words?');
  perform private.account_for(task, lease, null);
  perform private.end_task(task, 'completed',
    jsonb_build_object('refused', left(reason, 500), 'reply', 'plain'));
  return 'finished';
end
$function$;
comment on function private.refuse_turn(private.leases,public.agent_tasks,text,timestamp with time zone) is
  'A refused turn runs once more with the reason in view, then ends with a plain reply.';
grant execute on function private.refuse_turn(private.leases,public.agent_tasks,text,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.refuse_unknown_zones()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  unknown text;
begin
  select z into unknown from unnest(new.zones) z
    where not exists (select from private.timezones t where t.name = z) limit 1;
  if found then
    raise exception 'this server does not know the zone %', unknown
      using errcode = 'check_violation', hint = 'Its time zone database is too old.';
  end if;
  return new;
end
$function$;
comment on function private.refuse_unknown_zones() is
  'Better refused here than in the middle of a decision about somebody''s night.';
grant execute on function private.refuse_unknown_zones() to service_role;

CREATE OR REPLACE FUNCTION private.refused_to(person public.users)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case
    when person.opted_out_at is not null then 'opted_out'
    when person.blocked_at is not null then 'blocked'
    when not person.is_active then 'inactive'
    when person.phone_number is null then 'no_number'
    when not exists (select from public.consent_events c
      where c.tenant_id = person.tenant_id and c.user_id = person.id) then 'no_consent'
  end;
end
$function$;
comment on function private.refused_to(public.users) is
  'Why somebody is sent nothing that they did not ask for, or null.';
grant execute on function private.refused_to(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.releasable(at timestamp with time zone)
 RETURNS TABLE(id uuid, user_id uuid, sender_id uuid, seconds numeric, nth bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  select w.id, w.user_id, s.id, w.seconds, w.nth
  from public.senders s
  join public.tenants t on t.id = s.tenant_id and t.paused_at is null
  left join private.sender_pace p on p.sender_id = s.id
  cross join lateral (
    select private.setting('release_seconds')
      - extract(epoch from greatest(p.let_go_until, releasable.at) - releasable.at) as seconds) room
  cross join lateral (
    select q.id, q.user_id, q.priority, q.seconds, row_number() over important as nth,
      sum(q.seconds) over important - q.seconds as before
    from (
      select q.*, array_position(array['urgent', 'high', 'medium', 'low'], q.priority) as rank,
        -- Segments are counted when it is sent; this is near enough to share a number out.
        (1 + coalesce(length(q.final_message), 0) / 153) / s.segments_per_second as seconds
      from public.message_queue q
      where q.sender_id = s.id and q.status = 'approved' and q.delivered_message_id is null
        and q.slot_at is null and q.status_reason is distinct from 'being_composed'
      order by rank, q.scheduled_for limit 1000) q
    window important as (order by q.rank, q.scheduled_for, q.arrival)) w
  where s.paused_at is null and (w.before < coalesce(room.seconds, 0) or w.priority = 'urgent')
  -- The numbers in turn.
  order by w.nth limit 1000;
end
$function$;
comment on function private.releasable(timestamp with time zone) is
  'The approved texts that their numbers can hand on in the next release_seconds, the urgent and then the important first.';
grant execute on function private.releasable(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.relevance_kept(person public.users)
 RETURNS TABLE(item_type text, item_id uuid, relevance numeric)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  select p.item_type, p.item_id, (part.value ->> 'value')::numeric
  from public.user_priorities p
  join private.priority_scores s on s.priority_id = p.id
  cross join lateral jsonb_array_elements(s.parts) part (value)
  where p.tenant_id = person.tenant_id and p.user_id = person.id and p.status = 'active'
    and part.value ->> 'component' = 'relevance';
end
$function$;
comment on function private.relevance_kept(public.users) is
  'What the model last said of each of somebody''s active priorities, 0 to 1.';
grant execute on function private.relevance_kept(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.remove_alert_channel(channel_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  secret_name text;
begin
  delete from public.alert_channels c
    where c.id = remove_alert_channel.channel_id and private.may_operate(c.tenant_id)
    returning c.secret_name into secret_name;
  if not found then
    return false;
  end if;
  delete from vault.secrets s where s.name = secret_name;
  return true;
end
$function$;
comment on function private.remove_alert_channel(uuid) is
  'Definer: nobody signed in writes a table, or reads Vault. Only an operator, and no viewer.';
grant execute on function private.remove_alert_channel(uuid) to authenticated;
grant execute on function private.remove_alert_channel(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.rename_conversation(conversation_id uuid, title text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update public.conversations c set title = nullif(btrim(rename_conversation.title), '')
    where c.id = rename_conversation.conversation_id and private.own_web_conversation(c.id);
  return found;
end
$function$;
comment on function private.rename_conversation(uuid,text) is
  'Definer, as start_conversation.';
grant execute on function private.rename_conversation(uuid,text) to authenticated;
grant execute on function private.rename_conversation(uuid,text) to service_role;

CREATE OR REPLACE FUNCTION private.replay_letter(letter public.event_dead_letters, task public.agent_tasks)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not private.revive_texts(task, letter) then
    -- A second reply would answer nothing.
    update public.event_dead_letters d set discarded_at = clock_timestamp(),
      discarded_reason = 'none of its texts waits for an answer' where d.id = letter.id;
    return false;
  end if;
  update public.event_dead_letters d set replayed_at = clock_timestamp() where d.id = letter.id;
  -- Its events are open again.
  update public.events e set open_tasks = e.open_tasks + again.tasks, processed = false
    from (select id, count(*)::integer as tasks from unnest(task.event_ids) id group by id) again
    where e.id = again.id;
  -- A new place at the end of its lane, and all its tries and hops again; the history stays.
  update public.agent_tasks t set status = 'pending', seq = null, completed_at = null,
    result_json = null, retry_count = 0, rerun_count = 0, refusal = null, blocking = false,
    lease_token = null, started_at = null, failing_since = null, hop = 0, scheduled_for = now()
    where t.id = task.id;
  return true;
end
$function$;
comment on function private.replay_letter(public.event_dead_letters,public.agent_tasks) is
  'Gives one dead task all its tries again; its lane is settled by the caller.';
grant execute on function private.replay_letter(public.event_dead_letters,public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.replay_letters(letter_ids uuid[])
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  task_id uuid;
  task public.agent_tasks;
  letter public.event_dead_letters;
  replayed text[] := '{}';
begin
  -- Person by person, as a finish does.
  foreach task_id in array array(select t.id from public.event_dead_letters d
    join public.agent_tasks t on t.id = d.task_id and t.status = 'failed'
    where d.id = any (letter_ids) order by t.user_id, t.lane_key, t.arrival)
  loop
    select * into task from public.agent_tasks t where t.id = task_id;
    perform private.lock_matter(task);
    -- Looked at again under the locks: a STOP may have come, or another replay.
    select * into letter from public.event_dead_letters d
      where d.task_id = task.id and d.discarded_at is null for no key update;
    continue when not found;
    select * into task from public.agent_tasks t
      where t.id = letter.task_id and t.status = 'failed' for no key update;
    if found and private.replay_letter(letter, task) then
      replayed := replayed || task.lane_key;
    end if;
  end loop;
  perform private.settle_lanes(touched => replayed);
  return cardinality(replayed);
end
$function$;
comment on function private.replay_letters(uuid[]) is
  'Replays those of these letters that can be; in their lanes they stand in their old order.';
grant execute on function private.replay_letters(uuid[]) to service_role;

CREATE OR REPLACE FUNCTION private.reply_context(lease private.leases, task public.agent_tasks)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  thread public.conversations;
  person public.users;
  variant public.agent_instances;
  agent text;
  view jsonb;
  known jsonb := private.nothing_in_view();
begin
  select * into thread from public.conversations c
    where c.id = (task.context_json ->> 'conversation_id')::uuid;
  select * into person from public.users u where u.id = thread.user_id;
  agent := lease.function_name;
  variant := private.instance_of(agent, person.tenant_id, person.id);
  -- The last 20, and whatever waits from before them: no text is answered unseen.
  view := private.messages_view(thread.id, least(greatest(thread.last_position - 20, 0),
    (select min(m.position) - 1 from public.messages m where m.conversation_id = thread.id
      and m.direction = 'inbound' and m.task_id is null and m.unanswered_reason is null)));
  if agent in ('concierge', 'innovator') then
    known := private.member_view(person, task);
  end if;
  update private.leases l set
    watermark = coalesce((view -> -1 ->> 'position')::bigint, 0), handles = known -> 'handles',
    answers_from = (select min((m.value ->> 'position')::bigint) from jsonb_array_elements(view) m
      where (m.value ->> 'fresh')::boolean)
  where l.token = lease.token
  returning * into lease;
  update public.agent_tasks t set agent_type = agent where t.id = task.id;
  return jsonb_build_object(
    'kind', 'reply', 'agent_type', agent,
    'tenant', private.tenant_view(person.tenant_id),
    'user', jsonb_build_object('id', person.id, 'first_name', person.first_name,
      'last_name', person.last_name, 'company', person.company, 'title', person.title,
      'email', person.email, 'linkedin_url', person.linkedin_url,
      'name_dropped', person.name_dropped, 'innovator', person.innovator,
      'verified', person.verified, 'timezone', person.timezone),
    'conversation', jsonb_build_object('id', thread.id, 'summary', thread.conversation_summary,
      'message_count', thread.last_position, 'channel', thread.channel,
      'first_contact', not exists (select 1 from public.messages m
        where m.conversation_id = thread.id and m.direction = 'outbound'
          and m.status not in ('cancelled', 'failed'))),
    'messages', view,
    'today', private.today_of(person),
    'watermark', lease.watermark,
    'instance', private.instance_view(variant),
    'refusal', task.refusal,
    'follow_up', case task.task_type
      when 'schedule_followup' then task.context_json ->> 'about' end,
    'outreach', private.outreach_view(task),
    'door', private.door_view(person, task),
    'provider', case when agent = 'innovator' then private.provider_view(person) end,
    'interrupted', exists (select from public.message_queue q where q.tenant_id = thread.tenant_id
      and q.user_id = thread.user_id and q.status = 'queued' and q.sequence_paused_at is not null))
    || (known - 'handles')
    || case when agent = 'assistant' then private.house_view(person.tenant_id) else '{}' end;
end
$function$;
comment on function private.reply_context(private.leases,public.agent_tasks) is
  'Context of a reply turn: the person without their number, the summary, the last 20 messages, and the watermark: the newest text it answers.';
grant execute on function private.reply_context(private.leases,public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.request_candidates(person public.users, at timestamp with time zone)
 RETURNS TABLE(item_id uuid, about jsonb, over_at timestamp with time zone, components jsonb)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  kind private.priority_kinds := private.priority_kind('community_request');
  phrases text[] := private.phrases_of(person);
begin
  return query
  select r.id,
    jsonb_strip_nulls(jsonb_build_object(
      'question', left(private.without_contacts(r.question), 300), 'category', r.category,
      'wanted', r.desired_outcome, 'urgency', r.urgency)),
    e.over_at,
    jsonb_build_object(
      'urgency', greatest(private.share_gone(r.created_at, e.over_at, at),
        case r.urgency when 'high' then 1 when 'medium' then 0.5 else 0.2 end),
      'freshness', private.freshness(r.created_at, kind.half_life_days, at),
      'fit', private.words_fit(phrases, concat_ws(' ', r.question, r.category,
        array_to_string(r.expertise_needed, ' '))),
      'ease', case r.desired_outcome when 'quick_thoughts' then 1 when 'backchannel' then 0.7
        when 'introduction' then 0.5 when 'ongoing_advice' then 0.2 else kind.ease end,
      'relationship', (exists (
        select from public.community_responses a
        join public.community_requests o on o.id = a.request_id
        where a.tenant_id = r.tenant_id and a.user_id = r.requesting_user_id
          and o.requesting_user_id = person.id))::integer,
      'receptive', private.receptiveness(person, kind.item_type))
  from public.community_requests r
  cross join lateral (select least(r.expires_at,
    r.created_at + make_interval(days => kind.stale_days)) as over_at) e
  where r.tenant_id = person.tenant_id and r.target_user_ids @> array[person.id]
    and r.status <> 'closed' and e.over_at > at
    and r.requesting_user_id is distinct from person.id and person.id <> all (r.declined_user_ids)
    and not exists (select from public.community_responses a
      where a.request_id = r.id and a.user_id = person.id)
  order by r.created_at desc, r.id limit private.setting('candidates_max')::integer;
end
$function$;
comment on function private.request_candidates(public.users,timestamp with time zone) is
  'The open questions that somebody is asked and has not answered. Who asks is not told.';
grant execute on function private.request_candidates(public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.request_context(task public.agent_tasks)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  request public.community_requests;
  variant public.agent_instances;
begin
  select * into request from public.community_requests r
    where r.id = (task.context_json ->> 'request_id')::uuid;
  variant := private.instance_of('agent-of-humans', task.tenant_id, task.user_id);
  return jsonb_build_object('kind', 'request', 'agent_type', 'agent-of-humans',
      'user', jsonb_build_object('id', task.user_id),
      'request', jsonb_build_object('question', request.question,
        'context', request.requester_context, 'expertise', coalesce(to_jsonb(
          request.expertise_needed), '[]'), 'urgency', request.urgency))
    -- Once is enough to know what a question needs.
    || case when request.status <> 'closed' and request.request_summary is null
      then jsonb_build_object('instance', private.instance_view(variant)) else '{}' end;
end
$function$;
comment on function private.request_context(public.agent_tasks) is
  'Context of choosing experts. Without an instance there is nothing to ask the model.';
grant execute on function private.request_context(public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.research_fault(research jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case
    when jsonb_typeof(research) is distinct from 'object' then 'research is an object'
    when research - array['provider', 'offline', 'summary', 'sources'] <> '{}'
      then 'research has a field that does not exist'
    when coalesce(research ->> 'provider', '') <> all (array['web_search', 'perplexity',
      'offline', 'none']) then 'the provider is not known'
    when jsonb_typeof(research -> 'offline') is distinct from 'boolean'
      then 'offline is true or false'
    when not coalesce(private.is_text(research -> 'summary', 4000), false)
      then 'summary has 1 to 4000 characters'
    when jsonb_typeof(research -> 'sources') is distinct from 'array'
      or jsonb_array_length(research -> 'sources') > 10 then 'sources is a list of at most 10'
    when exists (select from jsonb_array_elements(research -> 'sources') s (value)
      where s.value - array['title', 'url', 'reached'] <> '{}'
        or not coalesce(private.is_line(s.value -> 'title', 300), false)
        or not coalesce(s.value ->> 'url' ~ '^https?://\S+$'
          and length(s.value ->> 'url') <= 2000, false)
        or coalesce(s.value ->> 'reached', '') !~ '^[a-z_0-9]{1,40}$')
      then 'a source has a title, a url and whether it was reached' end;
end
$function$;
comment on function private.research_fault(jsonb) is
  'What is wrong with what was looked up.';
grant execute on function private.research_fault(jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.research_of(prospect public.prospects)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if prospect.linkedin_url is not null then
    return (select r.id from public.linkedin_research_prospects r
      where r.tenant_id = prospect.tenant_id and lower(r.linkedin_url) = prospect.linkedin_url);
  end if;
  return (select r.id from public.linkedin_research_prospects r
    where r.tenant_id = prospect.tenant_id and r.linkedin_url is null
      and lower(r.name) = private.full_name(prospect.first_name, prospect.last_name)
      and private.company_key(r.company) = prospect.company_key and r.company is not null);
end
$function$;
comment on function private.research_of(public.prospects) is
  'What was looked up about somebody: by their profile, else by name and company.';
grant execute on function private.research_of(public.prospects) to service_role;

CREATE OR REPLACE FUNCTION private.research_view(person public.users, id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select jsonb_build_object('about', w.request_description, 'since', w.created_at::date,
      'state', case when w.status <> 'in_progress' then w.status
        when w.last_decision_at is null then 'waits to be begun'
        when w.current_step = 'wait' then 'waits for answers' else 'in work' end)
    from public.solution_workflows w
    where w.id = research_view.id and w.tenant_id = person.tenant_id and w.user_id = person.id);
end
$function$;
comment on function private.research_view(public.users,uuid) is
  'Research of theirs, and honestly whether anybody has begun.';
grant execute on function private.research_view(public.users,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.reserve(call_id uuid, task public.agent_tasks, model text, prompt_tokens integer, max_tokens integer, searches integer DEFAULT 0)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  today constant date := (clock_timestamp() at time zone 'UTC')::date;
  task_day constant date := (task.created_at at time zone 'UTC')::date;
  scopes constant text[] := array['message', 'user_day', 'tenant_day'];
  ids constant uuid[] := array[task.id, task.user_id, task.tenant_id];
  days constant date[] := array[task_day, today, today];
  amount constant bigint := private.worst_micro_usd(
    reserve.model, today, reserve.prompt_tokens, reserve.max_tokens)
    + reserve.searches * private.setting('web_search_micro_usd')::bigint;
  over integer;
begin
  perform private.lock_budget(task.tenant_id);
  perform private.stop_point('budget.locked');
  -- What the calls of this task on days before did cost, too.
  perform private.fold_reservations(task.tenant_id, d::date)
    from generate_series(greatest(task_day, today - 7), today, interval '1 day') d;
  select s.nth into over
    from unnest(scopes, ids, days) with ordinality s (scope, id, day, nth)
    left join private.budgets b on b.scope = s.scope and b.scope_id = s.id and b.day = s.day
    where s.id is not null and coalesce(b.spent_micro_usd, 0) + amount
      > private.setting(s.scope || '_budget_micro_usd', task.tenant_id)
    order by s.nth limit 1;
  if over is not null then
    return private.refuse_call(scopes[over], ids[over], task.tenant_id, today, amount);
  end if;
  insert into private.budgets as b (tenant_id, scope, scope_id, day, spent_micro_usd)
    select task.tenant_id, s.scope, s.id, s.day, amount
    from unnest(scopes, ids, days) s (scope, id, day) where s.id is not null
    on conflict on constraint budgets_pkey do update
      set spent_micro_usd = b.spent_micro_usd + excluded.spent_micro_usd;
  insert into private.budget_reservations (call_id, tenant_id, day, user_id, task_id, task_day,
      prompt_tokens, reserved_micro_usd)
    values (reserve.call_id, task.tenant_id, today, task.user_id, task.id, task_day,
      reserve.prompt_tokens, amount);
  return null;
end
$function$;
comment on function private.reserve(uuid,public.agent_tasks,text,integer,integer,integer) is
  'Books the most that a call can cost in every budget that it touches, or says why not: {"refused", "retry_after_seconds"}. It belongs to the UTC day on which it is made.';
grant execute on function private.reserve(uuid,public.agent_tasks,text,integer,integer,integer) to service_role;

CREATE OR REPLACE FUNCTION private.response_candidates(person public.users, at timestamp with time zone)
 RETURNS TABLE(item_id uuid, about jsonb, over_at timestamp with time zone, components jsonb)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  kind private.priority_kinds := private.priority_kind('community_response');
  patience interval := make_interval(
    days => private.setting('waiting_days', person.tenant_id)::integer);
begin
  return query
  select a.id,
    jsonb_build_object('question', left(private.without_contacts(r.question), 200),
      'answer', left(private.without_contacts(a.response_text), 300)),
    e.over_at,
    jsonb_build_object('freshness', private.freshness(a.created_at, kind.half_life_days, at),
      'waiting', private.share_gone(r.created_at, r.created_at + patience, at),
      'quality', coalesce(a.usefulness_score / 10.0, 0.5),
      'relationship', 1, 'ease', kind.ease)
  from public.community_requests r
  join public.community_responses a on a.tenant_id = r.tenant_id and a.request_id = r.id
  cross join lateral (
    select a.created_at + make_interval(days => kind.stale_days) as over_at) e
  where r.tenant_id = person.tenant_id and r.requesting_user_id = person.id
    and a.user_id <> person.id and r.closed_loop_at is null and e.over_at > at
  order by a.created_at desc, a.id limit private.setting('candidates_max')::integer;
end
$function$;
comment on function private.response_candidates(public.users,timestamp with time zone) is
  'The answers to somebody''s own questions of which they have not been told. Who answered is not told.';
grant execute on function private.response_candidates(public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.response_pattern(person public.users, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  since timestamptz := at - make_interval(days => private.setting('pattern_days')::integer);
  patience interval := make_interval(hours => private.setting('answered_hours')::integer);
  habits jsonb;
  hours jsonb;
begin
  with texts as materialized (
    select coalesce(q.message_data ->> 'item_type', 'other') as item_type, q.sent_at,
      answer.created_at as answered_at
    from (
      select * from public.message_queue q
      where q.tenant_id = person.tenant_id and q.user_id = person.id and q.status = 'sent'
        and q.sent_at > since and q.sent_at <= at
      order by q.sent_at desc limit 500) q
    left join lateral (
      select m.created_at from public.messages m
      where m.tenant_id = person.tenant_id and m.user_id = person.id
        and m.direction = 'inbound' and m.created_at > q.sent_at
        and m.created_at <= q.sent_at + patience
      order by m.created_at limit 1) answer on true
  )
  select jsonb_build_object('sent', count(*), 'answered', count(t.answered_at),
      'answer_rate', round(count(t.answered_at)::numeric / nullif(count(*), 0), 2),
      'median_minutes', round((percentile_cont(0.5) within group (
        order by extract(epoch from t.answered_at - t.sent_at) / 60))::numeric),
      'by_item_type', (select coalesce(jsonb_object_agg(k.item_type,
          jsonb_build_object('sent', k.sent, 'answered', k.answered)), '{}')
        from (select i.item_type, count(*) as sent, count(i.answered_at) as answered
          from texts i group by i.item_type) k))
    into habits from texts t;
  select coalesce(jsonb_object_agg(h.hour, h.texts), '{}') into hours from (
    select extract(hour from m.created_at at time zone private.day_zone(person))::integer as hour,
      count(*) as texts
    from (
      select n.created_at from public.messages n
      where n.tenant_id = person.tenant_id and n.user_id = person.id
        and n.direction = 'inbound' and n.created_at > since and n.created_at <= at
      order by n.created_at desc limit 500) m
    group by 1) h;
  return habits || jsonb_build_object('hours', hours);
end
$function$;
comment on function private.response_pattern(public.users,timestamp with time zone) is
  'How somebody answers: of the texts that they did not ask for how many, in what time, about what; and at which hours of their own day they write.';
grant execute on function private.response_pattern(public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.response_view(person public.users, id uuid, impact boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select case when impact then jsonb_build_object(
        'about', 'what came of their answer to: ' || private.without_contacts(r.question),
        'impact', private.without_contacts(s.impact_description), 'credits', s.credits_awarded)
      else jsonb_build_object('about', 'an answer to their question: ' || r.question,
        'answer', private.without_contacts(s.response_text)) end
    from public.community_responses s
    join public.community_requests r on r.id = s.request_id
    where s.id = response_view.id and s.tenant_id = person.tenant_id
      and person.id = case when impact then s.user_id else r.requesting_user_id end);
end
$function$;
comment on function private.response_view(public.users,uuid,boolean) is
  'An answer, to who has asked; or (impact) what it did, to who has given it.';
grant execute on function private.response_view(public.users,uuid,boolean) to service_role;

CREATE OR REPLACE FUNCTION private.result_of(turn jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  if jsonb_typeof(turn -> 'result') is distinct from 'object' then
    return turn -> 'result';
  end if;
  return turn -> 'result' || jsonb_build_object('applied', (
    select coalesce(jsonb_agg(a.value -> 'type' order by a.nth), '[]')
    from jsonb_array_elements(turn -> 'actions') with ordinality a (value, nth)));
end
$function$;
comment on function private.result_of(jsonb) is
  'What is kept of a turn: what its worker counted, and the kinds of what was applied.';
grant execute on function private.result_of(jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.retire_alerts(at timestamp with time zone DEFAULT now())
 RETURNS integer
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  with old as (
    select a.id from public.alerts a
    where a.resolved_at < at - make_interval(days => private.setting('alerts_days')::integer)
    order by a.resolved_at limit private.setting('retire_batch')::integer
    for update skip locked
  ),
  gone as (delete from public.alerts a using old o where a.id = o.id returning 1)
  select count(*)::integer from gone
$function$;
comment on function private.retire_alerts(timestamp with time zone) is
  'Forgets alerts that are long over, and whom they were told to, one batch a call.';
grant execute on function private.retire_alerts(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.retire_budgets(at timestamp with time zone DEFAULT now())
 RETURNS integer
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  with cutoff as materialized (
    select at - make_interval(days => private.setting('budgets_days')::integer) as at
  ),
  reservations as (
    delete from private.budget_reservations r where r.call_id in (
      select o.call_id from private.budget_reservations o, cutoff c where o.created_at < c.at
      order by o.created_at limit private.setting('retire_batch')::integer
      for update of o skip locked)
    returning 1
  ),
  spent as (
    delete from private.budgets b where (b.scope, b.scope_id, b.day) in (
      select o.scope, o.scope_id, o.day from private.budgets o, cutoff c where o.created_at < c.at
      order by o.created_at limit private.setting('retire_batch')::integer
      for update of o skip locked)
    returning 1
  )
  select (select count(*)::integer from reservations) + (select count(*)::integer from spent)
$function$;
comment on function private.retire_budgets(timestamp with time zone) is
  'Forgets days that are over, and the reservations of calls that nobody told of, one batch a call.';
grant execute on function private.retire_budgets(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.retire_emails(at timestamp with time zone DEFAULT now())
 RETURNS integer
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  with cutoff as materialized (
    select at - make_interval(days => private.setting('inbound_emails_days')::integer) as at
  ),
  old as (
    select e.id from private.inbound_emails e where e.received_at < (select c.at from cutoff c)
    order by e.received_at limit private.setting('retire_batch')::integer for update skip locked
  ),
  gone as (delete from private.inbound_emails e using old o where e.id = o.id returning 1),
  spent as (
    select v.id from private.email_verifications v where v.created_at < (select c.at from cutoff c)
    order by v.created_at limit private.setting('retire_batch')::integer for update skip locked
  ),
  spent_gone as (
    delete from private.email_verifications v using spent s where v.id = s.id returning 1)
  select (select count(*) from gone)::integer + (select count(*) from spent_gone)::integer
$function$;
comment on function private.retire_emails(timestamp with time zone) is
  'Forgets what came of emails, and tags that are long spent, one batch a call.';
grant execute on function private.retire_emails(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.retire_outreach(at timestamp with time zone DEFAULT now())
 RETURNS integer
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  with cutoff as materialized (
    select at - make_interval(days => private.setting('queue_days')::integer) as at
  ),
  old as (
    select q.id from public.message_queue q
    where q.created_at < (select c.at from cutoff c) and q.status not in ('queued', 'approved')
      -- What is left of a sequence asks what became of its beginning.
      and (q.sequence_id is null or not exists (select from public.message_queue w
        where w.sequence_id = q.sequence_id and w.status in ('queued', 'approved')))
    order by q.created_at limit private.setting('retire_batch')::integer
    for update skip locked
  ),
  gone as (delete from public.message_queue q using old o where q.id = o.id returning 1),
  days as (
    select b.id from public.user_message_budget b
    where b.date < (select c.at from cutoff c)::date
    order by b.date limit private.setting('retire_batch')::integer
    for update skip locked
  ),
  days_gone as (
    delete from public.user_message_budget b using days d where b.id = d.id returning 1),
  mornings_gone as (
    delete from private.mornings m where m.opens_at < at - interval '2 days' returning 1)
  select (select count(*) from gone)::integer + (select count(*) from days_gone)::integer
    + (select count(*) from mornings_gone)::integer
$function$;
comment on function private.retire_outreach(timestamp with time zone) is
  'Forgets proactive texts that are over, people''s days and mornings, one batch a call.';
grant execute on function private.retire_outreach(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.retire_payments(at timestamp with time zone DEFAULT now())
 RETURNS integer
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  with over as (
    -- Stripe says so itself; this is for what it never made, or was not heard to say.
    update public.credit_purchases p set words = null,
      status = case p.status when 'asked' then 'failed' else 'expired' end
    where p.id in (select o.id from public.credit_purchases o
      where o.status in ('asked', 'open') and o.expires_at < at - interval '1 day'
      order by o.expires_at limit private.setting('retire_batch')::integer
      for no key update skip locked)
    returning 1
  ),
  old as (
    select s.id from private.stripe_events s
    where s.received_at < at
      - make_interval(days => private.setting('payment_events_days')::integer)
    order by s.received_at limit private.setting('retire_batch')::integer for update skip locked
  ),
  gone as (delete from private.stripe_events s using old o where s.id = o.id returning 1),
  strange as (
    select y.payment_intent from private.payments y
    where y.noted_at < at - make_interval(days => private.setting('payment_events_days')::integer)
      and not exists (select from public.credit_purchases p
        where p.payment_intent = y.payment_intent)
    order by y.noted_at limit private.setting('retire_batch')::integer for update skip locked
  ),
  strange_gone as (
    delete from private.payments y using strange s
      where y.payment_intent = s.payment_intent returning 1)
  select (select count(*) from over)::integer + (select count(*) from gone)::integer
    + (select count(*) from strange_gone)::integer
$function$;
comment on function private.retire_payments(timestamp with time zone) is
  'Ends payment links that are over, and forgets old events and payments that were not ours, one batch a call.';
grant execute on function private.retire_payments(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.retire_tasks(at timestamp with time zone DEFAULT now())
 RETURNS integer
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  with old as (
    select t.id from public.agent_tasks t
    where t.completed_at < at
        - make_interval(days => private.setting('finished_tasks_days')::integer)
      -- A dead letter that nobody has dealt with yet can still be replayed.
      and not exists (select from public.event_dead_letters d where d.task_id = t.id
        and d.replayed_at is null and d.discarded_at is null)
    order by t.completed_at limit private.setting('retire_batch')::integer
    for update skip locked
  ),
  gone as (delete from public.agent_tasks t using old o where t.id = o.id returning 1)
  select count(*)::integer from gone
$function$;
comment on function private.retire_tasks(timestamp with time zone) is
  'Forgets finished tasks, one batch a call.';
grant execute on function private.retire_tasks(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.retire_uploads(at timestamp with time zone DEFAULT now())
 RETURNS integer
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  with old as (
    select l.id from private.upload_links l where l.expires_at < at - interval '30 days'
    order by l.expires_at limit private.setting('retire_batch')::integer for update skip locked
  ),
  gone as (delete from private.upload_links l using old o where l.id = o.id returning 1)
  select count(*)::integer from gone
$function$;
comment on function private.retire_uploads(timestamp with time zone) is
  'Forgets links that are long spent, one batch a call.';
grant execute on function private.retire_uploads(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.retire_user()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  new.is_active := false;
  return new;
end
$function$;
comment on function private.retire_user() is
  'A deleted sign-in leaves a user without a number or a verified email unreachable: the row stays, inactive.';
grant execute on function private.retire_user() to service_role;

CREATE OR REPLACE FUNCTION private.return_task(task public.agent_tasks)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  waiting public.agent_tasks;
begin
  select * into waiting from public.agent_tasks t
    where t.tenant_id = task.tenant_id and t.task_type = task.task_type
      and t.dedupe_key = task.dedupe_key and t.status = 'pending' and t.seq is not null;
  if found then
    -- The younger folds into the older, which stands before it and has its history.
    update public.agent_tasks t set status = 'cancelled', completed_at = clock_timestamp(),
      event_ids = '{}', result_json = jsonb_build_object('folded_into', task.id)
      where t.id = waiting.id;
  end if;
  update public.agent_tasks t set
    status = 'pending', lease_token = null, started_at = null,
    scheduled_for = case when t.blocking then t.scheduled_for
      else greatest(t.scheduled_for, waiting.scheduled_for) end,
    merged_count = t.merged_count
      + case when waiting.id is null then 0 else waiting.merged_count + 1 end,
    hop = least(t.hop, waiting.hop),
    event_ids = t.event_ids || coalesce(waiting.event_ids, '{}')
  where t.id = task.id;
end
$function$;
comment on function private.return_task(public.agent_tasks) is
  'Puts a task in work back in its place. Its lane is locked: one that waits under the same key is folded in instead of violating the index.';
grant execute on function private.return_task(public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.revive_texts(task public.agent_tasks, letter public.event_dead_letters)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if task.task_type = 'reply' then
    -- What was given up waits for an answer again; a turn in work, which began later, leaves it be.
    update public.messages m set unanswered_reason = null
      where m.unanswered_reason = 'given_up'
        and m.conversation_id = (task.context_json ->> 'conversation_id')::uuid
        and m.position between letter.first_position and letter.last_position;
    return found;
  end if;
  update public.messages m set status_reason = null,
      status = case when exists (select from public.message_parts p where p.message_id = m.id)
        then 'sending' else 'queued_for_send' end
    where task.task_type = 'send_sms' and m.status = 'failed' and m.status_reason = 'given_up'
      and m.id = (task.context_json ->> 'message_id')::uuid;
  if task.task_type = 'compose_outreach' then
    update public.message_queue q set status = 'approved', status_reason = 'being_composed'
      where q.id = task.context_id and q.status = 'failed' and q.status_reason = 'not_composed';
    return found;
  end if;
  -- One that nobody asked for is looked at anew before it leaves, and counted when it does.
  update public.message_queue q set status = 'approved', status_reason = null,
      slot_at = case when exists (select from public.message_parts p
        where p.message_id = q.delivered_message_id
          and (p.accepted_at is not null or p.status = 'unknown')) then q.slot_at end
    where task.task_type = 'send_sms' and q.tenant_id = task.tenant_id
      and q.delivered_message_id = (task.context_json ->> 'message_id')::uuid
      and q.status = 'failed' and q.status_reason = 'given_up';
  return true;
end
$function$;
comment on function private.revive_texts(public.agent_tasks,public.event_dead_letters) is
  'Undoes what giving a task up did to its own texts. False: none of them waits for it any more.';
grant execute on function private.revive_texts(public.agent_tasks,public.event_dead_letters) to service_role;

CREATE OR REPLACE FUNCTION private.ring(function_name text, by_sweep boolean DEFAULT false)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  url text;
begin
  -- Shared with every other committer, exclusive in answer_bell: a drain that puts the bell down
  -- waits for who has seen it up and not yet committed, and so cannot miss their task.
  perform pg_advisory_xact_lock_shared(hashtext('bell'), hashtext(ring.function_name));
  perform private.stop_point('ring.heard');
  update private.bells b set
    pending = true, rung_at = clock_timestamp(), rings = b.rings + 1,
    sweep_rings = b.sweep_rings + ring.by_sweep::integer
  from private.functions f
  where b.function_name = ring.function_name and f.name = b.function_name and f.paused_at is null
    and (not b.pending or b.rung_at < clock_timestamp() - make_interval(secs => private.setting(
      case when ring.by_sweep then 'sweep_ring_after_seconds' else 'ring_again_seconds' end)
      ::double precision));
  if not found then
    return false;
  end if;
  url := private.vault_secret('functions_url');
  if url is not null then
    perform net.http_post(
      url => url || '/' || ring.function_name,
      body => '{}'::jsonb,
      headers => jsonb_build_object('content-type', 'application/json',
        'x-bell-secret', private.vault_secret('bell_secret')),
      timeout_milliseconds => 1000);
  end if;
  perform private.stop_point('ring.sent');
  return true;
end
$function$;
comment on function private.ring(text,boolean) is
  'Wakes an Edge Function once, however many ask. Carries nothing. True when a ring was sent. Definer: only it needs pg_net and Vault.';
grant execute on function private.ring(text,boolean) to service_role;

CREATE OR REPLACE FUNCTION private.ring_overdue(at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  woken text[];
begin
  with overdue as (
    -- Each function for itself: what one that is down has waiting must not hide another's.
    select l.lane_key, l.function_name from private.functions f
    cross join lateral (
      select l.lane_key, l.function_name from private.lanes l
      join public.tenants n on n.id = l.tenant_id and n.paused_at is null
      -- Nobody was told that its time has come; or was, and the ring or its drain was lost.
      where l.function_name = f.name and l.due <= ring_overdue.at
        and (l.rung_at is null or greatest(l.due, l.rung_at) < ring_overdue.at - make_interval(
          secs => private.setting('sweep_ring_after_seconds')::double precision))
      order by l.due limit 20
      for no key update of l skip locked) l
    where private.leases_free(f.name) > 0
  ),
  told as (
    update private.lanes l set rung_at = ring_overdue.at from overdue o
    where l.lane_key = o.lane_key returning l.function_name
  )
  select array_agg(distinct t.function_name order by t.function_name) into woken from told t;
  return (select count(*) filter (where private.ring(w, true))
    from unnest(coalesce(woken, '{}')) w);
end
$function$;
comment on function private.ring_overdue(timestamp with time zone) is
  'Rings for lanes that are due and unclaimed: at due when nobody rang, else 3 s after the ring.';
grant execute on function private.ring_overdue(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.said(reason text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  if said.reason ~ '\S' then
    return left(btrim(said.reason), 500);
  end if;
  raise exception 'say why' using errcode = 'invalid_parameter_value',
    hint = 'The reason stays beside what it was done to.';
end
$function$;
comment on function private.said(text) is
  'A reason, as it is kept: never an empty one.';
grant execute on function private.said(text) to service_role;

CREATE OR REPLACE FUNCTION private.same_tenant()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  holder jsonb := to_jsonb(new);
  ids jsonb := holder -> tg_argv[0];
  word text := case left(tg_argv[1], 1) when '=' then substr(tg_argv[1], 2)
    else holder ->> tg_argv[1] end;
  strange boolean;
begin
  -- The two that every text brings have plans that are kept; EXECUTE plans each time.
  if word = 'conversation' then
    strange := not exists (select from public.conversations c
      where c.id = (ids #>> '{}')::uuid and c.tenant_id = new.tenant_id);
  elsif word = 'message' then
    strange := not exists (select from public.messages m
      where m.id = (ids #>> '{}')::uuid and m.tenant_id = new.tenant_id);
  else
    strange := private.names_a_stranger(word, ids, new.tenant_id);
  end if;
  if strange is null then
    raise exception '%.% cannot point to a %', tg_table_name, tg_argv[0],
      coalesce(word, '(nothing)')
      using errcode = 'foreign_key_violation', hint = 'private.reference_kinds has what it may.';
  end if;
  if strange then
    raise exception '%.% names a % that the tenant does not have', tg_table_name, tg_argv[0], word
      using errcode = 'foreign_key_violation';
  end if;
  return new;
end
$function$;
comment on function private.same_tenant() is
  'Trigger (column, kind): the id, or each id of an array, is a row of the same tenant. The kind is the column that names it, or =kind when it is always the same. Says 23503 as a key would.';
grant execute on function private.same_tenant() to service_role;

CREATE OR REPLACE FUNCTION private.same_words(words text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return lower(btrim(regexp_replace(words, '\s+', ' ', 'g'), ' .!?'));
end
$function$;
comment on function private.same_words(text) is
  'Words without what makes no other wish of them: capitals, spaces and the mark at their end.';
grant execute on function private.same_words(text) to service_role;

CREATE OR REPLACE FUNCTION private.say(text public.message_queue, words text)
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  said uuid;
begin
  insert into public.messages
      (conversation_id, role, direction, content, status, purpose, trace_id)
    select text.conversation_context_id, private.agent_of(u), 'outbound', say.words, 'pending',
      case text.priority when 'urgent' then 'urgent' else 'proactive' end, text.trace_id
    from public.users u where u.id = text.user_id
    returning id into said;
  update public.message_queue q set
    delivered_message_id = said, status_reason = null, final_message = say.words,
    -- Words that an agent found are found anew, if they have to wait.
    requires_fresh_context = q.requires_fresh_context or q.final_message is null
  where q.id = text.id;
  return said;
end
$function$;
comment on function private.say(public.message_queue,text) is
  'An approved text becomes a message. Its person locked.';
grant execute on function private.say(public.message_queue,text) to service_role;

CREATE OR REPLACE FUNCTION private.say_outreach(task public.agent_tasks, words text)
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  person public.users;
  text public.message_queue;
  priority public.user_priorities;
  until timestamptz;
  said uuid;
begin
  select * into text from public.message_queue q
    where q.id = task.context_id and q.status = 'approved' and q.delivered_message_id is null;
  if not found then
    -- Withdrawn, or put back because its person has written: it is not said.
    return null;
  elsif text.message_data ? 'priority_id' then
    select * into person from public.users u where u.id = text.user_id;
    select * into priority from public.user_priorities p
      where p.user_id = person.id and p.id::text = text.message_data ->> 'priority_id';
    until := case when priority.status = 'active' and private.wants_an_answer(priority.item_type)
      then private.busy_until(person, now()) end;
    if coalesce(priority.status, 'expired') in ('expired', 'actioned') then
      update public.message_queue q set status = 'cancelled', status_reason = 'withdrawn',
        status_detail = 'its matter is settled' where q.id = text.id;
      return null;
    elsif until is not null then
      perform private.put_back(text, 'one_at_a_time', until);
      return null;
    end if;
  end if;
  said := private.say(text, say_outreach.words);
  if priority.id is not null then
    perform private.present_priority(person.id, priority.id);
  end if;
  return said;
end
$function$;
comment on function private.say_outreach(public.agent_tasks,text) is
  'What a turn has put into words is said, and the priority that it tells of is presented: one opportunity at a time, so while another waits for its answer the text waits, too.';
grant execute on function private.say_outreach(public.agent_tasks,text) to service_role;

CREATE OR REPLACE FUNCTION private.say_why_nothing_came(task public.agent_tasks, turn jsonb, done text, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  person public.users;
  thread public.conversations;
  words text;
begin
  if task.task_type <> 'reply' or not (done = 'dead'
    or done = 'snoozed' and coalesce(starts_with(turn -> 'error' ->> 'code', 'model_'), false))
  then
    return;
  end if;
  select * into person from public.users u where u.id = task.user_id;
  select * into thread from public.conversations c
    where c.id = (task.context_json ->> 'conversation_id')::uuid for no key update;
  if private.hears_nothing(person, thread.id) or person.blocked_at is not null
    or thread.status = 'paused' then
    return;
  elsif done = 'dead' then
    words := 'I am sorry: I could not answer that. Please text me again in a while.';
  elsif thread.told_to_wait_at > at - interval '1 hour' or not exists (
    select from public.messages m where m.conversation_id = thread.id
      and m.direction = 'inbound' and m.task_id is null and m.unanswered_reason is null
      and m.created_at < at - make_interval(
        secs => private.setting('hold_after_seconds', task.tenant_id)::double precision)) then
    return;
  else
    words := 'I have your message. I am slower than usual right now and will answer it as soon '
      'as I can.';
    update public.conversations c set told_to_wait_at = at where c.id = thread.id;
  end if;
  insert into public.messages (conversation_id, role, direction, content, status, trace_id)
    values (thread.id, 'system', 'outbound', words, 'pending', task.trace_id);
end
$function$;
comment on function private.say_why_nothing_came(public.agent_tasks,jsonb,text,timestamp with time zone) is
  'To a person who waits: one holding text an hour while the model fails, and a plain end when their answer is given up. No model has a part in these words. Not from the sweep, which holds many people. Person locked.';
grant execute on function private.say_why_nothing_came(public.agent_tasks,jsonb,text,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.says_no(words text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return 'no' = any ((private.take_words(says_no.words, '{yes,filler,no}', null)).meanings);
end
$function$;
comment on function private.says_no(text) is
  'Whether a text holds a word that says no, puts off or takes back: what was said before it is no yes any more.';
grant execute on function private.says_no(text) to service_role;

CREATE OR REPLACE FUNCTION private.says_yes(words text, name text DEFAULT NULL::text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  said record;
begin
  -- Who asks has not decided.
  if position('?' in says_yes.words) > 0 then
    return false;
  end if;
  select * into said from private.take_words(says_yes.words, '{yes,filler,no}', says_yes.name);
  return 'yes' = any (said.meanings) and 'no' <> all (said.meanings) and said.rest = '';
end
$function$;
comment on function private.says_yes(text,text) is
  'Whether a text says yes in plain words, takes nothing of it back, and says nothing else: beside the yes may stand the name of whom it is about, and fillers. What it does not know is no yes: then the person is asked for one.';
grant execute on function private.says_yes(text,text) to service_role;

CREATE OR REPLACE FUNCTION private.score_candidates(person public.users, said jsonb, at timestamp with time zone)
 RETURNS TABLE(item_type text, item_id uuid, about jsonb, over_at timestamp with time zone, score numeric, parts jsonb)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  with candidates as materialized (
    select * from private.priority_candidates(person, score_candidates.at)
  ),
  relevances as materialized (
    -- What it says now goes before what it said last.
    select distinct on (r.item_type, r.item_id) r.* from (
      select 1 as age, s.item_type, s.item_id, s.relevance / 10 as relevance
        from jsonb_to_recordset(said) s (item_type text, item_id uuid, relevance numeric)
      union all select 2, k.* from private.relevance_kept(person) k) r
    order by r.item_type, r.item_id, r.age
  ),
  weighed as (
    -- What has no value stays without: greatest() would make it 0.
    select c.item_type, c.item_id, w.component, w.weight,
      case when v.value is not null then round(least(1, greatest(0, v.value)), 4) end as value
    from candidates c
    join private.weights_of(person.tenant_id) w on w.item_type = c.item_type and w.weight > 0
    left join relevances r on r.item_type = c.item_type and r.item_id = c.item_id
    cross join lateral (select case w.component when 'relevance' then r.relevance
      else (c.components ->> w.component)::numeric end as value) v
  ),
  summed as (
    -- Rounded as they add up, so that what is told of each is the whole, to the last digit.
    select w.*, round(100 * sum(w.weight * coalesce(w.value, 0)) over so_far / nullif(
      sum(w.weight) filter (where w.value is not null) over item, 0), 2) as reached
    from weighed w
    window item as (partition by w.item_type, w.item_id),
      so_far as (partition by w.item_type, w.item_id order by w.component)
  ),
  told as (
    select s.*, s.reached - coalesce(lag(s.reached) over (
      partition by s.item_type, s.item_id order by s.component), 0) as contribution
    from summed s
  )
  select c.item_type, c.item_id, c.about, c.over_at, coalesce(max(t.reached), 0),
    coalesce(jsonb_agg(jsonb_build_object('component', t.component, 'value', t.value,
      'weight', t.weight, 'contribution', coalesce(t.contribution, 0)) order by t.component)
      filter (where t.component is not null), '[]')
  from candidates c left join told t on t.item_type = c.item_type and t.item_id = c.item_id
  group by c.item_type, c.item_id, c.about, c.over_at;
end
$function$;
comment on function private.score_candidates(public.users,jsonb,timestamp with time zone) is
  'Each candidate''s score, 0 to 100: the weighted mean of its components. said: what the model says now, [{item_type, item_id, relevance 0 to 10}]. A component without a value counts neither above nor below the line.';
grant execute on function private.score_candidates(public.users,jsonb,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.send_context(task public.agent_tasks)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select jsonb_build_object(
      'message', jsonb_build_object('id', m.id, 'content', m.content, 'status', m.status,
        'to', c.phone_number),
      'sender', jsonb_build_object('id', s.id, 'phone_number', s.phone_number,
        'account_sid', s.account_sid, 'messaging_service_sid', s.messaging_service_sid),
      'parts', coalesce((select jsonb_agg(jsonb_build_object(
          'id', p.id, 'part_index', p.part_index, 'status', p.status, 'body', p.body,
          'twilio_message_sid', p.twilio_message_sid, 'sending_at', p.sending_at,
          'sending_seconds', extract(epoch from clock_timestamp() - p.sending_at))
          order by p.part_index)
        from public.message_parts p where p.message_id = m.id), '[]'))
    from public.messages m
    join public.conversations c on c.id = m.conversation_id
    join public.senders s on s.id = c.sender_id
    where m.id = (send_context.task.context_json ->> 'message_id')::uuid);
end
$function$;
comment on function private.send_context(public.agent_tasks) is
  'Context of one text out: its words, both numbers, and what became of its parts so far.';
grant execute on function private.send_context(public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.set_alert_channel(tenant_id uuid, kind text, address text, severity_least text, step text, is_on boolean)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  channel public.alert_channels;
  secret text;
begin
  if not private.may_operate(set_alert_channel.tenant_id) then
    return null;
  end if;
  insert into public.alert_channels as c
    (tenant_id, kind, address, secret_name, severity_least, step, is_on, off_reason)
  values (set_alert_channel.tenant_id, set_alert_channel.kind, set_alert_channel.address,
    case set_alert_channel.kind when 'webhook' then 'alert_channel_' || gen_random_uuid() end,
    set_alert_channel.severity_least, set_alert_channel.step, set_alert_channel.is_on,
    case when not set_alert_channel.is_on then 'by_operator' end)
  on conflict on constraint alert_channels_tenant_id_kind_address_step_key do update
    set severity_least = excluded.severity_least, is_on = excluded.is_on,
      off_reason = excluded.off_reason
  returning c.* into channel;
  if channel.kind = 'webhook' and private.vault_secret(channel.secret_name) is null then
    -- The form of Standard Webhooks: 32 bytes behind a prefix that scanners know.
    secret := 'whsec_' || encode(extensions.gen_random_bytes(32), 'base64');
    perform vault.create_secret(secret, channel.secret_name, 'signs an alert channel''s webhooks');
  end if;
  return jsonb_build_object('id', channel.id, 'secret', secret);
end
$function$;
comment on function private.set_alert_channel(uuid,text,text,text,text,boolean) is
  'Definer: nobody signed in writes a table, or reads Vault. Only an operator, and no viewer.';
grant execute on function private.set_alert_channel(uuid,text,text,text,text,boolean) to authenticated;
grant execute on function private.set_alert_channel(uuid,text,text,text,text,boolean) to service_role;

CREATE OR REPLACE FUNCTION private.set_assistant(tenant_id uuid, tone text, knowledge text, link_hosts text[], model text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if not private.may_operate(set_assistant.tenant_id) then
    return false;
  elsif not exists (select from private.model_prices p where p.model = set_assistant.model)
    and set_assistant.model is not null then
    raise sqlstate 'PT400' using message = 'There is no such model.',
      hint = 'Only one whose price is known can be kept within a budget.';
  end if;
  insert into public.assistant_settings as s (tenant_id, tone, knowledge)
    values (set_assistant.tenant_id, coalesce(set_assistant.tone, ''),
      coalesce(set_assistant.knowledge, ''))
    on conflict on constraint assistant_settings_pkey do update set
      tone = coalesce(set_assistant.tone, s.tone),
      knowledge = coalesce(set_assistant.knowledge, s.knowledge);
  update public.tenants t set link_hosts = set_assistant.link_hosts
    where t.id = set_assistant.tenant_id and set_assistant.link_hosts is not null;
  -- Another model is another variant: what the old one has done stays told apart.
  if set_assistant.model is not null and not exists (select from public.agent_instances i
    where i.tenant_id = set_assistant.tenant_id and i.agent_type = 'assistant'
      and i.user_id is null and i.status = 'active' and i.model = set_assistant.model) then
    update public.agent_instances i set status = 'terminated', terminated_at = now()
      where i.tenant_id = set_assistant.tenant_id and i.agent_type = 'assistant'
        and i.user_id is null and i.status = 'active';
    insert into public.agent_instances (tenant_id, agent_type, model)
      values (set_assistant.tenant_id, 'assistant', set_assistant.model);
  end if;
  return true;
end
$function$;
comment on function private.set_assistant(uuid,text,text,text[],text) is
  'Definer: nobody signed in writes a table. Only an operator, and no viewer.';
grant execute on function private.set_assistant(uuid,text,text,text[],text) to authenticated;
grant execute on function private.set_assistant(uuid,text,text,text[],text) to service_role;

CREATE OR REPLACE FUNCTION private.setting(name text, tenant_id uuid DEFAULT NULL::uuid)
 RETURNS numeric
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if setting.tenant_id is null then
    return (select s.value from private.settings s where s.name = setting.name);
  end if;
  return coalesce(
    (select case jsonb_typeof(t.settings -> setting.name)
        when 'number' then (t.settings ->> setting.name)::numeric end
      from public.tenants t where t.id = setting.tenant_id),
    (select s.value from private.settings s where s.name = setting.name)
  );
end
$function$;
comment on function private.setting(text,uuid) is
  'A tunable number: the tenant''s own, else the system''s. Null when there is no such setting. Definer, so that one plan serves every role that asks.';
grant execute on function private.setting(text,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.settle_call(lease uuid, call jsonb)
 RETURNS public.agent_actions_log
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  settled public.agent_actions_log;
begin
  if call is null or jsonb_typeof(call) = 'null' then
    return null;
  end if;
  update public.agent_actions_log l set
    status = 'settled', settled_at = clock_timestamp(), outcome = call ->> 'outcome',
    model_used = coalesce(call ->> 'model', l.model_used), prompt_hash = call ->> 'prompt_hash',
    prompt_version = call ->> 'prompt_version',
    input_tokens = (call ->> 'input_tokens')::integer,
    output_tokens = (call ->> 'output_tokens')::integer,
    thinking_tokens = (call ->> 'thinking_tokens')::integer,
    cache_read_tokens = (call ->> 'cache_read_tokens')::integer,
    cache_write_tokens = (call ->> 'cache_write_tokens')::integer,
    cache_write_1h_tokens = (call ->> 'cache_write_1h_tokens')::integer,
    web_searches = (call ->> 'web_searches')::integer,
    attempts = (call ->> 'attempts')::integer, latency_ms = (call ->> 'latency_ms')::integer,
    request_id = call ->> 'request_id', stop_reason = call ->> 'stop_reason',
    error = call ->> 'error',
    input_data = private.kept_content(l.tenant_id, call -> 'input'),
    output_data = private.kept_content(l.tenant_id, call -> 'output'),
    cost_usd = case when (call ->> 'unpaid')::boolean then 0 else
      private.model_cost(call ->> 'model', (l.created_at at time zone 'UTC')::date,
        (call ->> 'input_tokens')::integer, (call ->> 'output_tokens')::integer,
        (call ->> 'cache_read_tokens')::integer, (call ->> 'cache_write_tokens')::integer,
        (call ->> 'cache_write_1h_tokens')::integer)
      + coalesce((call ->> 'web_searches')::integer, 0)
        * private.setting('web_search_micro_usd') / 1000000 end
  where l.lease_token = settle_call.lease and l.id = (call ->> 'id')::uuid
    -- The months ahead need not be looked at.
    and l.status <> 'settled' and l.created_at < now() + interval '1 day'
  returning * into settled;
  if found then
    if settled.attempts is distinct from 0 then
      perform private.increment_usage_metrics(settled.tenant_id, settled.user_id,
        (settled.created_at at time zone 'UTC')::date, settled.input_tokens, settled.output_tokens,
        settled.cache_read_tokens, settled.cache_write_tokens, settled.cost_usd);
    end if;
    perform private.settle_reservation(settled.id, settled.cost_usd);
    perform private.note_outcome(settled);
    perform private.note_prompt(
      settled.prompt_hash, settled.agent_type, call ->> 'prompt_version');
  end if;
  return settled;
end
$function$;
comment on function private.settle_call(uuid,jsonb) is
  'Writes how a model call ended, and counts it as used, if it was sent, once. A fact even when its turn came too late, so not fenced by time. Before any user is locked: usage comes first in the lock order. Null when there was nothing to settle.';
grant execute on function private.settle_call(uuid,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.settle_freed(freed text[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  one text;
begin
  -- Not rung here: ring_overdue rings all that the sweep rings, once and in name order.
  perform private.settle_lanes(ended => freed, careful => true, ring => false);
exception
  when deadlock_detected or serialization_failure or lock_not_available then
    raise;
  when others then
    -- One of them raises. One by one, in key order; it is set aside, the others go on.
    for one in select k from unnest(freed) k order by k loop
      begin
        perform private.settle_lanes(ended => array[one], careful => true, ring => false);
      exception
        when deadlock_detected or serialization_failure or lock_not_available then
          -- No fault of the lane's: the next sweep frees them all again.
          raise;
        when others then
          raise warning 'lane % quarantined: %', one, sqlstate;
          insert into private.leases
              (token, lane_key, tenant_id, function_name, claimed_at, expires_at)
            select l.lease_token, l.lane_key, l.tenant_id, l.function_name, now(), 'infinity'
            from private.lanes l where l.lane_key = one and l.lease_token is not null;
          update private.sweeps s set lanes_quarantined = s.lanes_quarantined + 1;
      end;
    end loop;
end
$function$;
comment on function private.settle_freed(text[]) is
  'Gives lanes back whose leases are freed; one that raises keeps a lease for ever.';
grant execute on function private.settle_freed(text[]) to service_role;

CREATE OR REPLACE FUNCTION private.settle_lanes(touched text[] DEFAULT '{}'::text[], ended text[] DEFAULT '{}'::text[], careful boolean DEFAULT NULL::boolean, ring boolean DEFAULT true)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  arrived text[] := private.arrivals();
  lane_keys text[] := array(
    select distinct k from unnest(arrived || settle_lanes.touched || settle_lanes.ended) k);
  soon timestamptz := now() + make_interval(
    secs => private.setting('reply_debounce_max_ms')::double precision / 1000);
begin
  -- Every lane is locked, in key order, before any is written; what follows reads a new snapshot.
  perform private.lock_lanes(lane_keys);
  perform private.stop_point('settle.locked');
  perform set_config('yachtparty.arrivals', '', true);
  if settle_lanes.ended <> '{}' then
    perform private.return_task(t) from public.agent_tasks t
      where t.status = 'processing' and t.lease_token = any (array(
        select l.lease_token from private.lanes l where l.lane_key = any (settle_lanes.ended)));
  end if;
  perform private.place_arrivals(lane_keys);
  perform private.look_at_heads(
    lane_keys, settle_lanes.ended, settle_lanes.careful, settle_lanes.ring, soon);
  perform private.stop_point('settle.looked');
  if settle_lanes.ring then
    perform private.ring(woken.function_name) from (
      select distinct l.function_name from unnest(lane_keys) k (lane_key)
      cross join lateral (
        select * from private.lanes l where l.lane_key = k.lane_key limit 1) l
      join public.tenants n on n.id = l.tenant_id and n.paused_at is null
      where l.due <= soon order by 1) woken;
  end if;
end
$function$;
comment on function private.settle_lanes(text[],text[],boolean,boolean) is
  'The last thing a transaction does: places its new tasks, ends leases (what is still in work goes back), recomputes due and rings. Whoever changes the head of a lane ends here. careful: what ended lanes are to be from now on. ring: false when the caller rings, once, in name order. Definer: a plan over a table with RLS is one role''s; now the owner''s at a commit, now a worker''s, it would be made anew each time.';
grant execute on function private.settle_lanes(text[],text[],boolean,boolean) to service_role;

CREATE OR REPLACE FUNCTION private.settle_part(lease uuid, part_id uuid, outcome jsonb)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  part public.message_parts;
  kind text;
  code integer := (outcome ->> 'error_code')::integer;
  carrier_sid text := outcome ->> 'sid';
begin
  perform 1 from public.messages m where m.id = (select p.message_id from public.message_parts p
    where p.id = settle_part.part_id) for no key update;
  select * into part from public.message_parts p where p.id = settle_part.part_id
    for no key update;
  kind := private.judge_fate(part, outcome);
  if outcome ->> 'kind' = 'found' then
    -- Texts of the same words to the same person: ours is the first that no other part has.
    select f.value into carrier_sid
      from jsonb_array_elements_text(outcome -> 'sids') with ordinality f (value, nth)
      where not exists (select 1 from public.message_parts p
        where p.twilio_message_sid = f.value and p.id <> part.id)
      order by f.nth limit 1;
    kind := case when carrier_sid is null then 'unknown' else kind end;
  end if;
  perform private.stop_point('settle.judged');
  update public.message_parts p set
    status = case when p.status not in ('sending', 'unknown') then p.status
      when private.status_rank(x.status) > private.status_rank(p.status)
        -- The same worker may take back its own "sending": the carrier never processed it. And
        -- what the carrier does not have is back where it was.
        or (kind = 'later' and p.status = 'sending' and p.lease_token = settle_part.lease)
        or (kind = 'absent' and p.status = 'unknown')
      then x.status else p.status end,
    attempts = p.attempts + (kind = 'absent')::integer,
    twilio_message_sid = coalesce(p.twilio_message_sid, carrier_sid),
    accepted_at = case kind when 'accepted' then coalesce(p.accepted_at, clock_timestamp())
      else p.accepted_at end,
    error_code = coalesce(code, p.error_code)
  from (select case kind
    when 'accepted' then 'sent' when 'rejected' then 'failed' when 'later' then 'queued'
    when 'absent' then 'queued' else 'unknown' end as status) x
  where p.id = part.id;
  -- Once, however often it is told.
  if code is not null and part.status in ('sending', 'unknown') then
    perform private.heed_error(part.message_id, code, clock_timestamp());
  end if;
  perform private.close_send(settle_part.lease, part.message_id,
    outcome || jsonb_build_object('kind', kind));
  if kind in ('later', 'absent') then
    perform private.put_off_text(part.message_id);
  end if;
  return kind;
end
$function$;
comment on function private.settle_part(uuid,uuid,jsonb) is
  'What became of a part: {kind accepted|rejected|later|unknown|found|absent|abandoned, sid, sids, error_code, deadline_seconds}. later: it was never processed, so it may be begun again. absent: the carrier''s list does not have it, so long after a POST of deadline_seconds at most. abandoned: its fate stays unknown and the lane goes on. Ends the task when the text is through. Returns the kind it was taken as. With an error_code the person''s row is locked by the caller.';
grant execute on function private.settle_part(uuid,uuid,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.settle_priority(person public.users, item_type text, item_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  settled uuid;
begin
  select p.id into settled from public.user_priorities p
    where p.user_id = person.id and p.item_type = settle_priority.item_type
      and p.item_id = settle_priority.item_id and p.status in ('active', 'presented');
  if found then
    -- Texts before priorities, as in every turn.
    perform private.withdraw_texts_on(person, settled);
    update public.user_priorities p set status = 'actioned' where p.id = settled;
    perform private.look_again(person.id, array['one_at_a_time']);
  end if;
end
$function$;
comment on function private.settle_priority(public.users,text,uuid) is
  'Somebody has answered an item: its priority is actioned, and no text tells them of it any more.';
grant execute on function private.settle_priority(public.users,text,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.settle_probe(breaker private.model_breakers, call public.agent_actions_log)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  failed constant boolean := private.is_outage(call.outcome);
  wait constant integer := case when call.attempts = 0 then 0
    else least(2 * breaker.cool_down_seconds, private.setting('breaker_cool_down_seconds_max')) end;
begin
  if not private.lock_breaker(breaker.model) then
    return; -- Its probe is given up in time.
  end if;
  update private.model_breakers b set
    state = case when failed or call.attempts = 0 then 'open' else 'closed' end,
    since = clock_timestamp(), probe_call_id = null,
    cool_down_seconds = case when call.attempts = 0 then b.cool_down_seconds when failed then wait
      else private.setting('breaker_cool_down_seconds')::integer end,
    retry_at = case when failed or call.attempts = 0
      then clock_timestamp() + make_interval(secs => wait) end
  where b.model = breaker.model and b.probe_call_id = call.id;
end
$function$;
comment on function private.settle_probe(private.model_breakers,public.agent_actions_log) is
  'A probe that went well closes its breaker; one that failed opens it for twice as long; one that was never sent leaves it to another.';
grant execute on function private.settle_probe(private.model_breakers,public.agent_actions_log) to service_role;

CREATE OR REPLACE FUNCTION private.settle_purchase(purchase_id uuid)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  purchase public.credit_purchases;
  change integer;
  forgiven integer;
  booked boolean;
begin
  select * into strict purchase from public.credit_purchases p
    where p.id = settle_purchase.purchase_id for no key update;
  if purchase.status <> 'paid' then
    return 'nothing_new';
  end if;
  insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, description, processed)
    values (purchase.tenant_id, purchase.user_id, 'purchase', purchase.credits,
      'credit_purchase', purchase.id, 'purchase:' || purchase.id, 'bought', true)
    on conflict on constraint credit_events_tenant_id_idempotency_key_key do nothing;
  booked := found;
  change := coalesce(private.credits_gone(purchase), 0)
    - purchase.reversed_credits - purchase.owed_credits - purchase.waived_credits;
  if change > 0 then
    update public.credit_purchases p set owed_credits = p.owed_credits + change
      where p.id = purchase.id;
    perform private.collect_owed(purchase.user_id);
  elsif change < 0 then
    forgiven := least(purchase.owed_credits + purchase.waived_credits, -change);
    update public.credit_purchases p set
      owed_credits = p.owed_credits - least(p.owed_credits, forgiven),
      waived_credits = p.waived_credits - greatest(forgiven - p.owed_credits, 0)
      where p.id = purchase.id;
    if forgiven < -change then
      perform private.book_reversal(purchase.id, -change - forgiven);
    end if;
  end if;
  return case when booked then 'booked' when change > 0 then 'reversed'
    when change < 0 then 'restored' else 'nothing_new' end;
end
$function$;
comment on function private.settle_purchase(uuid) is
  'Makes the ledger what the facts about the money say, whatever it was before: booked once when paid, and taken back or given again by the difference. What became of it. Person locked.';
grant execute on function private.settle_purchase(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.settle_reservation(call_id uuid, cost_usd numeric)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update private.budget_reservations r set actual_micro_usd
    = coalesce(ceil(settle_reservation.cost_usd * 1000000), r.reserved_micro_usd)
  where r.call_id = settle_reservation.call_id and r.actual_micro_usd is null;
end
$function$;
comment on function private.settle_reservation(uuid,numeric) is
  'What a call did cost; unknown is the most it could. Nobody else wants this row: whoever next reserves for the tenant folds it.';
grant execute on function private.settle_reservation(uuid,numeric) to service_role;

CREATE OR REPLACE FUNCTION private.settle_turned()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  keys text[] := private.turned();
begin
  perform set_config('yachtparty.turned', '', true);
  -- What is to be held may not have begun.
  insert into private.lanes (lane_key, tenant_id)
    select 'conversation:' || c.id, c.tenant_id from public.conversations c
    where c.status = 'paused' and 'conversation:' || c.id = any (keys)
      and c.id = any (array(select substr(k, length('conversation:') + 1)::uuid
        from unnest(keys) k))
    order by 1 on conflict do nothing;
  perform private.lock_lanes(keys);
  -- Somebody's own pause of the lane stands beside it, and outlasts it.
  update private.lanes l set due = null, rung_at = null,
    paused_at = case when private.is_taken_over(l.lane_key) then clock_timestamp() end,
    paused_reason = case when private.is_taken_over(l.lane_key) then private.taken_over() end
    where l.lane_key = any (keys)
      and (l.paused_at is null or l.paused_reason = private.taken_over());
  perform private.settle_lanes(touched => keys);
end
$function$;
comment on function private.settle_turned() is
  'While a human has taken a conversation over its texts are stored, and nobody answers. All lanes that a transaction turns, and those of its new tasks, at once and last. Definer, as settle_lanes.';
grant execute on function private.settle_turned() to service_role;

CREATE OR REPLACE FUNCTION private.severity_rank(severity text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO ''
AS $function$
  select array_position(array['info', 'warning', 'critical'], severity_rank.severity)
$function$;
comment on function private.severity_rank(text) is
  'How bad: 1 info, 2 warning, 3 critical.';
grant execute on function private.severity_rank(text) to service_role;

CREATE OR REPLACE FUNCTION private.share_gone(since timestamp with time zone, until timestamp with time zone, at timestamp with time zone)
 RETURNS numeric
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case when until <= since or until <= at then 1 when at <= since then 0
    else extract(epoch from at - since) / extract(epoch from until - since) end;
end
$function$;
comment on function private.share_gone(timestamp with time zone,timestamp with time zone,timestamp with time zone) is
  'How much of a span of time is over: 0 at its beginning, 1 at its end.';
grant execute on function private.share_gone(timestamp with time zone,timestamp with time zone,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.side_of(person public.users, intro_id uuid)
 RETURNS private.intro_sides
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  side private.intro_sides;
begin
  select s.* into side from private.intro_sides s
    where s.intro_id = side_of.intro_id and s.user_id = person.id
    order by s.side limit 1;
  return side;
end
$function$;
comment on function private.side_of(public.users,uuid) is
  'Which side of an introduction they are.';
grant execute on function private.side_of(public.users,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.silent_reason(sender public.senders, person public.users, thread_id uuid, sms jsonb)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case
    when sms ->> 'keyword' = 'stop' then 'opt_out_word'
    -- YES from someone who never left is an answer, not an opt-in.
    when sms ->> 'keyword' = 'start' and person.opted_out_at is not null
      -- One that was found late was sent before it came, and undoes no opt-out that it preceded.
      and coalesce((sms ->> 'sent_at')::timestamptz > person.opted_out_at, true)
      then 'opt_in_word'
    when sms ->> 'keyword' = 'help' then 'help_word'
    when exists (select 1 from public.senders s where s.tenant_id = sender.tenant_id
      and s.phone_number = sms ->> 'from') then 'own_number'
    when sms ->> 'from' !~ '^\+' then 'short_code_sender'
    when sms ->> 'said' = 'opt_out' and person.opted_out_at is null then 'opt_out_said'
    when jsonb_typeof(sms -> 'reaction') = 'object' then 'reaction'
    when person.blocked_at is not null then 'blocked'
    when not person.is_active then 'inactive'
    when person.opted_out_at is not null then 'opted_out'
    when private.sounds_automatic(thread_id, sms) then 'auto_responder'
  end;
end
$function$;
comment on function private.silent_reason(public.senders,public.users,uuid,jsonb) is
  'Why a text gets no answer from us, or null. The carrier itself answers STOP, START and HELP.';
grant execute on function private.silent_reason(public.senders,public.users,uuid,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.skeleton(words text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  -- Numbers change from one automatic answer to the next; the words do not.
  bare text := regexp_replace(lower(left(words, 300)), '[[:digit:][:space:]]+', '', 'g');
begin
  return case when length(bare) >= 12 then bare else lower(btrim(words)) end;
end
$function$;
comment on function private.skeleton(text) is
  'What two answers of one machine have in common. Of a few words, which people repeat, all.';
grant execute on function private.skeleton(text) to service_role;

CREATE OR REPLACE FUNCTION private.slots_used(user_id uuid, since timestamp with time zone)
 RETURNS timestamp with time zone[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return array(
    select s from public.user_message_budget b, unnest(b.slots_at) s
    -- Two days of anybody's, whatever zone they were in.
    where b.user_id = slots_used.user_id and b.date >= (slots_used.since - interval '2 days')::date
      and s > slots_used.since
    order by s);
end
$function$;
comment on function private.slots_used(uuid,timestamp with time zone) is
  'When the proactive texts since then began to leave. By their times and not by their days'' rows, so that who changes their zone gains no second day.';
grant execute on function private.slots_used(uuid,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.solution_answers(workflow_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('response_id', a.id, 'answer', a.words,
      'usefulness', a.usefulness_score) order by a.usefulness_score desc nulls last, a.id), '[]')
    from (
      select s.id, private.without_contacts(s.response_text) as words, s.usefulness_score
      from public.community_requests r
      join public.community_responses s on s.tenant_id = r.tenant_id and s.request_id = r.id
      where r.context_type = 'solution_workflow' and r.context_id = solution_answers.workflow_id
        and s.verdict is distinct from 'off_topic' and s.verdict is distinct from 'off_topic_again'
      order by s.usefulness_score desc nulls last, s.id limit 10) a);
end
$function$;
comment on function private.solution_answers(uuid) is
  'What experts have said to the question of this research, the most useful first.';
grant execute on function private.solution_answers(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.solution_candidates(person public.users, at timestamp with time zone)
 RETURNS TABLE(item_id uuid, about jsonb, over_at timestamp with time zone, components jsonb)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  kind private.priority_kinds := private.priority_kind('solution_update');
  patience interval := make_interval(
    days => private.setting('waiting_days', person.tenant_id)::integer);
begin
  return query
  select w.id,
    jsonb_strip_nulls(jsonb_build_object(
      'request', left(private.without_contacts(w.request_description), 300),
      'category', w.category, 'finished', w.status = 'completed')),
    e.over_at,
    jsonb_build_object('freshness', private.freshness(e.since, kind.half_life_days, at),
      'waiting', private.share_gone(w.created_at, w.created_at + patience, at),
      'quality', case when w.quality_threshold_met then 1 when w.status = 'completed' then 0.7
        else 0.4 end,
      'relationship', 1, 'ease', kind.ease)
  from public.solution_workflows w
  cross join lateral (select f.since, f.since + make_interval(days => kind.stale_days) as over_at
    from (select coalesce(w.completed_at, w.updated_at) as since) f) e
  where w.tenant_id = person.tenant_id and w.user_id = person.id and e.over_at > at
    and (w.status = 'completed' or (w.status = 'in_progress' and num_nonnulls(w.perplexity_results,
      w.matched_innovators, w.community_insights, w.expert_recommendations) > 0))
  order by e.since desc, w.id limit private.setting('candidates_max')::integer;
end
$function$;
comment on function private.solution_candidates(public.users,timestamp with time zone) is
  'Somebody''s own research that is finished, or has found something.';
grant execute on function private.solution_candidates(public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.solution_context(lease private.leases, task public.agent_tasks)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  workflow public.solution_workflows;
  variant jsonb;
  step text := (select s.step from private.solution_steps s where s.task_type = task.task_type);
  found_all jsonb := '{}';
begin
  select * into workflow from public.solution_workflows w
    where w.id = (task.context_json ->> 'workflow_id')::uuid;
  variant := private.instance_view(
    private.instance_of('solution-saga', task.tenant_id, task.user_id));
  if private.place_of(workflow) is distinct from step then
    -- Cancelled, or done by a try before this one.
    step := 'over';
  elsif step = 'evaluate' then
    found_all := private.solution_found(lease, workflow);
  end if;
  return jsonb_build_object('kind', 'solution', 'agent_type', 'solution-saga', 'step', step,
      'user', jsonb_build_object('id', task.user_id), 'need', workflow.request_description,
      'category', workflow.category, 'searches_max',
      private.setting('web_searches_max', task.tenant_id))
    -- Whoever searches the web asks for leave itself: not every research does.
    || case step when 'research' then jsonb_build_object('searcher', variant)
      when 'evaluate' then jsonb_build_object('instance', variant) || found_all else '{}' end;
end
$function$;
comment on function private.solution_context(private.leases,public.agent_tasks) is
  'Context of a step of research; "over" when it is not the one that research is at.';
grant execute on function private.solution_context(private.leases,public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.solution_deadline(workflow public.solution_workflows)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return workflow.created_at + make_interval(
    days => private.setting('solution_days', workflow.tenant_id)::integer);
end
$function$;
comment on function private.solution_deadline(public.solution_workflows) is
  'After this it is judged by what there is.';
grant execute on function private.solution_deadline(public.solution_workflows) to service_role;

CREATE OR REPLACE FUNCTION private.solution_found(lease private.leases, workflow public.solution_workflows)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  innovators jsonb := coalesce(workflow.matched_innovators, '[]');
  answers jsonb := private.solution_answers(workflow.id);
begin
  update private.leases l set handles = (
    select coalesce(jsonb_object_agg(h.handle, jsonb_build_object('type', h.type, 'id', h.id)),
      '{}')
    from (select 'v' || i.nth as handle, 'innovator' as type, i.value -> 'innovator_id' as id
        from jsonb_array_elements(innovators) with ordinality i (value, nth)
      union all select 'r' || a.nth, 'community_response', a.value -> 'response_id'
        from jsonb_array_elements(answers) with ordinality a (value, nth)) h)
    where l.token = lease.token;
  return jsonb_build_object(
    'research', workflow.perplexity_results - 'sources' || jsonb_build_object('sources', (
      select coalesce(jsonb_agg(s.value -> 'title'), '[]')
      from jsonb_array_elements(workflow.perplexity_results -> 'sources') s (value))),
    'innovators', (select coalesce(jsonb_agg(i.value - array['innovator_id', 'score']
        || jsonb_build_object('handle', 'v' || i.nth) order by i.nth), '[]')
      from jsonb_array_elements(innovators) with ordinality i (value, nth)),
    'answers', (select coalesce(jsonb_agg(a.value - 'response_id'
        || jsonb_build_object('handle', 'r' || a.nth) order by a.nth), '[]')
      from jsonb_array_elements(answers) with ordinality a (value, nth)));
end
$function$;
comment on function private.solution_found(private.leases,public.solution_workflows) is
  'All that was found, innovators and answers under handles, nobody by their name.';
grant execute on function private.solution_found(private.leases,public.solution_workflows) to service_role;

CREATE OR REPLACE FUNCTION private.solution_words(workflow public.solution_workflows)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return concat(
    case when (workflow.perplexity_results ->> 'offline')::boolean
      then 'From offline samples, not from the web: ' end,
    case when workflow.quality_threshold_met then ''
      else 'I found no answer that I would vouch for. What there is: ' end,
    coalesce(private.without_contacts(
      workflow.expert_recommendations ->> 'recommendation'), (
      select 'members say: ' || string_agg(a.value ->> 'answer', ' / ')
      from jsonb_array_elements(workflow.community_insights) a (value)), 'nothing yet.'));
end
$function$;
comment on function private.solution_words(public.solution_workflows) is
  'What a member is told of their research: honestly, and whether it was looked up at all.';
grant execute on function private.solution_words(public.solution_workflows) to service_role;

CREATE OR REPLACE FUNCTION private.sounds_automatic(thread_id uuid, sms jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  bare text := private.skeleton(sms ->> 'body');
  enough integer := case when length(bare) < 12 then 4 else 3 end;
begin
  if (sms ->> 'auto_reply')::boolean then
    return exists (select from public.messages m
      where m.conversation_id = thread_id and m.direction = 'inbound'
        and m.created_at > now() - interval '1 hour'
        and m.message_metadata @> '{"auto_reply": true}');
  end if;
  return (
    select count(*) = enough and bool_and(private.skeleton(m.content) = bare)
      -- Each had an answer of its own: a machine speaks when it is spoken to.
      and count(distinct coalesce(m.task_id, m.id)) = enough
      and bool_and(m.task_id is not null or m.unanswered_reason = 'auto_responder')
    from (
      select m.id, m.task_id, m.unanswered_reason, m.content
      from public.messages m
      where m.conversation_id = thread_id and m.direction = 'inbound'
        and m.created_at > now() - interval '1 hour'
      order by m.position desc limit enough) m);
end
$function$;
comment on function private.sounds_automatic(uuid,jsonb) is
  'Whether a text is a machine''s answer to ours, which must not be answered for ever: an auto-responder''s words for the second time in an hour, or the same words as the last three texts (four, if they are few) of which each has had its answer. Thread locked.';
grant execute on function private.sounds_automatic(uuid,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.space_mornings(people uuid[], opens timestamp with time zone[], at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- In key order, as whoever else spaces a morning takes them.
  with newcomers as (
    select u.id, u.tenant_id, u.daily_limit, u.hourly_limit, o.opens_at, d.day,
      row_number() over (partition by u.tenant_id, o.opens_at order by u.id) as nth
    from unnest(space_mornings.people, space_mornings.opens) o (user_id, opens_at)
    join public.users u on u.id = o.user_id
    cross join lateral (select private.local_day(u, o.opens_at) as day offset 0) d
    left join public.user_message_budget b on b.user_id = u.id and b.date = d.day
    -- One of an earlier rest of the same day is over.
    where (b.not_before is null or b.not_before < o.opens_at) and o.opens_at < 'infinity'
  ),
  rules as materialized (
    select t.tenant_id, private.setting('daily_texts_max', t.tenant_id)::integer as daily,
      private.setting('hourly_texts_max', t.tenant_id)::integer as hourly,
      private.setting('spread_minutes', t.tenant_id)::integer as minutes
    from (select distinct n.tenant_id from newcomers n) t
  ),
  counted as (
    insert into private.mornings as m (tenant_id, opens_at, people_count)
      select n.tenant_id, n.opens_at, count(*) from newcomers n group by 1, 2 order by 1, 2
      on conflict on constraint mornings_pkey
        do update set people_count = m.people_count + excluded.people_count
      returning m.tenant_id, m.opens_at, m.people_count
  )
  insert into public.user_message_budget as b
      (tenant_id, user_id, date, daily_limit, hourly_limit, not_before)
    select n.tenant_id, n.id, n.day, coalesce(n.daily_limit, r.daily),
      coalesce(n.hourly_limit, r.hourly),
      n.opens_at + private.spread_of(
        (c.people_count - count(*) over (partition by n.tenant_id, n.opens_at) + n.nth - 1)
          ::integer, r.minutes)
    from newcomers n join rules r on r.tenant_id = n.tenant_id
    join counted c on c.tenant_id = n.tenant_id and c.opens_at = n.opens_at
    on conflict on constraint user_message_budget_user_id_date_key
      do update set not_before = excluded.not_before;
end
$function$;
comment on function private.space_mornings(uuid[],timestamp with time zone[],timestamp with time zone) is
  'Gives each of these people, whose quiet hours end then, a moment of their own in the time after it. Who has one of that rest keeps it. People locked.';
grant execute on function private.space_mornings(uuid[],timestamp with time zone[],timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.span_begins(zones text[], starts time without time zone, ends time without time zone, at timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  zone text;
  begins timestamptz := 'infinity';
begin
  foreach zone in array zones loop
    begins := least(begins, private.clock_meets(zone, starts, ends, at, true));
  end loop;
  if begins > at and cardinality(zones) > 1 and private.is_between(zones, starts, at) then
    return at;
  end if;
  return begins;
end
$function$;
comment on function private.span_begins(text[],time without time zone,time without time zone,timestamp with time zone) is
  'The first moment, this one or a later, at which a span of the day is on in one of the zones or between them.';
grant execute on function private.span_begins(text[],time without time zone,time without time zone,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.span_lasts(zones text[], starts time without time zone, ends time without time zone, at timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  zone text;
  lasts timestamptz := at;
  begins timestamptz := 'infinity';
begin
  foreach zone in array zones loop
    lasts := greatest(lasts, private.clock_meets(zone, starts, ends, at, false));
  end loop;
  if lasts = at and cardinality(zones) > 1 and private.is_between(zones, starts, at) then
    foreach zone in array zones loop
      begins := least(begins, private.clock_meets(zone, starts, ends, at, true));
    end loop;
    return begins;
  end if;
  return lasts;
end
$function$;
comment on function private.span_lasts(text[],time without time zone,time without time zone,timestamp with time zone) is
  'Until when a span of the day, if it is on in one of the zones or between them, lasts at least; this moment, if it is not.';
grant execute on function private.span_lasts(text[],time without time zone,time without time zone,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.spend(person public.users, message public.messages, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  today date := (at at time zone 'UTC')::date;
  this_hour timestamptz := date_trunc('hour', at);
  barred jsonb;
begin
  if message.purpose in ('urgent', 'confirmation') then
    return null;
  end if;
  insert into private.spending as s (tenant_id, day, hour)
    values (message.tenant_id, today, this_hour)
    on conflict on constraint spending_pkey do update set
      texts_count = case when s.day = today then s.texts_count else 0 end, day = today,
      new_numbers_count = case when s.hour = this_hour then s.new_numbers_count else 0 end,
      hour = this_hour;
  barred := private.capped(person, message, at);
  if barred is null then
    update private.spending s set texts_count = s.texts_count + 1,
      new_numbers_count = s.new_numbers_count + (person.texted_at is null)::integer
    where s.tenant_id = message.tenant_id;
  end if;
  return barred;
end
$function$;
comment on function private.spend(public.users,public.messages,timestamp with time zone) is
  'Counts a text against its tenant''s caps, or says why it waits; as private.bar.';
grant execute on function private.spend(public.users,public.messages,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.spread_of(person_count integer, minutes integer)
 RETURNS interval
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  -- Steps of the golden ratio: whatever their number, points so laid are nowhere dense, since the
  -- distance of any two of n is at least 0.38 / n (three-distance theorem; Knuth, TAOCP 6.4).
  return make_interval(
    secs => (spread_of.person_count * 0.6180339887498949) % 1 * spread_of.minutes * 60);
end
$function$;
comment on function private.spread_of(integer,integer) is
  'The offset of the nth person of a morning: no minute has more than a thirtieth of them all, rounded up, over two hours.';
grant execute on function private.spread_of(integer,integer) to service_role;

CREATE OR REPLACE FUNCTION private.standing(people uuid[], at timestamp with time zone)
 RETURNS TABLE(user_id uuid, tenant_id uuid, refused text, held text, held_until timestamp with time zone, quiet_until timestamp with time zone, hour_left integer, hour_free_at timestamp with time zone, day_left integer, day_ends_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  with rules as materialized (
    -- Asked once a tenant, not once a person.
    select t.id, t.paused_at is not null as paused,
      private.setting('daily_texts_max', t.id)::integer as daily,
      private.setting('hourly_texts_max', t.id)::integer as hourly,
      make_interval(mins => private.setting('after_their_text_minutes', t.id)::integer) as peace
    from public.tenants t
    where t.id in (select u.tenant_id from public.users u where u.id = any (standing.people))
  )
  select u.id, u.tenant_id, private.refused_to(u), h.reason, h.until, c.quiet_until,
    coalesce(b.hourly_limit, u.hourly_limit, r.hourly) - s.in_hour - f.in_flight, s.hour_free_at,
    coalesce(b.daily_limit, u.daily_limit, r.daily) - s.in_day - f.in_flight, c.ends
  from private.clocks(standing.people, standing.at) c
  join public.users u on u.id = c.user_id
  join rules r on r.id = u.tenant_id
  left join public.user_message_budget b on b.user_id = u.id and b.date = c.today
  cross join lateral (
    select count(*) filter (where t > standing.at - interval '1 hour')::integer as in_hour,
      count(*) filter (where t >= c.began)::integer as in_day,
      min(t) filter (where t > standing.at - interval '1 hour') + interval '1 hour' as hour_free_at
    from unnest(private.slots_used(u.id,
      least(c.began, standing.at - interval '1 hour') - interval '1 millisecond')) t) s
  cross join lateral (
    -- Approved, and not on its way yet: its place is taken.
    select count(*)::integer as in_flight from public.message_queue q
    where q.tenant_id = u.tenant_id and q.user_id = u.id and q.status = 'approved'
      and q.slot_at is null and q.priority <> 'urgent') f
  cross join lateral private.hold_of(u, r.paused, c.quiet_until, b.not_before, r.peace, at) h;
end
$function$;
comment on function private.standing(uuid[],timestamp with time zone) is
  'What holds for each of these people now: why they are sent nothing at all, why nothing yet and until when, and how many places are left in their hour and day. hour_free_at, day_ends_at: when there are more.';
grant execute on function private.standing(uuid[],timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.standing_of(user_id uuid)
 RETURNS real
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  -- Laplace's rule: of nobody asked and nothing answered it expects a half.
  return (
    select ((coalesce(sum(s.usefulness_score), 0) / 10.0 + 1) / (count(*) + 2))::real
    from private.expert_asks a
    left join public.community_responses s
      on s.request_id = a.request_id and s.user_id = a.user_id
    where a.user_id = standing_of.user_id);
end
$function$;
comment on function private.standing_of(uuid) is
  'What asking somebody has been worth, 0 to 1: useful answers raise it, silence lowers it, so that it is not always the same who are asked.';
grant execute on function private.standing_of(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.start_call(lease uuid, task public.agent_tasks, agent text, variant public.agent_instances, prompt_tokens integer, searches integer DEFAULT 0)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  call_id constant uuid := gen_random_uuid();
  closed_for constant integer := private.breaker_wait(variant.model);
  begun_at timestamptz;
  refusal jsonb;
begin
  -- The row first: it looks for its person, and whoever holds a budget waits for nobody.
  insert into public.agent_actions_log
    (id, tenant_id, agent_type, agent_instance_id, action_type, user_id, context_id, context_type,
     task_id, trace_id, lease_token, model_used, status)
  select call_id, task.tenant_id, start_call.agent, variant.id, 'llm_call', task.user_id, c.id,
    case when c.id is not null then 'conversation' end, task.id, task.trace_id, start_call.lease,
    variant.model, 'started'
  from (select (task.context_json ->> 'conversation_id')::uuid) c (id)
  returning created_at into begun_at;
  if closed_for > 0 then
    refusal := jsonb_build_object('refused', 'breaker_open', 'retry_after_seconds', closed_for);
  else
    refusal := private.reserve(call_id, task, variant.model, start_call.prompt_tokens,
      variant.max_tokens, start_call.searches);
    if refusal is null and closed_for = 0 and not private.take_probe(variant.model, call_id) then
      -- Somebody else's call is the one that tries.
      perform private.settle_reservation(call_id, 0);
      refusal := jsonb_build_object('refused', 'breaker_open', 'retry_after_seconds',
        private.setting('breaker_cool_down_seconds'));
    end if;
  end if;
  if refusal is not null then
    update public.agent_actions_log l set
      status = 'settled', settled_at = clock_timestamp(), attempts = 0,
      outcome = case refusal ->> 'refused' when 'breaker_open' then 'provider' else 'budget' end,
      error = refusal ->> 'refused'
    where l.id = call_id and l.created_at = begun_at;
  end if;
  return jsonb_build_object('id', call_id, 'refused', null, 'retry_after_seconds', null,
    'log_content', private.setting('log_content', task.tenant_id) = 1) || coalesce(refusal, '{}');
end
$function$;
comment on function private.start_call(uuid,public.agent_tasks,text,public.agent_instances,integer,integer) is
  'The log row of a model call that is about to be made, and leave to make it: {"id", "refused", "retry_after_seconds", "log_content"}. One that is refused is settled at once, with no attempt. The last thing its transaction does: it may wait for the tenant''s budget.';
grant execute on function private.start_call(uuid,public.agent_tasks,text,public.agent_instances,integer,integer) to service_role;

CREATE OR REPLACE FUNCTION private.start_conversation(title text, tenant_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  mine uuid[] := array(select u.id from public.users u join public.tenants t on t.id = u.tenant_id
    where u.id = any (array(select private.user_ids())) and t.product <> 'network'
      and (start_conversation.tenant_id is null or u.tenant_id = start_conversation.tenant_id));
  person public.users;
  begun uuid;
begin
  if cardinality(mine) <> 1 then
    raise sqlstate 'PT404' using message = case when mine = '{}'
      then 'There is nobody whom you could write to.' else 'Say with which tenant.' end;
  end if;
  -- Locked, so that two beginnings at once are counted.
  select * into person from public.users u where u.id = mine[1] for no key update;
  if private.setting('chat_openings_day_max', person.tenant_id) <= (
    select count(*) from public.conversations c
    where c.tenant_id = person.tenant_id and c.user_id = person.id and c.channel = 'web'
      and c.created_at > now() - interval '1 day') then
    raise sqlstate 'PT429' using message = 'You have begun as many conversations as a day has.';
  end if;
  insert into public.conversations (tenant_id, user_id, channel, title)
    values (person.tenant_id, person.id, 'web', nullif(btrim(start_conversation.title), ''))
    returning id into begun;
  return begun;
end
$function$;
comment on function private.start_conversation(text,uuid) is
  'Definer: nobody signed in writes a table. Who begins it follows from the sign-in.';
grant execute on function private.start_conversation(text,uuid) to authenticated;
grant execute on function private.start_conversation(text,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.status_rank(status text)
 RETURNS integer
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return case status
    when 'queued' then 0 when 'sending' then 1 when 'unknown' then 2 when 'sent' then 3
    when 'cancelled' then 4 else 5 end;
end
$function$;
comment on function private.status_rank(text) is
  'A part only moves to a higher rank, but for two steps back to queued (private.settle_part); delivered, undelivered and failed are final.';
grant execute on function private.status_rank(text) to service_role;

CREATE OR REPLACE FUNCTION private.steer_sequences(person public.users, way text, in_hours integer DEFAULT 0)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.message_queue q set
    sequence_paused_at = null,
    status = case steer_sequences.way when 'cancel' then 'cancelled' else q.status end,
    status_reason = case steer_sequences.way when 'cancel' then 'withdrawn'
      else q.status_reason end,
    scheduled_for = greatest(q.scheduled_for,
      now() + make_interval(hours => steer_sequences.in_hours)),
    look_at = greatest(q.scheduled_for,
      now() + make_interval(hours => steer_sequences.in_hours))
  where q.tenant_id = person.tenant_id and q.user_id = person.id and q.status = 'queued'
    and q.sequence_paused_at is not null;
end
$function$;
comment on function private.steer_sequences(public.users,text,integer) is
  'How the sequences that somebody interrupted go on: resume (at once, or in so many hours) or cancel. Left alone they are cancelled after sequence_pause_hours. Person locked.';
grant execute on function private.steer_sequences(public.users,text,integer) to service_role;

CREATE OR REPLACE FUNCTION private.stems(words text)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return tsvector_to_array(to_tsvector('pg_catalog.english', left(words, 4000)));
end
$function$;
comment on function private.stems(text) is
  'The stems of words, each once, without stop words.';
grant execute on function private.stems(text) to service_role;

CREATE OR REPLACE FUNCTION private.step_ask_community(workflow public.solution_workflows, task public.agent_tasks)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  until timestamptz := least(private.solution_deadline(workflow), now() + make_interval(
    hours => private.setting('solution_wait_hours', workflow.tenant_id)::integer));
  asked uuid;
begin
  insert into public.community_requests (tenant_id, requesting_agent_type, requesting_user_id,
      context_id, context_type, question, category, expires_at)
    select workflow.tenant_id, 'solution-saga', workflow.user_id, workflow.id,
      'solution_workflow', left('What do you recommend to somebody who needs this: '
        || workflow.request_description, 600), workflow.category, until
    where until > now()
    on conflict do nothing returning id into asked;
  if asked is null then
    perform private.go_on(workflow, 'evaluate', 'nobody was asked',
      'its time is over, or the same is being asked already', now(), task.trace_id, task.id);
    return;
  end if;
  perform private.tell(task, 'community.request_needed', 'community_request', asked,
    jsonb_build_object('request_id', asked, 'user_id', workflow.user_id, 'conversation_id', null));
  perform private.go_on(workflow, 'wait', 'experts are asked', 'the community may know better',
    until, task.trace_id, null);
end
$function$;
comment on function private.step_ask_community(public.solution_workflows,public.agent_tasks) is
  'Puts the need to the community, and waits: until the question is over at the latest. A wait is the clock''s, and no hop.';
grant execute on function private.step_ask_community(public.solution_workflows,public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.step_evaluate(workflow public.solution_workflows, task public.agent_tasks, judgement jsonb, handles jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.solution_workflows w set
    quality_threshold_met = coalesce((judgement ->> 'good_enough')::boolean, false),
    community_insights = private.solution_answers(w.id),
    expert_recommendations = jsonb_build_object('recommendation', judgement -> 'recommendation',
      'innovator_ids', (select coalesce(jsonb_agg(handles -> p.handle -> 'id'), '[]')
        from jsonb_array_elements_text(judgement -> 'picks') p (handle)
        where handles -> p.handle ->> 'type' = 'innovator'),
      'response_ids', (select coalesce(jsonb_agg(handles -> p.handle -> 'id'), '[]')
        from jsonb_array_elements_text(judgement -> 'picks') p (handle)
        where handles -> p.handle ->> 'type' = 'community_response'))
    where w.id = workflow.id;
  perform private.go_on(workflow, 'recommend', case
      when judgement is null then 'it could not be judged'
      when (judgement ->> 'good_enough')::boolean then 'it is good enough'
      else 'it is not good enough' end,
    coalesce(judgement ->> 'why', 'no model could be asked'), now(), task.trace_id, task.id);
end
$function$;
grant execute on function private.step_evaluate(public.solution_workflows,public.agent_tasks,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.step_match_innovators(workflow public.solution_workflows, task public.agent_tasks)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  matches jsonb := private.matches_of(workflow);
begin
  update public.solution_workflows w set matched_innovators = matches where w.id = workflow.id;
  perform private.go_on(workflow, 'ask_community',
    format('%s innovators match', jsonb_array_length(matches)),
    'by their categories and descriptions', now(), task.trace_id, task.id);
end
$function$;
grant execute on function private.step_match_innovators(public.solution_workflows,public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.step_research(workflow public.solution_workflows, task public.agent_tasks, research jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.solution_workflows w set perplexity_results = research
    || jsonb_build_object('at', now()) where w.id = workflow.id;
  perform private.go_on(workflow, 'match_innovators',
    format('%s sources kept', jsonb_array_length(research -> 'sources')),
    'looked up by ' || (research ->> 'provider'), now(), task.trace_id, task.id);
end
$function$;
grant execute on function private.step_research(public.solution_workflows,public.agent_tasks,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.step_wait(workflow public.solution_workflows, task public.agent_tasks)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  answers jsonb := private.solution_answers(workflow.id);
begin
  update public.solution_workflows w set community_insights = answers where w.id = workflow.id;
  perform private.end_its_question(workflow.id, 'expired');
  perform private.go_on(workflow, 'evaluate',
    format('%s answers came', jsonb_array_length(answers)), 'the question is over', now(), task.trace_id, task.id);
end
$function$;
grant execute on function private.step_wait(public.solution_workflows,public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.stop_answer(conversation_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  update private.leases l set stopped_at = coalesce(l.stopped_at, clock_timestamp())
    where l.lane_key = 'conversation:' || stop_answer.conversation_id and l.streamed
      and private.own_web_conversation(stop_answer.conversation_id);
  return found;
end
$function$;
comment on function private.stop_answer(uuid) is
  'Definer, as start_conversation. Who writes the answer looks for it: worker.watch_stream.';
grant execute on function private.stop_answer(uuid) to authenticated;
grant execute on function private.stop_answer(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.stop_point(name text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
end
$function$;
comment on function private.stop_point(text) is
  'Does nothing. Called by name where two transactions may meet; a race test puts one that waits in its place, so that what it stops is what ships.';
grant execute on function private.stop_point(text) to service_role;

CREATE OR REPLACE FUNCTION private.stop_send(task public.agent_tasks, reason text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.end_text(
    (task.context_json ->> 'message_id')::uuid, 'cancelled', stop_send.reason, task.lease_token);
  perform private.end_task(task, 'completed', jsonb_build_object('stopped', stop_send.reason));
  return jsonb_build_object('ok', false, 'reason', stop_send.reason);
end
$function$;
comment on function private.stop_send(public.agent_tasks,text) is
  'A text that must not leave: cancelled, with the reason.';
grant execute on function private.stop_send(public.agent_tasks,text) to service_role;

CREATE OR REPLACE FUNCTION private.store_prospects(upload private.prospect_uploads, rows jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  known jsonb;
  fresh jsonb;
  added integer;
begin
  select
    coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'row', l.r
      - case when l.ids[2] <> l.id then 'phone_number' else '' end
      - case when l.ids[3] <> l.id then 'linkedin_url' else '' end))
      filter (where l.id is not null), '[]'),
    coalesce(jsonb_agg(l.r) filter (where l.id is null), '[]')
    into known, fresh
    from (select f.*, coalesce(f.ids[1], f.ids[2], f.ids[3], f.ids[4]) as id
      from private.find_prospects(upload.innovator_id, store_prospects.rows) f) l;
  insert into public.prospects (tenant_id, innovator_id, upload_source, upload_batch_id, email,
      phone_number, linkedin_url, first_name, last_name, company, title, prospect_notes)
    select upload.tenant_id, upload.innovator_id, 'csv', upload.id, r.*
    from jsonb_to_recordset(fresh) r (email text, phone_number text, linkedin_url text,
      first_name text, last_name text, company text, title text, prospect_notes text);
  get diagnostics added = row_count;
  return jsonb_build_object('added', added, 'merged',
    case when known = '[]' then 0 else private.fill_prospects(upload.id, known) end);
end
$function$;
comment on function private.store_prospects(private.prospect_uploads,jsonb) is
  'One batch: new prospects in, the others filled. Innovator locked, so that nobody else brings the same person meanwhile.';
grant execute on function private.store_prospects(private.prospect_uploads,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.store_text(thread public.conversations, sms jsonb, reason text)
 RETURNS public.messages
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  message public.messages;
begin
  insert into public.messages (conversation_id, role, direction, content, media, status,
      twilio_message_sid, unanswered_reason, message_metadata)
    values (thread.id, 'user', 'inbound', coalesce(sms ->> 'body', ''),
      coalesce(sms -> 'media', '[]'), 'received', sms ->> 'message_sid', reason,
      (select coalesce(jsonb_object_agg(k, true), '{}')
        from unnest(array['backfilled', 'auto_reply']) k where (sms ->> k)::boolean))
    returning * into message;
  if thread.last_position = 0 then
    insert into public.consent_events (tenant_id, user_id, kind, source, message_id)
      select thread.tenant_id, thread.user_id, 'first_contact', 'texted_in', message.id
      where not exists (select from public.consent_events c
        where c.tenant_id = thread.tenant_id and c.user_id = thread.user_id);
  end if;
  return message;
end
$function$;
comment on function private.store_text(public.conversations,jsonb,text) is
  'A text, once, and with somebody''s first how we came to know them. Thread locked.';
grant execute on function private.store_text(public.conversations,jsonb,text) to service_role;

CREATE OR REPLACE FUNCTION private.stream_turn(thread public.conversations, function_name text, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  lease private.leases := private.lease_idle_lane(
    'conversation:' || thread.id, stream_turn.function_name, stream_turn.at);
  tasks public.agent_tasks[];
begin
  if lease.token is null then
    return null;
  end if;
  tasks := array(select t from private.take_tasks(array[lease], stream_turn.at) t order by t.seq);
  -- Of a context that cannot be made the sweep takes the lease back, as of any.
  return (private.with_first_calls(
    array_remove(array[private.hand_out(lease, tasks)], null)))[1];
end
$function$;
comment on function private.stream_turn(public.conversations,text,timestamp with time zone) is
  'The turn that answers what was just stored, as worker.claim would hand it out; null when somebody else will.';
grant execute on function private.stream_turn(public.conversations,text,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.summary_context(lease private.leases, task public.agent_tasks)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  thread public.conversations;
  variant public.agent_instances;
  view jsonb;
begin
  select * into thread from public.conversations c
    where c.id = (task.context_json ->> 'conversation_id')::uuid;
  variant := private.instance_of('conversation-summary', thread.tenant_id, thread.user_id);
  view := private.messages_view(thread.id, thread.summary_position);
  update private.leases l set
    -- What a view leaves out at its end is seen, too; unless it ends because it is full.
    watermark = greatest((view -> -1 ->> 'position')::bigint,
      case when jsonb_array_length(view) < 200 then thread.last_position
        else thread.summary_position end)
  where l.token = lease.token
  returning * into lease;
  return jsonb_build_object(
    'kind', 'summary', 'agent_type', 'conversation-summary',
    'tenant', private.tenant_view(thread.tenant_id),
    'user', jsonb_build_object('id', thread.user_id),
    'conversation', jsonb_build_object('id', thread.id, 'summary', thread.conversation_summary),
    'messages', view, 'watermark', lease.watermark,
    'instance', private.instance_view(variant));
end
$function$;
comment on function private.summary_context(private.leases,public.agent_tasks) is
  'Context of a summary: the old one and the messages since.';
grant execute on function private.summary_context(private.leases,public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.sweep_leases(at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  lease private.leases;
  freed text[] := '{}'::text[];
begin
  for lease in
    select l.* from private.leases l where l.expires_at < sweep_leases.at
    order by l.token limit private.setting('sweep_lanes_max')::integer
    for no key update skip locked
  loop
    perform private.stop_point('sweep.fenced');
    -- Each in a block of its own: one that raises is set aside, the others go on.
    begin
      perform private.free_lease(lease, at);
      freed := freed || lease.lane_key;
    exception
      when deadlock_detected or serialization_failure or lock_not_available then
        raise warning 'lane % is left to the next sweep: %', lease.lane_key, sqlstate;
      when others then
        raise warning 'lane % quarantined: %', lease.lane_key, sqlstate;
        update private.leases l set expires_at = 'infinity' where l.token = lease.token;
        update private.sweeps s set lanes_quarantined = s.lanes_quarantined + 1;
    end;
  end loop;
  perform private.settle_freed(freed);
  return cardinality(freed);
end
$function$;
comment on function private.sweep_leases(timestamp with time zone) is
  'Frees the leases that nobody beats. A lane that raises keeps its lease for ever: quarantined, counted, and shown by health.';
grant execute on function private.sweep_leases(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.tags_of(recipients jsonb)
 RETURNS TABLE(tenant_id uuid, tag text)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  select distinct t.id, private.read_tag(a.parts[1])
  from jsonb_array_elements_text(recipients) r (address)
  cross join lateral (
    select regexp_match(lower(r.address), '^verify\+([^@]+)@([^@]+)$') as parts) a
  join public.tenants t on t.inbound_email_domain = a.parts[2]
  limit 20;
end
$function$;
comment on function private.tags_of(jsonb) is
  'The tags to which an email was sent, and whose.';
grant execute on function private.tags_of(jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.take_payment(purchase_id uuid, event jsonb, at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  was public.credit_purchases;
  purchase public.credit_purchases;
  became text := 'noted';
begin
  select p.* into was from public.credit_purchases p where p.id = take_payment.purchase_id;
  perform 1 from public.users u where u.id = was.user_id for no key update;
  select p.* into strict was from public.credit_purchases p
    where p.id = take_payment.purchase_id for no key update;
  if event ? 'session' then
    became := private.judge_session(was, event);
    if became in ('booked', 'processing', 'failed', 'expired') then
      update public.credit_purchases p set status = case became when 'booked' then 'paid'
          else became end, words = null,
        paid_at = case became when 'booked' then take_payment.at end,
        payment_intent = coalesce(event ->> 'payment_intent', p.payment_intent)
      where p.id = was.id;
    end if;
  end if;
  if became in ('booked', 'noted') then
    became := private.settle_purchase(was.id);
  end if;
  select p.* into strict purchase from public.credit_purchases p where p.id = was.id;
  perform private.tell_of_money(purchase, was, became, take_payment.at);
  insert into public.events (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id,
      created_by)
    select was.tenant_id, v.event_type, was.id, 'credit_purchase', jsonb_build_object(
      'purchase_id', was.id, 'user_id', was.user_id), was.trace_id, 'stripe-webhook'
    from (values ('booked', 'credits.purchased'), ('reversed', 'credits.reversed'),
      ('restored', 'credits.restored'), ('failed', 'credits.payment_failed')) v (verdict, event_type)
    where v.verdict = became;
  return became;
end
$function$;
comment on function private.take_payment(uuid,jsonb,timestamp with time zone) is
  'What an event makes of a purchase, its ledger and what its person is told, all at once.';
grant execute on function private.take_payment(uuid,jsonb,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.take_probe(model text, call_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not private.lock_breaker(take_probe.model) then
    return false;
  end if;
  update private.model_breakers b set state = 'half_open', since = clock_timestamp(),
    probe_call_id = take_probe.call_id, retry_at = clock_timestamp()
      + make_interval(secs => private.setting('breaker_probe_seconds')::double precision)
  where b.model = take_probe.model and b.state <> 'closed' and b.retry_at <= clock_timestamp();
  return found;
end
$function$;
comment on function private.take_probe(text,uuid) is
  'Whether this call is the one that may try a model whose breaker is open.';
grant execute on function private.take_probe(text,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.take_tasks(leases private.leases[], at timestamp with time zone)
 RETURNS SETOF public.agent_tasks
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  return query
  with leased as (
    select s.token, s.lane_key, s.function_name,
      case when l.careful then 1 else f.batch_max end as batch
    from unnest(take_tasks.leases) s
    join private.lanes l on l.lane_key = s.lane_key
    join private.functions f on f.name = s.function_name
  ),
  due as (
    select s.token, d.id, row_number() over lane as nth,
      -- Up to the first task that is another function's: the person's agent may have changed.
      bool_and(d.function_name = s.function_name) over lane as ours
    from leased s
    -- A task that was put back and is not due yet: nothing behind it may pass.
    cross join lateral (
      select coalesce(min(b.seq), 9223372036854775807) as seq from public.agent_tasks b
      where b.lane_key = s.lane_key and b.status = 'pending' and b.blocking
        and b.scheduled_for > take_tasks.at) wall
    cross join lateral (
      select t.id, t.seq, coalesce(k.function_name, private.agent_of(u)) as function_name
      from public.agent_tasks t
      join private.task_types k on k.task_type = t.task_type
      left join public.users u on u.id = t.user_id
      where t.lane_key = s.lane_key and t.status = 'pending' and t.seq < wall.seq
        and t.scheduled_for <= take_tasks.at
      order by t.seq limit s.batch) d
    window lane as (partition by s.token order by d.seq)
  )
  update public.agent_tasks t set
    status = 'processing', lease_token = d.token, last_attempted_at = clock_timestamp(),
    started_at = case d.nth when 1 then clock_timestamp() end
  from due d where d.ours and t.id = d.id
  returning t.*;
end
$function$;
comment on function private.take_tasks(private.leases[],timestamp with time zone) is
  'Second statement of a claim, in a new snapshot: of each lane its due tasks in order, one batch. Only the first of a batch counts as started; the others do when their work begins.';
grant execute on function private.take_tasks(private.leases[],timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.take_words(words text, takes text[], name text, OUT meanings text[], OUT rest text)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  taken private.plain_words;
begin
  -- Two spaces between words, so that each has its own at either end. What is no mark of
  -- punctuation and no friendly face stays, and is a word that nobody knows.
  rest := '  ' || regexp_replace(regexp_replace(replace(lower(words), '’', ''''), '([👍👎])',
    ' \1 ', 'g'), '[][[:space:].,;:!?¡¿"“”()*_/&…–—🏻🏼🏽🏾🏿🙂😊😀😃😄🙏🎉✨-]+', '  ', 'g') || '  ';
  meanings := '{}';
  -- The longest first: "no problem" is no no.
  for taken in
    select w.words, w.means from (
      select p.words, p.means from private.plain_words p where p.means = any (takes)
      union all
      select n, 'filler' from private.words_of_name(take_words.name) n) w
    order by length(w.words) desc, w.words
  loop
    if position(' ' || replace(taken.words, ' ', '  ') || ' ' in rest) > 0 then
      meanings := meanings || taken.means;
      rest := replace(rest, ' ' || replace(taken.words, ' ', '  ') || ' ', ' | ');
    end if;
  end loop;
  rest := btrim(rest, ' |');
end
$function$;
comment on function private.take_words(text,text[],text) is
  'What a text says of the plain words of these meanings, and what is left of it without them and without somebody''s name.';
grant execute on function private.take_words(text,text[],text) to service_role;

CREATE OR REPLACE FUNCTION private.taken_over()
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return 'its conversation is paused';
end
$function$;
comment on function private.taken_over() is
  'Why the lane of a paused conversation is paused.';
grant execute on function private.taken_over() to service_role;

CREATE OR REPLACE FUNCTION private.tasks_not_through(tasks public.agent_tasks[])
 RETURNS public.agent_tasks[]
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.lock_texts(tasks);
  perform private.end_task(t, 'completed', jsonb_build_object('text', m.status))
    from unnest(tasks) t join public.messages m on m.id = (t.context_json ->> 'message_id')::uuid
    where t.task_type = 'send_sms' and m.status not in ('queued_for_send', 'sending', 'unknown');
  return array(select k from public.agent_tasks k
    where k.id in (select t.id from unnest(tasks) t) and k.status = 'processing' order by k.seq);
end
$function$;
comment on function private.tasks_not_through(public.agent_tasks[]) is
  'A text that a callback has settled meanwhile is over: it is not what failed.';
grant execute on function private.tasks_not_through(public.agent_tasks[]) to service_role;

CREATE OR REPLACE FUNCTION private.tell(task public.agent_tasks, event_type text, aggregate_type text, aggregate_id uuid, ids jsonb)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  insert into public.events (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id,
      caused_by, created_by)
    values (task.tenant_id, tell.event_type, tell.aggregate_id, tell.aggregate_type, tell.ids,
      task.trace_id, task.id, coalesce(nullif(task.agent_type, 'reply'), 'concierge'))
$function$;
comment on function private.tell(public.agent_tasks,text,text,uuid,jsonb) is
  'A fact that a turn has made, for whoever has a route from it. Ids alone.';
grant execute on function private.tell(public.agent_tasks,text,text,uuid,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.tell_at_once(person_id uuid, agent text, item_type text, item_id uuid, about jsonb, expires_at timestamp with time zone, trace_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  person public.users;
  priority uuid;
begin
  select * into person from public.users u where u.id = tell_at_once.person_id;
  insert into public.user_priorities as p
      (tenant_id, user_id, priority_rank, item_type, item_id, expires_at)
    select person.tenant_id, person.id, count(*) + 1, tell_at_once.item_type,
      tell_at_once.item_id, tell_at_once.expires_at
    from public.user_priorities a where a.user_id = person.id and a.status = 'active'
    on conflict on constraint user_priorities_user_id_item_type_item_id_key do update
      set status = 'active', expired_reason = null, expires_at = excluded.expires_at
      where p.status = 'active' or p.expired_reason = 'over'
    returning p.id into priority;
  if priority is null then
    return;
  end if;
  insert into public.message_queue (tenant_id, user_id, agent_id, message_data, subject,
      scheduled_for, expires_at, trace_id)
    values (person.tenant_id, person.id, tell_at_once.agent, tell_at_once.about
      || jsonb_build_object('priority_id', priority, 'item_type', tell_at_once.item_type,
        'item_id', tell_at_once.item_id),
      'priority:' || priority, now(), tell_at_once.expires_at, tell_at_once.trace_id);
end
$function$;
comment on function private.tell_at_once(uuid,text,text,uuid,jsonb,timestamp with time zone,uuid) is
  'Makes an item a priority of somebody''s and queues a text about it, whatever the Account Manager thinks of it. Told or settled otherwise meanwhile, the text is not sent.';
grant execute on function private.tell_at_once(uuid,text,text,uuid,jsonb,timestamp with time zone,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.tell_channels(alert_ids uuid[], occasion text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  insert into public.alert_deliveries (tenant_id, alert_id, channel_id, occasion)
  select a.tenant_id, a.id, c.id, tell_channels.occasion
  from public.alerts a
  join private.alert_kinds k on k.kind = a.kind
  join public.alert_channels c on c.tenant_id = a.tenant_id and c.is_on
    and private.severity_rank(k.severity) >= private.severity_rank(c.severity_least)
  where a.id = any (tell_channels.alert_ids)
    and case tell_channels.occasion
      when 'raised' then c.step = 'first'
      when 'escalated' then c.step = 'escalation'
      -- That it is over interests whoever was told that it began.
      else exists (select from public.alert_deliveries d where d.alert_id = a.id
        and d.channel_id = c.id and d.status not in ('failed', 'cancelled')) end
  order by a.id, c.id
  on conflict on constraint alert_deliveries_alert_id_channel_id_occasion_key do nothing;
end
$function$;
comment on function private.tell_channels(uuid[],text) is
  'Queues a delivery to each channel that these alerts concern; none for a tenant that has none.';
grant execute on function private.tell_channels(uuid[],text) to service_role;

CREATE OR REPLACE FUNCTION private.tell_holder(holder public.users, trace_id uuid, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  insert into public.message_queue (tenant_id, user_id, agent_id, message_data, final_message,
    scheduled_for, priority, subject, trace_id)
  select holder.tenant_id, holder.id, 'email-webhook', '{}',
    'Somebody who texts us from another number has mailed us from your work email. If that was '
    'you, tell me here that you have a new number, and do it again. If not, nothing has changed.',
    at, 'high', 'email_held', tell_holder.trace_id
  where private.refused_to(holder) is null
    -- Once a day is enough, whoever mails how often.
    and not exists (select from public.message_queue q where q.tenant_id = holder.tenant_id
      and q.user_id = holder.id and q.subject = 'email_held'
      and q.created_at > at - interval '1 day')
$function$;
comment on function private.tell_holder(public.users,uuid,timestamp with time zone) is
  'Whose email was confirmed from another number while theirs is in use hears of it.';
grant execute on function private.tell_holder(public.users,uuid,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.tell_of_email(email private.inbound_emails, person public.users, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  words text := (select a.words from private.email_answers a where a.verdict = email.verdict);
begin
  if words is null or private.refused_to(person) is not null
    or private.setting('email_answers_a_day_max', person.tenant_id) <= (
      select count(*) from private.inbound_emails e
      where e.tenant_id = person.tenant_id and e.user_id = person.id and e.told
        and e.received_at > at - interval '1 day') then
    return;
  end if;
  update private.inbound_emails e set told = true where e.id = email.id;
  perform private.answer_deed(person, 'system', words, null, email.trace_id, at);
end
$function$;
comment on function private.tell_of_email(private.inbound_emails,public.users,timestamp with time zone) is
  'Its person hears of an email that proved nothing, a few times a day at most. Person locked.';
grant execute on function private.tell_of_email(private.inbound_emails,public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.tell_of_matches(workflow public.solution_workflows, task public.agent_tasks)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform private.tell(task, 'solution.innovator_matched', 'solution_workflow', workflow.id,
      jsonb_build_object('workflow_id', workflow.id, 'innovator_id', i.id,
        'user_id', workflow.user_id))
    from public.innovators i
    where i.tenant_id = workflow.tenant_id and i.active and workflow.quality_threshold_met
      and i.id::text in (select jsonb_array_elements_text(
        workflow.expert_recommendations -> 'innovator_ids'));
end
$function$;
comment on function private.tell_of_matches(public.solution_workflows,public.agent_tasks) is
  'Of each innovator whom a recommendation names, if it is one to vouch for.';
grant execute on function private.tell_of_matches(public.solution_workflows,public.agent_tasks) to service_role;

CREATE OR REPLACE FUNCTION private.tell_of_money(purchase public.credit_purchases, was public.credit_purchases, verdict text, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  person public.users;
  taken integer := purchase.reversed_credits - was.reversed_credits;
  news text;
begin
  select * into person from public.users u where u.id = purchase.user_id;
  if private.refused_to(person) is not null then
    return;
  end if;
  news := case verdict
    when 'booked' then format('Thank you: your payment for %s credits has come. You have %s now.',
      purchase.credits, person.credit_balance)
    when 'processing' then format('Thank you. Your payment for %s credits is on its way; they are '
      'yours as soon as it has come.', purchase.credits)
    when 'failed' then format('Your payment for %s credits did not go through, and nothing was '
      'charged. Ask me for another link whenever you like.', purchase.credits)
    when 'reversed' then 'A payment of yours for credits was refunded or disputed'
      || case when taken > 0 then format(', so %s of them were taken back', taken) else '' end
      || case when purchase.owed_credits > 0 then format('. %s were spent already: the next '
        'credits that you get pay for them', purchase.owed_credits) else '' end || '.'
    when 'restored' then format('A dispute about a payment of yours is settled. You have %s '
      'credits now.', person.credit_balance)
  end;
  if verdict in ('booked', 'processing', 'failed') then
    perform private.answer_deed(person, 'innovator', news, null, purchase.trace_id, at,
      'purchase:' || purchase.id);
  elsif news is not null then
    insert into public.message_queue (tenant_id, user_id, agent_id, message_data, final_message,
        scheduled_for, priority, subject, trace_id)
      values (person.tenant_id, person.id, 'credit-funding', '{}', news, at, 'high',
        'purchase:' || purchase.id, purchase.trace_id);
  end if;
end
$function$;
comment on function private.tell_of_money(public.credit_purchases,public.credit_purchases,text,timestamp with time zone) is
  'What its person is told of a payment, in fixed words: no model speaks of money that moved. What they have just done is answered; what others did waits for its hour.';
grant execute on function private.tell_of_money(public.credit_purchases,public.credit_purchases,text,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.tell_priority(person public.users, trace_id uuid, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  latest private.rankings;
  chosen public.user_priorities;
  about jsonb;
  reason text;
begin
  select * into latest from private.rankings r where r.user_id = person.id;
  select * into chosen from public.user_priorities p
    where p.tenant_id = person.tenant_id and p.id = latest.chosen_id;
  reason := private.why_not_told(person, chosen, tell_priority.at);
  if reason is null then
    select c.about into about
      from private.priority_candidates(person, tell_priority.at) c
      where c.item_type = chosen.item_type and c.item_id = chosen.item_id;
    insert into public.message_queue (tenant_id, user_id, agent_id, message_data, subject,
        priority, scheduled_for, expires_at, trace_id)
      values (person.tenant_id, person.id, 'account-manager', about || jsonb_build_object(
          'priority_id', chosen.id, 'item_type', chosen.item_type, 'item_id', chosen.item_id,
          'why', latest.chosen_why, 'text', private.priority_words(chosen.item_type, about)),
        'priority:' || chosen.id, 'medium', tell_priority.at, chosen.expires_at,
        tell_priority.trace_id);
  end if;
  update private.rankings r set told = coalesce(reason, 'queued') where r.user_id = person.id;
end
$function$;
comment on function private.tell_priority(public.users,uuid,timestamp with time zone) is
  'Queues a text about the priority that the model has chosen, if it is worth one, and writes down why, or why not. Person locked.';
grant execute on function private.tell_priority(public.users,uuid,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.tell_side(intro public.intro_opportunities, side text, occasion text, at timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  person public.users;
  words text;
  facts jsonb;
  fact text;
  queued uuid;
begin
  select u.* into person from private.intro_sides s join public.users u on u.id = s.user_id
    where s.intro_id = intro.id and s.side = tell_side.side;
  select w.words into words from private.intro_words w
    where w.occasion = tell_side.occasion and w.side = tell_side.side;
  if person.id is null or words is null or private.refused_to(person) is not null then
    return null;
  end if;
  facts := private.intro_facts(intro, person);
  -- Addresses first: what names bring with them is filled in no more.
  foreach fact in array
    array['address', 'contact', 'bounty', 'until', 'connector', 'innovator', 'prospect']
  loop
    words := replace(words, '{' || fact || '}', coalesce(facts ->> fact, 'us'));
  end loop;
  insert into public.message_queue (tenant_id, user_id, agent_id, message_data, final_message,
      scheduled_for, priority, subject)
    values (person.tenant_id, person.id, 'intro-agent',
      jsonb_build_object('intro_id', intro.id, 'occasion', tell_side.occasion), words, at, 'high',
      'intro:' || intro.id)
    returning id into queued;
  return queued;
end
$function$;
comment on function private.tell_side(public.intro_opportunities,text,text,timestamp with time zone) is
  'Queues what one side is told, for the orchestrator''s yes; a newer one of the same introduction takes its place. Null: there is no such side, or they are sent nothing that they did not ask for.';
grant execute on function private.tell_side(public.intro_opportunities,text,text,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.tell_sides(intro public.intro_opportunities, occasion text, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.tell_side(intro, s.side, tell_sides.occasion, tell_sides.at)
  from private.intro_sides s where s.intro_id = intro.id order by s.user_id
$function$;
comment on function private.tell_sides(public.intro_opportunities,text,timestamp with time zone) is
  'All who are in it are told, in the order of their rows.';
grant execute on function private.tell_sides(public.intro_opportunities,text,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.tell_to_wait(thread public.conversations, trace_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  again interval := make_interval(secs =>
    private.setting('turns_window_seconds', thread.tenant_id)::double precision);
begin
  if thread.told_to_wait_at > now() - again or thread.status = 'paused' or not exists (
    select from private.lanes l
    join public.tenants n on n.id = l.tenant_id and n.paused_at is null
    where l.lane_key = 'conversation:' || thread.id and l.paused_at is null
      and cardinality(l.turns_at) > 1
      and private.next_turn_at(l.turns_at, l.tenant_id) > now() + interval '20 seconds')
    -- One text that is tried again and again is no flood.
    or 3 > (select count(*) from public.messages m where m.conversation_id = thread.id
      and m.direction = 'inbound' and m.task_id is null and m.unanswered_reason is null) then
    return;
  end if;
  update public.conversations c set told_to_wait_at = now() where c.id = thread.id;
  insert into public.messages (conversation_id, role, direction, content, trace_id)
    values (thread.id, 'system', 'outbound', 'I have all your messages. There are more than I can '
      'answer one by one, so I''ll read them together and come back to you in a few minutes.',
      tell_to_wait.trace_id);
end
$function$;
comment on function private.tell_to_wait(public.conversations,uuid) is
  'Who texts faster than turns_max allows is told so, once in that time. Thread locked.';
grant execute on function private.tell_to_wait(public.conversations,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.tenant_view(tenant_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select jsonb_build_object('id', t.id, 'name', t.name, 'product', t.product,
      'link_hosts', t.link_hosts)
    from public.tenants t where t.id = tenant_view.tenant_id);
end
$function$;
comment on function private.tenant_view(uuid) is
  'What an agent may know of its tenant.';
grant execute on function private.tenant_view(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.test_alert_channel(channel_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  channel public.alert_channels;
  alert_id uuid;
  delivery_id uuid;
begin
  select * into channel from public.alert_channels c
    where c.id = test_alert_channel.channel_id and c.is_on and private.may_operate(c.tenant_id)
    for no key update;
  if not found then
    return null;
  end if;
  -- One a minute: a text costs money, and wakes somebody.
  select d.id into delivery_id from public.alert_deliveries d
    join public.alerts a on a.id = d.alert_id and a.kind = 'test'
    where d.channel_id = channel.id and d.created_at > now() - interval '1 minute' limit 1;
  if found then
    return delivery_id;
  end if;
  -- Over as soon as it is raised: no condition keeps it open.
  insert into public.alerts
    (tenant_id, kind, subject, subject_count, announced_at, resolved_at)
  values (channel.tenant_id, 'test', channel.id, 1, now(), now())
  returning id into alert_id;
  insert into public.alert_deliveries (tenant_id, alert_id, channel_id, occasion)
  values (channel.tenant_id, alert_id, channel.id, 'raised')
  returning id into delivery_id;
  return delivery_id;
end
$function$;
comment on function private.test_alert_channel(uuid) is
  'Definer: nobody signed in writes a table. Only an operator of its tenant, and no viewer.';
grant execute on function private.test_alert_channel(uuid) to authenticated;
grant execute on function private.test_alert_channel(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.texts_answered(handles jsonb)
 RETURNS SETOF public.messages
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  select m.* from public.messages m
  where m.id = any (array(select (h.value ->> 'id')::uuid
    from jsonb_each(coalesce(texts_answered.handles, '{}')) h
    where h.value ->> 'type' = 'message'))
  order by m.conversation_id, m.position;
end
$function$;
comment on function private.texts_answered(jsonb) is
  'The person''s own texts that a turn answers: none, when nobody has written.';
grant execute on function private.texts_answered(jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.texts_since_asking(asked private.intro_questions, handles jsonb)
 RETURNS SETOF public.messages
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  select t.* from public.messages m
  join private.texts_answered(texts_since_asking.handles) t
    on t.conversation_id = m.conversation_id and t.position > m.position
  where m.id = asked.asked_in and m.status in ('sending', 'sent', 'delivered', 'unknown')
  order by t.position;
end
$function$;
comment on function private.texts_since_asking(private.intro_questions,jsonb) is
  'The texts that this turn answers which came after the one that asked; none while that has not left.';
grant execute on function private.texts_since_asking(private.intro_questions,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.thread_of(person public.users)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select c.id from public.conversations c
    where c.tenant_id = person.tenant_id and c.user_id = person.id and c.channel = 'sms'
      -- In a paused one a human speaks.
      and c.status in ('active', 'archived')
    order by c.last_message_at desc nulls last, c.id limit 1);
end
$function$;
comment on function private.thread_of(public.users) is
  'Where somebody last talked with us.';
grant execute on function private.thread_of(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.time_the_first_look()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  new.look_at := coalesce(new.look_at, new.scheduled_for);
  if new.status = 'queued' then
    -- What was held for months is no news any more.
    new.expires_at := coalesce(new.expires_at, greatest(new.scheduled_for, now()) + make_interval(
      days => private.setting('queue_stale_days', new.tenant_id)::integer));
  end if;
  return new;
end
$function$;
comment on function private.time_the_first_look() is
  'What is queued is looked at when it was to be sent, and does not wait for ever.';
grant execute on function private.time_the_first_look() to service_role;

CREATE OR REPLACE FUNCTION private.today_of(person public.users)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  today date := private.local_day(person, now());
begin
  return jsonb_build_object('date', today, 'weekday', to_char(today, 'FMDay'),
    'zone', private.day_zone(person));
end
$function$;
comment on function private.today_of(public.users) is
  'What day it is for somebody, and by which zone.';
grant execute on function private.today_of(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.tokens_most(words text)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  plain constant integer := length(regexp_replace(words, '[^\x01-\x7f]+', '', 'g'));
begin
  return ceil(plain / private.setting('prompt_bytes_per_token')) + octet_length(words) - plain;
end
$function$;
comment on function private.tokens_most(text) is
  'The most tokens that words can come to: an emoji or a rare script may be one for each byte.';
grant execute on function private.tokens_most(text) to service_role;

CREATE OR REPLACE FUNCTION private.top_priorities(person public.users)
 RETURNS TABLE(id uuid, type text, item_id uuid, place bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  select p.id, case p.item_type when 'solution_update' then 'solution_workflow'
      else p.item_type end, p.item_id, row_number() over (order by p.priority_rank)
  from public.user_priorities p
  where p.tenant_id = person.tenant_id and p.user_id = person.id and p.status = 'active'
    and coalesce(p.expires_at > now(), true)
  order by p.priority_rank limit 5;
end
$function$;
comment on function private.top_priorities(public.users) is
  'The five that matter most of what a person was not told of yet.';
grant execute on function private.top_priorities(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.touch_prospects(member public.users)
 RETURNS TABLE(innovator_id uuid)
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  return query
  with found as (
    select p.id from public.prospects p
    where p.tenant_id = member.tenant_id and p.company_key = private.company_key(member.company)
      and p.match_at > now() and p.match_at < 'infinity' and p.status <> 'inactive'
    limit private.setting('connector_candidates_max')::integer for no key update skip locked
  ),
  touched as (
    update public.prospects p set match_at = now() from found f where p.id = f.id
    returning p.innovator_id
  )
  select distinct t.innovator_id from touched t;
end
$function$;
comment on function private.touch_prospects(public.users) is
  'Prospects of somebody''s company who wait for a connector are looked at again.';
grant execute on function private.touch_prospects(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.touch_updated_at()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  new.updated_at := now();
  return new;
end
$function$;
comment on function private.touch_updated_at() is
  'Stamps updated_at on every update.';
grant execute on function private.touch_updated_at() to service_role;

CREATE OR REPLACE FUNCTION private.turn_away(task public.agent_tasks, message public.messages, barred jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if barred ? 'wait' then
    -- Of a text that somebody may ask about.
    update public.message_queue q set status_reason = case
        when barred ? 'cap' then 'tenant_cap' when barred ->> 'wait' = 'pace' then 'sender_busy'
        else barred ->> 'wait' end
      where q.tenant_id = message.tenant_id and q.delivered_message_id = message.id
        and q.status = 'approved';
    return jsonb_build_object('ok', false, 'reason', barred -> 'wait',
      'wait_seconds', barred -> 'seconds');
  elsif barred ? 'back' then
    perform private.put_back(q, barred ->> 'back', (barred ->> 'until')::timestamptz)
      from public.message_queue q
      where q.tenant_id = message.tenant_id and q.delivered_message_id = message.id;
    perform private.end_task(task, 'completed', jsonb_build_object('put_back', barred -> 'back'));
    return jsonb_build_object('ok', false, 'reason', 'put_back');
  end if;
  return private.stop_send(task, barred ->> 'stop');
end
$function$;
comment on function private.turn_away(public.agent_tasks,public.messages,jsonb) is
  'What may not leave waits in its lane, goes back to the queue, or is cancelled; with its reason.';
grant execute on function private.turn_away(public.agent_tasks,public.messages,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.turn_lanes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  if private.turned() is not null then
    perform private.settle_turned();
  end if;
  return null;
end
$function$;
comment on function private.turn_lanes() is
  'At commit, when no new task has done so before. Definer: as place_tasks.';
grant execute on function private.turn_lanes() to service_role;

CREATE OR REPLACE FUNCTION private.turn_of(lease private.leases, tasks public.agent_tasks[])
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  head public.agent_tasks := tasks[1];
begin
  return jsonb_build_object(
    'lease', lease.token, 'lane_key', lease.lane_key, 'tenant_id', lease.tenant_id,
    'trace_id', head.trace_id,
    'tasks', (select jsonb_agg(jsonb_build_object(
        'id', t.id, 'task_type', t.task_type, 'trace_id', t.trace_id,
        'attempt', t.retry_count + 1,
        'context', case when t.task_type = 'send_sms' then private.send_context(t)
          else t.context_json end) order by t.seq)
      from unnest(tasks) t),
    'context', case head.task_type
      when 'reply' then private.reply_context(lease, head)
      when 'schedule_followup' then private.reply_context(lease, head)
      when 'compose_outreach' then private.reply_context(lease, head)
      when 'welcome' then private.reply_context(lease, head)
      when 'create_conversation_summary' then private.summary_context(lease, head)
      when 'rank_priorities' then private.ranking_context(lease, head)
      when 'process_community_request' then private.request_context(head)
      when 'judge_answer' then private.answer_context(head)
      when 'close_community_loop' then private.loop_context(lease, head)
      when 'match_intro_opportunities' then private.matching_context(lease, head)
      when 'send_sms' then '{"kind": "send"}'
      else case when starts_with(lease.lane_key, 'workflow:')
        then private.solution_context(lease, head) else '{"kind": "task"}' end end);
end
$function$;
comment on function private.turn_of(private.leases,public.agent_tasks[]) is
  'A leased lane as its function receives it: supabase/functions/_shared/worker/turn.ts. Tasks of a kind that is not named here come with what their own context_json says.';
grant execute on function private.turn_of(private.leases,public.agent_tasks[]) to service_role;

CREATE OR REPLACE FUNCTION private.turned()
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return string_to_array(nullif(current_setting('yachtparty.turned', true), ''), ' ');
end
$function$;
comment on function private.turned() is
  'The lanes of conversations that this transaction has paused or given back; null: none.';
grant execute on function private.turned() to service_role;

CREATE OR REPLACE FUNCTION private.turns_by_variant(agent_type text, tenant_id uuid, since timestamp with time zone, until timestamp with time zone)
 RETURNS TABLE(instance_id uuid, task_id uuid, user_id uuid, calls bigint, failures bigint, cost_usd numeric, unpriced bigint, replies bigint, up bigint, down bigint)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  with turns as (
    select l.agent_instance_id, l.task_id, min(l.user_id::text)::uuid as user_id,
      l.tenant_id, count(*) filter (where l.attempts is distinct from 0) as calls,
      count(*) filter (where l.attempts is distinct from 0 and l.outcome <> 'ok') as failures,
      sum(l.cost_usd) as cost_usd,
      count(*) filter (where l.attempts is distinct from 0 and l.cost_usd is null) as unpriced,
      min(l.created_at) as since, max(l.settled_at) as until
    from private.calls_of_variants(turns_by_variant.agent_type, turns_by_variant.tenant_id,
      turns_by_variant.since, turns_by_variant.until) l
    group by 1, 2, 4
  )
  select t.agent_instance_id, t.task_id, t.user_id, t.calls, t.failures, t.cost_usd, t.unpriced,
    said.replies, said.up, said.down
  from turns t
  cross join lateral (
    select count(distinct m.id) as replies, count(*) filter (where f.rating = 'up') as up,
      count(*) filter (where f.rating = 'down') as down
    from public.messages m
    left join public.feedback f on f.tenant_id = m.tenant_id and f.message_id = m.id
    -- A reply is stored with the last settlement, and found by its person and time.
    where m.tenant_id = t.tenant_id and m.user_id = t.user_id
      and m.created_at between t.since and t.until + interval '1 minute'
      and m.task_id = t.task_id and m.direction = 'outbound') said;
end
$function$;
comment on function private.turns_by_variant(text,uuid,timestamp with time zone,timestamp with time zone) is
  'Each task that a variant worked on: its calls, what they cost, its replies and their thumbs.';
grant execute on function private.turns_by_variant(text,uuid,timestamp with time zone,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.turns_with(turns_at timestamp with time zone[], at timestamp with time zone, tenant_id uuid)
 RETURNS timestamp with time zone[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  -- Asked once, not of each turn.
  since constant timestamptz := turns_with.at - make_interval(secs =>
    private.setting('turns_window_seconds', turns_with.tenant_id)::double precision);
begin
  return array(select t from unnest(turns_with.turns_at) t where t > since order by t)
    || turns_with.at;
end
$function$;
comment on function private.turns_with(timestamp with time zone[],timestamp with time zone,uuid) is
  'The turns that still count, and the one that begins.';
grant execute on function private.turns_with(timestamp with time zone[],timestamp with time zone,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.uncount_text(text public.message_queue)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.user_message_budget b set messages_sent = greatest(b.messages_sent - 1, 0),
    -- One of them: two may have begun at the same moment.
    slots_at = b.slots_at[:array_position(b.slots_at, text.slot_at) - 1]
      || b.slots_at[array_position(b.slots_at, text.slot_at) + 1:]
  where b.user_id = text.user_id and text.slot_at = any (b.slots_at);
end
$function$;
comment on function private.uncount_text(public.message_queue) is
  'A text has not left after all: no hour and no day has it.';
grant execute on function private.uncount_text(public.message_queue) to service_role;

CREATE OR REPLACE FUNCTION private.undo_merges(upload uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  restored integer;
begin
  update public.prospects p set
    email = case when 'email' <> all (m.filled) then p.email end,
    phone_number = case when 'phone_number' <> all (m.filled) then p.phone_number end,
    linkedin_url = case when 'linkedin_url' <> all (m.filled) then p.linkedin_url end,
    first_name = case when 'first_name' <> all (m.filled) then p.first_name end,
    last_name = case when 'last_name' <> all (m.filled) then p.last_name end,
    company = case when 'company' <> all (m.filled) then p.company end,
    title = case when 'title' <> all (m.filled) then p.title end,
    prospect_notes = case when 'prospect_notes' <> all (m.filled) then p.prospect_notes end
  from private.prospect_merges m
  where m.upload_id = undo_merges.upload and p.id = m.prospect_id and m.filled <> '{}';
  get diagnostics restored = row_count;
  delete from private.prospect_merges m where m.upload_id = undo_merges.upload;
  return restored;
end
$function$;
comment on function private.undo_merges(uuid) is
  'Empties what a list had filled.';
grant execute on function private.undo_merges(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.update_user_credit_cache()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- The amount once, when it becomes processed: a sum of all would cost more with every booking.
  update public.users u set credit_balance = u.credit_balance + new.amount where u.id = new.user_id;
  return null;
end
$function$;
comment on function private.update_user_credit_cache() is
  'Adds a booking to the balance when it is processed. Below zero the user''s check refuses it, and with it the booking.';
grant execute on function private.update_user_credit_cache() to service_role;

CREATE OR REPLACE FUNCTION private.uploader(token_hash text, auth_id uuid, tenant text, at timestamp with time zone)
 RETURNS public.innovators
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  found_ones public.innovators[];
begin
  found_ones := array(
    select i from public.innovators i
    join public.users u on u.id = i.user_id and u.is_active and u.blocked_at is null
    join public.tenants t on t.id = i.tenant_id and t.product = 'network' and t.paused_at is null
    where i.active and case
      when uploader.token_hash is not null then exists (select from private.upload_links l
        where l.token_hash = uploader.token_hash and l.innovator_id = i.id
          and l.used_at is null and l.expires_at > at)
      else u.auth_id = uploader.auth_id and coalesce(t.slug = uploader.tenant, true) end
    limit 2);
  -- Of who is an innovator of two tenants nobody guesses which one is meant.
  return case when cardinality(found_ones) = 1 then found_ones[1] end;
end
$function$;
comment on function private.uploader(text,uuid,text,timestamp with time zone) is
  'Whose list it is: the innovator of an unused link, or of a sign-in (and tenant, by its slug).';
grant execute on function private.uploader(text,uuid,text,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.user_ids()
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return query
  select u.id from public.users u where u.auth_id = (select auth.uid()) and u.is_active;
end
$function$;
comment on function private.user_ids() is
  'The caller''s users, one a tenant. Definer, because users are behind RLS themselves.';
grant execute on function private.user_ids() to authenticated;
grant execute on function private.user_ids() to service_role;

CREATE OR REPLACE FUNCTION private.validity_seconds(message public.messages, person public.users, at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  seconds integer := private.setting('send_validity_seconds', message.tenant_id);
  ends_at timestamptz;
begin
  if message.purpose = 'proactive' then
    -- So that it cannot leave the carrier's queue at night, or after its time.
    select least(q.expires_at,
        private.quiet_from(person, at, private.heeds_own_hours(person, at))) into ends_at
      from public.message_queue q
      where q.tenant_id = message.tenant_id and q.delivered_message_id = message.id;
  elsif message.purpose = 'confirmation' then
    ends_at := message.created_at + interval '5 minutes';
  end if;
  -- The carrier counts from when it has the text, which may be a POST's 15 s later.
  return greatest(1, least(seconds,
    case when ends_at < 'infinity' then floor(extract(epoch from ends_at - at)) - 20 end));
end
$function$;
comment on function private.validity_seconds(public.messages,public.users,timestamp with time zone) is
  'For how many seconds the carrier may keep a text before it drops it (ValidityPeriod).';
grant execute on function private.validity_seconds(public.messages,public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.vault_secret(name text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  return (
    select s.decrypted_secret from vault.decrypted_secrets s where s.name = vault_secret.name);
end
$function$;
comment on function private.vault_secret(text) is
  'A secret from Vault, or null. Definer: the callers themselves have no right to Vault.';
grant execute on function private.vault_secret(text) to service_role;

CREATE OR REPLACE FUNCTION private.verdict_on(response public.community_responses, request public.community_requests, on_topic boolean, at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case
    when response.verdict not in ('off_topic', 'off_topic_again') then 'second'
    when response.answered_at > request.expires_at then 'late'
    when not on_topic and response.verdict is not null then 'off_topic_again'
    when not on_topic then 'off_topic'
    when private.answers_counted(request.id)
      >= private.setting('answers_wanted', request.tenant_id) then 'enough'
    when private.setting('answers_paid_a_day', request.tenant_id) <= (
      select count(*) from public.credit_events c
      where c.tenant_id = response.tenant_id and c.user_id = response.user_id
        and c.event_type = 'answer' and c.created_at > verdict_on.at - interval '24 hours')
      then 'capped'
    else 'accepted' end;
end
$function$;
comment on function private.verdict_on(public.community_responses,public.community_requests,boolean,timestamp with time zone) is
  'Which of private.answer_rules an answer falls under. Expert and request locked.';
grant execute on function private.verdict_on(public.community_responses,public.community_requests,boolean,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.wait_for_checkout(person public.users, words text)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  waiting public.credit_purchases;
begin
  if words !~ '\{\{\s*checkout_url\s*\}\}' then
    return false;
  end if;
  waiting := private.open_purchase(person);
  if waiting.id is null or waiting.checkout_url is not null then
    return false;
  end if;
  -- What else is wrong with the words is better said now than when the link is there.
  perform private.fill_placeholders(regexp_replace(words, '\{\{\s*checkout_url\s*\}\}', ' ', 'g'),
    person);
  update public.credit_purchases p set words = wait_for_checkout.words where p.id = waiting.id;
  return true;
end
$function$;
comment on function private.wait_for_checkout(public.users,text) is
  'Whether a reply waits until the payment link in it is made: it is kept with the purchase, and said by the task that makes the link. Person locked.';
grant execute on function private.wait_for_checkout(public.users,text) to service_role;

CREATE OR REPLACE FUNCTION private.wake_account_manager(event_type text, people uuid[], item_type text, item_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  insert into public.events
    (tenant_id, event_type, aggregate_id, aggregate_type, payload, created_by)
  select u.tenant_id, wake_account_manager.event_type, wake_account_manager.item_id,
    wake_account_manager.item_type, jsonb_build_object('user_id', u.id), 'item_trigger'
  from public.users u
  join public.tenants t on t.id = u.tenant_id and t.product = 'network'
  where u.id = any (wake_account_manager.people) and u.verified and u.is_active
  order by u.id;
end
$function$;
comment on function private.wake_account_manager(text,uuid[],text,uuid) is
  'Something that may be worth the attention of these people has changed. Whoever is no member is not ranked.';
grant execute on function private.wake_account_manager(text,uuid[],text,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.wants_an_answer(item_type text)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
begin
  return wants_an_answer.item_type in ('intro_opportunity', 'community_request');
end
$function$;
comment on function private.wants_an_answer(text) is
  'Whether a priority is an opportunity, which waits for a yes, a no or words. The others are news: they hold up nothing, and nothing holds them up.';
grant execute on function private.wants_an_answer(text) to service_role;

CREATE OR REPLACE FUNCTION private.wants_ranking(person public.users, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return person.verified and person.is_active and (
    exists (select from public.user_priorities p where p.tenant_id = person.tenant_id
      and p.user_id = person.id and p.status in ('active', 'presented'))
    or (person.last_active_at > at - make_interval(
        days => private.setting('rank_idle_days')::integer)
      and exists (select from private.priority_candidates(person, at))));
end
$function$;
comment on function private.wants_ranking(public.users,timestamp with time zone) is
  'Whether there is anything to rank for somebody who is still about.';
grant execute on function private.wants_ranking(public.users,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.warn_of_low_balance()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  low constant integer := private.setting('low_balance_credits', new.tenant_id);
begin
  -- Where it stood matters: who never had so many is not told that they have few.
  if new.credit_balance >= low or old.credit_balance < low
    or exists (select from public.message_queue q
      where q.user_id = new.id and q.subject = 'low_balance' and q.created_at > now()
        - make_interval(days => private.setting('low_balance_days', new.tenant_id)::integer)) then
    return null;
  end if;
  insert into public.message_queue (tenant_id, user_id, agent_id, message_data, scheduled_for,
      subject)
    values (new.tenant_id, new.id, 'credit-funding', jsonb_build_object('text', 'their credits '
      'run low: introductions wait until there are enough for their bounty', 'topic', 'low_balance'),
      now(), 'low_balance');
  return null;
end
$function$;
comment on function private.warn_of_low_balance() is
  'One text when a balance falls below what the next introduction costs, and none again for days.';
grant execute on function private.warn_of_low_balance() to service_role;

CREATE OR REPLACE FUNCTION private.was_yes_to_another(person public.users, yes uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return exists (select from public.intro_opportunities i
      where i.tenant_id = person.tenant_id and i.yes_in = yes)
    or exists (select from private.intro_sides s
      where s.tenant_id = person.tenant_id and s.yes_in = yes);
end
$function$;
comment on function private.was_yes_to_another(public.users,uuid) is
  'Whether a text was taken as the yes to an introduction already: one yes is to one.';
grant execute on function private.was_yes_to_another(public.users,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.weights_of(tenant_id uuid)
 RETURNS TABLE(item_type text, component text, weight numeric, description text)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  select distinct on (w.item_type, w.component) w.item_type, w.component, w.weight, w.description
  from private.priority_weights w
  where w.tenant_id is null or w.tenant_id = weights_of.tenant_id
  order by w.item_type, w.component, w.tenant_id nulls last;
end
$function$;
comment on function private.weights_of(uuid) is
  'The weights that go for a tenant''s members.';
grant execute on function private.weights_of(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.why_not_asked(person public.users, request public.community_requests, at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case
    when person.id = request.requesting_user_id then 'asker'
    when not (person.verified and person.is_active and person.tenant_id = request.tenant_id)
      then 'no_member'
    when person.expertise = '{}' then 'wants_no_questions'
    when person.id = any (request.target_user_ids) then 'asked_already'
    when private.refused_to(person) is not null then 'may_not_be_texted'
    when person.muted_until > why_not_asked.at then 'muted'
    when private.questions_waiting(person.id, why_not_asked.at)
      >= private.setting('expert_load_max', request.tenant_id) then 'busy'
  end;
end
$function$;
comment on function private.why_not_asked(public.users,public.community_requests,timestamp with time zone) is
  'Why somebody is not to be asked, one of private.asking_reasons; null: they may be.';
grant execute on function private.why_not_asked(public.users,public.community_requests,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.why_not_connector(person public.users, prospect public.prospects)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case
    when not (person.verified and person.is_active) then 'is no member'
    when private.refused_to(person) is not null then 'is sent nothing that they did not ask for'
    when person.muted_until > now() then 'has asked to be left in peace'
    when exists (select from public.innovators n where n.id = prospect.innovator_id
      and n.user_id = person.id) then 'is who would like to meet them'
    when prospect.converted_to_user_id = person.id or person.phone_number = prospect.phone_number
      or lower(person.email) = prospect.email then 'is the prospect'
    when exists (select from public.intro_opportunities i
      where i.prospect_id = prospect.id and i.connector_user_id = person.id)
      then 'was offered it before'
    when private.setting('offers_open_max', person.tenant_id) <= (
      select count(*) from public.intro_opportunities i where i.tenant_id = person.tenant_id
        and i.connector_user_id = person.id and i.status in ('open', 'accepted', 'scheduled'))
      then 'has as many introductions before them as they may' end;
end
$function$;
comment on function private.why_not_connector(public.users,public.prospects) is
  'Why somebody is not asked to introduce a prospect, whatever they score; null: nothing speaks against it.';
grant execute on function private.why_not_connector(public.users,public.prospects) to service_role;

CREATE OR REPLACE FUNCTION private.why_not_told(person public.users, chosen public.user_priorities, at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return case
    when chosen.id is null then 'nothing_chosen'
    when chosen.status <> 'active' then 'no_candidate'
    when exists (select from public.message_queue q
      where q.user_id = person.id and q.subject = 'priority:' || chosen.id) then 'told_already'
    when chosen.value_score < private.setting('tell_score_least', person.tenant_id)
      then 'too_little'
    when private.refused_to(person) is not null then 'may_not_be_texted'
    when person.muted_until > at then 'muted'
    when exists (select from public.message_queue q where q.user_id = person.id
      and q.subject like 'priority:%' and q.status in ('queued', 'approved')) then 'one_waits'
    when exists (select from public.message_queue q where q.user_id = person.id
      and q.subject like 'priority:%' and q.status = 'sent'
      and q.sent_at > at - make_interval(
        hours => private.setting('tell_hours', person.tenant_id)::integer)) then 'too_soon'
  end;
end
$function$;
comment on function private.why_not_told(public.users,public.user_priorities,timestamp with time zone) is
  'Why somebody is not texted about a priority now, one of private.telling_reasons; null: they are. Person locked.';
grant execute on function private.why_not_told(public.users,public.user_priorities,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION private.wilson(hits bigint, trials bigint)
 RETURNS numeric[]
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  z constant double precision := 1.959964;
  p double precision;
  middle double precision;
  half double precision;
begin
  if trials = 0 then
    return null;
  end if;
  p := hits::double precision / trials;
  middle := p + z * z / (2 * trials);
  half := z * sqrt(p * (1 - p) / trials + z * z / (4.0 * trials * trials));
  return array[greatest(0, (middle - half) / (1 + z * z / trials)),
    least(1, (middle + half) / (1 + z * z / trials))]::numeric[];
end
$function$;
comment on function private.wilson(bigint,bigint) is
  'The 95 % interval of a share (Wilson, 1927): it holds for few trials, and at 0 and 1.';
grant execute on function private.wilson(bigint,bigint) to authenticated;
grant execute on function private.wilson(bigint,bigint) to service_role;

CREATE OR REPLACE FUNCTION private.with_first_calls(turns jsonb[])
 RETURNS jsonb[]
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  turn jsonb;
  ready jsonb[] := '{}';
begin
  for turn in select t from unnest(with_first_calls.turns) with ordinality u (t, nth)
    order by private.budget_order((t ->> 'tenant_id')::uuid), nth
  loop
    ready := ready || private.first_call(turn);
  end loop;
  return array_remove(ready, null);
end
$function$;
comment on function private.with_first_calls(jsonb[]) is
  'The turns of a claim with their first calls, the tenants in the order of their budget locks.';
grant execute on function private.with_first_calls(jsonb[]) to service_role;

CREATE OR REPLACE FUNCTION private.withdraw_feedback(message_id uuid)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with gone as (
    delete from public.feedback f where f.message_id = withdraw_feedback.message_id
      and f.user_id = any (array(select private.user_ids()))
    returning 1)
  select exists (select from gone)
$function$;
comment on function private.withdraw_feedback(uuid) is
  'Definer, as give_feedback.';
grant execute on function private.withdraw_feedback(uuid) to authenticated;
grant execute on function private.withdraw_feedback(uuid) to service_role;

CREATE OR REPLACE FUNCTION private.withdraw_texts_on(person public.users, priority_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  perform worker.withdraw_outreach(q.id, 'it was told or settled meanwhile')
    from public.message_queue q
    where q.tenant_id = person.tenant_id and q.user_id = person.id
      and q.status in ('queued', 'approved')
      and q.message_data ->> 'priority_id' = withdraw_texts_on.priority_id::text;
end
$function$;
comment on function private.withdraw_texts_on(public.users,uuid) is
  'Nobody is told twice: a text about a priority that waits to be sent is not sent. Person locked.';
grant execute on function private.withdraw_texts_on(public.users,uuid) to service_role;

CREATE OR REPLACE FUNCTION private.without_contacts(words text)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO ''
AS $function$
declare
  address constant text := '[^\s@<>()]+@[^\s@<>()]+\.[[:alpha:]]{2,}'
    -- "ada at engines dot example", "ada (at) engines.example", "ada@engines dot example"
    || '|[[:alnum:]_.+-]+\s*(?:\s(?:at|@)\s|[[(]\s*(?:at|@)\s*[])]|@)\s*'
    || '[[:alnum:]-]+(?:\s*(?:\sdot\s|[[(]\s*(?:dot|\.)\s*[])])\s*[[:alnum:]-]+)+'
    || '|[[:alnum:]_.+-]+\s*[[(]\s*(?:at|@)\s*[])]\s*[[:alnum:]-]+(?:\.[[:alnum:]-]+)+';
  link constant text := '\m(?:https?://|www\.)\S+'
    || '|\m(?:[[:alnum:]-]+\.)+[[:alpha:]]{2,}/\S+'
    || '|\m(?:[[:alnum:]-]+\.)+(?:com|net|org|io|me|co|ai|app|dev|info|bio|link'
    || '|uk|eu|xyz|ly|gg|tv|biz|shop|store|site|online|tech)\M';
  handle constant text := '(?<![[:alnum:]_@])@[[:alnum:]_][[:alnum:]_.]+';
  -- 2024-01-31, 31.1.2024, 2019-2024, 1.500.000, 500.000.000 dollars, $ 500.000.000
  no_number constant text := '(?:\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d'
    || '|(?:19|20)\d\d[-/](?:19|20)\d\d|\d{1,2}(?:\.\d{3}){2,}'
    || '|\d{1,3}(?:[. ]\d{3})+\s?(?:[$€£]|(?:usd|eur|gbp|dollars?|euros?|pounds?|credits?)\M)'
    || '|(?<=[$€£]\s?)\d{1,3}(?:[. ]\d{3})+)(?![./-]?\d)';
  number constant text := '(?<!\d)(?<!\d[./-])(?!' || no_number
    || ')\+?\d(?:[ ().\-/–−·_]{0,3}\d){6,}';
begin
  return regexp_replace(regexp_replace(regexp_replace(regexp_replace(without_contacts.words,
    address, '[an address]', 'gi'), link, '[a link]', 'gi'), handle, '[a handle]', 'gi'),
    number, '[a number]', 'gi');
end
$function$;
comment on function private.without_contacts(text) is
  'Somebody''s words as others are shown them: without email addresses (spelled out, too), links, handles and phone numbers. Dates and grouped amounts are none.';
grant execute on function private.without_contacts(text) to service_role;

CREATE OR REPLACE FUNCTION private.words_fit(phrases text[], about text)
 RETURNS numeric
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  said text[] := private.stems(words_fit.about);
begin
  return coalesce((
    select max(fit.share) from unnest(phrases) phrase
    cross join lateral (
      select avg((stem = any (said))::integer) as share
      from unnest(string_to_array(phrase, ' ')) stem where stem <> '') fit), 0);
end
$function$;
comment on function private.words_fit(text[],text) is
  'How many of the stems of the best of these phrases occur in a text: 0 to 1. A phrase of stop words alone has none, and fits nothing.';
grant execute on function private.words_fit(text[],text) to service_role;

CREATE OR REPLACE FUNCTION private.words_needed(request public.community_requests)
 RETURNS TABLE(stem text, need numeric)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  select w.stem, max(w.need) from (
    select unnest(private.stems(array_to_string(request.expertise_needed, ' '))) as stem,
      1.0 as need
    union all select unnest(private.stems(concat_ws(' ', request.question, request.category))), 0.5
  ) w group by w.stem;
end
$function$;
comment on function private.words_needed(public.community_requests) is
  'The words that a question asks for: of the expertise it needs, and half as much its own.';
grant execute on function private.words_needed(public.community_requests) to service_role;

CREATE OR REPLACE FUNCTION private.words_of(person public.users)
 RETURNS TABLE(stem text, weight real)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  -- Topics that they have taken back are a wish: about nothing at all.
  if not (person.verified and person.is_active) or person.opted_out_at is not null
    or person.blocked_at is not null or person.expertise = '{}' then
    return;
  end if;
  return query
  select w.stem, max(w.weight)::real from (
    select unnest(private.stems(array_to_string(person.expertise[:50], ' '))) as stem, 1 as weight
    union all select unnest(private.stems(person.title)), 0.5) w
  group by w.stem;
end
$function$;
comment on function private.words_of(public.users) is
  'By which words somebody may be found to be asked; none of whoever may not.';
grant execute on function private.words_of(public.users) to service_role;

CREATE OR REPLACE FUNCTION private.words_of_name(name text)
 RETURNS SETOF text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return query
  select distinct n from regexp_split_to_table(lower(words_of_name.name), '[^[:alnum:]'']+') n
  where length(n) > 1 and not exists (select from private.plain_words p where p.words = n);
end
$function$;
comment on function private.words_of_name(text) is
  'The words by which somebody can be named: "will" may be said of anybody.';
grant execute on function private.words_of_name(text) to service_role;

CREATE OR REPLACE FUNCTION private.worst_micro_usd(model text, day date, prompt_tokens integer, max_tokens integer)
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  price private.model_prices :=
    private.price_of(worst_micro_usd.model, worst_micro_usd.day, worst_micro_usd.prompt_tokens);
begin
  if price.model is null then
    -- It has no price: the dearest there is.
    select max(p.input_usd), max(p.output_usd), max(p.cache_write_5m_usd)
      into price.input_usd, price.output_usd, price.cache_write_5m_usd
      from private.model_prices p where p.valid_from <= worst_micro_usd.day;
  end if;
  -- USD per million tokens are micro-USD per token. All of the prompt may be written to the cache.
  return ceil(
    worst_micro_usd.prompt_tokens * greatest(price.input_usd, price.cache_write_5m_usd)
    + worst_micro_usd.max_tokens * price.output_usd);
end
$function$;
comment on function private.worst_micro_usd(text,date,integer,integer) is
  'The most that a call can cost. A model without a price is not refused: a new model, or a server of one''s own, would be an outage; it is taken to be as dear as the dearest.';
grant execute on function private.worst_micro_usd(text,date,integer,integer) to service_role;

CREATE OR REPLACE FUNCTION private.write_reply(task public.agent_tasks, agent text, words text)
 RETURNS uuid
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  said uuid;
  filled text;
  person public.users;
begin
  select * into person from public.users u where u.id = task.user_id;
  if private.wait_for_checkout(person, write_reply.words) then
    return null;
  end if;
  filled := private.fill_placeholders(write_reply.words, person);
  if task.task_type = 'compose_outreach' then
    -- It waits for its night and its limits like any other.
    return private.say_outreach(task, filled);
  elsif task.task_type = 'welcome' then
    perform private.answer_deed(person, agent, filled, task.id, task.trace_id, now());
    return null;
  elsif task.task_type = 'schedule_followup' then
    -- It answers no text: it may be night by now, or they may want peace.
    insert into public.message_queue (tenant_id, user_id, agent_id, message_data, final_message,
        scheduled_for, expires_at, priority, conversation_context_id, trace_id)
      values (task.tenant_id, task.user_id, write_reply.agent,
        jsonb_build_object('task_id', task.id), filled, now(),
        now() + interval '1 day', 'high', (task.context_json ->> 'conversation_id')::uuid,
        task.trace_id);
    return null;
  end if;
  insert into public.messages
      (tenant_id, conversation_id, user_id, role, direction, content, status, trace_id, task_id)
    values (task.tenant_id, (task.context_json ->> 'conversation_id')::uuid, task.user_id,
      write_reply.agent, 'outbound', filled, 'pending', task.trace_id, task.id)
    returning id into said;
  return said;
end
$function$;
comment on function private.write_reply(public.agent_tasks,text,text) is
  'Inserts a reply as pending; the triggers take it from there. What answers no text, a follow-up, is queued for the orchestrator, and one with a payment link waits for that. The message that it has become, if it has.';
grant execute on function private.write_reply(public.agent_tasks,text,text) to service_role;

CREATE OR REPLACE FUNCTION private.yes_to(person public.users, asked private.intro_questions, handles jsonb)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  answer public.messages;
  spoken public.messages;
begin
  select t.* into answer from private.texts_since_asking(asked, yes_to.handles) t
    where private.says_yes(t.content, asked.name) or private.says_no(t.content)
    order by t.position desc limit 1;
  if answer.id is null or not private.says_yes(answer.content, asked.name) then
    return null;
  end if;
  select m.* into spoken from public.messages m
    where m.conversation_id = answer.conversation_id and m.position < answer.position
      and m.direction = 'outbound' and m.status in ('sending', 'sent', 'delivered', 'unknown')
    order by m.position desc limit 1;
  return case when spoken.id = asked.asked_in or private.names_alone(answer.content, person, asked)
    or (spoken.content ~* '\myes\M.*\mno\M' and private.names_alone(spoken.content, person, asked))
    then answer.id end;
end
$function$;
comment on function private.yes_to(public.users,private.intro_questions,jsonb) is
  'The text of this turn that says yes to an introduction. It is the last that says yes or no; and what we had said last asked about that introduction, or asked for a YES or NO about its person by name, or the text itself names them. Null: there is none, whatever a yes was about.';
grant execute on function private.yes_to(public.users,private.intro_questions,jsonb) to service_role;

CREATE OR REPLACE FUNCTION private.zones_of(person public.users)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if person.timezone is not null
    and exists (select from private.timezones t where t.name = person.timezone) then
    return array[person.timezone];
  elsif person.phone_number is null then
    return '{UTC}';
  end if;
  -- A short code begins with no plus: it is somewhere in the world.
  return (
    select n.zones from private.number_zones n
    where n.prefix in ('+', left(person.phone_number, 2), left(person.phone_number, 3),
      left(person.phone_number, 4), left(person.phone_number, 5), left(person.phone_number, 6),
      left(person.phone_number, 7), left(person.phone_number, 8))
    order by length(n.prefix) desc limit 1);
end
$function$;
comment on function private.zones_of(public.users) is
  'The zone a person named, else those between which their number says that they are. Without a number UTC: there is nothing to hold back, and their day needs only to be the same each time.';
grant execute on function private.zones_of(public.users) to service_role;

-- schema public is there before
grant usage on schema public to anon;
grant usage on schema public to authenticated;
grant usage on schema public to public;
grant usage on schema public to service_role;
alter default privileges for role postgres in schema public grant delete, insert, select, update on tables to service_role;
alter default privileges for role postgres in schema public grant select, update, usage on sequences to service_role;

create table public.agent_actions_log (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  agent_type text not null,
  agent_instance_id uuid,
  action_type text not null,
  user_id uuid,
  context_id uuid,
  context_type text,
  task_id uuid,
  trace_id uuid,
  lease_token uuid,
  status text not null default 'started'::text,
  outcome text,
  model_used text,
  prompt_hash text,
  prompt_version text,
  input_tokens integer,
  output_tokens integer,
  thinking_tokens integer,
  cache_read_tokens integer,
  cache_write_tokens integer,
  cache_write_1h_tokens integer,
  web_searches integer,
  cost_usd numeric(14,8),
  attempts integer,
  latency_ms integer,
  request_id text,
  stop_reason text,
  input_data jsonb,
  output_data jsonb,
  error text,
  created_at timestamptz not null default clock_timestamp(),
  settled_at timestamptz,
  constraint agent_actions_log_pkey PRIMARY KEY (id, created_at),
  constraint outcome_is_known_once_settled CHECK ((outcome IS NOT NULL) = (status = 'settled'::text)),
  constraint settled_at_matches_status CHECK ((settled_at IS NULL) = (status = 'started'::text)),
  constraint status_is_known CHECK (status = ANY (ARRAY['started'::text, 'settled'::text, 'abandoned'::text])),
  constraint agent_actions_log_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE,
  constraint agent_actions_log_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
) partition by RANGE (created_at);
comment on table public.agent_actions_log is
  'Every model call: started before it is made, settled after, on each path.';
comment on column public.agent_actions_log.agent_instance_id is
  'Engine-made by instance_of: the tenant''s variant, or everybody''s, which has no tenant.';
comment on column public.agent_actions_log.task_id is
  'Engine-made, and not a foreign key: finished tasks are forgotten before their calls.';
comment on column public.agent_actions_log.trace_id is
  'Engine-made: as messages.trace_id.';
comment on column public.agent_actions_log.lease_token is
  'Engine-made: the lease under which it was called. Leases are deleted when they end.';
comment on column public.agent_actions_log.prompt_version is
  'What its words were called: default, where the variant asks for some that are not deployed.';
comment on column public.agent_actions_log.thinking_tokens is
  'Part of output_tokens.';
comment on column public.agent_actions_log.cache_write_1h_tokens is
  'Part of cache_write_tokens: what is kept for an hour. The rest is kept for 5 minutes.';
comment on column public.agent_actions_log.web_searches is
  'Searches of the web that the provider made for it, billed apart from tokens.';
comment on column public.agent_actions_log.cost_usd is
  'Null: unknown. 0: the provider did no work for it, or its price is 0.';
comment on column public.agent_actions_log.attempts is
  'How often it was sent. 0: never, by a budget, a breaker or a deadline that had passed.';
comment on column public.agent_actions_log.request_id is
  'The provider''s name for the call.';
comment on column public.agent_actions_log.input_data is
  'What was said to the model, redacted; only of a tenant whose setting log_content is 1.';
comment on column public.agent_actions_log.output_data is
  'What it answered, likewise.';
CREATE INDEX log_by_action ON ONLY public.agent_actions_log USING btree (action_type, created_at DESC);
CREATE INDEX log_by_agent ON ONLY public.agent_actions_log USING btree (agent_type, created_at DESC);
CREATE INDEX log_by_cost ON ONLY public.agent_actions_log USING btree (created_at, cost_usd) WHERE cost_usd IS NOT NULL;
CREATE INDEX log_by_day ON ONLY public.agent_actions_log USING brin (created_at) WITH (pages_per_range='32');
CREATE INDEX log_by_model ON ONLY public.agent_actions_log USING btree (model_used, settled_at DESC) WHERE outcome IS NOT NULL;
CREATE INDEX log_by_trace ON ONLY public.agent_actions_log USING btree (trace_id);
CREATE INDEX log_by_user ON ONLY public.agent_actions_log USING btree (tenant_id, user_id, created_at DESC);
CREATE INDEX log_open ON ONLY public.agent_actions_log USING btree (lease_token) WHERE status = 'started'::text;
CREATE TRIGGER context_is_the_tenants BEFORE INSERT OR UPDATE OF tenant_id, context_id, context_type ON public.agent_actions_log FOR EACH ROW WHEN (new.context_id IS NOT NULL) EXECUTE FUNCTION private.same_tenant('context_id', 'context_type');
alter table public.agent_actions_log enable row level security;
create policy "operators read their tenant's log" on public.agent_actions_log
  for select to authenticated
  using (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids))));
grant select on public.agent_actions_log to authenticated;
grant delete, insert, select, update on public.agent_actions_log to service_role;

create table public.agent_instances (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid,
  agent_type text not null,
  user_id uuid,
  config_json jsonb not null default '{}'::jsonb,
  prompt_version text,
  model text not null,
  max_tokens integer not null default 4096,
  weight integer not null default 1,
  status text not null default 'active'::text,
  last_active_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  terminated_at timestamptz,
  constraint agent_instances_pkey PRIMARY KEY (id),
  constraint a_personal_variant_has_a_tenant CHECK (user_id IS NULL OR tenant_id IS NOT NULL),
  constraint config_has_known_fields CHECK (jsonb_typeof(config_json) <> 'object'::text OR (config_json - 'effort'::text) = '{}'::jsonb),
  constraint config_is_an_object CHECK (jsonb_typeof(config_json) = 'object'::text),
  constraint effort_is_known CHECK ((config_json ->> 'effort'::text) = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text, 'xhigh'::text, 'max'::text])),
  constraint max_tokens_is_positive CHECK (max_tokens > 0),
  constraint status_is_known CHECK (status = ANY (ARRAY['active'::text, 'terminated'::text])),
  constraint terminated_at_matches_status CHECK ((terminated_at IS NOT NULL) = (status = 'terminated'::text)),
  constraint weight_is_not_negative CHECK (weight >= 0),
  constraint agent_instances_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE,
  constraint agent_instances_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
);
comment on table public.agent_instances is
  'A variant of an agent: its words, model and limits. Without a tenant it is everybody''s default.';
comment on column public.agent_instances.config_json is
  'What else a call of this variant asks for: {"effort": …}; a field that is left out is not sent.';
comment on column public.agent_instances.prompt_version is
  'A version that the agent''s prompt.ts exports; null: its default. One that it does not export is answered with the default, and an alarm.';
comment on column public.agent_instances.max_tokens is
  'Of one answer. Current models think first, and what they think counts.';
comment on column public.agent_instances.weight is
  'Its share of the people among the active variants of the same rank; 0: switched off.';
CREATE INDEX instances_by_agent ON public.agent_instances USING btree (agent_type, tenant_id) WHERE status = 'active'::text;
CREATE INDEX instances_by_tenant ON public.agent_instances USING btree (tenant_id);
CREATE INDEX instances_by_user ON public.agent_instances USING btree (tenant_id, user_id) WHERE user_id IS NOT NULL;
alter table public.agent_instances enable row level security;
create policy "operators read their tenant's variants" on public.agent_instances
  for select to authenticated
  using (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids))));
grant select on public.agent_instances to authenticated;
grant delete, insert, select, update on public.agent_instances to service_role;

create table public.agent_tasks (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  task_type text not null,
  agent_type text not null,
  user_id uuid,
  context_id uuid,
  context_type text,
  scheduled_for timestamptz not null,
  priority text not null default 'medium'::text,
  status text not null default 'pending'::text,
  retry_count integer not null default 0,
  max_retries integer not null default 3,
  last_attempted_at timestamptz,
  context_json jsonb not null,
  result_json jsonb,
  error_log text,
  created_at timestamptz not null default now(),
  created_by text,
  completed_at timestamptz,
  lane_key text not null,
  arrival bigint not null generated always as identity,
  seq bigint,
  dedupe_key text,
  debounced boolean not null default false,
  merged_count integer not null default 0,
  blocking boolean not null default false,
  snooze_count integer not null default 0,
  rerun_count integer not null default 0,
  refusal text,
  errors jsonb not null default '[]'::jsonb,
  lease_token uuid,
  started_at timestamptz,
  failing_since timestamptz,
  trace_id uuid not null default gen_random_uuid(),
  caused_by uuid,
  event_ids uuid[] not null default '{}'::uuid[],
  hop integer not null default 0,
  constraint agent_tasks_pkey PRIMARY KEY (id),
  constraint completed_at_is_set_once_over CHECK ((completed_at IS NOT NULL) = (status = ANY (ARRAY['completed'::text, 'failed'::text, 'cancelled'::text]))),
  constraint hop_is_bounded CHECK (hop >= 0 AND hop <= 16),
  constraint in_work_under_a_lease CHECK (status <> 'processing'::text OR lease_token IS NOT NULL),
  constraint lane_key_is_one_word CHECK (lane_key ~ '^\S+$'::text),
  constraint priority_is_known CHECK (priority = ANY (ARRAY['urgent'::text, 'high'::text, 'medium'::text, 'low'::text])),
  constraint started_under_a_lease CHECK (started_at IS NULL OR lease_token IS NOT NULL),
  constraint status_is_known CHECK (status = ANY (ARRAY['pending'::text, 'processing'::text, 'completed'::text, 'failed'::text, 'cancelled'::text])),
  constraint waits_under_no_lease CHECK (status <> 'pending'::text OR lease_token IS NULL),
  constraint agent_tasks_task_type_fkey FOREIGN KEY (task_type) REFERENCES private.task_types(task_type),
  constraint agent_tasks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE,
  constraint agent_tasks_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
) with (autovacuum_analyze_scale_factor=0.01, autovacuum_vacuum_scale_factor=0.01, fillfactor=80);
comment on table public.agent_tasks is
  'One piece of agent work. seq is its place in its lane, taken under the lane''s lock at commit.';
comment on column public.agent_tasks.blocking is
  'Put back by retry or snooze: what stands behind it in the lane waits for it.';
comment on column public.agent_tasks.lease_token is
  'Engine-made: the lease it is or was in work under. Leases are deleted when they end.';
comment on column public.agent_tasks.failing_since is
  'Since when it has failed without a longer break: how long it may go on is counted from here.';
comment on column public.agent_tasks.trace_id is
  'Engine-made: as messages.trace_id.';
comment on column public.agent_tasks.caused_by is
  'The task whose turn led to it. Engine-made, and not a foreign key: that one may be forgotten.';
comment on column public.agent_tasks.event_ids is
  'The events it answers; merged texts add theirs. Engine-made, and not a foreign key: events are dropped by the month.';
CREATE UNIQUE INDEX one_waiting_task_a_key ON public.agent_tasks USING btree (tenant_id, task_type, dedupe_key) WHERE status = 'pending'::text AND dedupe_key IS NOT NULL AND seq IS NOT NULL;
CREATE INDEX tasks_blocking ON public.agent_tasks USING btree (lane_key, seq) WHERE status = 'pending'::text AND blocking;
CREATE INDEX tasks_by_context ON public.agent_tasks USING btree (context_type, context_id);
CREATE INDEX tasks_by_trace ON public.agent_tasks USING btree (trace_id);
CREATE INDEX tasks_by_type ON public.agent_tasks USING btree (task_type, status);
CREATE INDEX tasks_by_user ON public.agent_tasks USING btree (tenant_id, user_id, status);
CREATE INDEX tasks_not_yet_placed ON public.agent_tasks USING btree (lane_key) WHERE seq IS NULL;
CREATE INDEX tasks_of_a_lease ON public.agent_tasks USING btree (lease_token) WHERE lease_token IS NOT NULL;
CREATE INDEX tasks_over ON public.agent_tasks USING btree (completed_at) WHERE completed_at IS NOT NULL;
CREATE INDEX tasks_waiting_by_time ON public.agent_tasks USING btree (lane_key, scheduled_for, seq) WHERE status = 'pending'::text;
CREATE INDEX tasks_waiting_in_order ON public.agent_tasks USING btree (lane_key, seq) WHERE status = 'pending'::text;
CREATE INDEX tasks_withheld ON public.agent_tasks USING btree (completed_at) WHERE result_json @> '{"withheld": true}'::jsonb;
CREATE TRIGGER tasks_are_completed BEFORE INSERT ON public.agent_tasks FOR EACH ROW EXECUTE FUNCTION private.complete_task();
CREATE TRIGGER tasks_context_is_the_tenants BEFORE INSERT OR UPDATE OF tenant_id, context_id, context_type ON public.agent_tasks FOR EACH ROW WHEN (new.context_id IS NOT NULL) EXECUTE FUNCTION private.same_tenant('context_id', 'context_type');
CREATE TRIGGER tasks_stay_in_their_lane BEFORE UPDATE OF lane_key ON public.agent_tasks FOR EACH ROW WHEN (new.lane_key <> old.lane_key) EXECUTE FUNCTION private.keep_lane();
CREATE CONSTRAINT TRIGGER tasks_take_their_place AFTER INSERT ON public.agent_tasks DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.seq IS NULL) EXECUTE FUNCTION private.place_tasks();
alter table public.agent_tasks enable row level security;
create policy "operators read their tenant's tasks" on public.agent_tasks
  for select to authenticated
  using (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids))));
grant select on public.agent_tasks to authenticated;
grant delete, insert, select, update on public.agent_tasks to service_role;

create table public.alert_channels (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  kind text not null,
  address text not null,
  secret_name text,
  severity_least text not null default 'warning'::text,
  step text not null default 'first'::text,
  is_on boolean not null default true,
  off_reason text,
  created_at timestamptz not null default now(),
  constraint alert_channels_pkey PRIMARY KEY (id),
  constraint alert_channels_tenant_id_id_key UNIQUE (tenant_id, id),
  constraint alert_channels_tenant_id_kind_address_step_key UNIQUE (tenant_id, kind, address, step),
  constraint address_is_bounded CHECK (length(address) >= 3 AND length(address) <= 1000),
  constraint address_is_of_its_kind CHECK (
CASE kind
    WHEN 'webhook'::text THEN address ~ '^(https://[^\s@/?#]+|http://127\.0\.0\.1(:\d+)?)([/?]\S*)?$'::text
    WHEN 'email'::text THEN address ~ '^[^\s@,;:<>"()\\]+@[^\s@,;:<>"()\\]+\.[^\s@,;:<>"()\\]+$'::text
    WHEN 'sms'::text THEN address ~ '^\+[1-9][0-9]{6,14}$'::text
    ELSE false
END),
  constraint kind_is_known CHECK (kind = ANY (ARRAY['webhook'::text, 'email'::text, 'sms'::text])),
  constraint off_for_a_reason CHECK (is_on = (off_reason IS NULL)),
  constraint secret_is_a_channels_own CHECK (secret_name ~ '^alert_channel_[0-9a-f-]{36}$'::text),
  constraint severity_least_is_known CHECK (severity_least = ANY (ARRAY['info'::text, 'warning'::text, 'critical'::text])),
  constraint step_is_known CHECK (step = ANY (ARRAY['first'::text, 'escalation'::text])),
  constraint webhooks_alone_are_signed CHECK ((kind = 'webhook'::text) = (secret_name IS NOT NULL)),
  constraint alert_channels_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE
);
comment on table public.alert_channels is
  'How a tenant is told of its alerts: a webhook, an email address or an on-call number.';
comment on column public.alert_channels.secret_name is
  'The name of the Vault secret that signs its webhooks.';
comment on column public.alert_channels.step is
  'first: told at once; escalation: told of what is critical and nobody acknowledged in time.';
comment on column public.alert_channels.off_reason is
  'by_operator, or gone: the webhook answered that it wants no more (410).';
alter table public.alert_channels enable row level security;
create policy "operators read their tenant's alert channels" on public.alert_channels
  for select to authenticated
  using (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids))));
grant delete, insert, select, update on public.alert_channels to service_role;
grant select (id, tenant_id, kind, address, severity_least, step, is_on, off_reason, created_at) on public.alert_channels to authenticated;

create table public.alert_deliveries (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  alert_id uuid not null,
  channel_id uuid not null,
  occasion text not null,
  status text not null default 'waiting'::text,
  attempts integer not null default 0,
  last_error text,
  lease_token uuid,
  created_at timestamptz not null default clock_timestamp(),
  delivered_at timestamptz,
  constraint alert_deliveries_pkey PRIMARY KEY (id),
  constraint alert_deliveries_alert_id_channel_id_occasion_key UNIQUE (alert_id, channel_id, occasion),
  constraint attempts_is_not_negative CHECK (attempts >= 0),
  constraint cancelled_says_why CHECK (status <> 'cancelled'::text OR last_error IS NOT NULL),
  constraint delivered_at_matches_status CHECK ((delivered_at IS NOT NULL) = (status = 'delivered'::text)),
  constraint occasion_is_known CHECK (occasion = ANY (ARRAY['raised'::text, 'escalated'::text, 'resolved'::text])),
  constraint sending_was_begun_by_someone CHECK (status <> 'sending'::text OR lease_token IS NOT NULL AND attempts > 0),
  constraint status_is_known CHECK (status = ANY (ARRAY['waiting'::text, 'sending'::text, 'delivered'::text, 'failed'::text, 'unknown'::text, 'cancelled'::text])),
  constraint alert_deliveries_tenant_id_alert_id_fkey FOREIGN KEY (tenant_id, alert_id) REFERENCES public.alerts(tenant_id, id) ON DELETE CASCADE,
  constraint alert_deliveries_tenant_id_channel_id_fkey FOREIGN KEY (tenant_id, channel_id) REFERENCES public.alert_channels(tenant_id, id) ON DELETE CASCADE
);
comment on table public.alert_deliveries is
  'One channel told of one alert on one occasion: at most one row, so that nobody is told twice.';
comment on column public.alert_deliveries.status is
  'unknown: a text that may have left, and is not sent again; cancelled: not needed any more.';
comment on column public.alert_deliveries.last_error is
  'A code: never an address, never an answer.';
comment on column public.alert_deliveries.lease_token is
  'Engine-made: the lease under which it was begun last. Leases are deleted when they end.';
CREATE INDEX alert_deliveries_by_channel ON public.alert_deliveries USING btree (channel_id, created_at);
CREATE TRIGGER deliveries_are_made AFTER INSERT ON public.alert_deliveries FOR EACH ROW EXECUTE FUNCTION private.queue_delivery();
alter table public.alert_deliveries enable row level security;
create policy "operators read their tenant's alert deliveries" on public.alert_deliveries
  for select to authenticated
  using (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids))));
grant select on public.alert_deliveries to authenticated;
grant delete, insert, select, update on public.alert_deliveries to service_role;

create table public.alerts (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  kind text not null,
  subject text not null default ''::text,
  subject_count bigint not null,
  raised_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  announced_at timestamptz,
  acknowledged_at timestamptz,
  acknowledged_by uuid,
  escalated_at timestamptz,
  resolved_at timestamptz,
  constraint alerts_pkey PRIMARY KEY (id),
  constraint alerts_tenant_id_id_key UNIQUE (tenant_id, id),
  constraint acknowledged_by_somebody_at_some_time CHECK (acknowledged_by IS NULL OR acknowledged_at IS NOT NULL),
  constraint last_seen_after_it_was_raised CHECK (last_seen_at >= raised_at),
  constraint resolved_after_it_was_raised CHECK (resolved_at >= raised_at),
  constraint subject_count_is_positive CHECK (subject_count > 0),
  constraint alerts_acknowledged_by_fkey FOREIGN KEY (acknowledged_by) REFERENCES auth.users(id) ON DELETE SET NULL,
  constraint alerts_kind_fkey FOREIGN KEY (kind) REFERENCES private.alert_kinds(kind),
  constraint alerts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE
);
comment on table public.alerts is
  'A condition that stands or stood, per tenant: one open row a kind and subject.';
comment on column public.alerts.subject is
  'Which of its kind: a task type, a function, a table, an id. Never a number or a text.';
comment on column public.alerts.subject_count is
  'How many there were when it was last seen.';
comment on column public.alerts.announced_at is
  'When the tenant''s channels, if it has any, were told. Null: the same subject was announced and resolved less than alert_quiet_minutes before; it is announced if it stands longer than that.';
CREATE INDEX alerts_by_acknowledger ON public.alerts USING btree (acknowledged_by) WHERE acknowledged_by IS NOT NULL;
CREATE INDEX alerts_by_kind ON public.alerts USING btree (kind);
CREATE INDEX alerts_by_subject ON public.alerts USING btree (tenant_id, kind, subject, resolved_at);
CREATE INDEX alerts_by_time ON public.alerts USING btree (tenant_id, raised_at DESC);
CREATE UNIQUE INDEX one_open_alert_a_subject ON public.alerts USING btree (tenant_id, kind, subject) WHERE resolved_at IS NULL;
alter table public.alerts enable row level security;
create policy "operators read their tenant's alerts" on public.alerts
  for select to authenticated
  using (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids))));
grant select on public.alerts to authenticated;
grant delete, insert, select, update on public.alerts to service_role;

create table public.analysis_results (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  chat_score numeric(3,1),
  analysis_type text not null,
  message_range jsonb not null,
  insights jsonb not null default '{}'::jsonb,
  improvement_areas text[] not null default '{}'::text[],
  strengths_identified text[] not null default '{}'::text[],
  triggered_milestone boolean not null default false,
  created_at timestamptz not null default now(),
  constraint analysis_results_pkey PRIMARY KEY (id),
  constraint analysis_results_tenant_id_id_key UNIQUE (tenant_id, id),
  constraint analysis_type_is_known CHECK (analysis_type = ANY (ARRAY['chat_scoring'::text, 'milestone_check'::text, 'graduation_assessment'::text, 'crisis_review'::text])),
  constraint chat_score_is_zero_to_fourteen CHECK (chat_score >= 0::numeric AND chat_score <= 14::numeric),
  constraint chat_scoring_has_a_score CHECK ((chat_score IS NOT NULL) = (analysis_type = 'chat_scoring'::text)),
  constraint message_range_is_an_object CHECK (jsonb_typeof(message_range) = 'object'::text),
  constraint analysis_results_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
);
comment on table public.analysis_results is
  'What an analysis of some messages found; only chat_scoring has a score, of 14.';
CREATE INDEX analyses_by_person ON public.analysis_results USING btree (tenant_id, user_id, created_at DESC);
alter table public.analysis_results enable row level security;
create policy "members read their own analyses, operators their tenant's" on public.analysis_results
  for select to authenticated
  using ((user_id = ANY ((ARRAY( SELECT private.user_ids() AS user_ids)))) OR (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids)))));
create policy "what a crisis review found is seen by its member alone" on public.analysis_results as restrictive
  for select to authenticated
  using (analysis_type <> 'crisis_review'::text OR (user_id = ANY ((ARRAY( SELECT private.user_ids() AS user_ids)))));
grant select on public.analysis_results to authenticated;
grant delete, insert, select, update on public.analysis_results to service_role;

create table public.assistant_settings (
  tenant_id uuid not null,
  tone text not null default ''::text,
  knowledge text not null default ''::text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint assistant_settings_pkey PRIMARY KEY (tenant_id),
  constraint knowledge_is_bounded CHECK (length(knowledge) <= 12000),
  constraint tone_is_a_few_words CHECK (length(tone) <= 500),
  constraint assistant_settings_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE
);
comment on table public.assistant_settings is
  'How a tenant''s assistant speaks and what it knows. Its model is a row of agent_instances, where it may link to tenants.link_hosts, and what it may cost the tenant''s budgets.';
comment on column public.assistant_settings.knowledge is
  'Sent with each call, so each character of it is paid for each time.';
CREATE TRIGGER assistant_settings_touch BEFORE UPDATE ON public.assistant_settings FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();
alter table public.assistant_settings enable row level security;
create policy "operators read what their assistant was told" on public.assistant_settings
  for select to authenticated
  using (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids))));
grant select on public.assistant_settings to authenticated;
grant delete, insert, select, update on public.assistant_settings to service_role;

create table public.community_requests (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  requesting_agent_type text not null,
  requesting_user_id uuid,
  context_id uuid,
  context_type text,
  question text not null,
  category text,
  expertise_needed text[],
  target_user_ids uuid[],
  declined_user_ids uuid[] not null default '{}'::uuid[],
  requester_context text,
  desired_outcome text,
  urgency text not null default 'medium'::text,
  request_summary text,
  status text not null default 'open'::text,
  responses_count integer not null default 0,
  closed_loop_at timestamptz,
  closed_loop_message text,
  closed_reason text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null default (now() + '7 days'::interval),
  constraint community_requests_pkey PRIMARY KEY (id),
  constraint community_requests_tenant_id_id_key UNIQUE (tenant_id, id),
  constraint closed_reason_is_known CHECK (closed_reason = ANY (ARRAY['answered'::text, 'expired'::text, 'withdrawn'::text])),
  constraint context_has_a_type CHECK ((context_id IS NULL) = (context_type IS NULL)),
  constraint desired_outcome_is_known CHECK (desired_outcome = ANY (ARRAY['backchannel'::text, 'introduction'::text, 'quick_thoughts'::text, 'ongoing_advice'::text])),
  constraint only_what_is_closed_has_a_reason CHECK (closed_reason IS NULL OR status = 'closed'::text),
  constraint only_who_was_asked_declines CHECK (declined_user_ids <@ COALESCE(target_user_ids, '{}'::uuid[])),
  constraint question_is_not_empty CHECK (question ~ '\S'::text),
  constraint request_summary_is_short CHECK (length(request_summary) <= 100),
  constraint responses_count_is_not_negative CHECK (responses_count >= 0),
  constraint status_is_known CHECK (status = ANY (ARRAY['open'::text, 'responses_received'::text, 'closed'::text])),
  constraint the_loop_closes_a_closed_request CHECK (closed_loop_at IS NULL OR status = 'closed'::text),
  constraint the_loop_closes_with_words CHECK (closed_loop_at IS NULL OR closed_loop_message IS NOT NULL),
  constraint urgency_is_known CHECK (urgency = ANY (ARRAY['low'::text, 'medium'::text, 'high'::text])),
  constraint community_requests_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE,
  constraint community_requests_tenant_id_requesting_user_id_fkey FOREIGN KEY (tenant_id, requesting_user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
);
comment on table public.community_requests is
  'A question that experts are asked.';
comment on column public.community_requests.declined_user_ids is
  'Who would rather not answer. Not a foreign key: each is one of target_user_ids.';
comment on column public.community_requests.expires_at is
  'Until when it is open; one that was withdrawn ended then. A later answer is kept, and not paid.';
CREATE UNIQUE INDEX one_open_request_a_question ON public.community_requests USING btree (requesting_user_id, private.same_words(question)) WHERE status <> 'closed'::text AND requesting_user_id IS NOT NULL;
CREATE INDEX requests_by_asker ON public.community_requests USING btree (tenant_id, requesting_user_id);
CREATE INDEX requests_by_context ON public.community_requests USING btree (context_type, context_id) WHERE context_id IS NOT NULL;
CREATE INDEX requests_by_expert ON public.community_requests USING gin (target_user_ids) WITH (fastupdate=off);
CREATE INDEX requests_open ON public.community_requests USING btree (status, expires_at) WHERE status <> 'closed'::text;
CREATE TRIGGER context_is_the_tenants BEFORE INSERT OR UPDATE OF tenant_id, context_id, context_type ON public.community_requests FOR EACH ROW WHEN (new.context_id IS NOT NULL) EXECUTE FUNCTION private.same_tenant('context_id', 'context_type');
CREATE TRIGGER on_request_changed AFTER UPDATE ON public.community_requests FOR EACH ROW WHEN ((old.status = 'closed'::text) IS DISTINCT FROM (new.status = 'closed'::text) OR old.target_user_ids IS DISTINCT FROM new.target_user_ids OR old.expires_at IS DISTINCT FROM new.expires_at OR old.urgency IS DISTINCT FROM new.urgency) EXECUTE FUNCTION private.notice_request();
CREATE TRIGGER on_request_made AFTER INSERT ON public.community_requests FOR EACH ROW WHEN (new.target_user_ids IS NOT NULL) EXECUTE FUNCTION private.notice_request();
CREATE TRIGGER on_solutions_question_closed AFTER UPDATE OF status ON public.community_requests FOR EACH ROW WHEN (new.status = 'closed'::text AND old.status <> 'closed'::text AND new.context_type = 'solution_workflow'::text) EXECUTE FUNCTION private.end_wait();
CREATE TRIGGER targets_are_the_tenants BEFORE INSERT OR UPDATE OF tenant_id, target_user_ids ON public.community_requests FOR EACH ROW WHEN (new.target_user_ids IS NOT NULL) EXECUTE FUNCTION private.same_tenant('target_user_ids', '=user');
alter table public.community_requests enable row level security;
create policy "members read their own requests, operators their tenant's" on public.community_requests
  for select to authenticated
  using ((requesting_user_id = ANY ((ARRAY( SELECT private.user_ids() AS user_ids)))) OR (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids)))));
grant select on public.community_requests to authenticated;
grant delete, insert, select, update on public.community_requests to service_role;

create table public.community_responses (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  request_id uuid not null,
  user_id uuid not null,
  response_text text not null,
  verbatim_answer text not null,
  usefulness_score integer,
  impact_description text,
  credits_awarded integer,
  credited_at timestamptz,
  status text not null default 'provided'::text,
  verdict text,
  answered_at timestamptz not null default now(),
  closed_loop_message text,
  closed_loop_at timestamptz,
  created_at timestamptz not null default now(),
  constraint community_responses_pkey PRIMARY KEY (id),
  constraint community_responses_request_id_user_id_key UNIQUE (request_id, user_id),
  constraint community_responses_tenant_id_id_key UNIQUE (tenant_id, id),
  constraint closed_loop_was_told CHECK ((status = 'closed_loop'::text) = (closed_loop_at IS NOT NULL)),
  constraint credits_and_their_time_go_together CHECK ((credits_awarded IS NULL) = (credited_at IS NULL)),
  constraint credits_awarded_is_positive CHECK (credits_awarded > 0),
  constraint rewarded_was_credited CHECK (status <> 'rewarded'::text OR credited_at IS NOT NULL),
  constraint status_is_known CHECK (status = ANY (ARRAY['provided'::text, 'rewarded'::text, 'closed_loop'::text])),
  constraint usefulness_score_is_zero_to_ten CHECK (usefulness_score >= 0 AND usefulness_score <= 10),
  constraint community_responses_tenant_id_request_id_fkey FOREIGN KEY (tenant_id, request_id) REFERENCES public.community_requests(tenant_id, id) ON DELETE CASCADE,
  constraint community_responses_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE,
  constraint community_responses_verdict_fkey FOREIGN KEY (verdict) REFERENCES private.answer_rules(verdict)
);
comment on table public.community_responses is
  'An expert''s answer: verbatim and summed up; a second answer of the same expert is appended.';
comment on column public.community_responses.verdict is
  'By which rule it was judged; null: not yet.';
comment on column public.community_responses.answered_at is
  'When its expert last said something to it.';
CREATE INDEX responses_by_credits ON public.community_responses USING btree (tenant_id, credits_awarded) WHERE credits_awarded IS NOT NULL;
CREATE INDEX responses_by_expert ON public.community_responses USING btree (tenant_id, user_id);
CREATE INDEX responses_by_request ON public.community_responses USING btree (tenant_id, request_id);
CREATE INDEX responses_by_status ON public.community_responses USING btree (tenant_id, status);
CREATE INDEX responses_by_verdict ON public.community_responses USING btree (verdict) WHERE verdict IS NOT NULL;
CREATE TRIGGER on_response_changed AFTER UPDATE ON public.community_responses FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status OR old.impact_description IS DISTINCT FROM new.impact_description OR old.usefulness_score IS DISTINCT FROM new.usefulness_score OR old.credits_awarded IS DISTINCT FROM new.credits_awarded) EXECUTE FUNCTION private.notice_response();
CREATE TRIGGER on_response_given AFTER INSERT ON public.community_responses FOR EACH ROW EXECUTE FUNCTION private.notice_response();
CREATE TRIGGER responses_are_counted AFTER INSERT OR DELETE ON public.community_responses FOR EACH ROW EXECUTE FUNCTION private.count_responses();
alter table public.community_responses enable row level security;
create policy "members read their own answers, operators their tenant's" on public.community_responses
  for select to authenticated
  using ((user_id = ANY ((ARRAY( SELECT private.user_ids() AS user_ids)))) OR (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids)))));
grant select on public.community_responses to authenticated;
grant delete, insert, select, update on public.community_responses to service_role;

create table public.consent_events (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  kind text not null,
  source text not null,
  message_id uuid,
  created_at timestamptz not null default clock_timestamp(),
  constraint consent_events_pkey PRIMARY KEY (id),
  constraint kind_is_known CHECK (kind = ANY (ARRAY['first_contact'::text, 'opt_out'::text, 'opt_in'::text])),
  constraint nothing_resubscribes_by_itself CHECK (kind <> 'opt_in'::text OR (source = ANY (ARRAY['keyword'::text, 'carrier'::text, 'operator'::text]))),
  constraint source_is_known CHECK (source = ANY (ARRAY['texted_in'::text, 'web_form'::text, 'in_person'::text, 'import'::text, 'keyword'::text, 'carrier'::text, 'plain_language'::text, 'send_error'::text, 'operator'::text])),
  constraint consent_events_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
);
comment on table public.consent_events is
  'How we came to text somebody, and every opt-out and opt-in since. Append-only; users.opted_out_at repeats the newest.';
comment on column public.consent_events.message_id is
  'The text that said so. Not a foreign key: the proof outlives the text.';
CREATE INDEX consent_events_by_user ON public.consent_events USING btree (tenant_id, user_id, created_at DESC);
CREATE TRIGGER consent_events_are_append_only BEFORE UPDATE ON public.consent_events FOR EACH ROW EXECUTE FUNCTION private.refuse_change();
CREATE TRIGGER consent_is_kept_on_the_user AFTER INSERT ON public.consent_events FOR EACH ROW WHEN (new.kind <> 'first_contact'::text) EXECUTE FUNCTION private.apply_consent();
CREATE TRIGGER consent_outlives_all_but_its_person BEFORE DELETE ON public.consent_events FOR EACH ROW EXECUTE FUNCTION private.refuse_erasure('public.users', 'user_id');
alter table public.consent_events enable row level security;
create policy "members read their own consent, operators their tenant's" on public.consent_events
  for select to authenticated
  using ((user_id = ANY ((ARRAY( SELECT private.user_ids() AS user_ids)))) OR (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids)))));
grant select on public.consent_events to authenticated;
grant delete, insert, select, update on public.consent_events to service_role;

create table public.conversations (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  channel text not null default 'sms'::text,
  phone_number text,
  sender_id uuid,
  title text,
  status text not null default 'active'::text,
  is_archived boolean generated always as ((status = 'archived'::text)) stored,
  conversation_summary text,
  last_summary_message_id uuid,
  summary_position bigint not null default 0,
  messages_since_summary integer not null default 0,
  last_position bigint not null default 0,
  last_inbound_position bigint not null default 0,
  metadata jsonb not null default '{}'::jsonb,
  told_to_wait_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  last_message_at timestamptz,
  constraint conversations_pkey PRIMARY KEY (id),
  constraint conversations_tenant_id_id_key UNIQUE (tenant_id, id),
  constraint conversations_tenant_id_user_id_id_key UNIQUE (tenant_id, user_id, id),
  constraint channel_is_known CHECK (channel = ANY (ARRAY['sms'::text, 'web'::text])),
  constraint messages_since_summary_is_not_negative CHECK (messages_since_summary >= 0),
  constraint sms_has_a_number_and_a_sender CHECK (channel <> 'sms'::text OR phone_number IS NOT NULL AND sender_id IS NOT NULL),
  constraint status_is_known CHECK (status = ANY (ARRAY['active'::text, 'paused'::text, 'archived'::text, 'closed'::text])),
  constraint summary_is_bounded CHECK (length(conversation_summary) <= 8000),
  constraint title_fits CHECK (length(title) <= 200),
  constraint conversations_tenant_id_last_summary_message_id_fkey FOREIGN KEY (tenant_id, last_summary_message_id) REFERENCES public.messages(tenant_id, id) ON DELETE SET NULL (last_summary_message_id),
  constraint conversations_tenant_id_sender_id_fkey FOREIGN KEY (tenant_id, sender_id) REFERENCES public.senders(tenant_id, id) DEFERRABLE INITIALLY DEFERRED,
  constraint conversations_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
) with (fillfactor=70);
comment on table public.conversations is
  'A thread between a person and the system; replies leave from the number that was texted.';
comment on column public.conversations.summary_position is
  'The summary covers the messages up to this position.';
comment on column public.conversations.last_position is
  'The position of its newest message.';
comment on column public.conversations.told_to_wait_at is
  'When its person, who texts faster than they can be answered, was last told so.';
CREATE INDEX conversations_by_phone ON public.conversations USING btree (phone_number);
CREATE INDEX conversations_by_sender ON public.conversations USING btree (tenant_id, sender_id);
CREATE INDEX conversations_by_status ON public.conversations USING btree (tenant_id, status);
CREATE INDEX conversations_by_summary_message ON public.conversations USING btree (tenant_id, last_summary_message_id) WHERE last_summary_message_id IS NOT NULL;
CREATE UNIQUE INDEX one_open_text_thread_a_person_and_sender ON public.conversations USING btree (tenant_id, user_id, sender_id) WHERE channel = 'sms'::text AND (status = ANY (ARRAY['active'::text, 'paused'::text, 'archived'::text]));
CREATE TRIGGER a_conversation_begins_paused AFTER INSERT ON public.conversations FOR EACH ROW WHEN (new.status = 'paused'::text) EXECUTE FUNCTION private.note_turned();
CREATE TRIGGER a_conversation_is_turned AFTER UPDATE OF status ON public.conversations FOR EACH ROW WHEN ((old.status = 'paused'::text) <> (new.status = 'paused'::text)) EXECUTE FUNCTION private.note_turned();
CREATE CONSTRAINT TRIGGER a_paused_conversation_pauses_its_lane AFTER INSERT OR UPDATE OF status ON public.conversations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.turn_lanes();
CREATE TRIGGER conversations_touch BEFORE UPDATE ON public.conversations FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();
CREATE TRIGGER on_summary_written AFTER UPDATE OF conversation_summary ON public.conversations FOR EACH ROW WHEN (new.conversation_summary IS DISTINCT FROM old.conversation_summary) EXECUTE FUNCTION private.notice_summary();
alter table public.conversations enable row level security;
create policy "members read their own conversations, operators their tenant's" on public.conversations
  for select to authenticated
  using ((user_id = ANY ((ARRAY( SELECT private.user_ids() AS user_ids)))) OR (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids)))));
grant select on public.conversations to authenticated;
grant delete, insert, select, update on public.conversations to service_role;

create table public.credit_events (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  event_type text not null,
  amount integer not null,
  reference_type text not null,
  reference_id uuid not null,
  idempotency_key text not null,
  description text,
  created_at timestamptz not null default now(),
  processed boolean not null default false,
  constraint credit_events_pkey PRIMARY KEY (id),
  constraint credit_events_tenant_id_idempotency_key_key UNIQUE (tenant_id, idempotency_key),
  constraint amount_moves_something CHECK (amount <> 0),
  constraint event_type_is_known CHECK (event_type = ANY (ARRAY['answer'::text, 'bounty'::text, 'escrow'::text, 'referral'::text, 'purchase'::text, 'spend'::text, 'refund'::text, 'reversal'::text])),
  constraint idempotency_key_is_not_empty CHECK (idempotency_key ~ '\S'::text),
  constraint credit_events_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
);
comment on table public.credit_events is
  'The ledger. A reason has one idempotency key, so it pays once; processed ones are in the balance.';
comment on column public.credit_events.event_type is
  'refund: what somebody had put aside or spent is theirs again; reversal: a purchase whose money went back takes its credits with it, or brings them again.';
comment on column public.credit_events.processed is
  'Counted in the balance. Turns true once and stays; a mistake is mended by a refund.';
CREATE UNIQUE INDEX an_escrow_leaves_once ON public.credit_events USING btree (tenant_id, reference_id) WHERE reference_type = 'intro_opportunity'::text AND (event_type = ANY (ARRAY['bounty'::text, 'refund'::text]));
CREATE INDEX credit_events_by_person ON public.credit_events USING btree (tenant_id, user_id, created_at DESC);
CREATE INDEX credit_events_by_reference ON public.credit_events USING btree (reference_type, reference_id);
CREATE INDEX credit_events_by_time ON public.credit_events USING btree (created_at);
CREATE INDEX credit_events_open ON public.credit_events USING btree (created_at) WHERE NOT processed;
CREATE TRIGGER bookings_outlive_all_but_their_person BEFORE DELETE ON public.credit_events FOR EACH ROW EXECUTE FUNCTION private.refuse_erasure('public.users', 'user_id');
CREATE TRIGGER credit_events_are_append_only BEFORE UPDATE ON public.credit_events FOR EACH ROW EXECUTE FUNCTION private.guard_ledger();
CREATE TRIGGER on_credit_event_booked AFTER INSERT ON public.credit_events FOR EACH ROW WHEN (new.processed) EXECUTE FUNCTION private.update_user_credit_cache();
CREATE TRIGGER on_credit_event_processed AFTER UPDATE ON public.credit_events FOR EACH ROW WHEN (new.processed AND NOT old.processed) EXECUTE FUNCTION private.update_user_credit_cache();
CREATE TRIGGER owed_credits_are_collected AFTER INSERT ON public.credit_events FOR EACH ROW WHEN (new.processed AND new.amount > 0) EXECUTE FUNCTION private.collect_from_booking();
CREATE TRIGGER owed_credits_are_collected_later AFTER UPDATE ON public.credit_events FOR EACH ROW WHEN (new.processed AND NOT old.processed AND new.amount > 0) EXECUTE FUNCTION private.collect_from_booking();
CREATE TRIGGER reference_is_the_tenants BEFORE INSERT ON public.credit_events FOR EACH ROW EXECUTE FUNCTION private.same_tenant('reference_id', 'reference_type');
alter table public.credit_events enable row level security;
create policy "members read their own ledger, operators their tenant's" on public.credit_events
  for select to authenticated
  using ((user_id = ANY ((ARRAY( SELECT private.user_ids() AS user_ids)))) OR (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids)))));
grant select on public.credit_events to authenticated;
grant delete, insert, select, update on public.credit_events to service_role;

create table public.credit_purchases (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  package text not null,
  credits integer not null,
  price_cents integer not null,
  currency text not null,
  stripe_price text,
  status text not null default 'asked'::text,
  words text,
  stripe_session text,
  checkout_url text,
  payment_intent text,
  reversed_credits integer not null default 0,
  owed_credits integer not null default 0,
  waived_credits integer not null default 0,
  reversals_count integer not null default 0,
  trace_id uuid not null default gen_random_uuid(),
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  paid_at timestamptz,
  constraint credit_purchases_pkey PRIMARY KEY (id),
  constraint credit_purchases_payment_intent_key UNIQUE (payment_intent),
  constraint credit_purchases_stripe_session_key UNIQUE (stripe_session),
  constraint credit_purchases_tenant_id_id_key UNIQUE (tenant_id, id),
  constraint a_link_has_its_session CHECK ((checkout_url IS NULL) = (stripe_session IS NULL)),
  constraint checkout_url_is_one CHECK (checkout_url ~ '^https?://\S+$'::text),
  constraint credits_are_positive CHECK (credits > 0),
  constraint currency_is_three_letters CHECK (currency ~ '^[a-z]{3}$'::text),
  constraint no_more_goes_back_than_was_bought CHECK ((reversed_credits + owed_credits + waived_credits) <= credits),
  constraint only_what_was_paid_goes_back CHECK (status = 'paid'::text OR (reversed_credits + owed_credits + waived_credits) = 0),
  constraint owed_credits_is_not_negative CHECK (owed_credits >= 0),
  constraint paid_at_matches_status CHECK ((paid_at IS NOT NULL) = (status = 'paid'::text)),
  constraint price_is_positive CHECK (price_cents > 0),
  constraint reversed_credits_is_not_negative CHECK (reversed_credits >= 0),
  constraint status_is_known CHECK (status = ANY (ARRAY['asked'::text, 'open'::text, 'processing'::text, 'paid'::text, 'failed'::text, 'expired'::text])),
  constraint waived_credits_is_not_negative CHECK (waived_credits >= 0),
  constraint credit_purchases_package_fkey FOREIGN KEY (package) REFERENCES private.credit_packages(name) ON UPDATE CASCADE,
  constraint credit_purchases_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
);
comment on table public.credit_purchases is
  'Credits that somebody wants to buy, or has bought. asked: its payment link is being made; open: it has one; processing: paid by a way that takes days.';
comment on column public.credit_purchases.words is
  'What is to be said with the link, {{checkout_url}} in its place; null once it is said.';
comment on column public.credit_purchases.reversed_credits is
  'Of these credits, how many the ledger has taken back because their money went back.';
comment on column public.credit_purchases.owed_credits is
  'And how many it could not take, because they were spent: the next ones that come pay for them. docs/decisions/0022';
comment on column public.credit_purchases.waived_credits is
  'And how many of those an operator let go.';
comment on column public.credit_purchases.reversals_count is
  'Makes the key of the next reversal in the ledger.';
comment on column public.credit_purchases.trace_id is
  'Engine-made: as messages.trace_id.';
CREATE INDEX purchases_by_package ON public.credit_purchases USING btree (package);
CREATE INDEX purchases_by_person ON public.credit_purchases USING btree (tenant_id, user_id, created_at DESC);
CREATE INDEX purchases_owed ON public.credit_purchases USING btree (user_id, created_at) WHERE owed_credits > 0;
CREATE INDEX purchases_unpaid ON public.credit_purchases USING btree (expires_at) WHERE status = ANY (ARRAY['asked'::text, 'open'::text]);
alter table public.credit_purchases enable row level security;
create policy "members read their own purchases, operators their tenant's" on public.credit_purchases
  for select to authenticated
  using ((user_id = ANY ((ARRAY( SELECT private.user_ids() AS user_ids)))) OR (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids)))));
grant select on public.credit_purchases to authenticated;
grant delete, insert, select, update on public.credit_purchases to service_role;

create table public.crisis_events (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  message_id uuid not null,
  trigger_type text not null,
  severity_level text not null,
  keywords_detected text[] not null default '{}'::text[],
  resources_shown jsonb not null default '[]'::jsonb,
  user_acknowledged boolean not null default false,
  followup_required boolean not null default false,
  created_at timestamptz not null default now(),
  resolution_timestamp timestamptz,
  constraint crisis_events_pkey PRIMARY KEY (id),
  constraint crisis_events_tenant_id_id_key UNIQUE (tenant_id, id),
  constraint resolved_after_it_began CHECK (resolution_timestamp >= created_at),
  constraint resources_shown_is_a_list CHECK (jsonb_typeof(resources_shown) = 'array'::text),
  constraint severity_level_is_known CHECK (severity_level = ANY (ARRAY['low'::text, 'moderate'::text, 'high'::text, 'critical'::text])),
  constraint trigger_type_is_a_word CHECK (trigger_type ~ '^[a-z_]+$'::text),
  constraint crisis_events_tenant_id_message_id_fkey FOREIGN KEY (tenant_id, message_id) REFERENCES public.messages(tenant_id, id) ON DELETE CASCADE,
  constraint crisis_events_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
);
comment on table public.crisis_events is
  'A text that raised concern, what was shown to the person, and how it ended.';
CREATE INDEX crises_by_message ON public.crisis_events USING btree (tenant_id, message_id);
CREATE INDEX crises_by_person ON public.crisis_events USING btree (tenant_id, user_id, severity_level);
CREATE INDEX crises_open ON public.crisis_events USING btree (tenant_id, created_at) WHERE resolution_timestamp IS NULL;
CREATE TRIGGER crisis_is_about_their_own_text BEFORE INSERT OR UPDATE OF message_id, user_id ON public.crisis_events FOR EACH ROW EXECUTE FUNCTION private.check_whose_message('inbound');
alter table public.crisis_events enable row level security;
create policy "members read their own crisis events" on public.crisis_events
  for select to authenticated
  using (user_id = ANY ((ARRAY( SELECT private.user_ids() AS user_ids))));
grant select on public.crisis_events to authenticated;
grant delete, insert, select, update on public.crisis_events to service_role;

create view public.current_day_usage with (security_invoker=true) as
 SELECT tenant_id,
    user_id,
    date,
    model_calls,
    input_tokens,
    output_tokens,
    cache_read_tokens,
    cache_write_tokens,
    cost_usd,
    unpriced_calls
   FROM public.usage_metrics u
  WHERE date = (now() AT TIME ZONE 'UTC'::text)::date;
comment on view public.current_day_usage is
  'Usage of the current UTC day, to the last call.';
grant select on public.current_day_usage to authenticated;
grant delete, insert, select, update on public.current_day_usage to service_role;

create table public.event_dead_letters (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  task_id uuid not null,
  task_type text not null,
  reason text not null,
  attempts integer not null,
  errors jsonb not null,
  first_position bigint,
  last_position bigint,
  first_failed_at timestamptz not null,
  last_failed_at timestamptz not null,
  replayed_at timestamptz,
  discarded_at timestamptz,
  discarded_reason text,
  created_at timestamptz not null default now(),
  constraint event_dead_letters_pkey PRIMARY KEY (id),
  constraint event_dead_letters_task_id_key UNIQUE (task_id),
  constraint discard_has_a_reason CHECK ((discarded_at IS NULL) = (discarded_reason IS NULL)),
  constraint reason_is_known CHECK (reason = ANY (ARRAY['retries_exhausted'::text, 'permanent'::text, 'too_old'::text, 'hop_limit'::text])),
  constraint event_dead_letters_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE
);
comment on table public.event_dead_letters is
  'A task that will not be tried again by itself, with its whole error history.';
comment on column public.event_dead_letters.task_id is
  'Not a foreign key: the letter outlives its task.';
comment on column public.event_dead_letters.first_position is
  'Of a reply: the first of the texts that were given up with it; last_position: the last.';
CREATE INDEX dead_letters_by_kind ON public.event_dead_letters USING btree (tenant_id, task_type, created_at);
CREATE INDEX dead_letters_open ON public.event_dead_letters USING btree (task_type, last_failed_at) WHERE replayed_at IS NULL AND discarded_at IS NULL;
alter table public.event_dead_letters enable row level security;
create policy "operators read their tenant's dead letters" on public.event_dead_letters
  for select to authenticated
  using (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids))));
grant select on public.event_dead_letters to authenticated;
grant delete, insert, select, update on public.event_dead_letters to service_role;

create table public.events (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  event_type text not null,
  aggregate_id uuid,
  aggregate_type text,
  payload jsonb not null,
  metadata jsonb,
  processed boolean not null default false,
  open_tasks integer not null default 0,
  version integer not null default 1,
  trace_id uuid not null default gen_random_uuid(),
  caused_by uuid,
  hop integer not null default 0,
  created_at timestamptz not null default now(),
  created_by text,
  constraint events_pkey PRIMARY KEY (id, created_at),
  constraint event_type_is_dotted_words CHECK (event_type ~ '^[a-z_]+(\.[a-z_]+)*$'::text),
  constraint payload_is_an_object CHECK (jsonb_typeof(payload) = 'object'::text),
  constraint processed_when_no_task_is_open CHECK (processed = (open_tasks = 0)),
  constraint events_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE
) partition by RANGE (created_at);
comment on table public.events is
  'What happened, append-only. Payloads carry ids; text lives in messages alone.';
comment on column public.events.trace_id is
  'Engine-made: as messages.trace_id.';
comment on column public.events.caused_by is
  'The task whose turn said so. Engine-made, and not a foreign key: tasks are forgotten.';
CREATE INDEX events_by_aggregate ON ONLY public.events USING btree (aggregate_type, aggregate_id, created_at DESC);
CREATE INDEX events_by_trace ON ONLY public.events USING btree (trace_id);
CREATE INDEX events_by_type ON ONLY public.events USING btree (tenant_id, event_type, created_at DESC);
CREATE INDEX events_unprocessed ON ONLY public.events USING btree (created_at) WHERE NOT processed;
CREATE TRIGGER aggregate_is_the_tenants BEFORE INSERT OR UPDATE OF tenant_id, aggregate_id, aggregate_type ON public.events FOR EACH ROW WHEN (new.aggregate_id IS NOT NULL) EXECUTE FUNCTION private.same_tenant('aggregate_id', 'aggregate_type');
CREATE TRIGGER on_event_arriving BEFORE INSERT ON public.events FOR EACH ROW EXECUTE FUNCTION private.count_routes();
CREATE TRIGGER on_event_created AFTER INSERT ON public.events FOR EACH ROW EXECUTE FUNCTION private.notify_event();
alter table public.events enable row level security;
create policy "operators read their tenant's events" on public.events
  for select to authenticated
  using (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids))));
grant select on public.events to authenticated;
grant insert, select on public.events to service_role;
grant update (processed, open_tasks) on public.events to service_role;

create table public.feedback (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  message_id uuid not null,
  rating text not null,
  comment text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint feedback_pkey PRIMARY KEY (id),
  constraint feedback_user_id_message_id_key UNIQUE (user_id, message_id),
  constraint comment_is_bounded CHECK (length(comment) >= 1 AND length(comment) <= 2000),
  constraint rating_is_known CHECK (rating = ANY (ARRAY['up'::text, 'down'::text])),
  constraint feedback_tenant_id_message_id_fkey FOREIGN KEY (tenant_id, message_id) REFERENCES public.messages(tenant_id, id) ON DELETE CASCADE,
  constraint feedback_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
);
comment on table public.feedback is
  'A thumb on an answer: one a person and message.';
CREATE INDEX feedback_by_message ON public.feedback USING btree (tenant_id, message_id);
CREATE INDEX feedback_by_person ON public.feedback USING btree (tenant_id, user_id);
CREATE TRIGGER feedback_is_on_an_answer BEFORE INSERT OR UPDATE OF message_id, user_id ON public.feedback FOR EACH ROW EXECUTE FUNCTION private.check_whose_message('outbound');
CREATE TRIGGER feedback_touch BEFORE UPDATE ON public.feedback FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();
alter table public.feedback enable row level security;
create policy "members read their own feedback, operators their tenant's" on public.feedback
  for select to authenticated
  using ((user_id = ANY ((ARRAY( SELECT private.user_ids() AS user_ids)))) OR (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids)))));
grant select on public.feedback to authenticated;
grant delete, insert, select, update on public.feedback to service_role;

create table public.innovators (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  company_name text not null,
  solution_description text,
  categories text[],
  target_customer_profile text,
  video_url text,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  constraint innovators_pkey PRIMARY KEY (id),
  constraint innovators_tenant_id_id_key UNIQUE (tenant_id, id),
  constraint innovators_user_id_key UNIQUE (user_id),
  constraint company_name_is_not_empty CHECK (company_name ~ '\S'::text),
  constraint video_url_is_https CHECK (video_url ~ '^https://'::text),
  constraint innovators_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
);
comment on table public.innovators is
  'The profile of a member who offers a solution.';
CREATE INDEX innovators_active ON public.innovators USING btree (tenant_id, active, created_at DESC);
CREATE INDEX innovators_by_categories ON public.innovators USING gin (categories);
CREATE INDEX innovators_by_user ON public.innovators USING btree (tenant_id, user_id);
alter table public.innovators enable row level security;
create policy "members read their own profile, operators their tenant's" on public.innovators
  for select to authenticated
  using ((user_id = ANY ((ARRAY( SELECT private.user_ids() AS user_ids)))) OR (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids)))));
grant select on public.innovators to authenticated;
grant delete, insert, select, update on public.innovators to service_role;

create table public.intro_opportunities (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  connector_user_id uuid not null,
  innovator_id uuid,
  prospect_id uuid,
  prospect_name text not null,
  prospect_company text,
  prospect_title text,
  prospect_linkedin_url text,
  innovator_name text,
  bounty_credits integer not null default 50,
  status text not null default 'open'::text,
  connector_response text,
  feed_item_id uuid,
  told_in uuid,
  yes_in uuid,
  intro_email text,
  intro_scheduled_at timestamptz,
  intro_completed_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  expires_at timestamptz,
  disputed_at timestamptz,
  email_seen_at timestamptz,
  settled_by text,
  settled_reason text,
  constraint intro_opportunities_pkey PRIMARY KEY (id),
  constraint intro_opportunities_tenant_id_id_key UNIQUE (tenant_id, id),
  constraint bounty_credits_is_not_negative CHECK (bounty_credits >= 0),
  constraint completed_at_matches_status CHECK ((intro_completed_at IS NOT NULL) = (status = 'completed'::text)),
  constraint scheduled_has_a_time CHECK (status <> 'scheduled'::text OR intro_scheduled_at IS NOT NULL),
  constraint status_is_known CHECK (status = ANY (ARRAY['open'::text, 'accepted'::text, 'declined'::text, 'scheduled'::text, 'completed'::text, 'expired'::text, 'cancelled'::text])),
  constraint who_settles_it_says_why CHECK ((settled_by IS NULL) = (settled_reason IS NULL)),
  constraint intro_opportunities_tenant_id_connector_user_id_fkey FOREIGN KEY (tenant_id, connector_user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE,
  constraint intro_opportunities_tenant_id_feed_item_id_fkey FOREIGN KEY (tenant_id, feed_item_id) REFERENCES public.user_priorities(tenant_id, id) ON DELETE SET NULL (feed_item_id),
  constraint intro_opportunities_tenant_id_innovator_id_fkey FOREIGN KEY (tenant_id, innovator_id) REFERENCES public.innovators(tenant_id, id) ON DELETE SET NULL (innovator_id),
  constraint intro_opportunities_tenant_id_prospect_id_fkey FOREIGN KEY (tenant_id, prospect_id) REFERENCES public.prospects(tenant_id, id) ON DELETE SET NULL (prospect_id),
  constraint intro_opportunities_tenant_id_told_in_fkey FOREIGN KEY (tenant_id, told_in) REFERENCES public.messages(tenant_id, id) ON DELETE SET NULL (told_in),
  constraint intro_opportunities_tenant_id_yes_in_fkey FOREIGN KEY (tenant_id, yes_in) REFERENCES public.messages(tenant_id, id) ON DELETE SET NULL (yes_in)
);
comment on table public.intro_opportunities is
  'An introduction that a member could make, its bounty, and how far it has come.';
comment on column public.intro_opportunities.connector_response is
  'What its connector said, word for word, when they accepted or declined.';
comment on column public.intro_opportunities.feed_item_id is
  'The priority under which its connector was shown it.';
comment on column public.intro_opportunities.told_in is
  'The text in which its connector was told of it; until that has left nothing they say is a yes.';
comment on column public.intro_opportunities.yes_in is
  'The text in which its connector said yes to it: one yes is for one introduction.';
comment on column public.intro_opportunities.intro_email is
  'The address with a tag to which the email that introduces them is copied.';
comment on column public.intro_opportunities.intro_scheduled_at is
  'By when it is to be made.';
comment on column public.intro_opportunities.expires_at is
  'Until when it may stay in its present state, if it is open, accepted or scheduled.';
comment on column public.intro_opportunities.disputed_at is
  'Since when one side says that it was made and the other that it was not.';
comment on column public.intro_opportunities.settled_by is
  'The operator who has ended a dispute, and why.';
CREATE INDEX intros_by_bounty ON public.intro_opportunities USING btree (tenant_id, bounty_credits) WHERE status = 'open'::text;
CREATE INDEX intros_by_connector ON public.intro_opportunities USING btree (tenant_id, connector_user_id, status);
CREATE INDEX intros_by_feed_item ON public.intro_opportunities USING btree (tenant_id, feed_item_id) WHERE feed_item_id IS NOT NULL;
CREATE INDEX intros_by_innovator ON public.intro_opportunities USING btree (tenant_id, innovator_id);
CREATE INDEX intros_by_prospect ON public.intro_opportunities USING btree (tenant_id, prospect_id);
CREATE INDEX intros_by_status ON public.intro_opportunities USING btree (tenant_id, status);
CREATE INDEX intros_by_telling ON public.intro_opportunities USING btree (tenant_id, told_in) WHERE told_in IS NOT NULL;
CREATE INDEX intros_ending ON public.intro_opportunities USING btree (expires_at) WHERE status = ANY (ARRAY['open'::text, 'accepted'::text, 'scheduled'::text]);
CREATE UNIQUE INDEX one_introduction_an_address ON public.intro_opportunities USING btree (intro_email) WHERE intro_email ~ '^intro\+'::text;
CREATE UNIQUE INDEX one_live_offer_a_prospect ON public.intro_opportunities USING btree (prospect_id) WHERE status = ANY (ARRAY['open'::text, 'accepted'::text, 'scheduled'::text]);
CREATE UNIQUE INDEX one_offer_a_prospect_and_connector ON public.intro_opportunities USING btree (prospect_id, connector_user_id);
CREATE UNIQUE INDEX one_yes_accepts_one_introduction ON public.intro_opportunities USING btree (tenant_id, yes_in) WHERE yes_in IS NOT NULL;
CREATE TRIGGER bounties_come_back BEFORE DELETE ON public.intro_opportunities FOR EACH ROW WHEN (old.status = ANY (ARRAY['accepted'::text, 'scheduled'::text])) EXECUTE FUNCTION private.move_bounty();
CREATE TRIGGER bounties_follow_the_state AFTER UPDATE OF status ON public.intro_opportunities FOR EACH ROW WHEN (old.status <> new.status) EXECUTE FUNCTION private.move_bounty();
CREATE TRIGGER connectors_have_agreed AFTER UPDATE OF status ON public.intro_opportunities FOR EACH ROW WHEN (old.status = 'open'::text AND new.status = 'accepted'::text) EXECUTE FUNCTION private.note_connector();
CREATE TRIGGER intro_opportunities_touch BEFORE UPDATE ON public.intro_opportunities FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();
CREATE TRIGGER introductions_keep_to_their_edges BEFORE UPDATE OF status ON public.intro_opportunities FOR EACH ROW WHEN (old.status <> new.status) EXECUTE FUNCTION private.keep_to_edges();
CREATE TRIGGER on_intro_changed AFTER UPDATE ON public.intro_opportunities FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status OR old.bounty_credits IS DISTINCT FROM new.bounty_credits OR old.expires_at IS DISTINCT FROM new.expires_at) EXECUTE FUNCTION private.notice_intro();
CREATE TRIGGER on_intro_offered AFTER INSERT ON public.intro_opportunities FOR EACH ROW WHEN (new.status = 'open'::text) EXECUTE FUNCTION private.notice_intro();
CREATE TRIGGER the_next_is_asked AFTER UPDATE OF status ON public.intro_opportunities FOR EACH ROW WHEN (old.status <> new.status AND new.prospect_id IS NOT NULL AND (new.status = ANY (ARRAY['declined'::text, 'expired'::text, 'cancelled'::text]))) EXECUTE FUNCTION private.go_on_to_next();
alter table public.intro_opportunities enable row level security;
create policy "connectors read their own intros, operators their tenant's" on public.intro_opportunities
  for select to authenticated
  using ((connector_user_id = ANY ((ARRAY( SELECT private.user_ids() AS user_ids)))) OR (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids)))));
grant select on public.intro_opportunities to authenticated;
grant delete, insert, select, update on public.intro_opportunities to service_role;

create view public.job_queue with (security_invoker=true) as
 SELECT id,
    tenant_id,
    task_type AS name,
    context_json AS data,
        CASE priority
            WHEN 'urgent'::text THEN 3
            WHEN 'high'::text THEN 2
            WHEN 'medium'::text THEN 1
            ELSE 0
        END AS priority,
    max_retries AS retry_limit,
    retry_count,
    created_at,
    scheduled_for AS start_after,
    completed_at
   FROM public.agent_tasks t;
comment on view public.job_queue is
  'Seed 5''s queue, as a view of the one queue there is; a higher priority goes first.';
grant select on public.job_queue to authenticated;
grant delete, insert, select, update on public.job_queue to service_role;

create table public.linkedin_research_prospects (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  name text not null,
  company text,
  title text,
  linkedin_url text,
  email text,
  mutual_connections jsonb,
  last_researched_at timestamptz,
  users_researching uuid[],
  created_at timestamptz not null default now(),
  constraint linkedin_research_prospects_pkey PRIMARY KEY (id),
  constraint linkedin_research_prospects_tenant_id_id_key UNIQUE (tenant_id, id),
  constraint linkedin_research_prospects_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE
);
comment on table public.linkedin_research_prospects is
  'What was looked up about somebody, so that it is not looked up twice. last_researched_at null: somebody has gone to look, and whatever came of that, nobody goes again.';
comment on column public.linkedin_research_prospects.mutual_connections is
  'Who knows them: [{name, linkedin_url}].';
CREATE INDEX research_by_name ON public.linkedin_research_prospects USING btree (tenant_id, name, company);
CREATE UNIQUE INDEX research_once_a_name ON public.linkedin_research_prospects USING btree (tenant_id, lower(name), private.company_key(company)) WHERE linkedin_url IS NULL AND company IS NOT NULL;
CREATE UNIQUE INDEX research_once_a_profile ON public.linkedin_research_prospects USING btree (tenant_id, lower(linkedin_url)) WHERE linkedin_url IS NOT NULL;
CREATE TRIGGER researchers_are_the_tenants BEFORE INSERT OR UPDATE OF tenant_id, users_researching ON public.linkedin_research_prospects FOR EACH ROW WHEN (new.users_researching IS NOT NULL) EXECUTE FUNCTION private.same_tenant('users_researching', '=user');
alter table public.linkedin_research_prospects enable row level security;
create policy "operators read their tenant's research" on public.linkedin_research_prospects
  for select to authenticated
  using (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids))));
grant select on public.linkedin_research_prospects to authenticated;
grant delete, insert, select, update on public.linkedin_research_prospects to service_role;

create view public.message_feedback_summary with (security_invoker=true) as
 SELECT tenant_id,
    agent_type,
    date,
    up_count,
    down_count,
    comment_count,
    last_feedback_at
   FROM private.read_feedback_summary() read_feedback_summary(tenant_id, agent_type, date, up_count, down_count, comment_count, last_feedback_at);
comment on view public.message_feedback_summary is
  'An operator''s tenant''s thumbs by agent and day; as of the last refresh. It asks who signed in: service_role, who is nobody, reads the one in private.';
grant select on public.message_feedback_summary to authenticated;
grant delete, insert, select, update on public.message_feedback_summary to service_role;

create table public.message_media (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  message_id uuid not null,
  media_index integer not null,
  content_type text,
  source_url text not null,
  storage_path text,
  bytes integer,
  status text not null default 'waiting'::text,
  status_reason text,
  created_at timestamptz not null default clock_timestamp(),
  stored_at timestamptz,
  constraint message_media_pkey PRIMARY KEY (id),
  constraint message_media_message_id_media_index_key UNIQUE (message_id, media_index),
  constraint bytes_is_positive CHECK (bytes > 0),
  constraint media_index_counts_from_zero CHECK (media_index >= 0),
  constraint not_stored_says_why CHECK ((status_reason IS NOT NULL) = (status = ANY (ARRAY['refused'::text, 'failed'::text]))),
  constraint status_is_known CHECK (status = ANY (ARRAY['waiting'::text, 'stored'::text, 'refused'::text, 'failed'::text])),
  constraint stored_somewhere_with_a_size_and_a_time CHECK (num_nulls(storage_path, bytes, stored_at) =
CASE status
    WHEN 'stored'::text THEN 0
    ELSE 3
END),
  constraint message_media_tenant_id_message_id_fkey FOREIGN KEY (tenant_id, message_id) REFERENCES public.messages(tenant_id, id) ON DELETE CASCADE
);
comment on table public.message_media is
  'What came with a text besides words, and where in the bucket media it is kept.';
comment on column public.message_media.content_type is
  'As the carrier announced it; once stored, as it was served.';
comment on column public.message_media.source_url is
  'Where the carrier has it, behind the account''s own credentials.';
comment on column public.message_media.status_reason is
  'refused: what it is, or where it lies, is nothing we fetch. failed: the carrier does not have it.';
CREATE INDEX media_by_message ON public.message_media USING btree (tenant_id, message_id);
alter table public.message_media enable row level security;
create policy "operators read their tenant's media" on public.message_media
  for select to authenticated
  using (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids))));
grant select on public.message_media to authenticated;
grant delete, insert, select, update on public.message_media to service_role;

create table public.message_parts (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  message_id uuid not null,
  part_index integer not null,
  part_count integer not null,
  body text not null,
  encoding text not null,
  segments integer not null,
  status text not null,
  twilio_message_sid text,
  error_code integer,
  lease_token uuid,
  sending_at timestamptz,
  attempts integer not null default 0,
  accepted_at timestamptz,
  delivered_at timestamptz,
  asked_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  constraint message_parts_pkey PRIMARY KEY (id),
  constraint message_parts_message_id_part_index_key UNIQUE (message_id, part_index),
  constraint message_parts_tenant_id_id_key UNIQUE (tenant_id, id),
  constraint message_parts_twilio_message_sid_key UNIQUE (twilio_message_sid),
  constraint body_fits_twilio CHECK (length(body) >= 1 AND length(body) <= 1600),
  constraint delivered_at_matches_status CHECK ((delivered_at IS NOT NULL) = (status = 'delivered'::text)),
  constraint encoding_is_known CHECK (encoding = ANY (ARRAY['GSM-7'::text, 'UCS-2'::text])),
  constraint offered_again_once CHECK (attempts >= 0 AND attempts <= 2),
  constraint part_index_counts_from_zero CHECK (part_index >= 0),
  constraint part_index_is_below_part_count CHECK (part_index < part_count),
  constraint segments_is_positive CHECK (segments > 0),
  constraint sending_was_begun_by_someone CHECK ((status = ANY (ARRAY['queued'::text, 'cancelled'::text])) OR sending_at IS NOT NULL AND lease_token IS NOT NULL),
  constraint sent_has_its_sid_and_time CHECK ((status <> ALL (ARRAY['sent'::text, 'delivered'::text, 'undelivered'::text])) OR twilio_message_sid IS NOT NULL AND accepted_at IS NOT NULL),
  constraint status_is_known CHECK (status = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'delivered'::text, 'undelivered'::text, 'failed'::text, 'unknown'::text, 'cancelled'::text])),
  constraint message_parts_tenant_id_message_id_fkey FOREIGN KEY (tenant_id, message_id) REFERENCES public.messages(tenant_id, id) ON DELETE CASCADE
) with (fillfactor=70);
comment on table public.message_parts is
  'What Twilio is given: a text of up to 1,600 characters, its SID and its fate.';
comment on column public.message_parts.lease_token is
  'Engine-made: under which lease it was begun, so that no other may send it. Leases are deleted.';
comment on column public.message_parts.attempts is
  'How often its fate has been in doubt: once found to be absent at the carrier it is offered again, never twice.';
comment on column public.message_parts.asked_at is
  'When the carrier was last asked for news of it, because none had come.';
CREATE INDEX parts_by_message ON public.message_parts USING btree (tenant_id, message_id);
CREATE INDEX parts_in_doubt ON public.message_parts USING btree (sending_at) WHERE status = ANY (ARRAY['sending'::text, 'unknown'::text]);
CREATE INDEX parts_without_news ON public.message_parts USING btree (accepted_at) WHERE status = 'sent'::text;
alter table public.message_parts enable row level security;
create policy "operators read their tenant's parts" on public.message_parts
  for select to authenticated
  using (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids))));
grant select on public.message_parts to authenticated;
grant delete, insert, select, update on public.message_parts to service_role;

create table public.message_queue (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  agent_id text not null,
  message_data jsonb not null,
  final_message text,
  scheduled_for timestamptz not null,
  priority text not null default 'medium'::text,
  status text not null default 'queued'::text,
  status_reason text,
  status_detail text,
  superseded_by_message_id uuid,
  superseded_reason text,
  subject text,
  arrival bigint not null generated always as identity,
  look_at timestamptz not null,
  approved_at timestamptz,
  slot_at timestamptz,
  sender_id uuid,
  conversation_context_id uuid,
  requires_fresh_context boolean not null default false,
  sequence_id uuid,
  sequence_position integer,
  sequence_total integer,
  sequence_paused_at timestamptz,
  expires_at timestamptz,
  sent_at timestamptz,
  delivered_message_id uuid,
  trace_id uuid not null default gen_random_uuid(),
  created_at timestamptz not null default now(),
  constraint message_queue_pkey PRIMARY KEY (id),
  constraint message_queue_tenant_id_id_key UNIQUE (tenant_id, id),
  constraint a_sequence_is_whole_or_absent CHECK ((num_nulls(sequence_id, sequence_position, sequence_total) = ANY (ARRAY[0, 3])) AND (sequence_position IS NULL OR sequence_position >= 1 AND sequence_position <= sequence_total)),
  constraint message_data_is_an_object CHECK (jsonb_typeof(message_data) = 'object'::text),
  constraint only_a_sequence_pauses CHECK (sequence_paused_at IS NULL OR sequence_id IS NOT NULL),
  constraint priority_is_known CHECK (priority = ANY (ARRAY['urgent'::text, 'high'::text, 'medium'::text, 'low'::text])),
  constraint sent_at_matches_status CHECK ((sent_at IS NOT NULL) = (status = 'sent'::text)),
  constraint status_detail_is_short CHECK (length(status_detail) <= 300),
  constraint status_is_known CHECK (status = ANY (ARRAY['queued'::text, 'approved'::text, 'sent'::text, 'superseded'::text, 'cancelled'::text, 'expired'::text, 'failed'::text])),
  constraint subject_is_one_word CHECK (subject ~ '^\S{1,200}$'::text),
  constraint superseded_has_a_reason CHECK ((superseded_reason IS NOT NULL) = (status = 'superseded'::text)),
  constraint what_ends_has_a_reason CHECK ((status <> ALL (ARRAY['cancelled'::text, 'expired'::text, 'failed'::text])) OR status_reason IS NOT NULL),
  constraint message_queue_status_reason_fkey FOREIGN KEY (status_reason) REFERENCES private.outreach_reasons(reason),
  constraint message_queue_tenant_id_conversation_context_id_fkey FOREIGN KEY (tenant_id, conversation_context_id) REFERENCES public.conversations(tenant_id, id) ON DELETE SET NULL (conversation_context_id),
  constraint message_queue_tenant_id_delivered_message_id_fkey FOREIGN KEY (tenant_id, delivered_message_id) REFERENCES public.messages(tenant_id, id) ON DELETE SET NULL (delivered_message_id),
  constraint message_queue_tenant_id_sender_id_fkey FOREIGN KEY (tenant_id, sender_id) REFERENCES public.senders(tenant_id, id) ON DELETE SET NULL (sender_id),
  constraint message_queue_tenant_id_superseded_by_message_id_fkey FOREIGN KEY (tenant_id, superseded_by_message_id) REFERENCES public.message_queue(tenant_id, id) ON DELETE SET NULL (superseded_by_message_id),
  constraint message_queue_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
) with (fillfactor=80);
comment on table public.message_queue is
  'A proactive text that waits for the orchestrator''s yes. What became of it, and why, stays here; private.outreach_explained tells it in words.';
comment on column public.message_queue.final_message is
  'The words. Null, or with requires_fresh_context: the person''s agent writes them from message_data, just before they are sent.';
comment on column public.message_queue.superseded_by_message_id is
  'The newer text on the same subject; a chain leads to the one that stands.';
comment on column public.message_queue.subject is
  'What it is about: a newer one on the same subject takes its place.';
comment on column public.message_queue.arrival is
  'In the order of arrival: which one is newer.';
comment on column public.message_queue.look_at is
  'When the orchestrator looks at it (again); until then status_reason holds it.';
comment on column public.message_queue.slot_at is
  'When it took its place in its person''s hour and day: when it began to leave.';
comment on column public.message_queue.sequence_id is
  'Engine-made: texts that are to arrive in the order of their positions share it.';
comment on column public.message_queue.sequence_paused_at is
  'When its person wrote in the middle of the sequence.';
comment on column public.message_queue.trace_id is
  'Engine-made: as messages.trace_id.';
CREATE UNIQUE INDEX one_text_a_position ON public.message_queue USING btree (sequence_id, sequence_position) WHERE sequence_id IS NOT NULL;
CREATE INDEX queue_approved ON public.message_queue USING btree (sender_id, look_at) WHERE status = 'approved'::text AND delivered_message_id IS NULL;
CREATE INDEX queue_by_conversation ON public.message_queue USING btree (tenant_id, conversation_context_id) WHERE conversation_context_id IS NOT NULL;
CREATE INDEX queue_by_message ON public.message_queue USING btree (tenant_id, delivered_message_id) WHERE delivered_message_id IS NOT NULL;
CREATE INDEX queue_by_person ON public.message_queue USING btree (tenant_id, user_id, status, scheduled_for) WHERE status = ANY (ARRAY['queued'::text, 'approved'::text]);
CREATE INDEX queue_by_reason ON public.message_queue USING btree (status_reason) WHERE status_reason IS NOT NULL;
CREATE INDEX queue_by_sender ON public.message_queue USING btree (tenant_id, sender_id) WHERE sender_id IS NOT NULL;
CREATE INDEX queue_by_subject ON public.message_queue USING btree (user_id, subject, arrival) WHERE subject IS NOT NULL;
CREATE INDEX queue_by_superseding ON public.message_queue USING btree (tenant_id, superseded_by_message_id) WHERE superseded_by_message_id IS NOT NULL;
CREATE INDEX queue_by_trace ON public.message_queue USING btree (trace_id);
CREATE INDEX queue_due ON public.message_queue USING btree (tenant_id, look_at) WHERE status = 'queued'::text;
CREATE INDEX queue_of_person ON public.message_queue USING btree (tenant_id, user_id);
CREATE INDEX queue_over ON public.message_queue USING btree (created_at) WHERE status <> ALL (ARRAY['queued'::text, 'approved'::text]);
CREATE TRIGGER queued_texts_are_looked_at BEFORE INSERT ON public.message_queue FOR EACH ROW EXECUTE FUNCTION private.time_the_first_look();
alter table public.message_queue enable row level security;
create policy "operators read their tenant's queue" on public.message_queue
  for select to authenticated
  using (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids))));
grant select on public.message_queue to authenticated;
grant delete, insert, select, update on public.message_queue to service_role;

create table public.message_status_events (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  part_id uuid,
  twilio_message_sid text not null,
  status text not null,
  error_code integer,
  received_at timestamptz not null default clock_timestamp(),
  constraint message_status_events_pkey PRIMARY KEY (id),
  constraint the_same_news_once UNIQUE NULLS NOT DISTINCT (tenant_id, twilio_message_sid, status, error_code),
  constraint message_status_events_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE,
  constraint message_status_events_tenant_id_part_id_fkey FOREIGN KEY (tenant_id, part_id) REFERENCES public.message_parts(tenant_id, id) ON DELETE CASCADE
);
comment on table public.message_status_events is
  'Every status callback once, append-only, also those whose text is not ours (part_id null).';
CREATE INDEX status_events_by_part ON public.message_status_events USING btree (tenant_id, part_id);
CREATE TRIGGER message_status_events_are_append_only BEFORE UPDATE ON public.message_status_events FOR EACH ROW EXECUTE FUNCTION private.refuse_change();
CREATE TRIGGER news_outlives_all_but_its_part BEFORE DELETE ON public.message_status_events FOR EACH ROW WHEN (old.part_id IS NOT NULL) EXECUTE FUNCTION private.refuse_erasure('public.message_parts', 'part_id');
CREATE TRIGGER news_outlives_all_but_its_tenant BEFORE DELETE ON public.message_status_events FOR EACH ROW WHEN (old.part_id IS NULL) EXECUTE FUNCTION private.refuse_erasure('public.tenants', 'tenant_id');
alter table public.message_status_events enable row level security;
create policy "operators read their tenant's status news" on public.message_status_events
  for select to authenticated
  using (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids))));
grant select on public.message_status_events to authenticated;
grant delete, insert, select, update on public.message_status_events to service_role;

create table public.messages (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  conversation_id uuid not null,
  user_id uuid not null,
  position bigint not null,
  role text not null,
  direction text not null,
  content text not null,
  media jsonb not null default '[]'::jsonb,
  status text not null,
  status_reason text,
  purpose text not null default 'reply'::text,
  twilio_message_sid text,
  client_message_id uuid,
  trace_id uuid not null default gen_random_uuid(),
  task_id uuid,
  unanswered_reason text,
  message_metadata jsonb not null default '{}'::jsonb,
  analysis_included boolean not null default false,
  token_count integer,
  latency_ms integer,
  created_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  delivered_at timestamptz,
  constraint messages_pkey PRIMARY KEY (id),
  constraint messages_conversation_id_position_key UNIQUE (conversation_id, "position"),
  constraint messages_tenant_id_id_key UNIQUE (tenant_id, id),
  constraint answered_or_not_but_not_both CHECK (task_id IS NULL OR unanswered_reason IS NULL OR direction = 'outbound'::text),
  constraint cancelled_says_why CHECK (status <> 'cancelled'::text OR status_reason IS NOT NULL),
  constraint delivered_at_matches_status CHECK ((delivered_at IS NOT NULL) = (status = 'delivered'::text)),
  constraint direction_is_known CHECK (direction = ANY (ARRAY['inbound'::text, 'outbound'::text])),
  constraint inbound_is_the_users_word CHECK (direction = 'outbound'::text OR role = 'user'::text AND status = 'received'::text),
  constraint not_sent_before_its_turn CHECK (sent_at IS NULL OR (status <> ALL (ARRAY['received'::text, 'pending'::text, 'queued_for_send'::text]))),
  constraint only_a_person_names_their_message CHECK (client_message_id IS NULL OR direction = 'inbound'::text),
  constraint outbound_is_never_the_users_word CHECK (direction = 'inbound'::text OR role <> 'user'::text AND status <> 'received'::text),
  constraint outbound_says_something CHECK (direction = 'inbound'::text OR content ~ '\S'::text),
  constraint purpose_is_known CHECK (purpose = ANY (ARRAY['reply'::text, 'proactive'::text, 'urgent'::text, 'confirmation'::text])),
  constraint role_is_known CHECK (role = ANY (ARRAY['user'::text, 'assistant'::text, 'bouncer'::text, 'concierge'::text, 'innovator'::text, 'coach'::text, 'system'::text])),
  constraint sent_at_is_set_once_sent CHECK (sent_at IS NOT NULL OR (status <> ALL (ARRAY['sent'::text, 'delivered'::text]))),
  constraint status_is_known CHECK (status = ANY (ARRAY['received'::text, 'pending'::text, 'queued_for_send'::text, 'sending'::text, 'sent'::text, 'delivered'::text, 'undelivered'::text, 'failed'::text, 'unknown'::text, 'cancelled'::text])),
  constraint unanswered_reason_is_known CHECK (unanswered_reason = ANY (ARRAY['opt_out_word'::text, 'opt_in_word'::text, 'help_word'::text, 'opted_out'::text, 'short_code_sender'::text, 'own_number'::text, 'inactive'::text, 'given_up'::text, 'cancelled'::text, 'opt_out_said'::text, 'reaction'::text, 'auto_responder'::text, 'blocked'::text])),
  constraint messages_tenant_id_user_id_conversation_id_fkey FOREIGN KEY (tenant_id, user_id, conversation_id) REFERENCES public.conversations(tenant_id, user_id, id) ON DELETE CASCADE
) with (fillfactor=80);
comment on table public.messages is
  'Every text, in or out, numbered within its conversation. What Twilio is given are its parts.';
comment on column public.messages.status is
  'pending is the word an agent inserts; what is stored is queued_for_send.';
comment on column public.messages.purpose is
  'Outbound: an answer; a text nobody asked for; one in a crisis, which no rule but an opt-out holds up; or the one word that confirms an opt-out, and may leave after it.';
comment on column public.messages.client_message_id is
  'Of a message written on the web: the name that its page gave it. Sent twice, it is stored once. Not a foreign key: it names nothing of ours.';
comment on column public.messages.trace_id is
  'Engine-made: ties together all that one text caused. An id of its own, of no table.';
comment on column public.messages.task_id is
  'Inbound: the task whose turn took it. Outbound: the task that wrote it. Engine-made, and not a foreign key: finished tasks are forgotten before their texts.';
comment on column public.messages.unanswered_reason is
  'Inbound: why no task answered it. A text has one of the two, or still waits.';
CREATE INDEX messages_by_trace ON public.messages USING btree (trace_id);
CREATE INDEX messages_by_user ON public.messages USING btree (tenant_id, user_id, created_at DESC);
CREATE INDEX messages_given_up ON public.messages USING btree (created_at) WHERE status_reason = 'fate_unknown'::text;
CREATE INDEX messages_of_auto_responders ON public.messages USING btree (created_at) WHERE unanswered_reason = 'auto_responder'::text;
CREATE INDEX messages_waiting_for_an_answer ON public.messages USING btree (conversation_id, "position") WHERE direction = 'inbound'::text AND task_id IS NULL AND unanswered_reason IS NULL;
CREATE INDEX messages_written_on_the_web ON public.messages USING btree (tenant_id, created_at DESC) WHERE client_message_id IS NOT NULL;
CREATE UNIQUE INDEX one_inbound_message_a_sid ON public.messages USING btree (tenant_id, twilio_message_sid) WHERE direction = 'inbound'::text;
CREATE UNIQUE INDEX one_message_a_client_id ON public.messages USING btree (conversation_id, client_message_id) WHERE client_message_id IS NOT NULL;
CREATE TRIGGER messages_are_numbered BEFORE INSERT ON public.messages FOR EACH ROW EXECUTE FUNCTION private.number_message();
CREATE TRIGGER newcomers_are_told_who_writes BEFORE INSERT ON public.messages FOR EACH ROW WHEN (new.direction = 'outbound'::text AND new.status = 'pending'::text AND (new.purpose = ANY (ARRAY['reply'::text, 'proactive'::text]))) EXECUTE FUNCTION private.introduce();
CREATE TRIGGER on_message_count_check AFTER INSERT ON public.messages FOR EACH ROW WHEN ((new."position" % 50::bigint) = 0) EXECUTE FUNCTION private.check_conversation_summary();
CREATE TRIGGER on_message_media AFTER INSERT ON public.messages FOR EACH ROW WHEN (new.direction = 'inbound'::text AND jsonb_typeof(new.media) = 'array'::text AND new.media <> '[]'::jsonb) EXECUTE FUNCTION private.expect_media();
CREATE TRIGGER on_message_pending BEFORE INSERT ON public.messages FOR EACH ROW WHEN (new.direction = 'outbound'::text AND new.status = 'pending'::text) EXECUTE FUNCTION private.notify_send_sms();
CREATE TRIGGER on_message_send AFTER INSERT ON public.messages FOR EACH ROW WHEN (new.direction = 'outbound'::text AND new.status = 'queued_for_send'::text) EXECUTE FUNCTION private.notify_send_sms();
CREATE TRIGGER the_queue_follows_its_texts AFTER UPDATE OF status, status_reason ON public.messages FOR EACH ROW WHEN ((new.purpose = ANY (ARRAY['proactive'::text, 'urgent'::text])) AND (new.status IS DISTINCT FROM old.status OR new.status_reason IS DISTINCT FROM old.status_reason) AND new.status_reason IS DISTINCT FROM 'put_back'::text AND ((new.status = ANY (ARRAY['sent'::text, 'delivered'::text, 'undelivered'::text, 'failed'::text, 'cancelled'::text])) OR new.status = 'unknown'::text AND new.status_reason = 'fate_unknown'::text)) EXECUTE FUNCTION private.follow_text();
CREATE TRIGGER trigger_analysis_queue AFTER INSERT ON public.messages FOR EACH ROW WHEN (new.direction = 'inbound'::text) EXECUTE FUNCTION private.queue_analysis_check();
alter table public.messages enable row level security;
create policy "members read their own messages, operators their tenant's" on public.messages
  for select to authenticated
  using ((user_id = ANY ((ARRAY( SELECT private.user_ids() AS user_ids)))) OR (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids)))));
grant select on public.messages to authenticated;
grant delete, insert, select, update on public.messages to service_role;

create view public.monthly_usage_summary with (security_invoker=true) as
 SELECT tenant_id,
    user_id,
    month,
    model_calls,
    input_tokens,
    output_tokens,
    cache_read_tokens,
    cache_write_tokens,
    cost_usd,
    unpriced_calls,
    active_days
   FROM private.read_monthly_usage() read_monthly_usage(tenant_id, user_id, month, model_calls, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, cost_usd, unpriced_calls, active_days);
comment on view public.monthly_usage_summary is
  'A member''s own usage by month, an operator''s tenant''s; as of the last refresh. It asks who signed in: service_role, who is nobody, reads the one in private.';
grant select on public.monthly_usage_summary to authenticated;
grant delete, insert, select, update on public.monthly_usage_summary to service_role;

create table public.operators (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  auth_id uuid,
  email text,
  role text not null default 'operator'::text,
  created_at timestamptz not null default now(),
  constraint operators_pkey PRIMARY KEY (id),
  constraint operators_tenant_id_auth_id_key UNIQUE (tenant_id, auth_id),
  constraint operators_tenant_id_email_key UNIQUE (tenant_id, email),
  constraint email_is_lower_case CHECK (email = lower(email)),
  constraint invited_or_signed_in CHECK (num_nonnulls(auth_id, email) > 0),
  constraint role_is_known CHECK (role = ANY (ARRAY['owner'::text, 'operator'::text, 'viewer'::text])),
  constraint operators_auth_id_fkey FOREIGN KEY (auth_id) REFERENCES auth.users(id) ON DELETE CASCADE,
  constraint operators_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE
);
comment on table public.operators is
  'Who may see a tenant''s rows in the console: invited by email, theirs once they have signed in.';
CREATE INDEX operators_by_sign_in ON public.operators USING btree (auth_id);
CREATE INDEX operators_invited ON public.operators USING btree (email) WHERE auth_id IS NULL;
alter table public.operators enable row level security;
create policy "operators read their colleagues" on public.operators
  for select to authenticated
  using (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids))));
grant select on public.operators to authenticated;
grant delete, insert, select, update on public.operators to service_role;

create table public.prospects (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  email text,
  phone_number text,
  linkedin_url text,
  first_name text,
  last_name text,
  company text,
  title text,
  innovator_id uuid not null,
  uploaded_at timestamptz not null default now(),
  upload_source text,
  upload_batch_id uuid,
  status text not null default 'pending'::text,
  converted_to_user_id uuid,
  converted_at timestamptz,
  prospect_notes text,
  target_solution_categories text[],
  metadata jsonb,
  match_at timestamptz not null default now(),
  company_key text generated always as (private.company_key(company)) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint prospects_pkey PRIMARY KEY (id),
  constraint prospects_tenant_id_id_key UNIQUE (tenant_id, id),
  constraint converted_at_matches_status CHECK ((converted_at IS NOT NULL) = (status = 'converted'::text)),
  constraint email_is_lower_case CHECK (email = lower(email)),
  constraint linkedin_url_is_lower_case CHECK (linkedin_url = lower(linkedin_url)),
  constraint phone_number_is_e164 CHECK (phone_number ~ '^\+[1-9][0-9]{6,14}$'::text),
  constraint somebody_can_be_recognised CHECK (num_nonnulls(email, phone_number, linkedin_url, last_name) > 0),
  constraint status_is_known CHECK (status = ANY (ARRAY['pending'::text, 'converted'::text, 'inactive'::text])),
  constraint upload_source_is_known CHECK (upload_source = ANY (ARRAY['csv'::text, 'manual'::text, 'api'::text])),
  constraint prospects_tenant_id_converted_to_user_id_fkey FOREIGN KEY (tenant_id, converted_to_user_id) REFERENCES public.users(tenant_id, id) ON DELETE SET NULL (converted_to_user_id),
  constraint prospects_tenant_id_innovator_id_fkey FOREIGN KEY (tenant_id, innovator_id) REFERENCES public.innovators(tenant_id, id) ON DELETE CASCADE
);
comment on table public.prospects is
  'Somebody outside whom an innovator would like to meet.';
comment on column public.prospects.upload_batch_id is
  'Engine-made: what was uploaded at once shares it, and can be undone at once.';
comment on column public.prospects.target_solution_categories is
  'What they look for themselves, of a member for whom research found this innovator.';
comment on column public.prospects.match_at is
  'When a connector is looked for (again); infinity: somebody is offered them, or they were introduced.';
CREATE UNIQUE INDEX one_prospect_a_name ON public.prospects USING btree (innovator_id, private.full_name(first_name, last_name), company_key) WHERE email IS NULL AND phone_number IS NULL AND linkedin_url IS NULL;
CREATE UNIQUE INDEX one_prospect_a_number ON public.prospects USING btree (innovator_id, phone_number) WHERE phone_number IS NOT NULL;
CREATE UNIQUE INDEX one_prospect_a_profile ON public.prospects USING btree (innovator_id, linkedin_url) WHERE linkedin_url IS NOT NULL;
CREATE UNIQUE INDEX one_prospect_an_email ON public.prospects USING btree (innovator_id, email) WHERE email IS NOT NULL;
CREATE INDEX prospects_by_batch ON public.prospects USING btree (upload_batch_id) WHERE upload_batch_id IS NOT NULL;
CREATE INDEX prospects_by_email ON public.prospects USING btree (tenant_id, lower(email)) WHERE email IS NOT NULL;
CREATE INDEX prospects_by_innovator ON public.prospects USING btree (tenant_id, innovator_id);
CREATE INDEX prospects_by_member ON public.prospects USING btree (tenant_id, converted_to_user_id) WHERE converted_to_user_id IS NOT NULL;
CREATE INDEX prospects_by_name ON public.prospects USING btree (innovator_id, private.full_name(first_name, last_name), company_key);
CREATE INDEX prospects_by_number ON public.prospects USING btree (tenant_id, phone_number) WHERE phone_number IS NOT NULL;
CREATE INDEX prospects_by_status ON public.prospects USING btree (tenant_id, status);
CREATE INDEX prospects_to_match ON public.prospects USING btree (innovator_id, match_at) WHERE match_at < 'infinity'::timestamp with time zone AND status <> 'inactive'::text;
CREATE INDEX prospects_to_match_by_company ON public.prospects USING btree (tenant_id, company_key) WHERE match_at < 'infinity'::timestamp with time zone AND status <> 'inactive'::text;
CREATE TRIGGER prospects_touch BEFORE UPDATE ON public.prospects FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();
alter table public.prospects enable row level security;
create policy "innovators read their own prospects, operators their tenant's" on public.prospects
  for select to authenticated
  using ((innovator_id = ANY ((ARRAY( SELECT i.id
   FROM public.innovators i
  WHERE i.user_id = ANY ((ARRAY( SELECT private.user_ids() AS user_ids))))))) OR (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids)))));
grant select on public.prospects to authenticated;
grant delete, insert, select, update on public.prospects to service_role;

create table public.senders (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  phone_number text not null,
  account_sid text not null,
  messaging_service_sid text,
  auth_token_secret text not null,
  segments_per_second numeric not null default 1,
  paused_at timestamptz,
  paused_reason text,
  paused_until timestamptz,
  created_at timestamptz not null default now(),
  constraint senders_pkey PRIMARY KEY (id),
  constraint senders_account_sid_phone_number_key UNIQUE (account_sid, phone_number),
  constraint senders_tenant_id_id_key UNIQUE (tenant_id, id),
  constraint account_sid_is_twilios CHECK (account_sid ~ '^AC[0-9a-f]{32}$'::text),
  constraint messaging_service_sid_is_twilios CHECK (messaging_service_sid ~ '^MG[0-9a-f]{32}$'::text),
  constraint only_a_pause_ends CHECK (paused_until IS NULL OR paused_at IS NOT NULL),
  constraint pause_has_a_reason CHECK ((paused_at IS NULL) = (paused_reason IS NULL)),
  constraint phone_number_is_e164 CHECK (phone_number ~ '^\+[1-9][0-9]{6,14}$'::text),
  constraint segments_per_second_is_positive CHECK (segments_per_second > 0::numeric),
  constraint senders_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE
);
comment on table public.senders is
  'The numbers a tenant texts from, and whose account they are.';
comment on column public.senders.auth_token_secret is
  'The name of the Vault secret with this account''s auth token.';
comment on column public.senders.paused_until is
  'A pause that ends by itself; null: somebody has to end it.';
CREATE INDEX senders_by_messaging_service ON public.senders USING btree (messaging_service_sid) WHERE messaging_service_sid IS NOT NULL;
alter table public.senders enable row level security;
create policy "operators read their senders" on public.senders
  for select to authenticated
  using (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids))));
grant delete, insert, select, update on public.senders to service_role;
grant select (id, tenant_id, phone_number, segments_per_second, paused_at, paused_reason, paused_until, created_at) on public.senders to authenticated;

create table public.solution_workflows (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  request_description text not null,
  category text,
  current_step text not null,
  status text not null default 'in_progress'::text,
  perplexity_results jsonb,
  matched_innovators jsonb,
  community_insights jsonb,
  expert_recommendations jsonb,
  quality_threshold_met boolean not null default false,
  last_decision_at timestamptz,
  next_action text,
  pending_tasks jsonb not null default '[]'::jsonb,
  completed_tasks jsonb not null default '[]'::jsonb,
  conversation_log jsonb not null default '[]'::jsonb,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  completed_at timestamptz,
  constraint solution_workflows_pkey PRIMARY KEY (id),
  constraint solution_workflows_tenant_id_id_key UNIQUE (tenant_id, id),
  constraint completed_at_matches_status CHECK ((completed_at IS NOT NULL) = (status = 'completed'::text)),
  constraint current_step_is_known CHECK (current_step = ANY (ARRAY['research'::text, 'match_innovators'::text, 'ask_community'::text, 'wait'::text, 'evaluate'::text, 'recommend'::text])),
  constraint status_is_known CHECK (status = ANY (ARRAY['in_progress'::text, 'completed'::text, 'cancelled'::text])),
  constraint solution_workflows_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
);
comment on table public.solution_workflows is
  'The search for a solution, step by step, with what each step found and why it went on.';
CREATE UNIQUE INDEX one_open_workflow_a_need ON public.solution_workflows USING btree (user_id, private.same_words(request_description)) WHERE status = 'in_progress'::text;
CREATE INDEX workflows_by_person ON public.solution_workflows USING btree (tenant_id, user_id, status);
CREATE INDEX workflows_open ON public.solution_workflows USING btree (created_at) WHERE status = 'in_progress'::text;
CREATE TRIGGER on_solution_cancelled AFTER UPDATE OF status ON public.solution_workflows FOR EACH ROW WHEN (new.status = 'cancelled'::text AND old.status <> 'cancelled'::text) EXECUTE FUNCTION private.note_cancelled();
CREATE TRIGGER on_solution_changed AFTER UPDATE ON public.solution_workflows FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status OR old.perplexity_results IS DISTINCT FROM new.perplexity_results OR old.matched_innovators IS DISTINCT FROM new.matched_innovators OR old.community_insights IS DISTINCT FROM new.community_insights OR old.expert_recommendations IS DISTINCT FROM new.expert_recommendations) EXECUTE FUNCTION private.notice_solution();
CREATE TRIGGER on_solution_made AFTER INSERT ON public.solution_workflows FOR EACH ROW WHEN (new.status = 'completed'::text) EXECUTE FUNCTION private.notice_solution();
CREATE TRIGGER research_keeps_to_its_edges BEFORE UPDATE OF status, current_step ON public.solution_workflows FOR EACH ROW WHEN (old.status IS DISTINCT FROM new.status OR old.current_step IS DISTINCT FROM new.current_step) EXECUTE FUNCTION private.keep_to_solution_edges();
CREATE TRIGGER solution_workflows_touch BEFORE UPDATE ON public.solution_workflows FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();
alter table public.solution_workflows enable row level security;
create policy "members read their own research, operators their tenant's" on public.solution_workflows
  for select to authenticated
  using ((user_id = ANY ((ARRAY( SELECT private.user_ids() AS user_ids)))) OR (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids)))));
grant select on public.solution_workflows to authenticated;
grant delete, insert, select, update on public.solution_workflows to service_role;

create table public.tenants (
  id uuid not null default gen_random_uuid(),
  slug text not null,
  name text not null,
  product text not null,
  settings jsonb not null default '{}'::jsonb,
  countries text[] not null default '{US,CA}'::text[],
  link_hosts text[] not null default '{}'::text[],
  inbound_email_domain text,
  paused_at timestamptz,
  paused_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint tenants_pkey PRIMARY KEY (id),
  constraint tenants_inbound_email_domain_key UNIQUE (inbound_email_domain),
  constraint tenants_slug_key UNIQUE (slug),
  constraint countries_are_known_by_two_letters CHECK (array_to_string(countries, ' '::text, '?'::text) ~ '^([A-Z]{2}( |$))*$'::text),
  constraint inbound_email_domain_is_a_domain CHECK (inbound_email_domain ~ '^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$'::text),
  constraint link_hosts_are_host_names CHECK (array_to_string(link_hosts, ' '::text, '?'::text) ~ '^(([a-z0-9]([a-z0-9-]*[a-z0-9])?[.])+[a-z]{2,}( |$))*$'::text),
  constraint name_is_not_empty CHECK (length(btrim(name)) >= 1 AND length(btrim(name)) <= 200),
  constraint pause_has_a_reason CHECK ((paused_at IS NULL) = (paused_reason IS NULL)),
  constraint product_is_known CHECK (product = ANY (ARRAY['network'::text, 'assistant'::text, 'coach'::text])),
  constraint settings_are_an_object CHECK (jsonb_typeof(settings) = 'object'::text),
  constraint settings_are_numbers CHECK (NOT settings @? 'strict $.*?(@.type() != "number")'::jsonpath),
  constraint slug_is_short_and_plain CHECK (slug ~ '^[a-z0-9][a-z0-9-]{1,39}$'::text)
);
comment on table public.tenants is
  'An organisation that runs the system.';
comment on column public.tenants.settings is
  'Its own values of private.settings, by the same names; of those that are by_tenant.';
comment on column public.tenants.countries is
  'ISO 3166 codes of the countries it may text; a text to any other does not leave.';
comment on column public.tenants.link_hosts is
  'Hosts that its agents may link to, with all below them; other links are taken out of a text.';
comment on column public.tenants.inbound_email_domain is
  'The domain whose mail comes to email-webhook; null: its people cannot confirm an email.';
CREATE TRIGGER settings_are_known BEFORE INSERT OR UPDATE OF settings ON public.tenants FOR EACH ROW WHEN (jsonb_typeof(new.settings) = 'object'::text) EXECUTE FUNCTION private.check_settings();
CREATE TRIGGER tenants_touch BEFORE UPDATE ON public.tenants FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();
alter table public.tenants enable row level security;
create policy "operators read their tenant" on public.tenants
  for select to authenticated
  using (id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids))));
grant select on public.tenants to authenticated;
grant delete, insert, select, update on public.tenants to service_role;

create table public.usage_metrics (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid,
  date date not null,
  model_calls integer not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  cache_read_tokens bigint not null default 0,
  cache_write_tokens bigint not null default 0,
  cost_usd numeric(16,8) not null default 0,
  unpriced_calls integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint usage_metrics_pkey PRIMARY KEY (id),
  constraint usage_metrics_tenant_id_user_id_date_key UNIQUE NULLS NOT DISTINCT (tenant_id, user_id, date),
  constraint cache_read_tokens_is_not_negative CHECK (cache_read_tokens >= 0),
  constraint cache_write_tokens_is_not_negative CHECK (cache_write_tokens >= 0),
  constraint cost_usd_is_not_negative CHECK (cost_usd >= 0::numeric),
  constraint input_tokens_is_not_negative CHECK (input_tokens >= 0),
  constraint model_calls_is_not_negative CHECK (model_calls >= 0),
  constraint output_tokens_is_not_negative CHECK (output_tokens >= 0),
  constraint unpriced_calls_are_calls CHECK (unpriced_calls >= 0 AND unpriced_calls <= model_calls),
  constraint usage_metrics_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE,
  constraint usage_metrics_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
) with (fillfactor=70);
comment on table public.usage_metrics is
  'One row a person and UTC day; without a user, what the tenant''s own work used.';
comment on column public.usage_metrics.unpriced_calls is
  'Calls whose model has no price yet. cost_usd is without them: unknown is not zero.';
CREATE INDEX usage_by_day ON public.usage_metrics USING btree (tenant_id, date);
CREATE TRIGGER usage_metrics_touch BEFORE UPDATE ON public.usage_metrics FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();
alter table public.usage_metrics enable row level security;
create policy "members read their own usage, operators their tenant's" on public.usage_metrics
  for select to authenticated
  using ((user_id = ANY ((ARRAY( SELECT private.user_ids() AS user_ids)))) OR (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids)))));
grant select on public.usage_metrics to authenticated;
grant delete, insert, select, update on public.usage_metrics to service_role;

create view public.user_credit_balances with (security_invoker=true) as
 SELECT tenant_id,
    user_id,
    COALESCE(sum(amount) FILTER (WHERE processed), 0::bigint) AS balance,
    count(*) AS transaction_count,
    max(created_at) AS last_transaction_at
   FROM public.credit_events c
  GROUP BY tenant_id, user_id;
comment on view public.user_credit_balances is
  'The ledger''s own sums, computed: what users.credit_balance must equal.';
grant select on public.user_credit_balances to authenticated;
grant delete, insert, select, update on public.user_credit_balances to service_role;

create table public.user_message_budget (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  date date not null,
  messages_sent integer not null default 0,
  last_message_at timestamptz,
  daily_limit integer not null default 5,
  hourly_limit integer not null default 2,
  quiet_hours_enabled boolean not null default true,
  created_at timestamptz not null default now(),
  replies_sent integer not null default 0,
  slots_at timestamptz[] not null default '{}'::timestamp with time zone[],
  not_before timestamptz,
  constraint user_message_budget_pkey PRIMARY KEY (id),
  constraint user_message_budget_user_id_date_key UNIQUE (user_id, date),
  constraint daily_limit_is_not_negative CHECK (daily_limit >= 0),
  constraint hourly_limit_is_not_negative CHECK (hourly_limit >= 0),
  constraint messages_sent_is_not_negative CHECK (messages_sent >= 0),
  constraint replies_sent_is_not_negative CHECK (replies_sent >= 0),
  constraint user_message_budget_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
);
comment on table public.user_message_budget is
  'What a person was sent on one of their own days, and how much they may be. Its row is locked to decide.';
comment on column public.user_message_budget.quiet_hours_enabled is
  'False: on this day the person''s own quiet hours do not count. Their tenant''s always do.';
comment on column public.user_message_budget.replies_sent is
  'Answers, which no limit counts.';
comment on column public.user_message_budget.slots_at is
  'When each proactive text of the day began to leave; a limit counts these, over midnight too.';
comment on column public.user_message_budget.not_before is
  'When what the night before has held for this person may leave.';
CREATE INDEX budget_by_day ON public.user_message_budget USING btree (date);
CREATE INDEX budget_by_person ON public.user_message_budget USING btree (tenant_id, user_id, date DESC);
alter table public.user_message_budget enable row level security;
create policy "members read their own budget, operators their tenant's" on public.user_message_budget
  for select to authenticated
  using ((user_id = ANY ((ARRAY( SELECT private.user_ids() AS user_ids)))) OR (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids)))));
grant select on public.user_message_budget to authenticated;
grant delete, insert, select, update on public.user_message_budget to service_role;

create table public.user_priorities (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  user_id uuid not null,
  priority_rank integer not null,
  item_type text not null,
  item_id uuid not null,
  value_score numeric(5,2),
  status text not null default 'active'::text,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  presented_at timestamptz,
  expired_reason text,
  constraint user_priorities_pkey PRIMARY KEY (id),
  constraint user_priorities_tenant_id_id_key UNIQUE (tenant_id, id),
  constraint user_priorities_user_id_item_type_item_id_key UNIQUE (user_id, item_type, item_id),
  constraint expired_reason_is_known CHECK (expired_reason = ANY (ARRAY['over'::text, 'stale'::text, 'unanswered'::text])),
  constraint item_type_is_known CHECK (item_type = ANY (ARRAY['intro_opportunity'::text, 'community_request'::text, 'community_response'::text, 'expert_impact_notification'::text, 'solution_update'::text])),
  constraint only_what_expired_has_a_reason CHECK (expired_reason IS NULL OR status = 'expired'::text),
  constraint presented_has_a_time CHECK (status <> 'presented'::text OR presented_at IS NOT NULL),
  constraint priority_rank_counts_from_one CHECK (priority_rank > 0),
  constraint status_is_known CHECK (status = ANY (ARRAY['active'::text, 'presented'::text, 'actioned'::text, 'expired'::text])),
  constraint value_score_is_zero_to_hundred CHECK (value_score >= 0::numeric AND value_score <= 100::numeric),
  constraint user_priorities_tenant_id_user_id_fkey FOREIGN KEY (tenant_id, user_id) REFERENCES public.users(tenant_id, id) ON DELETE CASCADE
);
comment on table public.user_priorities is
  'What is worth a member''s attention, ranked from 1.';
comment on column public.user_priorities.priority_rank is
  'Of an active one: 1 is worth most, and there are no gaps. Of any other: the last it had.';
comment on column public.user_priorities.expired_reason is
  'over: there is nothing to do about the item any more; stale: it was not come to in its time; unanswered: it was presented, and nothing came back.';
CREATE INDEX priorities_active ON public.user_priorities USING btree (tenant_id, user_id, priority_rank) WHERE status = 'active'::text;
CREATE INDEX priorities_by_person ON public.user_priorities USING btree (tenant_id, user_id);
CREATE INDEX priorities_presented ON public.user_priorities USING btree (tenant_id, user_id, presented_at) WHERE status = 'presented'::text;
CREATE TRIGGER experts_are_told_once AFTER UPDATE OF status ON public.user_priorities FOR EACH ROW WHEN (new.item_type = 'expert_impact_notification'::text AND new.status = 'presented'::text AND old.status <> 'presented'::text) EXECUTE FUNCTION private.note_impact_told();
CREATE TRIGGER item_is_the_tenants BEFORE INSERT OR UPDATE OF tenant_id, item_id, item_type ON public.user_priorities FOR EACH ROW EXECUTE FUNCTION private.same_tenant('item_id', 'item_type');
CREATE TRIGGER ranks_close_up AFTER DELETE ON public.user_priorities REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION private.close_ranks();
CREATE TRIGGER ranks_have_no_gaps AFTER UPDATE ON public.user_priorities REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION private.close_ranks();
alter table public.user_priorities enable row level security;
create policy "members read their own priorities, operators their tenant's" on public.user_priorities
  for select to authenticated
  using ((user_id = ANY ((ARRAY( SELECT private.user_ids() AS user_ids)))) OR (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids)))));
grant select on public.user_priorities to authenticated;
grant delete, insert, select, update on public.user_priorities to service_role;

create table public.users (
  id uuid not null default gen_random_uuid(),
  tenant_id uuid not null,
  auth_id uuid,
  phone_number text,
  phone_number_history jsonb not null default '[]'::jsonb,
  email text,
  first_name text,
  last_name text,
  company text,
  title text,
  linkedin_url text,
  verified boolean not null default false,
  email_verified boolean not null default false,
  innovator boolean not null default false,
  expert_connector boolean not null default false,
  expertise text[],
  poc_agent_id text,
  poc_agent_type text,
  quiet_hours_start time,
  quiet_hours_end time,
  timezone text,
  response_pattern jsonb,
  credit_balance integer not null default 0,
  status_level text not null default 'member'::text,
  referred_by uuid,
  name_dropped text,
  goals text[] not null default '{}'::text[],
  stage integer not null default 1,
  profile jsonb not null default '{}'::jsonb,
  preferences jsonb not null default '{}'::jsonb,
  graduation_date timestamptz,
  is_active boolean not null default true,
  is_test boolean not null default false,
  opted_out_at timestamptz,
  daily_limit integer,
  hourly_limit integer,
  muted_until timestamptz,
  blocked_at timestamptz,
  blocked_reason text,
  unreachable_at timestamptz,
  unreachable_until timestamptz,
  unreachable_code integer,
  texted_at timestamptz,
  new_number_until timestamptz,
  moved_to uuid,
  last_active_at timestamptz,
  last_active timestamptz generated always as (last_active_at) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint users_pkey PRIMARY KEY (id),
  constraint users_tenant_id_auth_id_key UNIQUE (tenant_id, auth_id),
  constraint users_tenant_id_id_key UNIQUE (tenant_id, id),
  constraint a_block_has_a_reason CHECK ((blocked_at IS NULL) = (blocked_reason IS NULL)),
  constraint a_person_can_be_reached CHECK (phone_number IS NOT NULL OR auth_id IS NOT NULL OR email_verified OR NOT is_active),
  constraint company_fits CHECK (length(company) <= 255),
  constraint credit_balance_is_not_negative CHECK (credit_balance >= 0),
  constraint daily_limit_is_zero_to_a_hundred CHECK (daily_limit >= 0 AND daily_limit <= 100),
  constraint email_fits CHECK (length(email) <= 255),
  constraint first_name_fits CHECK (length(first_name) <= 100),
  constraint hourly_limit_is_zero_to_a_hundred CHECK (hourly_limit >= 0 AND hourly_limit <= 100),
  constraint last_name_fits CHECK (length(last_name) <= 100),
  constraint linkedin_url_fits CHECK (length(linkedin_url) <= 500),
  constraint name_dropped_fits CHECK (length(name_dropped) <= 200),
  constraint nobody_refers_themselves CHECK (referred_by <> id),
  constraint phone_number_history_is_a_list CHECK (jsonb_typeof(phone_number_history) = 'array'::text),
  constraint phone_number_is_e164_or_short_code CHECK (phone_number ~ '^(\+[1-9][0-9]{6,14}|[0-9]{3,8})$'::text),
  constraint poc_agent_type_is_known CHECK (poc_agent_type = ANY (ARRAY['bouncer'::text, 'concierge'::text, 'innovator'::text, 'coach'::text, 'assistant'::text])),
  constraint quiet_hours_end_is_a_whole_minute CHECK (EXTRACT(second FROM quiet_hours_end) = 0::numeric),
  constraint quiet_hours_have_both_ends CHECK ((quiet_hours_start IS NULL) = (quiet_hours_end IS NULL)),
  constraint quiet_hours_start_is_a_whole_minute CHECK (EXTRACT(second FROM quiet_hours_start) = 0::numeric),
  constraint stage_is_one_to_three CHECK (stage = ANY (ARRAY[1, 2, 3])),
  constraint status_level_is_a_word CHECK (status_level ~ '^[a-z_]+$'::text),
  constraint title_fits CHECK (length(title) <= 255),
  constraint unreachable_for_a_reason CHECK (num_nulls(unreachable_at, unreachable_until, unreachable_code) = ANY (ARRAY[0, 3])),
  constraint who_has_moved_has_no_number CHECK (moved_to IS NULL OR phone_number IS NULL AND NOT is_active),
  constraint users_auth_id_fkey FOREIGN KEY (auth_id) REFERENCES auth.users(id) ON DELETE SET NULL,
  constraint users_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES public.tenants(id) ON DELETE CASCADE,
  constraint users_tenant_id_moved_to_fkey FOREIGN KEY (tenant_id, moved_to) REFERENCES public.users(tenant_id, id) ON DELETE SET NULL (moved_to),
  constraint users_tenant_id_referred_by_fkey FOREIGN KEY (tenant_id, referred_by) REFERENCES public.users(tenant_id, id) ON DELETE SET NULL (referred_by)
);
comment on table public.users is
  'A person in one tenant; a member is a verified one.';
comment on column public.users.is_test is
  'Somebody who tries things out for their tenant: answered like anybody, and left out of its statistics and its usage.';
comment on column public.users.opted_out_at is
  'The newest word of consent_events, kept here so that a send can lock it. Null: may be texted.';
comment on column public.users.daily_limit is
  'Proactive texts a day, by their own wish; null: as their tenant has it.';
comment on column public.users.hourly_limit is
  'And in any 60 minutes.';
comment on column public.users.muted_until is
  'By their own wish nothing proactive leaves before; answers do. infinity: until they say so.';
comment on column public.users.blocked_at is
  'An operator''s: nothing is sent to them, and what they text is stored and not answered.';
comment on column public.users.unreachable_until is
  'The carrier says that nothing arrives (unreachable_code); their own next text ends it.';
comment on column public.users.texted_at is
  'When a text of ours first left for them.';
comment on column public.users.new_number_until is
  'By their own word: until then whoever confirms their email from another number takes their account there.';
comment on column public.users.moved_to is
  'Of a row that somebody had at the door of their new number, until they confirmed the email of the account that they have: that account.';
comment on column public.users.last_active is
  'Seed 5''s name for last_active_at.';
CREATE INDEX members_by_name ON public.users USING btree (tenant_id, private.full_name(first_name, last_name)) WHERE verified;
CREATE INDEX members_by_profile ON public.users USING btree (tenant_id, private.profile_key(linkedin_url)) WHERE verified AND linkedin_url IS NOT NULL;
CREATE UNIQUE INDEX one_person_a_number ON public.users USING btree (tenant_id, phone_number) WHERE phone_number IS NOT NULL;
CREATE UNIQUE INDEX one_verified_email_a_tenant ON public.users USING btree (tenant_id, lower(email)) WHERE email_verified;
CREATE INDEX users_by_agent ON public.users USING btree (tenant_id, poc_agent_type, verified);
CREATE INDEX users_by_email ON public.users USING btree (tenant_id, lower(email)) WHERE email IS NOT NULL;
CREATE INDEX users_by_referrer ON public.users USING btree (tenant_id, referred_by) WHERE referred_by IS NOT NULL;
CREATE INDEX users_by_sign_in ON public.users USING btree (auth_id) WHERE auth_id IS NOT NULL;
CREATE INDEX users_moved ON public.users USING btree (tenant_id, moved_to) WHERE moved_to IS NOT NULL;
CREATE INDEX users_unreachable ON public.users USING btree (unreachable_at) WHERE unreachable_at IS NOT NULL;
CREATE TRIGGER balances_begin_at_nothing BEFORE INSERT ON public.users FOR EACH ROW WHEN (new.credit_balance <> 0) EXECUTE FUNCTION private.guard_balance();
CREATE TRIGGER balances_move_by_the_ledger BEFORE UPDATE OF credit_balance ON public.users FOR EACH ROW WHEN (new.credit_balance <> old.credit_balance) EXECUTE FUNCTION private.guard_balance();
CREATE TRIGGER companies_are_noted AFTER INSERT ON public.users FOR EACH ROW WHEN (new.company IS NOT NULL) EXECUTE FUNCTION private.note_employment();
CREATE TRIGGER companies_are_noted_again AFTER UPDATE OF company ON public.users FOR EACH ROW WHEN (old.company IS DISTINCT FROM new.company) EXECUTE FUNCTION private.note_employment();
CREATE TRIGGER experts_are_found_by_their_words AFTER UPDATE ON public.users FOR EACH ROW WHEN (old.verified IS DISTINCT FROM new.verified OR old.is_active IS DISTINCT FROM new.is_active OR old.expertise IS DISTINCT FROM new.expertise OR old.title IS DISTINCT FROM new.title OR (old.opted_out_at IS NULL) IS DISTINCT FROM (new.opted_out_at IS NULL) OR (old.blocked_at IS NULL) IS DISTINCT FROM (new.blocked_at IS NULL)) EXECUTE FUNCTION private.keep_expert_words();
CREATE TRIGGER low_balances_are_told AFTER UPDATE OF credit_balance ON public.users FOR EACH ROW WHEN (new.innovator AND new.verified AND new.credit_balance < old.credit_balance) EXECUTE FUNCTION private.warn_of_low_balance();
CREATE TRIGGER members_are_ranked AFTER INSERT OR UPDATE OF verified ON public.users FOR EACH ROW WHEN (new.verified) EXECUTE FUNCTION private.expect_ranking();
CREATE TRIGGER members_may_know_prospects AFTER UPDATE OF verified, company ON public.users FOR EACH ROW WHEN (new.verified AND new.company IS NOT NULL AND (new.verified IS DISTINCT FROM old.verified OR new.company IS DISTINCT FROM old.company)) EXECUTE FUNCTION private.notice_member();
CREATE TRIGGER new_experts_are_found AFTER INSERT ON public.users FOR EACH ROW WHEN (new.verified) EXECUTE FUNCTION private.keep_expert_words();
CREATE TRIGGER new_wishes_are_heeded AFTER UPDATE OF timezone, quiet_hours_start, quiet_hours_end, daily_limit, hourly_limit, muted_until, unreachable_until ON public.users FOR EACH ROW WHEN (old.timezone IS DISTINCT FROM new.timezone OR old.quiet_hours_start IS DISTINCT FROM new.quiet_hours_start OR old.quiet_hours_end IS DISTINCT FROM new.quiet_hours_end OR old.daily_limit IS DISTINCT FROM new.daily_limit OR old.hourly_limit IS DISTINCT FROM new.hourly_limit OR old.muted_until IS DISTINCT FROM new.muted_until OR old.unreachable_until IS DISTINCT FROM new.unreachable_until) EXECUTE FUNCTION private.look_at_all_again();
CREATE TRIGGER on_phone_change AFTER UPDATE OF phone_number ON public.users FOR EACH ROW WHEN (old.phone_number IS NOT NULL AND new.phone_number IS DISTINCT FROM old.phone_number) EXECUTE FUNCTION private.handle_phone_number_change();
CREATE TRIGGER on_phone_changing BEFORE UPDATE OF phone_number ON public.users FOR EACH ROW WHEN (old.phone_number IS NOT NULL AND new.phone_number IS DISTINCT FROM old.phone_number) EXECUTE FUNCTION private.handle_phone_number_change();
CREATE TRIGGER prospects_who_join_convert AFTER UPDATE OF verified, email_verified, email, phone_number ON public.users FOR EACH ROW WHEN (new.verified AND (new.verified IS DISTINCT FROM old.verified OR new.email_verified IS DISTINCT FROM old.email_verified OR new.email IS DISTINCT FROM old.email OR new.phone_number IS DISTINCT FROM old.phone_number)) EXECUTE FUNCTION private.convert_prospects();
CREATE TRIGGER referrals_make_no_ring BEFORE INSERT ON public.users FOR EACH ROW WHEN (new.referred_by IS NOT NULL) EXECUTE FUNCTION private.guard_referral();
CREATE TRIGGER referrals_stand BEFORE UPDATE OF referred_by ON public.users FOR EACH ROW WHEN (new.referred_by IS NOT NULL AND new.referred_by IS DISTINCT FROM old.referred_by) EXECUTE FUNCTION private.guard_referral();
CREATE TRIGGER users_touch BEFORE UPDATE ON public.users FOR EACH ROW EXECUTE FUNCTION private.touch_updated_at();
CREATE TRIGGER users_without_a_way_are_retired BEFORE UPDATE OF auth_id ON public.users FOR EACH ROW WHEN (new.auth_id IS NULL AND old.auth_id IS NOT NULL AND new.phone_number IS NULL AND NOT new.email_verified) EXECUTE FUNCTION private.retire_user();
CREATE TRIGGER who_is_in_is_not_asked AFTER UPDATE OF verified ON public.users FOR EACH ROW WHEN (new.verified AND NOT old.verified) EXECUTE FUNCTION private.end_re_engagement();
CREATE TRIGGER who_leaves_is_left_alone AFTER UPDATE OF opted_out_at, blocked_at, is_active ON public.users FOR EACH ROW WHEN (new.opted_out_at IS NOT NULL AND old.opted_out_at IS NULL OR new.blocked_at IS NOT NULL AND old.blocked_at IS NULL OR old.is_active AND NOT new.is_active) EXECUTE FUNCTION private.drop_outreach();
alter table public.users enable row level security;
create policy "members read themselves, operators their tenant" on public.users
  for select to authenticated
  using ((id = ANY ((ARRAY( SELECT private.user_ids() AS user_ids)))) OR (tenant_id = ANY ((ARRAY( SELECT private.operator_tenant_ids() AS operator_tenant_ids)))));
grant select on public.users to authenticated;
grant delete, insert, select, update on public.users to service_role;

CREATE OR REPLACE FUNCTION public.acknowledge_alert(alert_id uuid)
 RETURNS timestamp with time zone
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.acknowledge_alert(acknowledge_alert.alert_id)
$function$;
comment on function public.acknowledge_alert(uuid) is
  'An operator takes an alert on. When it was first taken on; null when it is none of theirs.';
grant execute on function public.acknowledge_alert(uuid) to authenticated;

CREATE OR REPLACE FUNCTION public.archive_conversation(conversation_id uuid, archived boolean DEFAULT true)
 RETURNS boolean
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.archive_conversation(archive_conversation.conversation_id,
    archive_conversation.archived)
$function$;
comment on function public.archive_conversation(uuid,boolean) is
  'Puts a conversation of the caller''s away, or takes it up again; a new message does so, too. False when it is none of theirs, or an operator has it.';
grant execute on function public.archive_conversation(uuid,boolean) to authenticated;

CREATE OR REPLACE FUNCTION public.credits_balance(innovator public.innovators)
 RETURNS integer
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select u.credit_balance from public.users u where u.id = innovator.user_id
$function$;
comment on function public.credits_balance(public.innovators) is
  'Seed 2''s column credits_balance, computed: there is one balance, the person''s.';
grant execute on function public.credits_balance(public.innovators) to authenticated;
grant execute on function public.credits_balance(public.innovators) to service_role;

CREATE OR REPLACE FUNCTION public.export_usage(tenant_id uuid, since date, until date)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  if export_usage.until - export_usage.since > 366 then
    raise sqlstate 'PT400' using message = 'Ask for a year at most.';
  end if;
  -- Days, ids and numbers alone: nothing in it needs a quote, or could be a formula.
  return concat_ws(E'\r\n', 'date,user_id,model_calls,input_tokens,output_tokens,'
    'cache_read_tokens,cache_write_tokens,cost_usd,unpriced_calls', (
    select string_agg(concat(u.date, ',', u.user_id, ',', u.model_calls, ',', u.input_tokens, ',',
      u.output_tokens, ',', u.cache_read_tokens, ',', u.cache_write_tokens, ',', u.cost_usd, ',',
      u.unpriced_calls), E'\r\n' order by u.date, u.user_id nulls last)
    from public.usage_metrics u
    where u.tenant_id = export_usage.tenant_id
      and u.date between export_usage.since and export_usage.until
      and not exists (select from public.users p where p.id = u.user_id and p.is_test))) || E'\r\n';
end
$function$;
comment on function public.export_usage(uuid,date,date) is
  'usage_report as a file, a line a UTC day and person: CSV by RFC 4180, at most a year. Without tests. Of what the caller may read. PT400 for more than a year.';
grant execute on function public.export_usage(uuid,date,date) to authenticated;

CREATE OR REPLACE FUNCTION public.feedback_statistics(tenant_id uuid, since date, until date)
 RETURNS TABLE(agent_type text, answers bigint, up bigint, down bigint, comments bigint, up_share numeric, up_share_low numeric, up_share_high numeric)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with counted as (
    select m.role as agent_type, count(*) as answers,
      count(*) filter (where f.rating = 'up') as up,
      count(*) filter (where f.rating = 'down') as down, count(f.comment) as comments
    from public.messages m
    join public.users u on u.tenant_id = m.tenant_id and u.id = m.user_id and not u.is_test
    left join public.feedback f on f.tenant_id = m.tenant_id and f.message_id = m.id
    where m.tenant_id = feedback_statistics.tenant_id and m.direction = 'outbound'
      and m.task_id is not null and m.status not in ('cancelled', 'failed')
      and m.created_at >= feedback_statistics.since::timestamp at time zone 'UTC'
      and m.created_at < (feedback_statistics.until + 1)::timestamp at time zone 'UTC'
    group by m.role
  )
  select c.agent_type, c.answers, c.up, c.down, c.comments,
    c.up::numeric / nullif(c.up + c.down, 0), w.bounds[1], w.bounds[2]
  from counted c
  cross join lateral (select private.wilson(c.up, c.up + c.down) as bounds) w
  order by c.agent_type
$function$;
comment on function public.feedback_statistics(uuid,date,date) is
  'The answers of the UTC days from since to until, by agent, and their thumbs: counts, and the share of those that are up with its 95 % interval (Wilson), null without any. Without tests. Of what the caller may read: an operator their tenant''s, a member their own.';
grant execute on function public.feedback_statistics(uuid,date,date) to authenticated;

CREATE OR REPLACE FUNCTION public.give_feedback(message_id uuid, rating text, comment text DEFAULT NULL::text)
 RETURNS uuid
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.give_feedback(give_feedback.message_id, give_feedback.rating,
    give_feedback.comment)
$function$;
comment on function public.give_feedback(uuid,text,text) is
  'The caller''s thumb on an answer to them: up or down, with a comment of at most 2,000 characters; given again, it replaces the first. PT404 when there is no such answer, 23514 on another rating.';
grant execute on function public.give_feedback(uuid,text,text) to authenticated;

CREATE OR REPLACE FUNCTION public.link_sign_in()
 RETURNS TABLE(tenant_id uuid, user_id uuid, role text)
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select * from private.link_sign_in()
$function$;
comment on function public.link_sign_in() is
  'Links the caller''s sign-in to the users it is, at most one a tenant, and to its invitations as an operator; returns what is newly linked (role member, or the operator''s). A user is found by an email that both sides have verified, or by a confirmed number that texted us within phone_identity_days. There is no argument: nobody says who they are.';
grant execute on function public.link_sign_in() to authenticated;

CREATE OR REPLACE FUNCTION public.remove_alert_channel(channel_id uuid)
 RETURNS boolean
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.remove_alert_channel(remove_alert_channel.channel_id)
$function$;
comment on function public.remove_alert_channel(uuid) is
  'An operator removes a channel, with its secret and the record of what it was told. False: it is none of theirs.';
grant execute on function public.remove_alert_channel(uuid) to authenticated;

CREATE OR REPLACE FUNCTION public.rename_conversation(conversation_id uuid, title text)
 RETURNS boolean
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.rename_conversation(rename_conversation.conversation_id,
    rename_conversation.title)
$function$;
comment on function public.rename_conversation(uuid,text) is
  'Gives a conversation of the caller''s another title of at most 200 characters; an empty one takes it away. False when it is none of theirs.';
grant execute on function public.rename_conversation(uuid,text) to authenticated;

CREATE OR REPLACE FUNCTION public.set_alert_channel(tenant_id uuid, kind text, address text, severity_least text DEFAULT 'warning'::text, step text DEFAULT 'first'::text, is_on boolean DEFAULT true)
 RETURNS jsonb
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.set_alert_channel(set_alert_channel.tenant_id, set_alert_channel.kind,
    set_alert_channel.address, set_alert_channel.severity_least, set_alert_channel.step,
    set_alert_channel.is_on)
$function$;
comment on function public.set_alert_channel(uuid,text,text,text,text,boolean) is
  'An operator adds a channel, or changes the one with this address: {id, secret}. The secret of a new webhook is told this once. Null when the tenant is none of theirs.';
grant execute on function public.set_alert_channel(uuid,text,text,text,text,boolean) to authenticated;

CREATE OR REPLACE FUNCTION public.set_assistant(tenant_id uuid, tone text DEFAULT NULL::text, knowledge text DEFAULT NULL::text, link_hosts text[] DEFAULT NULL::text[], model text DEFAULT NULL::text)
 RETURNS boolean
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.set_assistant(set_assistant.tenant_id, set_assistant.tone,
    set_assistant.knowledge, set_assistant.link_hosts, set_assistant.model)
$function$;
comment on function public.set_assistant(uuid,text,text,text[],text) is
  'An operator says how their assistant speaks, what it knows, where it may link to and which model it is; what is left out stays. False when the tenant is none of theirs. PT400 for a model without a price.';
grant execute on function public.set_assistant(uuid,text,text,text[],text) to authenticated;

CREATE OR REPLACE FUNCTION public.start_conversation(title text DEFAULT NULL::text, tenant_id uuid DEFAULT NULL::uuid)
 RETURNS uuid
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.start_conversation(start_conversation.title, start_conversation.tenant_id)
$function$;
comment on function public.start_conversation(text,uuid) is
  'Begins a conversation on the web; its id. The tenant need be said by who is in more than one that has an assistant or a coach. PT404 when there is none, PT429 after chat_openings_day_max.';
grant execute on function public.start_conversation(text,uuid) to authenticated;

CREATE OR REPLACE FUNCTION public.stop_answer(conversation_id uuid)
 RETURNS boolean
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.stop_answer(stop_answer.conversation_id)
$function$;
comment on function public.stop_answer(uuid) is
  'The caller has read enough of the answer that is being written: it ends with what has come of it, marked. False when none is.';
grant execute on function public.stop_answer(uuid) to authenticated;

CREATE OR REPLACE FUNCTION public.test_alert_channel(channel_id uuid)
 RETURNS uuid
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.test_alert_channel(test_alert_channel.channel_id)
$function$;
comment on function public.test_alert_channel(uuid) is
  'An operator has a channel told of a test; the delivery to look at. At most one a minute. Null when the channel is off or none of theirs.';
grant execute on function public.test_alert_channel(uuid) to authenticated;

CREATE OR REPLACE FUNCTION public.usage_report(tenant_id uuid, since date, until date, by text DEFAULT 'day'::text)
 RETURNS TABLE(period date, user_id uuid, model_calls bigint, input_tokens bigint, output_tokens bigint, cache_read_tokens bigint, cache_write_tokens bigint, cost_usd numeric, unpriced_calls bigint)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select
    case usage_report.by when 'day' then u.date
      when 'month' then date_trunc('month', u.date)::date end as period,
    case usage_report.by when 'user' then u.user_id end as user_id,
    sum(u.model_calls)::bigint, sum(u.input_tokens)::bigint, sum(u.output_tokens)::bigint,
    sum(u.cache_read_tokens)::bigint, sum(u.cache_write_tokens)::bigint, sum(u.cost_usd),
    sum(u.unpriced_calls)::bigint
  from public.usage_metrics u
  where u.tenant_id = usage_report.tenant_id
    and u.date between usage_report.since and usage_report.until
    and usage_report.by in ('day', 'user', 'month')
    and not exists (select from public.users p where p.id = u.user_id and p.is_test)
  group by 1, 2
  order by 1, 2
$function$;
comment on function public.usage_report(uuid,date,date,text) is
  'What the model calls of the UTC days from since to until used and cost, each call once and at the price of its own day, by day, user (null: the tenant''s own work) or month. Without tests. Of what the caller may read: an operator their tenant''s, a member their own.';
grant execute on function public.usage_report(uuid,date,date,text) to authenticated;

CREATE OR REPLACE FUNCTION public.withdraw_feedback(message_id uuid)
 RETURNS boolean
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.withdraw_feedback(withdraw_feedback.message_id)
$function$;
comment on function public.withdraw_feedback(uuid) is
  'Takes the caller''s thumb back. False when there was none.';
grant execute on function public.withdraw_feedback(uuid) to authenticated;

create schema worker;
comment on schema worker is
  'The RPCs that Edge Functions call. Exposed, and granted to service_role alone.';
grant usage on schema worker to service_role;
alter default privileges for role postgres in schema worker grant execute on functions to service_role;

CREATE OR REPLACE FUNCTION worker.add_prospects(upload_id uuid, batch integer, rows jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  upload private.prospect_uploads;
  answer jsonb;
begin
  perform 1 from public.innovators i join private.prospect_uploads u
      on u.innovator_id = i.id and u.tenant_id = i.tenant_id
    where u.id = add_prospects.upload_id for no key update of i;
  select * into upload from private.prospect_uploads u
    where u.id = add_prospects.upload_id for no key update;
  if upload.last_batch = batch then
    return upload.last_answer;
  elsif coalesce(upload.status, '') <> 'open' or batch <> upload.last_batch + 1
    or jsonb_array_length(rows) > 1000 or upload.rows_count + jsonb_array_length(rows)
      > private.setting('upload_rows_max', upload.tenant_id) then
    raise exception 'no such batch is expected' using errcode = 'invalid_parameter_value';
  end if;
  answer := private.store_prospects(upload, rows);
  update private.prospect_uploads u set last_batch = batch, last_answer = answer,
    rows_count = u.rows_count + jsonb_array_length(rows),
    added_count = u.added_count + (answer ->> 'added')::integer,
    merged_count = u.merged_count + (answer ->> 'merged')::integer
    where u.id = upload.id;
  return answer;
end
$function$;
comment on function worker.add_prospects(uuid,integer,jsonb) is
  'Stores batch 1, 2, … of a list, at most 1,000 rows each, read and normalised by prospects-upload; no two rows of a batch share an email, a number or a profile. {added, merged}; the same batch again changes nothing and is answered the same.';
grant execute on function worker.add_prospects(uuid,integer,jsonb) to service_role;

CREATE OR REPLACE FUNCTION worker.agent_instance_report(agent_type text, tenant_id uuid DEFAULT NULL::uuid, since timestamp with time zone DEFAULT (now() - '30 days'::interval), until timestamp with time zone DEFAULT now())
 RETURNS TABLE(instance_id uuid, prompt_version text, model text, weight integer, status text, people bigint, turns bigint, calls bigint, failures bigint, replies bigint, up bigint, down bigint, up_share numeric, up_share_low numeric, up_share_high numeric, cost_usd numeric, unpriced_calls bigint, cost_per_reply numeric, cost_per_reply_low numeric, cost_per_reply_high numeric, latency_ms_p50 numeric, latency_ms_p95 numeric)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with turns as (
    select * from private.turns_by_variant(agent_instance_report.agent_type,
      agent_instance_report.tenant_id, agent_instance_report.since, agent_instance_report.until)
  ),
  sums as (
    select t.instance_id, count(distinct t.user_id) as people, count(distinct t.task_id) as turns,
      sum(t.calls)::bigint as calls, sum(t.failures)::bigint as failures,
      sum(t.replies)::bigint as replies, sum(t.up)::bigint as up, sum(t.down)::bigint as down,
      coalesce(sum(t.cost_usd), 0) as cost_usd, sum(t.unpriced)::bigint as unpriced,
      avg(t.cost_usd / t.replies) filter (where t.replies > 0) as mean,
      1.959964 * stddev_samp(t.cost_usd / nullif(t.replies, 0)) filter (where t.replies > 0)
        / sqrt(nullif(count(t.cost_usd) filter (where t.replies > 0), 0)::numeric) as half
    from turns t group by 1
  ),
  latencies as (
    select l.agent_instance_id as instance_id,
      percentile_cont(array[0.5, 0.95]) within group (order by l.latency_ms) as ms
    from private.calls_of_variants(agent_instance_report.agent_type,
      agent_instance_report.tenant_id, agent_instance_report.since,
      agent_instance_report.until) l
    where l.attempts is distinct from 0
    group by 1
  )
  select s.instance_id, i.prompt_version, i.model, i.weight, i.status, s.people, s.turns, s.calls,
    s.failures, s.replies, s.up, s.down, s.up::numeric / nullif(s.up + s.down, 0),
    w.bounds[1], w.bounds[2], s.cost_usd, s.unpriced, s.mean, greatest(0, s.mean - s.half),
    s.mean + s.half, round(l.ms[1]::numeric), round(l.ms[2]::numeric)
  from sums s
  left join public.agent_instances i on i.id = s.instance_id
  left join latencies l on l.instance_id is not distinct from s.instance_id
  cross join lateral (select private.wilson(s.up, s.up + s.down) as bounds) w
  order by s.turns desc, s.instance_id
$function$;
comment on function worker.agent_instance_report(text,uuid,timestamp with time zone,timestamp with time zone) is
  'The variants of an agent side by side, of a tenant or of all: counts, thumbs and their share with a 95 % interval (Wilson), cost and cost a reply with one (normal; of what has a price), latency. Retries of a task are its turn''s. Without what other words than a variant''s own answered. As far back as the log goes.';
grant execute on function worker.agent_instance_report(text,uuid,timestamp with time zone,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION worker.answer_bell(function_name text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  -- Waits for every transaction that saw the bell up and is about to commit: see private.ring.
  perform pg_advisory_xact_lock(hashtext('bell'), hashtext(answer_bell.function_name));
  perform private.stop_point('bell.answered');
  update private.bells b set pending = false where b.function_name = answer_bell.function_name;
end
$function$;
comment on function worker.answer_bell(text) is
  'Puts a function''s bell down. In its own commit, before the claim that follows.';
grant execute on function worker.answer_bell(text) to service_role;

CREATE OR REPLACE FUNCTION worker.beat(leases uuid[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  kept uuid[];
begin
  with ours as (
    select l.token from private.leases l where l.token = any (beat.leases)
    order by l.token for no key update
  ),
  beaten as (
    update private.leases l set expires_at = clock_timestamp()
      + make_interval(secs => private.setting('lease_seconds')::double precision)
    from ours o where l.token = o.token
    returning l.token
  )
  select coalesce(array_agg(b.token), '{}') into kept from beaten b;
  return kept;
end
$function$;
comment on function worker.beat(uuid[]) is
  'Extends the leases that are still the caller''s and returns them; work under others must stop.';
grant execute on function worker.beat(uuid[]) to service_role;

CREATE OR REPLACE FUNCTION worker.begin_alert(lease uuid, task_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  held private.leases;
  delivery public.alert_deliveries;
  channel public.alert_channels;
  reason text;
begin
  select * into held from private.leases l where l.token = begin_alert.lease for no key update;
  if not found then
    return jsonb_build_object('ok', false, 'reason', 'lease_lost');
  end if;
  select d.* into delivery from public.agent_tasks t
    join public.alert_deliveries d on d.id = (t.context_json ->> 'delivery_id')::uuid
    where t.id = begin_alert.task_id and t.lease_token = held.token and t.status = 'processing'
    for no key update of d;
  if not found or delivery.status in ('delivered', 'unknown', 'cancelled') then
    return jsonb_build_object('ok', false, 'reason', 'over');
  end if;
  select * into channel from public.alert_channels c where c.id = delivery.channel_id;
  reason := case when delivery.status = 'sending' and channel.kind = 'sms'
    and delivery.lease_token <> held.token then 'fate_unknown'
    else private.reason_not_to_tell(delivery, channel) end;
  if reason is not null then
    update public.alert_deliveries d set last_error = reason,
      status = case reason when 'fate_unknown' then 'unknown' else 'cancelled' end
      where d.id = delivery.id;
    return jsonb_build_object('ok', false, 'reason', reason);
  end if;
  update public.alert_deliveries d set status = 'sending', lease_token = held.token,
    attempts = d.attempts
      + case when d.status = 'sending' and d.lease_token = held.token then 0 else 1 end
    where d.id = delivery.id returning d.* into delivery;
  return private.delivery_view(delivery, channel);
end
$function$;
comment on function worker.begin_alert(uuid,uuid) is
  'The last look before an alert is told: {ok: true, delivery, channel, alert, tenant, sender}, and it is ''sending''; or {ok: false, reason}: lease_lost, over, or why it is not to be made. A text found in ''sending'' under another lease may have left, and is not sent again; a webhook and an email are, under the same id.';
grant execute on function worker.begin_alert(uuid,uuid) to service_role;

CREATE OR REPLACE FUNCTION worker.begin_send(lease uuid, task_id uuid, part jsonb, settled jsonb DEFAULT NULL::jsonb, at timestamp with time zone DEFAULT now())
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  held private.leases;
  task public.agent_tasks;
  person public.users;
  thread public.conversations;
  message public.messages;
  barred jsonb;
  answer jsonb;
begin
  select * into held from private.leases l where l.token = begin_send.lease for no key update;
  if not found then
    return jsonb_build_object('ok', false, 'reason', 'lease_lost');
  end if;
  select * into task from public.agent_tasks t
    where t.id = begin_send.task_id and t.lease_token = held.token;
  -- The row an opt-out writes: after it has committed, nothing passes here.
  select * into person from public.users u where u.id = task.user_id for no key update;
  if settled is not null and jsonb_typeof(settled) = 'object' then
    perform private.settle_part(held.token, (settled ->> 'part_id')::uuid, settled);
  end if;
  if task.status is distinct from 'processing' then
    return jsonb_build_object('ok', false, 'reason', 'over');
  end if;
  select * into message from public.messages m
    where m.id = (task.context_json ->> 'message_id')::uuid
      and m.status in ('queued_for_send', 'sending', 'unknown') for no key update;
  if not found then
    return private.stop_send(task, 'not_waiting');
  end if;
  select c.* into thread from public.conversations c where c.id = message.conversation_id;
  barred := private.last_look(task, person, thread, message, part, at);
  if barred is not null then
    return private.turn_away(task, message, barred);
  end if;
  update public.agent_tasks t set started_at = coalesce(t.started_at, clock_timestamp())
    where t.id = task.id;
  perform private.stop_point('send.looked');
  answer := private.begin_part(held, task, part);
  if (answer ->> 'ok')::boolean then
    perform private.count_text(person, message, at);
    answer := answer
      || jsonb_build_object('validity_seconds', private.validity_seconds(message, person, at));
  end if;
  return answer;
end
$function$;
comment on function worker.begin_send(uuid,uuid,jsonb,jsonb,timestamp with time zone) is
  'The last look before a part {index, count, body, encoding, segments, country, premium} leaves; settles the part before it in the same trip. Answers {ok, part_id, validity_seconds}, or {ok: false, reason, wait_seconds}: paused, pace and cooling_down wait so long; lease_lost; and over, put_back, unknown, already_sent, not_waiting or why it was stopped (private.bar). Commit it before the POST.';
grant execute on function worker.begin_send(uuid,uuid,jsonb,jsonb,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION worker.begin_upload(token_hash text, auth_id uuid, tenant text, at timestamp with time zone DEFAULT now())
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  innovator public.innovators := private.uploader(
    begin_upload.token_hash, begin_upload.auth_id, begin_upload.tenant, begin_upload.at);
  link uuid;
  opened uuid;
begin
  if innovator.id is null then
    return jsonb_build_object('refused', 'nobody');
  end if;
  perform 1 from public.innovators i where i.id = innovator.id for no key update;
  if private.setting('uploads_a_day_max', innovator.tenant_id) <= (
    select count(*) from private.prospect_uploads u where u.tenant_id = innovator.tenant_id
      and u.innovator_id = innovator.id and u.started_at > begin_upload.at - interval '1 day') then
    return jsonb_build_object('refused', 'too_many');
  elsif begin_upload.token_hash is not null then
    update private.upload_links l set used_at = begin_upload.at
      where l.token_hash = begin_upload.token_hash and l.used_at is null returning l.id into link;
    if link is null then
      return jsonb_build_object('refused', 'nobody');
    end if;
  end if;
  insert into private.prospect_uploads (tenant_id, innovator_id, link_id)
    values (innovator.tenant_id, innovator.id, link) returning id into opened;
  return jsonb_build_object('upload_id', opened,
    'rows_max', private.setting('upload_rows_max', innovator.tenant_id)::integer,
    'country', (select t.countries[1] from public.tenants t where t.id = innovator.tenant_id));
end
$function$;
comment on function worker.begin_upload(text,uuid,text,timestamp with time zone) is
  'Opens a list for whoever holds this token (its SHA-256) or sign-in; a link is then used. {upload_id, rows_max, country: of numbers written without one} or {refused nobody|too_many}.';
grant execute on function worker.begin_upload(text,uuid,text,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION worker.block_person(user_id uuid, reason text)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.users u set blocked_at = coalesce(u.blocked_at, now()),
    blocked_reason = private.said(block_person.reason)
  where u.id = block_person.user_id;
  return found;
end
$function$;
comment on function worker.block_person(uuid,text) is
  'Nothing is sent to them any more, and what they text is stored and not answered. False: there is nobody of that id.';
grant execute on function worker.block_person(uuid,text) to service_role;

CREATE OR REPLACE FUNCTION worker.cancel_task(task_id uuid, reason text)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  task public.agent_tasks;
  why text := private.said(cancel_task.reason);
begin
  select * into task from public.agent_tasks t where t.id = cancel_task.task_id;
  if not found then
    return 'unknown';
  end if;
  perform private.lock_matter(task);
  perform private.lock_lanes(array[task.lane_key]);
  perform private.stop_point('cancel.locked');
  -- A claim holds the lane from its look to its commit: what we see now stays so.
  select * into task from public.agent_tasks t where t.id = cancel_task.task_id for no key update;
  if not found or task.status <> 'pending' then
    perform private.settle_lanes(touched => array[task.lane_key]);
    return case when task.status = 'processing' then 'in_work' else 'over' end;
  end if;
  perform private.drop_matter(task);
  perform private.end_task(task, 'cancelled', jsonb_build_object('reason', why));
  perform private.settle_lanes(touched => array[task.lane_key]);
  return 'cancelled';
end
$function$;
comment on function worker.cancel_task(uuid,text) is
  'Takes a task that waits out of its lane: cancelled | in_work (its turn ends in seconds; pause its lane to be first next time) | over | unknown. What stands behind it goes on.';
grant execute on function worker.cancel_task(uuid,text) to service_role;

CREATE OR REPLACE FUNCTION worker.chat_answer(message_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (select private.chat_view(m) from public.messages m
    where m.id = chat_answer.message_id);
end
$function$;
comment on function worker.chat_answer(uuid) is
  'What has become of a message, as open_chat says it. Null when there is none.';
grant execute on function worker.chat_answer(uuid) to service_role;

CREATE OR REPLACE FUNCTION worker.checkout_work(lease uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select jsonb_build_object('purchase_id', p.id, 'credits', p.credits,
      'price_cents', p.price_cents, 'currency', p.currency, 'stripe_price', p.stripe_price,
      'expires_at', floor(extract(epoch from p.expires_at))::bigint, 'brand', n.name)
    from public.agent_tasks t
    join public.credit_purchases p on p.id = t.context_id and p.status = 'asked'
    join public.tenants n on n.id = p.tenant_id
    where t.lease_token = checkout_work.lease and t.task_type = 'create_checkout'
      and t.status = 'processing');
end
$function$;
comment on function worker.checkout_work(uuid) is
  'What to have Stripe make a payment link for. Null: nothing, the link is there or nobody wants it any more. The same at each try, so that Stripe sees the same request.';
grant execute on function worker.checkout_work(uuid) to service_role;

CREATE OR REPLACE FUNCTION worker.claim(function_name text, lanes_max integer DEFAULT 4, at timestamp with time zone DEFAULT now())
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  leases private.leases[];
  claimed record;
  handed jsonb;
  turns jsonb[] := '{}';
  vain text[] := '{}';
begin
  perform private.stop_point('claim.begun');
  leases := array(select l
    from private.lease_lanes(claim.function_name, least(claim.lanes_max, 32), claim.at) l);
  perform private.stop_point('claim.leased');
  for claimed in
    select leases[n] as lease, array_agg(t order by t.seq) filter (where t.id is not null) as tasks
    from generate_subscripts(leases, 1) n
    left join private.take_tasks(leases, claim.at) t on t.lease_token = leases[n].token
    group by n order by n
  loop
    if claimed.tasks is null then
      -- Nothing due after all, or the head is another agent's now: settle hands the lane on.
      vain := vain || (claimed.lease).lane_key;
    else
      handed := private.hand_out(claimed.lease, claimed.tasks);
      turns := turns || handed;
    end if;
  end loop;
  perform private.stop_point('claim.taken');
  turns := private.with_first_calls(array_remove(turns, null));
  if vain <> '{}' then
    delete from private.leases l where l.lane_key = any (vain);
    perform private.forget_turns(vain);
    perform private.settle_lanes(ended => vain);
  end if;
  return jsonb_build_object('turns', to_jsonb(turns), 'next_due_ms',
    case when cardinality(turns) < claim.lanes_max
      then private.next_due_ms(claim.function_name) end);
end
$function$;
comment on function worker.claim(text,integer,timestamp with time zone) is
  'Leases up to lanes_max (≤ 32) due lanes and returns each with its tasks and context. next_due_ms: when fewer were due, milliseconds until this function''s next lane is, or null.';
grant execute on function worker.claim(text,integer,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION worker.claim_research(lease uuid, handle text)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  held private.leases;
  prospect public.prospects;
begin
  select * into held from private.leases l where l.token = claim_research.lease;
  select * into prospect from public.prospects p
    where p.id = private.named_id(held.handles, handle, 'prospect');
  if prospect.id is null or private.research_of(prospect) is not null
    or (prospect.linkedin_url is null and (prospect.company_key is null
      or private.full_name(prospect.first_name, prospect.last_name) is null)) then
    return false;
  end if;
  insert into public.linkedin_research_prospects
      (tenant_id, name, company, title, linkedin_url, users_researching)
    select prospect.tenant_id,
      coalesce(nullif(concat_ws(' ', prospect.first_name, prospect.last_name), ''),
        prospect.linkedin_url),
      prospect.company, prospect.title, prospect.linkedin_url, array[i.user_id]
    from public.innovators i where i.id = prospect.innovator_id
    on conflict do nothing;
  return found;
end
$function$;
comment on function worker.claim_research(uuid,text) is
  'Leave to look a prospect of this turn up: true once a person, whoever asks, and whatever comes of it.';
grant execute on function worker.claim_research(uuid,text) to service_role;

CREATE OR REPLACE FUNCTION worker.close_breaker(model text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  insert into private.model_breakers as b (model, state, since, cool_down_seconds)
    values (close_breaker.model, 'closed', clock_timestamp(),
      private.setting('breaker_cool_down_seconds'))
    on conflict on constraint model_breakers_pkey do update set state = excluded.state,
      since = excluded.since, cool_down_seconds = excluded.cool_down_seconds, retry_at = null,
      probe_call_id = null;
end
$function$;
comment on function worker.close_breaker(text) is
  'For an operator who knows that a model is well: it is called again from now on, and what failed before is forgotten.';
grant execute on function worker.close_breaker(text) to service_role;

CREATE OR REPLACE FUNCTION worker.close_expired_community_requests(at timestamp with time zone DEFAULT now())
 RETURNS integer
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  with expired as (
    select r.id from public.community_requests r
    where r.status <> 'closed' and r.expires_at <= at
    order by r.expires_at limit private.setting('close_batch')::integer
    for no key update skip locked
  ),
  closed as (
    update public.community_requests r set status = 'closed', closed_reason = 'expired'
    from expired e where r.id = e.id
    returning r.*
  ),
  told as (
    insert into public.events
      (tenant_id, event_type, aggregate_id, aggregate_type, payload, created_by)
    select c.tenant_id, 'community.request_closed', c.id, 'community_request',
      jsonb_build_object('request_id', c.id, 'user_id', c.requesting_user_id,
        'responses_count', c.responses_count), 'cron'
    from closed c returning 1
  )
  select count(*)::integer from told
$function$;
comment on function worker.close_expired_community_requests(timestamp with time zone) is
  'Closes the requests whose time is over, one batch a call, and says so in an event each.';
grant execute on function worker.close_expired_community_requests(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION worker.close_overdue_solutions(at timestamp with time zone DEFAULT now())
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  return (
    select count(*) filter (where private.hasten(o.id, close_overdue_solutions.at))::integer
    from (
      select w.id from public.solution_workflows w
      where w.status = 'in_progress' and w.created_at < close_overdue_solutions.at
        - make_interval(days => (select min(s.least)::integer from private.settings s
          where s.name = 'solution_days'))
      order by w.user_id, w.id limit private.setting('close_batch')::integer) o);
end
$function$;
comment on function worker.close_overdue_solutions(timestamp with time zone) is
  'Ends the research that is overdue, honestly, one batch a call.';
grant execute on function worker.close_overdue_solutions(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION worker.discard_dead_letter(dead_letter_id uuid, reason text)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  return private.discard_letters(array[dead_letter_id], discard_dead_letter.reason) = 1;
end
$function$;
comment on function worker.discard_dead_letter(uuid,text) is
  'Its task stays dead; the reason is kept. False: there is none, or it was dealt with before.';
grant execute on function worker.discard_dead_letter(uuid,text) to service_role;

CREATE OR REPLACE FUNCTION worker.discard_dead_letters(task_type text, reason text, since timestamp with time zone DEFAULT '-infinity'::timestamp with time zone, until timestamp with time zone DEFAULT 'infinity'::timestamp with time zone, tenant_id uuid DEFAULT NULL::uuid, letters_max integer DEFAULT 100)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  return private.discard_letters(private.open_letters(discard_dead_letters.task_type,
    discard_dead_letters.since, discard_dead_letters.until, discard_dead_letters.tenant_id,
    discard_dead_letters.letters_max, false), discard_dead_letters.reason);
end
$function$;
comment on function worker.discard_dead_letters(text,text,timestamp with time zone,timestamp with time zone,uuid,integer) is
  'Discards the oldest letters of a kind that died in [since, until); how many.';
grant execute on function worker.discard_dead_letters(text,text,timestamp with time zone,timestamp with time zone,uuid,integer) to service_role;

CREATE OR REPLACE FUNCTION worker.end_upload(upload_id uuid, refused integer, whole boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  upload private.prospect_uploads;
begin
  update private.prospect_uploads u set status = case when whole then 'done' else 'broken' end,
      ended_at = now(), refused_count = end_upload.refused
    where u.id = end_upload.upload_id and u.status = 'open' returning * into upload;
  if not found then
    return false;
  end if;
  insert into public.events
      (tenant_id, event_type, aggregate_id, aggregate_type, payload, created_by)
    select upload.tenant_id, 'prospect.uploaded', i.id, 'innovator',
      jsonb_build_object('upload_id', upload.id, 'innovator_id', i.id, 'user_id', i.user_id),
      'prospects-upload'
    from public.innovators i where i.id = upload.innovator_id and upload.rows_count > 0;
  return true;
end
$function$;
comment on function worker.end_upload(uuid,integer,boolean) is
  'A list is over: read to its end (whole), or broken off. Connectors are looked for now. False: it was over before.';
grant execute on function worker.end_upload(uuid,integer,boolean) to service_role;

CREATE OR REPLACE FUNCTION worker.explain_connectors(prospect_id uuid)
 RETURNS TABLE(user_id uuid, score numeric, parts jsonb, why_not text)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select c.* from public.prospects p, private.connectors_for(p) c
  where p.id = explain_connectors.prospect_id
$function$;
comment on function worker.explain_connectors(uuid) is
  'private.connectors_for, as an RPC.';
grant execute on function worker.explain_connectors(uuid) to service_role;

CREATE OR REPLACE FUNCTION worker.explain_experts(request_id uuid)
 RETURNS TABLE(user_id uuid, asked_at timestamp with time zone, score numeric, component text, value numeric, weight numeric, contribution numeric, words text)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select a.user_id, a.asked_at, a.score, part.component, part.value, part.weight,
    part.contribution, w.description
  from private.expert_asks a
  cross join lateral jsonb_to_recordset(a.parts) part
    (component text, value numeric, weight numeric, contribution numeric)
  left join private.expert_weights w using (component)
  where a.request_id = explain_experts.request_id
  order by a.asked_at, a.score desc, a.user_id, part.contribution desc, part.component
$function$;
comment on function worker.explain_experts(uuid) is
  'Whom a question was put to, and why: what each component brought, adding up to the score.';
grant execute on function worker.explain_experts(uuid) to service_role;

CREATE OR REPLACE FUNCTION worker.explain_not_asked(request_id uuid, user_id uuid, at timestamp with time zone DEFAULT now())
 RETURNS TABLE(reason text, words text)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  request public.community_requests;
  person public.users;
  found_reason text;
begin
  select * into strict request from public.community_requests r
    where r.id = explain_not_asked.request_id;
  select * into strict person from public.users u where u.id = explain_not_asked.user_id;
  found_reason := coalesce(private.why_not_asked(person, request, explain_not_asked.at), case
    when exists (select from private.words_needed(request) n join private.expert_words w
      on w.stem = n.stem where w.user_id = person.id) then 'others_first' else 'no_word' end);
  return query select r.reason, r.words from private.asking_reasons r where r.reason = found_reason;
end
$function$;
comment on function worker.explain_not_asked(uuid,uuid,timestamp with time zone) is
  'Why somebody is not asked a question now.';
grant execute on function worker.explain_not_asked(uuid,uuid,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION worker.explain_priority(id uuid)
 RETURNS TABLE(component text, value numeric, weight numeric, contribution numeric, words text)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select * from private.explain_priority(explain_priority.id)
$function$;
comment on function worker.explain_priority(uuid) is
  'private.explain_priority, as an RPC.';
grant execute on function worker.explain_priority(uuid) to service_role;

CREATE OR REPLACE FUNCTION worker.explain_ranking(user_id uuid)
 RETURNS TABLE(ranked_at timestamp with time zone, due_at timestamp with time zone, candidates_count integer, model text, chosen_id uuid, chosen_why text, told text, words text)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select r.ranked_at, r.due_at, r.candidates_count, r.model, r.chosen_id, r.chosen_why, r.told,
    w.words
  from private.rankings r left join private.telling_reasons w on w.reason = r.told
  where r.user_id = explain_ranking.user_id
$function$;
comment on function worker.explain_ranking(uuid) is
  'What a member''s last ranking came to: whether the model had a say, what it chose, and why a text came of it, or none.';
grant execute on function worker.explain_ranking(uuid) to service_role;

CREATE OR REPLACE FUNCTION worker.find_sender(account_sid text, phone_number text, messaging_service_sid text DEFAULT NULL::text)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select jsonb_build_object('sender_id', s.id, 'tenant_id', s.tenant_id,
      'auth_token', private.vault_secret(s.auth_token_secret))
    from public.senders s
    where s.account_sid = find_sender.account_sid
      and (s.phone_number = find_sender.phone_number
        or s.messaging_service_sid = find_sender.messaging_service_sid)
    order by s.phone_number = find_sender.phone_number desc, s.created_at
    limit 1);
end
$function$;
comment on function worker.find_sender(text,text,text) is
  'The sender of (account, number), else of the messaging service, with its auth token from Vault (null when Vault has none). Null when no tenant has it. The answer verifies a signature: it must not be trusted before that.';
grant execute on function worker.find_sender(text,text,text) to service_role;

CREATE OR REPLACE FUNCTION worker.finish(turns jsonb, at timestamp with time zone DEFAULT now())
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  ordered jsonb;
  turn jsonb;
  lease private.leases;
  answer text;
  plain private.leases[];
  answers jsonb[];
  ended text[];
begin
  -- Leases first, in token order; lanes last, in key order: docs/decisions/0002.
  perform 1 from private.leases l
    where l.token in (select (e.value ->> 'lease')::uuid
      from jsonb_array_elements(finish.turns) e (value))
    order by l.token for no key update;
  perform private.stop_point('finish.fenced');
  ordered := finish.turns;
  if jsonb_array_length(ordered) > 1 then
    -- Person by person, so that two finishes never lock the same people crosswise. Of a turn that
    -- has lost its lease only the call knows whose it was.
    select jsonb_agg(e.value order by coalesce(l.user_id, t.user_id), e.nth)
      into ordered
      from jsonb_array_elements(finish.turns) with ordinality e (value, nth)
      left join public.agent_actions_log l on l.id = (e.value -> 'call' ->> 'id')::uuid
      left join lateral (select t.user_id from public.agent_tasks t
        where t.lease_token = (e.value ->> 'lease')::uuid limit 1) t on true;
  end if;
  -- Usage before users.
  perform private.settle_call((e.value ->> 'lease')::uuid, e.value -> 'call')
    from jsonb_array_elements(ordered) e (value)
    where jsonb_typeof(e.value -> 'call') = 'object';
  perform private.lock_counterparts(ordered);
  plain := private.end_plain_turns(ordered);
  ended := array(select p.lane_key from unnest(plain) p);
  answers := array(select jsonb_build_object('lease', p.token, 'result', 'finished')
    from unnest(plain) p);
  for turn in select e.value from jsonb_array_elements(ordered) e (value)
    where not exists (select from unnest(plain) p where p.token = (e.value ->> 'lease')::uuid)
  loop
    select * into lease from private.leases l where l.token = (turn ->> 'lease')::uuid;
    if found then
      answer := private.finish_turn(lease, turn, finish.at);
      ended := ended || lease.lane_key;
    else
      answer := case when exists (select 1 from public.agent_tasks t
        where t.lease_token = (turn ->> 'lease')::uuid and t.status = 'completed')
        then 'repeated' else 'late' end;
    end if;
    answers := answers || jsonb_build_object('lease', turn ->> 'lease', 'result', answer);
  end loop;
  perform private.stop_point('finish.applied');
  perform private.settle_lanes(ended => ended, careful => false);
  return (select coalesce(jsonb_agg(a.value order by e.nth), '[]')
    from jsonb_array_elements(finish.turns) with ordinality e (value, nth)
    join unnest(answers) a (value)
      on (a.value ->> 'lease')::uuid = (e.value ->> 'lease')::uuid);
end
$function$;
comment on function worker.finish(jsonb,timestamp with time zone) is
  'Ends turns: [{lease, outcome done|retry|snooze|failed, actions, call, result, error, snooze_seconds}] → [{lease, result finished|stale|refused|retried|snoozed|dead|repeated|late}]. late: the lease was lost, and nothing changed.';
grant execute on function worker.finish(jsonb,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION worker.get_pending_tasks_count()
 RETURNS TABLE(agent_type text, task_type text, pending bigint, oldest timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select t.agent_type, t.task_type, count(*), min(t.scheduled_for)
  from public.agent_tasks t where t.status = 'pending' group by 1, 2 order by 3 desc
$function$;
comment on function worker.get_pending_tasks_count() is
  'What waits, by agent and kind.';
grant execute on function worker.get_pending_tasks_count() to service_role;

CREATE OR REPLACE FUNCTION worker.get_queued_messages_count()
 RETURNS TABLE(status text, priority text, queued bigint, oldest timestamp with time zone)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  select q.status, q.priority, count(*), min(q.scheduled_for)
  from public.message_queue q where q.status in ('queued', 'approved') group by 1, 2 order by 1, 2
$function$;
comment on function worker.get_queued_messages_count() is
  'What waits to be sent, by priority.';
grant execute on function worker.get_queued_messages_count() to service_role;

CREATE OR REPLACE FUNCTION worker.give_back(leases uuid[])
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  lane_keys text[];
begin
  with held as (
    select l.token from private.leases l where l.token = any (give_back.leases)
    order by l.token for no key update
  ),
  given as (
    delete from private.leases l using held h where l.token = h.token returning l.*
  )
  select coalesce(array_agg(g.lane_key), '{}') into lane_keys from given g;
  perform private.close_calls(give_back.leases, 'given back');
  perform private.lock_lanes(lane_keys);
  perform private.forget_turns(lane_keys);
  perform private.settle_lanes(ended => lane_keys);
  return cardinality(lane_keys);
end
$function$;
comment on function worker.give_back(uuid[]) is
  'A retiring isolate returns what it will not finish; no attempt is counted.';
grant execute on function worker.give_back(uuid[]) to service_role;

CREATE OR REPLACE FUNCTION worker.health()
 RETURNS jsonb
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with facts as (
    select
      (select extract(epoch from clock_timestamp() - s.swept_at) from private.sweeps s)
        as sweep_age_seconds,
      (select extract(epoch from clock_timestamp() - min(l.due)) from private.lanes l
        join public.tenants n on n.id = l.tenant_id and n.paused_at is null
        left join private.functions f on f.name = l.function_name
        where l.due < now() and f.paused_at is null) as oldest_due_seconds,
      (select extract(epoch from clock_timestamp() - min(p.sending_at))
        from public.message_parts p join public.messages m on m.id = p.message_id
        where p.status in ('sending', 'unknown')
          and coalesce(m.status_reason not in ('fate_unknown', 'given_up'), true))
        as oldest_in_doubt_seconds,
      (select count(*) from public.messages m where m.status_reason = 'fate_unknown'
        and m.status in ('unknown', 'failed')
        and m.created_at > now() - interval '1 day') as given_up_today,
      (select count(distinct l.function_name) from private.lanes l
        where l.due is not null and not exists (
          select 1 from private.functions f where f.name = l.function_name)) as unknown_functions,
      (select count(*) from private.lanes l where l.due <= now()) as lanes_due,
      (select count(*) from private.leases) as leases,
      (select count(*) from private.leases l where l.expires_at = 'infinity') as quarantined,
      (select count(*) from public.event_dead_letters d
        where d.replayed_at is null and d.discarded_at is null) as dead_letters,
      (select count(*) from private.events_default) + (select count(*)
        from private.agent_actions_log_default) as rows_without_a_month,
      (select jsonb_object_agg(b.function_name, jsonb_build_object('rings', b.rings,
        'sweep_rings', b.sweep_rings)) from private.bells b) as bells
  )
  select to_jsonb(f) || jsonb_build_object('alarms', array_remove(array[
    case when f.sweep_age_seconds is null or f.sweep_age_seconds > 60
      then 'the sweep has not run for a minute' end,
    case when f.oldest_due_seconds > 60 then 'a due lane has waited for over 60 s' end,
    case when f.oldest_in_doubt_seconds > 600
      then 'a text has been sending or unknown for over 10 min' end,
    case when f.given_up_today > 0 then 'texts of unknown fate were given up today' end,
    case when f.unknown_functions > 0 then 'a lane waits for a function that does not exist' end,
    case when f.quarantined > 0 then 'a lane is quarantined' end,
    case when f.rows_without_a_month > 0 then 'a default partition is not empty' end], null))
  from facts f
$function$;
comment on function worker.health() is
  'Ages in seconds, counts, and the alarms they amount to.';
grant execute on function worker.health() to service_role;

CREATE OR REPLACE FUNCTION worker.media_work(message_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select jsonb_build_object(
      'tenant_id', m.tenant_id, 'sender_id', c.sender_id,
      'age_seconds', extract(epoch from clock_timestamp() - m.created_at),
      'media', coalesce((select jsonb_agg(jsonb_build_object(
          'index', k.media_index, 'url', k.source_url) order by k.media_index)
        from public.message_media k
        where k.tenant_id = m.tenant_id and k.message_id = m.id and k.status = 'waiting'), '[]'))
    from public.messages m join public.conversations c on c.id = m.conversation_id
    where m.id = media_work.message_id);
end
$function$;
comment on function worker.media_work(uuid) is
  'The media of a text that are still to be fetched, and for whom. Null when the text is gone.';
grant execute on function worker.media_work(uuid) to service_role;

CREATE OR REPLACE FUNCTION worker.mute_person(user_id uuid, until timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.users u set muted_until = mute_person.until where u.id = mute_person.user_id;
  if not found then
    return false;
  elsif mute_person.until > now() then
    perform private.put_back_all(mute_person.user_id, 'muted',
      least(mute_person.until, now() + interval '1 day'), true);
  end if;
  return true;
end
$function$;
comment on function worker.mute_person(uuid,timestamp with time zone) is
  'Nothing proactive until then (infinity: until somebody says otherwise; null: from now on again); what they ask is answered. False: there is nobody of that id.';
grant execute on function worker.mute_person(uuid,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION worker.note_asked(lease uuid, sender_id uuid, part_ids uuid[])
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not private.holds(note_asked.lease, 'reconcile_sender', 'sender_id', note_asked.sender_id)
  then
    return false;
  end if;
  -- Who holds a part now is learning of it; it may be asked about once more.
  update public.message_parts p set asked_at = clock_timestamp()
    where p.id in (select k.id from public.message_parts k
      where k.id = any (note_asked.part_ids) for no key update skip locked);
  -- As many as one run asks about: the others need not wait for an hour. Each is asked once a day,
  -- so that it ends.
  if cardinality(note_asked.part_ids) >= 100 then
    perform private.queue_another_run(note_asked.lease);
  end if;
  return true;
end
$function$;
comment on function worker.note_asked(uuid,uuid,uuid[]) is
  'The carrier was asked about these parts, whatever it said. False: the lease is lost.';
grant execute on function worker.note_asked(uuid,uuid,uuid[]) to service_role;

CREATE OR REPLACE FUNCTION worker.note_backfill(lease uuid, sender_id uuid, until timestamp with time zone, whole boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not private.holds(
    note_backfill.lease, 'reconcile_sender', 'sender_id', note_backfill.sender_id)
  then
    return false;
  end if;
  insert into private.reconciles as r (sender_id, backfilled_until, reconciled_at)
    values (note_backfill.sender_id,
      note_backfill.until - case when note_backfill.whole then interval '2 hours'
        else interval '0' end,
      case when note_backfill.whole then clock_timestamp() end)
    on conflict on constraint reconciles_pkey do update set
      backfilled_until = excluded.backfilled_until,
      reconciled_at = coalesce(excluded.reconciled_at, r.reconciled_at);
  if not note_backfill.whole then
    perform private.queue_another_run(note_backfill.lease);
  end if;
  return true;
end
$function$;
comment on function worker.note_backfill(uuid,uuid,timestamp with time zone,boolean) is
  'Texts in are complete up to a time. whole: up to the present, as far as the carrier knows; if not, another run goes on from there at once. False: the lease is lost, and nothing is noted.';
grant execute on function worker.note_backfill(uuid,uuid,timestamp with time zone,boolean) to service_role;

CREATE OR REPLACE FUNCTION worker.open_chat(auth_id uuid, conversation_id uuid, client_message_id uuid, text text, agents text[] DEFAULT '{}'::text[], screen jsonb DEFAULT NULL::jsonb, at timestamp with time zone DEFAULT now())
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  person public.users;
  thread public.conversations;
  message public.messages;
  refusal jsonb;
  agent text;
begin
  -- Users, then conversations, then messages; lanes last.
  update public.users u set last_active_at = open_chat.at
    where u.auth_id = open_chat.auth_id and u.is_active
      and u.id = (select c.user_id from public.conversations c
        where c.id = open_chat.conversation_id and c.channel = 'web' and c.status <> 'closed')
    returning * into person;
  if not found then
    return '{"refused": "nobody"}';
  end if;
  select * into thread from public.conversations c
    where c.id = open_chat.conversation_id for no key update;
  select * into message from public.messages m
    where m.conversation_id = thread.id and m.client_message_id = open_chat.client_message_id;
  if found then
    return private.chat_view(message) || '{"duplicate": true, "turn": null}';
  end if;
  refusal := private.chat_refusal(person, open_chat.at);
  if refusal is not null then
    return refusal;
  end if;
  insert into public.messages (conversation_id, role, direction, content, client_message_id,
      unanswered_reason, message_metadata)
    values (thread.id, 'user', 'inbound', open_chat.text, open_chat.client_message_id,
      case when person.blocked_at is not null then 'blocked' end,
      jsonb_strip_nulls(jsonb_build_object('channel', 'web', 'screen', open_chat.screen)))
    returning * into message;
  perform private.stop_point('chat.stored');
  insert into public.events
    (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id, created_by)
  values (person.tenant_id,
    case when person.blocked_at is null then 'message.received' else 'message.noted' end,
    thread.id, 'conversation', jsonb_build_object('message_id', message.id,
      'conversation_id', thread.id, 'user_id', person.id), message.trace_id, 'chat');
  agent := private.agent_of(person);
  return private.chat_view(message) || jsonb_build_object('duplicate', false, 'turn',
    case when person.blocked_at is null and agent = any (open_chat.agents)
      then private.stream_turn(thread, agent, open_chat.at) end);
end
$function$;
comment on function worker.open_chat(uuid,uuid,uuid,text,text[],jsonb,timestamp with time zone) is
  'Stores what somebody signed in has written, once by client_message_id, and, when its lane is idle and its agent is one of agents, leases the lane to the caller: turn is then what worker.claim would hand out. Otherwise turn is null and the lane''s agent is rung. {"refused": "nobody"} when the conversation is not theirs, {"refused": "too_many", rule, retry_after_seconds} when they write too fast.';
grant execute on function worker.open_chat(uuid,uuid,uuid,text,text[],jsonb,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION worker.pause_function(function_name text, reason text)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update private.functions f set paused_at = coalesce(f.paused_at, clock_timestamp()),
    paused_reason = private.said(pause_function.reason)
  where f.name = pause_function.function_name;
  return found;
end
$function$;
comment on function worker.pause_function(text,text) is
  'Nothing is claimed for this function and its bell is silent. False: there is no such function.';
grant execute on function worker.pause_function(text,text) to service_role;

CREATE OR REPLACE FUNCTION worker.pause_lane(lane_key text, reason text)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  home uuid := (select l.tenant_id from private.lanes l where l.lane_key = pause_lane.lane_key);
begin
  if home is null then
    return false;
  end if;
  perform private.hold_lane(pause_lane.lane_key, home, private.said(pause_lane.reason));
  return true;
end
$function$;
comment on function worker.pause_lane(text,text) is
  'What is queued in it waits. False: there is no such lane. To take over a conversation set its status to paused instead: its lane follows.';
grant execute on function worker.pause_lane(text,text) to service_role;

CREATE OR REPLACE FUNCTION worker.pause_tenant(tenant_id uuid, reason text)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.tenants t set paused_at = coalesce(t.paused_at, clock_timestamp()),
    paused_reason = private.said(pause_tenant.reason)
  where t.id = pause_tenant.tenant_id;
  return found;
end
$function$;
comment on function worker.pause_tenant(uuid,text) is
  'Its texts are stored and wait; of its texts out none begins to leave. False: no such tenant.';
grant execute on function worker.pause_tenant(uuid,text) to service_role;

CREATE OR REPLACE FUNCTION worker.process_outbound_messages(at timestamp with time zone DEFAULT now())
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  people uuid[];
  decided record;
  gone bigint;
begin
  -- Locked in a statement of its own; what follows reads a new snapshot. In one statement, 17 of
  -- 200 people were sent more than their limit.
  people := private.people_to_decide(private.setting('decide_people_max')::integer, at);
  perform private.stop_point('decide.locked');
  select * into decided from private.decide(people, at);
  if decided.approved > 0 then
    perform private.find_ways(people, at);
  end if;
  gone := private.let_go(at);
  perform private.stop_point('decide.let_go');
  return jsonb_build_object('people', cardinality(people), 'approved', decided.approved,
    'held', decided.held, 'ended', decided.ended, 'let_go', gone);
end
$function$;
comment on function worker.process_outbound_messages(timestamp with time zone) is
  'The orchestrator: decides what waits for up to decide_people_max people, and lets go what was approved. {people, approved, held, ended, let_go}; more may be due while people is not 0.';
grant execute on function worker.process_outbound_messages(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION worker.process_tasks_batch(at timestamp with time zone DEFAULT now())
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  freed integer;
  rung integer;
begin
  if not pg_try_advisory_xact_lock(hashtext('sweep'), 0) then
    return jsonb_build_object('swept', false);
  end if;
  freed := private.sweep_leases(at);
  perform private.lift_pauses(at);
  rung := private.ring_overdue(at);
  update private.sweeps s set swept_at = clock_timestamp(), sweeps = s.sweeps + 1,
    leases_freed = s.leases_freed + freed, lanes_rung = s.lanes_rung + rung;
  return jsonb_build_object('swept', true, 'leases_freed', freed, 'rung', rung);
end
$function$;
comment on function worker.process_tasks_batch(timestamp with time zone) is
  'The sweep: frees expired leases, resumes the senders whose pause is over, and rings what is due and was not claimed. Every 5 s by cron; by doors and drains too when its heartbeat is old, since pg_cron itself can die.';
grant execute on function worker.process_tasks_batch(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION worker.queue_matchings(at timestamp with time zone DEFAULT now())
 RETURNS integer
 LANGUAGE sql
 SET search_path TO ''
AS $function$
  select private.queue_matching(array(
    select i.id from public.innovators i
    join public.users u on u.id = i.user_id and u.credit_balance > 0
    join public.tenants t on t.id = i.tenant_id and t.product = 'network'
    where i.active and exists (select from public.prospects p where p.innovator_id = i.id
      and p.match_at <= queue_matchings.at and p.match_at < 'infinity' and p.status <> 'inactive')
    order by i.id limit private.setting('match_innovators')::integer), at)
$function$;
comment on function worker.queue_matchings(timestamp with time zone) is
  'Whoever has prospects to be looked at, and something to pay with.';
grant execute on function worker.queue_matchings(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION worker.queue_reconciles()
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  queued integer;
begin
  insert into public.agent_tasks
    (tenant_id, task_type, agent_type, scheduled_for, priority, max_retries, context_json,
     created_by, dedupe_key, lane_key)
  select s.tenant_id, k.task_type, k.agent_type, now(), k.priority, k.max_retries,
    jsonb_build_object('sender_id', s.id), 'queue_reconciles', s.id::text, 'upkeep:' || s.id
  from public.senders s cross join private.task_types k where k.task_type = 'reconcile_sender';
  get diagnostics queued = row_count;
  return queued;
end
$function$;
comment on function worker.queue_reconciles() is
  'One task a sender. While one waits already, the new one folds into it.';
grant execute on function worker.queue_reconciles() to service_role;

CREATE OR REPLACE FUNCTION worker.receive_email(mail jsonb, at timestamp with time zone DEFAULT now())
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  email private.inbound_emails;
  sought private.email_verifications;
  person public.users;
  owners uuid[];
  tags integer;
begin
  -- Before any lock: a second delivery waits here for the first, holding nothing.
  insert into private.inbound_emails (key, provider, verdict, detail, received_at)
    values (mail ->> 'key', mail ->> 'provider', 'nobody', mail ->> 'unproved', receive_email.at)
    on conflict (key) do nothing returning * into email;
  if email.id is null then
    return jsonb_build_object('duplicate', true);
  end if;
  email.verdict := private.receive_intro_email(email, mail, at);
  if email.verdict is not null then
    return jsonb_build_object('duplicate', false, 'verdict', email.verdict,
      'trace_id', email.trace_id);
  end if;
  select count(*), (array_agg(t.tenant_id))[1], array_remove(array_agg(distinct v.user_id), null)
    into tags, email.tenant_id, owners
    from private.tags_of(mail -> 'recipients') t
    left join private.email_verifications v on v.tenant_id = t.tenant_id and v.tag = t.tag;
  email.verdict := case when tags = 0 then 'nobody' when tags > 1 then 'several_tags'
    when owners = '{}' then 'unknown_tag' else 'confirmed' end;
  if cardinality(owners) = 1 then
    select v.* into sought from private.tags_of(mail -> 'recipients') t
      join private.email_verifications v on v.tenant_id = t.tenant_id and v.tag = t.tag limit 1;
    person := private.lock_people(sought);
    email.tenant_id := person.tenant_id;
    email.user_id := person.id;
    email.verification_id := case tags when 1 then sought.id end;
    perform private.stop_point('email.locked');
    select * into sought from private.email_verifications v where v.id = sought.id;
    if tags = 1 then
      email.verdict := private.judge_email(sought, person, mail, at);
    elsif mail ->> 'unproved' is not null or not person.is_active then
      email.user_id := null;
    end if;
    if email.verdict = 'confirmed' then
      email.verdict := private.confirm_email(sought, person, email, at);
    end if;
  end if;
  update private.inbound_emails e set tenant_id = email.tenant_id, user_id = email.user_id,
    verification_id = email.verification_id, verdict = email.verdict where e.id = email.id;
  if email.user_id is not null then
    perform private.tell_of_email(email, person, at);
  end if;
  return jsonb_build_object('duplicate', false, 'verdict', email.verdict,
    'trace_id', email.trace_id);
end
$function$;
comment on function worker.receive_email(jsonb,timestamp with time zone) is
  'Accounts for one email and does what it proves. mail: {key (SHA-256 of the provider''s id), provider postmark|sendgrid, recipients and copied (addresses), from (lower case) and unproved null, or why its sender is not proved}. A key that is known changes nothing and answers duplicate. What is copied proves nothing of a person: only an introduction looks at it.';
grant execute on function worker.receive_email(jsonb,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION worker.receive_payment(event jsonb, at timestamp with time zone DEFAULT now())
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  purchase uuid;
  became text;
begin
  -- The first lock, like an email in: a second delivery waits for the first, and is nothing.
  insert into private.stripe_events (id, event_type, said_at) values
    (event ->> 'id', event ->> 'type', to_timestamp((event ->> 'created')::bigint))
    on conflict do nothing;
  if not found then
    return '{"duplicate": true}';
  end if;
  if event ->> 'payment_intent' is not null then
    perform private.note_payment(event);
  end if;
  perform private.stop_point('payment.noted');
  purchase := private.purchase_of(event);
  became := case
    when purchase is not null then private.take_payment(purchase, event, receive_payment.at)
    when not event ? 'session' then 'noted'
    when event ->> 'purchase_id' is null then 'not_ours'
    else 'unknown_purchase' end;
  update private.stripe_events s set verdict = became, purchase_id = purchase
    where s.id = event ->> 'id';
  return jsonb_build_object('duplicate', false, 'verdict', became, 'trace_id',
    (select p.trace_id from public.credit_purchases p where p.id = purchase));
end
$function$;
comment on function worker.receive_payment(jsonb,timestamp with time zone) is
  'Accounts for one event of Stripe: {id, type, created, payment_intent, and of a checkout session, purchase_id, payment_status, amount_cents, currency; of a charge refunded_cents; of a dispute dispute, dispute_status, disputed_cents} → {duplicate, verdict, trace_id}.';
grant execute on function worker.receive_payment(jsonb,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION worker.receive_sms(sender_id uuid, sms jsonb, at timestamp with time zone DEFAULT now())
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  sender public.senders;
  thread public.conversations;
  person public.users;
  message public.messages;
  reason text;
begin
  select * into strict sender from public.senders s where s.id = receive_sms.sender_id;
  -- Before anything is written, for a replay years later; and again under the thread's lock, for
  -- two deliveries at once.
  for look in 1..2 loop
    select * into message from public.messages m where m.tenant_id = sender.tenant_id
      and m.twilio_message_sid = sms ->> 'message_sid' and m.direction = 'inbound';
    if found then
      return jsonb_build_object('message_id', message.id, 'duplicate', true);
    elsif look = 1 then
      thread := private.find_thread(sender, sms ->> 'from',
        coalesce((sms ->> 'new_owner')::boolean, false), at);
    end if;
  end loop;
  perform private.stop_point('receive.found');
  select * into person from public.users u where u.id = thread.user_id;
  reason := private.silent_reason(sender, person, thread.id, sms);
  message := private.store_text(thread, sms, reason);
  if person.unreachable_until is not null then
    perform private.lift_unreachable(person.id);
  end if;
  if reason in ('opt_out_word', 'opt_out_said', 'opt_in_word') then
    perform private.heed_consent(message, reason, sms);
  elsif reason = 'reaction' then
    perform private.note_reaction(thread, sms -> 'reaction');
  elsif reason is null then
    perform private.interrupt_outreach(person, at);
    perform private.plan_re_engagement(person, at);
  end if;
  insert into public.events
    (tenant_id, event_type, aggregate_id, aggregate_type, payload, trace_id, created_by)
  values (sender.tenant_id,
    case when reason is null then 'message.received'
      when reason in ('opt_out_word', 'opt_out_said') then 'consent.opted_out'
      when reason = 'opt_in_word' then 'consent.opted_in'
      else 'message.noted' end,
    thread.id, 'conversation', jsonb_build_object('message_id', message.id,
      'conversation_id', thread.id, 'user_id', thread.user_id), message.trace_id,
    'twilio-webhook');
  if reason is null then
    perform private.tell_to_wait(thread, message.trace_id);
  end if;
  return jsonb_build_object('message_id', message.id, 'duplicate', false,
    'trace_id', message.trace_id, 'unanswered_reason', reason);
end
$function$;
comment on function worker.receive_sms(uuid,jsonb,timestamp with time zone) is
  'Stores one verified text and all that follows from it, in one transaction. sms: {message_sid, from (E.164 or short code), body, media [{url, content_type}], keyword stop|start|help|null, said opt_out|null, new_owner, language en|es, reaction {rating up|down|null, removed, quoted}|null, auto_reply, backfilled, sent_at (when backfilled)}. A SID that is stored already changes nothing and answers duplicate.';
grant execute on function worker.receive_sms(uuid,jsonb,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION worker.receive_status(account_sid text, message_sid text, status text, error_code integer DEFAULT NULL::integer, part_id uuid DEFAULT NULL::uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  part public.message_parts;
  message public.messages;
  home uuid;
begin
  select s.tenant_id into home from public.senders s
    where s.account_sid = receive_status.account_sid limit 1;
  select p.* into part from public.message_parts p
    where p.tenant_id in (select s.tenant_id from public.senders s
      where s.account_sid = receive_status.account_sid)
      and (p.twilio_message_sid = receive_status.message_sid
        or (p.id = receive_status.part_id and p.twilio_message_sid is null))
    order by p.twilio_message_sid nulls last limit 1;
  if home is null then
    return '{"known": false, "news": false}'::jsonb;
  end if;
  if receive_status.error_code is not null then
    perform private.lock_person(part.id);
  end if;
  -- The text before its part, here as everywhere; the news' foreign key locks the part.
  select * into message from public.messages m where m.id = part.message_id for no key update;
  perform private.stop_point('status.found');
  insert into public.message_status_events
    (tenant_id, part_id, twilio_message_sid, status, error_code)
    values (coalesce(part.tenant_id, home), part.id, message_sid, receive_status.status,
      receive_status.error_code)
    on conflict do nothing;
  if not found or part.id is null then
    return jsonb_build_object('known', part.id is not null, 'news', false);
  end if;
  select * into part from public.message_parts p where p.id = part.id for no key update;
  update public.message_parts p set
    status = x.status, twilio_message_sid = receive_status.message_sid,
    accepted_at = coalesce(p.accepted_at, clock_timestamp()),
    error_code = coalesce(receive_status.error_code, p.error_code),
    delivered_at = case when x.status = 'delivered' then clock_timestamp() end
  from (select private.part_status(receive_status.status) as status) x
  where p.id = part.id and x.status is not null
    and private.status_rank(x.status) > private.status_rank(part.status);
  if found then
    if receive_status.error_code is not null then
      perform private.heed_error(part.message_id, receive_status.error_code, clock_timestamp());
    end if;
    perform private.refresh_message(part.message_id);
    if part.status = 'unknown' then
      perform private.hurry_lane(private.lane_out(message));
    end if;
    return jsonb_build_object('known', true, 'news', true);
  end if;
  return jsonb_build_object('known', true, 'news', false);
end
$function$;
comment on function worker.receive_status(text,text,text,integer,uuid) is
  'Carrier''s news of a part, found by SID or by our own id in the callback''s URL. Kept once each, in any order; a part''s status only moves forward, and an error that moves it is heeded. News of a text that is not ours is kept.';
grant execute on function worker.receive_status(text,text,text,integer,uuid) to service_role;

CREATE OR REPLACE FUNCTION worker.reconcile_work(sender_id uuid, at timestamp with time zone DEFAULT now())
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select jsonb_build_object(
      'phone_number', s.phone_number, 'account_sid', s.account_sid, 'at', reconcile_work.at,
      -- Texts from before the number was ours are nobody's here.
      'since', coalesce(r.backfilled_until, s.created_at),
      'parts', coalesce((select jsonb_agg(jsonb_build_object(
          'id', p.id, 'sid', p.twilio_message_sid, 'body', p.body, 'sending_at', p.sending_at,
          'to', c.phone_number))
        from (select * from private.parts_to_ask(s.id, reconcile_work.at) limit 100) p
        join public.messages m on m.id = p.message_id
        join public.conversations c on c.id = m.conversation_id), '[]'))
    from public.senders s left join private.reconciles r on r.sender_id = s.id
    where s.id = reconcile_work.sender_id);
end
$function$;
comment on function worker.reconcile_work(uuid,timestamp with time zone) is
  'What to ask the carrier about a sender: texts in since when, and at most 100 parts {id, sid, to, body, sending_at}. Null when the sender is gone.';
grant execute on function worker.reconcile_work(uuid,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION worker.replay_dead_letter(dead_letter_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  return private.replay_letters(array[dead_letter_id]) = 1;
end
$function$;
comment on function worker.replay_dead_letter(uuid) is
  'Gives a dead task all its tries again. False when there is no such letter, it was discarded, its task is not dead any more, or none of its texts waits for an answer (then it is discarded).';
grant execute on function worker.replay_dead_letter(uuid) to service_role;

CREATE OR REPLACE FUNCTION worker.replay_dead_letters(task_type text, since timestamp with time zone DEFAULT '-infinity'::timestamp with time zone, until timestamp with time zone DEFAULT 'infinity'::timestamp with time zone, tenant_id uuid DEFAULT NULL::uuid, letters_max integer DEFAULT 100)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  letters uuid[] := private.open_letters(replay_dead_letters.task_type,
    replay_dead_letters.since, replay_dead_letters.until, replay_dead_letters.tenant_id,
    replay_dead_letters.letters_max, true);
begin
  perform private.replay_letters(letters);
  return cardinality(letters);
end
$function$;
comment on function worker.replay_dead_letters(text,timestamp with time zone,timestamp with time zone,uuid,integer) is
  'Replays the oldest letters of a kind that died in [since, until), of one tenant or of all; how many it dealt with: one whose texts are answered is discarded instead. Call it until it answers 0: one batch a transaction, so that nobody waits for long.';
grant execute on function worker.replay_dead_letters(text,timestamp with time zone,timestamp with time zone,uuid,integer) to service_role;

CREATE OR REPLACE FUNCTION worker.resume_function(function_name text)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update private.functions f set paused_at = null, paused_reason = null
  where f.name = resume_function.function_name and f.paused_at is not null;
  if not found then
    return false;
  end if;
  perform worker.ring_on(resume_function.function_name);
  return true;
end
$function$;
comment on function worker.resume_function(text) is
  'And rings it, if something is due. False: it was not paused.';
grant execute on function worker.resume_function(text) to service_role;

CREATE OR REPLACE FUNCTION worker.resume_lane(lane_key text)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  let_go boolean;
begin
  -- One that raised in the sweep was set aside under a lease for ever: the next sweep tries again.
  update private.leases l set expires_at = clock_timestamp()
    where l.lane_key = resume_lane.lane_key and l.expires_at = 'infinity';
  let_go := found;
  perform private.lock_lanes(array[resume_lane.lane_key]);
  -- One whose conversation a human has taken over stays paused, for that reason alone.
  update private.lanes l set
    paused_at = case when private.is_taken_over(l.lane_key) then l.paused_at end,
    paused_reason = case when private.is_taken_over(l.lane_key) then private.taken_over() end
    where l.lane_key = resume_lane.lane_key and l.paused_at is not null;
  let_go := let_go or (found and not private.is_taken_over(resume_lane.lane_key));
  perform private.settle_lanes(touched => array[resume_lane.lane_key]);
  return let_go;
end
$function$;
comment on function worker.resume_lane(text) is
  'A lane that was paused, or set aside by the sweep, goes on. False: it was neither, or its conversation is paused: give that back instead.';
grant execute on function worker.resume_lane(text) to service_role;

CREATE OR REPLACE FUNCTION worker.resume_tenant(tenant_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.tenants t set paused_at = null, paused_reason = null
  where t.id = resume_tenant.tenant_id and t.paused_at is not null;
  if not found then
    return false;
  end if;
  perform worker.ring_on(waiting.function_name) from (
    select distinct l.function_name from private.lanes l
    where l.tenant_id = resume_tenant.tenant_id and l.due is not null order by 1) waiting;
  return true;
end
$function$;
comment on function worker.resume_tenant(uuid) is
  'And rings the functions that have something due. False: it was not paused.';
grant execute on function worker.resume_tenant(uuid) to service_role;

CREATE OR REPLACE FUNCTION worker.ring_on(function_name text)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  return exists (select 1 from private.lanes l
      join public.tenants n on n.id = l.tenant_id and n.paused_at is null
      where l.function_name = ring_on.function_name and l.due <= clock_timestamp())
    -- Nobody could claim it: two drains would ring each other until somebody can.
    and private.leases_free(ring_on.function_name) > 0
    and private.ring(ring_on.function_name);
end
$function$;
comment on function worker.ring_on(text) is
  'A drain that must end leaves what is due to another isolate. True when it rang.';
grant execute on function worker.ring_on(text) to service_role;

CREATE OR REPLACE FUNCTION worker.sender_credentials(sender_id uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select jsonb_build_object('account_sid', s.account_sid,
      'auth_token', private.vault_secret(s.auth_token_secret))
    from public.senders s where s.id = sender_credentials.sender_id);
end
$function$;
comment on function worker.sender_credentials(uuid) is
  'What the sender function signs in to Twilio with; auth_token null when Vault has none.';
grant execute on function worker.sender_credentials(uuid) to service_role;

CREATE OR REPLACE FUNCTION worker.set_text_limits(user_id uuid, daily integer, hourly integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.users u set daily_limit = set_text_limits.daily,
    hourly_limit = set_text_limits.hourly
  where u.id = set_text_limits.user_id;
  if not found then
    return false;
  end if;
  update public.user_message_budget b set
    daily_limit = coalesce(set_text_limits.daily,
      private.setting('daily_texts_max', b.tenant_id)::integer),
    hourly_limit = coalesce(set_text_limits.hourly,
      private.setting('hourly_texts_max', b.tenant_id)::integer)
  from public.users u
  where b.user_id = u.id and u.id = set_text_limits.user_id
    and b.date >= private.local_day(u, now());
  return true;
end
$function$;
comment on function worker.set_text_limits(uuid,integer,integer) is
  'A person''s own limits of proactive texts, from today; null: as their tenant has it. False: there is nobody of that id.';
grant execute on function worker.set_text_limits(uuid,integer,integer) to service_role;

CREATE OR REPLACE FUNCTION worker.settle_alert(lease uuid, settled jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  word text := settled ->> 'status';
begin
  perform 1 from private.leases l where l.token = settle_alert.lease for no key update;
  if not found then
    return false;
  end if;
  -- The channel before its delivery, as whoever removes a channel locks them.
  update public.alert_channels c set is_on = false, off_reason = 'gone'
    from public.alert_deliveries d
    where settled ->> 'error' = 'gone' and c.is_on and c.id = d.channel_id
      and d.id = (settled ->> 'delivery_id')::uuid and d.lease_token = settle_alert.lease;
  update public.alert_deliveries d set status = word, last_error = settled ->> 'error',
    delivered_at = case word when 'delivered' then clock_timestamp() end
    where d.id = (settled ->> 'delivery_id')::uuid
      and d.lease_token = settle_alert.lease and d.status = 'sending';
  return true;
end
$function$;
comment on function worker.settle_alert(uuid,jsonb) is
  'What became of a delivery under this lease: {delivery_id, status waiting|delivered|failed|unknown, error}. gone turns its channel off. False: the lease was lost.';
grant execute on function worker.settle_alert(uuid,jsonb) to service_role;

CREATE OR REPLACE FUNCTION worker.settle_introduction(intro_id uuid, outcome text, operator text, reason text, at timestamp with time zone DEFAULT now())
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  intro public.intro_opportunities;
begin
  if coalesce(outcome, '') <> all (array['completed', 'cancelled']) then
    raise exception 'it is settled as completed or cancelled'
      using errcode = 'invalid_parameter_value';
  end if;
  perform 1 from public.users u where u.id = any (private.parties_of(array[intro_id]))
    order by u.id for no key update;
  update public.intro_opportunities i set settled_by = private.said(operator),
      settled_reason = private.said(reason)
    where i.id = settle_introduction.intro_id and i.status = 'scheduled'
    returning * into intro;
  if not found then
    return 'over';
  end if;
  return private.end_intro(intro, outcome, at);
end
$function$;
comment on function worker.settle_introduction(uuid,text,text,text,timestamp with time zone) is
  'An operator ends an introduction that is to be made, disputed or not: completed pays, cancelled gives back. "over": there is nothing to settle.';
grant execute on function worker.settle_introduction(uuid,text,text,text,timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION worker.settle_media(lease uuid, message_id uuid, media_index integer, settled jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if not private.holds(settle_media.lease, 'fetch_media', 'message_id', settle_media.message_id)
  then
    return false;
  end if;
  update public.message_media k set
    status = settled ->> 'status', status_reason = settled ->> 'reason',
    content_type = coalesce(settled ->> 'content_type', k.content_type),
    storage_path = settled ->> 'storage_path', bytes = (settled ->> 'bytes')::integer,
    stored_at = case settled ->> 'status' when 'stored' then clock_timestamp() end
  where k.message_id = settle_media.message_id and k.media_index = settle_media.media_index
    and k.status = 'waiting';
  return true;
end
$function$;
comment on function worker.settle_media(uuid,uuid,integer,jsonb) is
  'What became of one medium: {status stored, content_type, storage_path, bytes} or {status refused|failed, reason}. False: the lease is lost, and nothing changes.';
grant execute on function worker.settle_media(uuid,uuid,integer,jsonb) to service_role;

CREATE OR REPLACE FUNCTION worker.settle_send(lease uuid, settled jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  decided text;
begin
  perform 1 from private.leases l where l.token = settle_send.lease for no key update;
  if not found then
    return '{"held": false, "known": false}'::jsonb;
  end if;
  if settled ->> 'error_code' is not null then
    -- What it says of the person is written on their row, which comes before the text's.
    perform private.lock_person((settled ->> 'part_id')::uuid);
  end if;
  decided := private.settle_part(settle_send.lease, (settled ->> 'part_id')::uuid, settled);
  return jsonb_strip_nulls(jsonb_build_object('held', true, 'known', exists (
    select 1 from public.message_parts p where p.id = (settled ->> 'part_id')::uuid
      and p.status in ('sent', 'delivered', 'undelivered', 'failed')),
    'decided', nullif(decided, settled ->> 'kind')));
end
$function$;
comment on function worker.settle_send(uuid,jsonb) is
  'Records at once what became of a part (private.settle_part). known: its fate is. decided: as what it was taken, where that is not what was said. Not held: the lease is lost, and whoever has the lane now finds the part as sending and looks its fate up.';
grant execute on function worker.settle_send(uuid,jsonb) to service_role;

CREATE OR REPLACE FUNCTION worker.step(lease uuid, call jsonb, proposals jsonb DEFAULT '[]'::jsonb, reads jsonb DEFAULT '[]'::jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  held private.leases;
  task public.agent_tasks;
  person public.users;
  thread uuid;
  settled public.agent_actions_log;
  answer jsonb;
begin
  -- The lease before the log row, as everywhere.
  select * into held from private.leases l where l.token = step.lease for no key update;
  settled := private.settle_call(step.lease, step.call);
  if held.token is null then
    -- Returned, not raised: what the last call cost is a fact all the same.
    return jsonb_build_object('lost', true);
  end if;
  select * into task from public.agent_tasks t
    where t.lease_token = held.token and t.status = 'processing' order by t.seq limit 1;
  select * into person from public.users u where u.id = task.user_id;
  thread := (task.context_json ->> 'conversation_id')::uuid;
  answer := jsonb_build_object(
    'checks', (
      select coalesce(jsonb_agg(jsonb_build_object('tool_use_id', p.value ->> 'tool_use_id',
        'ok', c.reason is null, 'reason', c.reason) order by p.nth), '[]')
      from jsonb_array_elements(step.proposals) with ordinality p (value, nth)
      cross join lateral (select private.check_action(
        person, held.function_name, p.value ->> 'type', p.value -> 'input', held.handles)
        as reason) c),
    'reads', (
      select coalesce(jsonb_agg(private.answer_read(person, thread, r.value, held.handles)
        order by r.nth), '[]')
      from jsonb_array_elements(step.reads) with ordinality r (value, nth)));
  return answer
    || jsonb_build_object('call', private.next_call(held, task, settled, answer));
end
$function$;
comment on function worker.step(uuid,jsonb,jsonb,jsonb) is
  'Between two model calls, in one round trip: settles the last, checks what it proposed, reads what it asked for, and gives leave for the next, or says why not. {"lost": true} when the lease is no longer the caller''s.';
grant execute on function worker.step(uuid,jsonb,jsonb,jsonb) to service_role;

CREATE OR REPLACE FUNCTION worker.sweep_when_silent(seconds_max integer DEFAULT 15)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  if exists (select 1 from private.sweeps s
    where s.swept_at > clock_timestamp() - make_interval(secs => seconds_max)) then
    return false;
  end if;
  return (worker.process_tasks_batch() ->> 'swept')::boolean;
end
$function$;
comment on function worker.sweep_when_silent(integer) is
  'Sweeps when nobody has for a while. True when it did.';
grant execute on function worker.sweep_when_silent(integer) to service_role;

CREATE OR REPLACE FUNCTION worker.trace(trace_id uuid)
 RETURNS TABLE(at timestamp with time zone, step text, id uuid, detail jsonb)
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
  with related as (
    -- A text merged into a waiting task has a trace of its own: follow both links.
    select trace.trace_id as id
    union select t.trace_id from public.messages m join public.agent_tasks t on t.id = m.task_id
      where m.trace_id = trace.trace_id
  )
  select m.created_at, case m.direction when 'inbound' then 'text stored' else 'reply written' end,
    m.id, jsonb_build_object('status', m.status, 'task', m.task_id, 'why', m.unanswered_reason)
  from public.messages m where m.trace_id in (select r.id from related r)
  union all
  select e.created_at, 'event ' || e.event_type, e.id, jsonb_build_object('processed', e.processed)
  from public.events e where e.trace_id in (select r.id from related r)
  union all
  select coalesce(t.last_attempted_at, t.created_at), 'task ' || t.task_type || ' claimed', t.id,
    jsonb_build_object('status', t.status, 'agent', t.agent_type, 'attempts', t.retry_count + 1,
      'due', t.scheduled_for, 'over', t.completed_at, 'errors', t.errors,
      'model_calls', t.result_json -> 'model_calls', 'reply', t.result_json -> 'reply',
      'proposed', t.result_json -> 'proposed', 'applied', t.result_json -> 'applied')
  from public.agent_tasks t where t.trace_id in (select r.id from related r)
  union all
  select l.created_at, case when l.attempts = 0 then 'model not called' else 'model called' end,
    l.id, jsonb_build_object('status', l.status, 'outcome', l.outcome, 'error', l.error,
    'model', l.model_used, 'variant', l.agent_instance_id, 'prompt', left(l.prompt_hash, 12),
    'prompt_version', (select p.version from private.prompts p where p.hash = l.prompt_hash),
    'attempts', l.attempts, 'latency_ms', l.latency_ms, 'cost_usd', l.cost_usd,
    'tokens_in', l.input_tokens, 'tokens_out', l.output_tokens, 'thinking', l.thinking_tokens,
    'cache_read', l.cache_read_tokens, 'cache_write', l.cache_write_tokens,
    'request', l.request_id, 'settled', l.settled_at)
  from public.agent_actions_log l where l.trace_id in (select r.id from related r)
  union all
  select q.created_at, 'proactive text queued', q.id, jsonb_build_object('wanted_by', q.agent_id,
    'priority', q.priority, 'status', q.status, 'reason', q.status_reason, 'look_at', q.look_at,
    'approved', q.approved_at, 'message', q.delivered_message_id)
  from public.message_queue q where q.trace_id in (select r.id from related r)
  union all
  select p.sending_at, 'part sent', p.id, jsonb_build_object('index', p.part_index,
    'status', p.status, 'accepted', p.accepted_at, 'delivered', p.delivered_at)
  from public.message_parts p join public.messages m on m.id = p.message_id
  where m.trace_id in (select r.id from related r) and p.sending_at is not null
  order by 1
$function$;
comment on function worker.trace(uuid) is
  'Everything that one text caused, in time: the turn''s calls with their prompt, variant, tokens and cost; what it proposed, was refused and did. No text and no number in it.';
grant execute on function worker.trace(uuid) to service_role;

CREATE OR REPLACE FUNCTION worker.unblock_person(user_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
begin
  update public.users u set blocked_at = null, blocked_reason = null
  where u.id = unblock_person.user_id and u.blocked_at is not null;
  return found;
end
$function$;
comment on function worker.unblock_person(uuid) is
  'False: they were not blocked.';
grant execute on function worker.unblock_person(uuid) to service_role;

CREATE OR REPLACE FUNCTION worker.undo_upload(batch uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  upload private.prospect_uploads;
  removed integer;
  kept integer;
  restored integer;
begin
  perform 1 from public.innovators i join private.prospect_uploads u
      on u.innovator_id = i.id and u.tenant_id = i.tenant_id
    where u.id = undo_upload.batch for no key update of i;
  update private.prospect_uploads u set status = 'undone', ended_at = coalesce(u.ended_at, now())
    where u.id = undo_upload.batch and u.status <> 'undone' returning * into upload;
  if not found then
    return null;
  end if;
  restored := private.undo_merges(upload.id);
  -- What a later list has brought, too, is that one's now.
  update public.prospects p set upload_batch_id = m.upload_id
    from (select distinct on (m.prospect_id) m.prospect_id, m.upload_id
      from private.prospect_merges m join private.prospect_uploads u on u.id = m.upload_id
      order by m.prospect_id, u.started_at, u.id) m
    where p.upload_batch_id = upload.id and p.id = m.prospect_id;
  update public.intro_opportunities i set status = 'cancelled'
    from public.prospects p where p.upload_batch_id = upload.id and i.prospect_id = p.id
      and i.status = 'open';
  delete from public.prospects p where p.upload_batch_id = upload.id and p.status = 'pending'
    and not exists (select from public.intro_opportunities i where i.prospect_id = p.id
      and i.status in ('accepted', 'scheduled', 'completed'));
  get diagnostics removed = row_count;
  select count(*) into kept from public.prospects p where p.upload_batch_id = upload.id;
  return jsonb_build_object('removed', removed, 'restored', restored, 'kept', kept);
end
$function$;
comment on function worker.undo_upload(uuid) is
  'Takes a list back: its prospects go, what it filled is empty again. Kept: whom somebody has said they will introduce, or has, and who is a member. Null: no such list, or it is undone.';
grant execute on function worker.undo_upload(uuid) to service_role;

CREATE OR REPLACE FUNCTION worker.unknown_sids(sender_id uuid, sids text[])
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
begin
  return (
    select coalesce(jsonb_agg(k.sid), '[]')
    from public.senders s cross join unnest(unknown_sids.sids) k (sid)
    where s.id = unknown_sids.sender_id and not exists (select from public.messages m
      where m.tenant_id = s.tenant_id and m.twilio_message_sid = k.sid
        and m.direction = 'inbound'));
end
$function$;
comment on function worker.unknown_sids(uuid,text[]) is
  'Of the SIDs of texts in, those that are not stored.';
grant execute on function worker.unknown_sids(uuid,text[]) to service_role;

CREATE OR REPLACE FUNCTION worker.waive_owed(purchase_id uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  waived integer;
begin
  update public.credit_purchases p
    set waived_credits = p.waived_credits + p.owed_credits, owed_credits = 0
    from (select o.id, o.owed_credits from public.credit_purchases o
      where o.id = waive_owed.purchase_id for no key update) o
    where p.id = o.id returning o.owed_credits into waived;
  return coalesce(waived, 0);
end
$function$;
comment on function worker.waive_owed(uuid) is
  'An operator lets go what is owed for a purchase: how many credits.';
grant execute on function worker.waive_owed(uuid) to service_role;

CREATE OR REPLACE FUNCTION worker.wake_introductions(at timestamp with time zone DEFAULT now())
 RETURNS integer
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  woken integer;
begin
  insert into public.agent_tasks (tenant_id, task_type, agent_type, user_id, context_id,
      context_type, scheduled_for, priority, max_retries, context_json, created_by, dedupe_key)
    select i.tenant_id, k.task_type, k.agent_type, i.connector_user_id, i.id, 'intro_opportunity',
      now(), k.priority, k.max_retries, jsonb_build_object('intro_id', i.id), 'cron', i.id::text
    from (select * from public.intro_opportunities o
      where o.status in ('open', 'accepted', 'scheduled') and o.expires_at <= wake_introductions.at
      order by o.expires_at limit private.setting('intro_batch')::integer) i
    join private.task_types k on k.task_type = 'advance_introduction';
  get diagnostics woken = row_count;
  return woken;
end
$function$;
comment on function worker.wake_introductions(timestamp with time zone) is
  'Those whose time is over go on in their lanes, one batch a run.';
grant execute on function worker.wake_introductions(timestamp with time zone) to service_role;

CREATE OR REPLACE FUNCTION worker.watch_stream(lease uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  lasts constant interval := make_interval(
    secs => private.setting('lease_seconds')::double precision);
  held private.leases;
begin
  select * into held from private.leases l where l.token = watch_stream.lease;
  if held.expires_at < clock_timestamp() + lasts * 0.75 then
    update private.leases l set expires_at = clock_timestamp() + lasts
      where l.token = watch_stream.lease;
  end if;
  return jsonb_build_object('held', held.token is not null,
    'stopped', held.stopped_at is not null);
end
$function$;
comment on function worker.watch_stream(uuid) is
  'Twice a second, by whoever streams an answer: whether the lease is still theirs, which a quarter of its time before its end is beaten, and whether the reader has had enough.';
grant execute on function worker.watch_stream(uuid) to service_role;

CREATE OR REPLACE FUNCTION worker.withdraw_outreach(queue_message_id uuid, reason text)
 RETURNS text
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
declare
  why text := private.said(withdraw_outreach.reason);
  text public.message_queue;
begin
  perform 1 from public.users u where u.id = (select q.user_id from public.message_queue q
    where q.id = withdraw_outreach.queue_message_id) for no key update;
  if not found then
    return 'unknown';
  end if;
  select * into text from public.message_queue q where q.id = withdraw_outreach.queue_message_id;
  if text.status = 'approved' then
    perform private.put_back(text, 'withdrawn', now());
  end if;
  update public.message_queue q set status = 'cancelled', status_reason = 'withdrawn',
    status_detail = left(why, 300)
  where q.id = text.id and q.status = 'queued';
  return case when found then 'withdrawn' when text.status = 'approved' then 'leaving'
    else 'over' end;
end
$function$;
comment on function worker.withdraw_outreach(uuid,text) is
  'Takes a proactive text back, with the reason: withdrawn | leaving (it has begun) | over | unknown.';
grant execute on function worker.withdraw_outreach(uuid,text) to service_role;

select cron.schedule('archive-conversations', '*/10 4 * * *', 'select private.archive_conversations()');

select cron.schedule('close-expired-community-requests', '7 * * * *', 'select worker.close_expired_community_requests()');

select cron.schedule('close-overdue-solutions', '13 * * * *', 'select worker.close_overdue_solutions()');

select cron.schedule('drop-partitions', '27 3 * * *', 'select private.drop_partitions()');

select cron.schedule('escalate-alerts', '* * * * *', 'select private.escalate_alerts()');

select cron.schedule('fold-model-usage', '*/5 * * * *', 'select private.fold_model_usage()');

select cron.schedule('make-partitions', '17 3 * * *', 'select private.make_partitions()');

select cron.schedule('process-agent-tasks', '5 seconds', 'select worker.process_tasks_batch()');

select cron.schedule('process-message-queue', '5 seconds', 'select worker.process_outbound_messages()');

select cron.schedule('prune-cron-history', '*/10 * * * *', 'select private.prune_cron_history()');

select cron.schedule('queue-matchings', '19 6 * * *', 'select worker.queue_matchings()');

select cron.schedule('queue-rankings', '3-59/10 * * * *', 'select private.queue_rankings()');

select cron.schedule('raise-alerts', '* * * * *', 'select private.raise_alerts()');

select cron.schedule('reconcile-senders', '11 * * * *', 'select worker.queue_reconciles()');

select cron.schedule('refresh-summaries', '37 * * * *', 'select private.refresh_summaries()');

select cron.schedule('retire-alerts', '*/10 4 * * *', 'select private.retire_alerts()');

select cron.schedule('retire-budgets', '3-59/10 * * * *', 'select private.retire_budgets()');

select cron.schedule('retire-emails', '*/10 5 * * *', 'select private.retire_emails()');

select cron.schedule('retire-outreach', '5-59/10 * * * *', 'select private.retire_outreach()');

select cron.schedule('retire-payments', '*/10 * * * *', 'select private.retire_payments()');

select cron.schedule('retire-tasks', '*/10 * * * *', 'select private.retire_tasks()');

select cron.schedule('retire-uploads', '13 5 * * *', 'select private.retire_uploads()');

select cron.schedule('wake-introductions', '*/5 * * * *', 'select worker.wake_introductions()');
