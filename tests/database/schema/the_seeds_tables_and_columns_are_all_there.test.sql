begin;
set local search_path = extensions, public;
select plan(3);

-- Every table and column of the five sources. Where one has another name or place here, `moved`
-- says so; all others are columns of the table of that name in public.
create temp table seeds (seed integer, relation text, columns text);
insert into seeds values
  (1, 'event_dead_letters', 'id'),
  (2, 'users', 'id phone_number email first_name last_name company title linkedin_url verified '
    'email_verified innovator expert_connector expertise poc_agent_id poc_agent_type '
    'quiet_hours_start quiet_hours_end timezone response_pattern credit_balance status_level '
    'referred_by name_dropped created_at updated_at last_active_at'),
  (2, 'conversations', 'id user_id phone_number status conversation_summary '
    'last_summary_message_id messages_since_summary created_at updated_at last_message_at'),
  (2, 'messages', 'id conversation_id user_id role content direction twilio_message_sid status '
    'created_at sent_at delivered_at'),
  (2, 'events', 'id event_type aggregate_id aggregate_type payload metadata processed version '
    'created_at created_by'),
  (2, 'agent_tasks', 'id task_type agent_type user_id context_id context_type scheduled_for '
    'priority status retry_count max_retries last_attempted_at context_json result_json error_log '
    'created_at created_by completed_at'),
  (2, 'message_queue', 'id user_id agent_id message_data final_message scheduled_for priority '
    'status superseded_by_message_id superseded_reason conversation_context_id '
    'requires_fresh_context sequence_id sequence_position sequence_total sent_at '
    'delivered_message_id created_at'),
  (2, 'user_message_budget', 'id user_id date messages_sent last_message_at daily_limit '
    'hourly_limit quiet_hours_enabled created_at'),
  (2, 'user_priorities', 'id user_id priority_rank item_type item_id value_score status '
    'created_at expires_at presented_at'),
  (2, 'solution_workflows', 'id user_id request_description category current_step status '
    'perplexity_results matched_innovators community_insights expert_recommendations '
    'quality_threshold_met last_decision_at next_action pending_tasks completed_tasks '
    'conversation_log created_at updated_at completed_at'),
  (2, 'intro_opportunities', 'id connector_user_id innovator_id prospect_id prospect_name '
    'prospect_company prospect_title prospect_linkedin_url innovator_name bounty_credits status '
    'connector_response feed_item_id intro_email intro_scheduled_at intro_completed_at created_at '
    'updated_at expires_at'),
  (2, 'community_requests', 'id requesting_agent_type requesting_user_id context_id context_type '
    'question category expertise_needed target_user_ids requester_context desired_outcome urgency '
    'request_summary status responses_count closed_loop_at closed_loop_message created_at '
    'expires_at'),
  (2, 'community_responses', 'id request_id user_id response_text verbatim_answer '
    'usefulness_score impact_description credits_awarded credited_at status closed_loop_message '
    'closed_loop_at created_at'),
  (2, 'credit_events', 'id user_id event_type amount reference_type reference_id '
    'idempotency_key description created_at processed'),
  (2, 'user_credit_balances', 'user_id balance transaction_count last_transaction_at'),
  (2, 'innovators', 'id user_id company_name solution_description categories '
    'target_customer_profile video_url credits_balance active created_at'),
  (2, 'prospects', 'id email phone_number linkedin_url first_name last_name company title '
    'innovator_id uploaded_at upload_source upload_batch_id status converted_to_user_id '
    'converted_at prospect_notes target_solution_categories metadata created_at updated_at'),
  (2, 'linkedin_research_prospects', 'id name company title linkedin_url email '
    'mutual_connections last_researched_at users_researching created_at'),
  (2, 'agent_instances', 'id agent_type user_id config_json prompt_version status last_active_at '
    'created_at terminated_at'),
  (2, 'agent_actions_log', 'id agent_type agent_instance_id action_type user_id context_id '
    'context_type model_used input_tokens output_tokens cost_usd latency_ms input_data output_data '
    'error created_at'),
  (3, 'users', 'phone_number_history'),
  (3, 'prospects', 'id name company title linkedin_url email mutual_connections '
    'last_researched_at users_researching created_at'),
  (3, 'cron_job_status', 'jobname'),
  (4, 'tenants', 'id'),
  (4, 'users', 'id tenant_id auth_id is_active'),
  (4, 'conversations', 'id tenant_id user_id title is_archived metadata created_at updated_at'),
  (4, 'messages', 'id conversation_id role content token_count latency_ms created_at'),
  (4, 'feedback', 'id message_id user_id rating comment created_at'),
  (4, 'message_feedback_summary', 'agent_type date up_count down_count'),
  (4, 'usage_metrics', 'id tenant_id user_id date input_tokens output_tokens cost_usd'),
  (4, 'monthly_usage_summary', 'tenant_id user_id month input_tokens output_tokens cost_usd'),
  (4, 'current_day_usage', 'tenant_id user_id input_tokens output_tokens cost_usd'),
  (5, 'users', 'id email goals stage profile preferences created_at updated_at last_active '
    'graduation_date'),
  (5, 'conversations', 'id user_id message_text sender_type message_metadata analysis_included '
    'created_at'),
  (5, 'analysis_results', 'id user_id chat_score analysis_type message_range insights '
    'improvement_areas strengths_identified triggered_milestone created_at'),
  (5, 'crisis_events', 'id user_id message_id trigger_type severity_level keywords_detected '
    'resources_shown user_acknowledged followup_required created_at resolution_timestamp'),
  (5, 'job_queue', 'id name data priority retry_limit retry_count created_at start_after '
    'completed_at');

create temp table moved (seed integer, relation text, seed_column text, here text, our_column text);
insert into moved values
  -- The older of two designs of prospects is what the newer calls research.
  (3, 'prospects', '*', 'public.linkedin_research_prospects', null),
  (3, 'cron_job_status', '*', 'private.cron_job_status', null),
  -- What the coach calls a conversation is one message.
  (5, 'conversations', '*', 'public.messages', null),
  (5, 'conversations', 'message_text', 'public.messages', 'content'),
  (5, 'conversations', 'sender_type', 'public.messages', 'role');

create temp view wanted as
  select s.seed, s.relation, c.name as seed_column,
    coalesce(m.here, whole.here, 'public.' || s.relation) as here,
    coalesce(m.our_column, c.name) as our_column
  from seeds s
  cross join regexp_split_to_table(s.columns, ' ') c (name)
  left join moved m on (m.seed, m.relation, m.seed_column) = (s.seed, s.relation, c.name)
  left join moved whole on (whole.seed, whole.relation, whole.seed_column)
    = (s.seed, s.relation, '*');

select is_empty($$
  select 'seed ' || w.seed || ': ' || w.relation || '.' || w.seed_column as missing
  from wanted w
  where not exists (select from pg_attribute a
      where a.attrelid = to_regclass(w.here) and a.attname = w.our_column and not a.attisdropped)
    -- A function of the row is a column to the Data API, as innovators.credits_balance.
    and not exists (select from pg_proc p
      where p.proname = w.our_column and p.pronamespace = 'public'::regnamespace
        and p.pronargs = 1 and p.proargtypes[0] = to_regtype(w.here))
$$, 'every table and column of the seeds has its place');

select is_empty($$
  select * from moved m where not exists (select from seeds s
    where (s.seed, s.relation) = (m.seed, m.relation)
      and (m.seed_column = '*' or m.seed_column = any (string_to_array(s.columns, ' '))))
$$, 'nothing was moved that a seed does not have');

select results_eq('select count(distinct relation)::integer, count(*)::integer from wanted',
  'values (30, 369)', 'and none of this list got lost');

select * from finish();
rollback;
