begin;
set local search_path = extensions, public;
select plan(3);

-- For each check of public a row that breaks it. What a row does not name is null, which hardly
-- any check refuses.
create temp table broken (relation text, name text, line jsonb);
create function pg_temp.long(field text, length integer) returns jsonb
language sql as $$ select jsonb_build_object(field, repeat('x', length)) $$;
insert into broken values
  ('tenants', 'slug_is_short_and_plain', '{"slug": "No Slug"}'),
  ('tenants', 'name_is_not_empty', '{"name": " "}'),
  ('tenants', 'product_is_known', '{"product": "boat"}'),
  ('tenants', 'settings_are_an_object', '{"settings": []}'),
  ('tenants', 'settings_are_numbers', '{"settings": {"lease_seconds": "120"}}'),
  ('operators', 'role_is_known', '{"role": "captain"}'),
  ('operators', 'email_is_lower_case', '{"email": "Ada@example.com"}'),
  ('operators', 'invited_or_signed_in', '{"role": "owner"}'),
  ('senders', 'phone_number_is_e164', '{"phone_number": "415 555 0100"}'),
  ('senders', 'account_sid_is_twilios', '{"account_sid": "AC1"}'),
  ('senders', 'messaging_service_sid_is_twilios', '{"messaging_service_sid": "MG1"}'),
  ('senders', 'segments_per_second_is_positive', '{"segments_per_second": 0}'),
  ('tenants', 'pause_has_a_reason', '{"paused_at": "2026-11-21"}'),
  ('senders', 'pause_has_a_reason', '{"paused_at": "2026-11-21"}'),
  ('users', 'phone_number_is_e164_or_short_code', '{"phone_number": "415-555-0100"}'),
  ('users', 'phone_number_history_is_a_list', '{"phone_number_history": {}}'),
  ('users', 'email_fits', pg_temp.long('email', 256)),
  ('users', 'first_name_fits', pg_temp.long('first_name', 101)),
  ('users', 'last_name_fits', pg_temp.long('last_name', 101)),
  ('users', 'company_fits', pg_temp.long('company', 256)),
  ('users', 'title_fits', pg_temp.long('title', 256)),
  ('users', 'linkedin_url_fits', pg_temp.long('linkedin_url', 501)),
  ('users', 'name_dropped_fits', pg_temp.long('name_dropped', 201)),
  ('users', 'poc_agent_type_is_known', '{"poc_agent_type": "admiral"}'),
  ('users', 'credit_balance_is_not_negative', '{"credit_balance": -1}'),
  ('users', 'status_level_is_a_word', '{"status_level": "Gold Member!"}'),
  ('users', 'stage_is_one_to_three', '{"stage": 4}'),
  ('users', 'a_person_can_be_reached', '{"is_active": true, "email_verified": false}'),
  ('users', 'nobody_refers_themselves', '{"id": "00000000-0000-4000-8000-000000000021",
    "referred_by": "00000000-0000-4000-8000-000000000021"}'),
  ('consent_events', 'kind_is_known', '{"kind": "maybe"}'),
  ('consent_events', 'source_is_known', '{"source": "hearsay"}'),
  ('conversations', 'channel_is_known', '{"channel": "fax"}'),
  ('conversations', 'title_fits', pg_temp.long('title', 201)),
  ('conversations', 'status_is_known', '{"status": "completed"}'),
  ('conversations', 'summary_is_bounded', pg_temp.long('conversation_summary', 8001)),
  ('conversations', 'messages_since_summary_is_not_negative', '{"messages_since_summary": -1}'),
  ('conversations', 'sms_has_a_number_and_a_sender',
   '{"channel": "sms", "phone_number": "+14155550111"}'),
  ('messages', 'role_is_known', '{"role": "agent"}'),
  ('messages', 'direction_is_known', '{"direction": "sideways"}'),
  ('messages', 'status_is_known', '{"status": "queued"}'),
  ('messages', 'unanswered_reason_is_known', '{"unanswered_reason": "forgotten"}'),
  ('messages', 'inbound_is_the_users_word', '{"direction": "inbound", "role": "concierge"}'),
  ('messages', 'outbound_is_never_the_users_word', '{"direction": "outbound", "role": "user"}'),
  ('messages', 'outbound_says_something', '{"direction": "outbound", "content": " "}'),
  ('messages', 'answered_or_not_but_not_both', '{"direction": "inbound",
    "task_id": "00000000-0000-4000-8000-0000000000ff", "unanswered_reason": "opted_out"}'),
  ('messages', 'sent_at_is_set_once_sent', '{"status": "sent"}'),
  ('messages', 'not_sent_before_its_turn', '{"status": "pending", "sent_at": "2026-11-21"}'),
  ('messages', 'delivered_at_matches_status', '{"status": "sent", "delivered_at": "2026-11-21"}'),
  ('message_parts', 'part_index_counts_from_zero', '{"part_index": -1}'),
  ('message_parts', 'part_index_is_below_part_count', '{"part_index": 1, "part_count": 1}'),
  ('message_parts', 'body_fits_twilio', pg_temp.long('body', 1601)),
  ('message_parts', 'encoding_is_known', '{"encoding": "UTF-8"}'),
  ('message_parts', 'segments_is_positive', '{"segments": 0}'),
  ('message_parts', 'status_is_known', '{"status": "pending"}'),
  ('message_parts', 'sending_was_begun_by_someone',
   '{"status": "sending", "sending_at": "2026-11-21"}'),
  ('message_parts', 'delivered_at_matches_status', '{"status": "delivered"}'),
  ('agent_tasks', 'lane_key_is_one_word', '{"lane_key": "two words"}'),
  ('agent_tasks', 'priority_is_known', '{"priority": "asap"}'),
  ('agent_tasks', 'status_is_known', '{"status": "done"}'),
  ('agent_tasks', 'hop_is_bounded', '{"hop": 17}'),
  ('agent_tasks', 'completed_at_is_set_once_over', '{"status": "completed"}'),
  ('agent_tasks', 'in_work_under_a_lease', '{"status": "processing"}'),
  ('agent_tasks', 'started_under_a_lease', '{"started_at": "2026-11-21"}'),
  ('event_dead_letters', 'reason_is_known', '{"reason": "bad luck"}'),
  ('event_dead_letters', 'discard_has_a_reason', '{"discarded_at": "2026-11-21"}'),
  ('events', 'event_type_is_dotted_words', '{"event_type": "Message Received"}'),
  ('events', 'payload_is_an_object', '{"payload": []}'),
  ('events', 'processed_when_no_task_is_open', '{"processed": true, "open_tasks": 1}'),
  ('agent_instances', 'config_is_an_object', '{"config_json": []}'),
  ('agent_instances', 'max_tokens_is_positive', '{"max_tokens": 0}'),
  ('agent_instances', 'weight_is_not_negative', '{"weight": -1}'),
  ('agent_instances', 'status_is_known', '{"status": "retired"}'),
  ('agent_instances', 'terminated_at_matches_status', '{"status": "terminated"}'),
  ('agent_instances', 'a_personal_variant_has_a_tenant',
   '{"user_id": "00000000-0000-4000-8000-000000000021"}'),
  ('agent_actions_log', 'status_is_known', '{"status": "pending"}'),
  ('agent_actions_log', 'outcome_is_known_once_settled', '{"status": "settled"}'),
  ('agent_actions_log', 'settled_at_matches_status',
   '{"status": "started", "settled_at": "2026-11-21"}'),
  ('usage_metrics', 'model_calls_is_not_negative', '{"model_calls": -1}'),
  ('usage_metrics', 'input_tokens_is_not_negative', '{"input_tokens": -1}'),
  ('usage_metrics', 'output_tokens_is_not_negative', '{"output_tokens": -1}'),
  ('usage_metrics', 'cache_read_tokens_is_not_negative', '{"cache_read_tokens": -1}'),
  ('usage_metrics', 'cache_write_tokens_is_not_negative', '{"cache_write_tokens": -1}'),
  ('usage_metrics', 'cost_usd_is_not_negative', '{"cost_usd": -0.01}'),
  ('usage_metrics', 'unpriced_calls_are_calls', '{"model_calls": 1, "unpriced_calls": 2}'),
  ('message_queue', 'priority_is_known', '{"priority": "asap"}'),
  ('message_queue', 'status_is_known', '{"status": "pending"}'),
  ('message_queue', 'sent_at_matches_status', '{"status": "queued", "sent_at": "2026-11-21"}'),
  ('message_queue', 'superseded_has_a_reason', '{"status": "superseded"}'),
  ('message_queue', 'a_sequence_is_whole_or_absent', '{"sequence_position": 2,
    "sequence_id": "00000000-0000-4000-8000-0000000000ff", "sequence_total": 1}'),
  ('user_message_budget', 'messages_sent_is_not_negative', '{"messages_sent": -1}'),
  ('user_message_budget', 'daily_limit_is_not_negative', '{"daily_limit": -1}'),
  ('user_message_budget', 'hourly_limit_is_not_negative', '{"hourly_limit": -1}'),
  ('credit_events', 'event_type_is_known', '{"event_type": "gift"}'),
  ('credit_events', 'amount_moves_something', '{"amount": 0}'),
  ('credit_events', 'idempotency_key_is_not_empty', '{"idempotency_key": " "}'),
  ('community_requests', 'question_is_not_empty', '{"question": " "}'),
  ('community_requests', 'desired_outcome_is_known', '{"desired_outcome": "fame"}'),
  ('community_requests', 'urgency_is_known', '{"urgency": "urgent"}'),
  ('community_requests', 'request_summary_is_short', pg_temp.long('request_summary', 101)),
  ('community_requests', 'status_is_known', '{"status": "pending"}'),
  ('community_requests', 'responses_count_is_not_negative', '{"responses_count": -1}'),
  ('community_requests', 'context_has_a_type', '{"context_type": "user"}'),
  ('community_requests', 'the_loop_closes_with_words', '{"closed_loop_at": "2026-11-21"}'),
  ('community_requests', 'the_loop_closes_a_closed_request',
   '{"status": "open", "closed_loop_at": "2026-11-21"}'),
  ('community_responses', 'usefulness_score_is_zero_to_ten', '{"usefulness_score": 11}'),
  ('community_responses', 'credits_awarded_is_positive', '{"credits_awarded": 0}'),
  ('community_responses', 'status_is_known', '{"status": "read"}'),
  ('community_responses', 'credits_and_their_time_go_together', '{"credits_awarded": 5}'),
  ('community_responses', 'rewarded_was_credited', '{"status": "rewarded"}'),
  ('community_responses', 'closed_loop_was_told', '{"status": "closed_loop"}'),
  ('user_priorities', 'priority_rank_counts_from_one', '{"priority_rank": 0}'),
  ('user_priorities', 'item_type_is_known', '{"item_type": "rumour"}'),
  ('user_priorities', 'value_score_is_zero_to_hundred', '{"value_score": 100.01}'),
  ('user_priorities', 'status_is_known', '{"status": "seen"}'),
  ('user_priorities', 'presented_has_a_time', '{"status": "presented"}'),
  ('innovators', 'company_name_is_not_empty', '{"company_name": " "}'),
  ('innovators', 'video_url_is_https', '{"video_url": "javascript:alert(1)"}'),
  ('prospects', 'upload_source_is_known', '{"upload_source": "fax"}'),
  ('prospects', 'status_is_known', '{"status": "open"}'),
  ('prospects', 'converted_at_matches_status', '{"status": "converted"}'),
  ('prospects', 'somebody_can_be_recognised', '{"first_name": "Ada"}'),
  ('intro_opportunities', 'bounty_credits_is_not_negative', '{"bounty_credits": -1}'),
  ('intro_opportunities', 'status_is_known', '{"status": "pending"}'),
  ('intro_opportunities', 'completed_at_matches_status', '{"status": "completed"}'),
  ('intro_opportunities', 'scheduled_has_a_time', '{"status": "scheduled"}'),
  ('solution_workflows', 'current_step_is_known', '{"current_step": "think"}'),
  ('solution_workflows', 'status_is_known', '{"status": "active"}'),
  ('solution_workflows', 'completed_at_matches_status', '{"status": "completed"}'),
  ('feedback', 'rating_is_known', '{"rating": "meh"}'),
  ('feedback', 'comment_is_bounded', '{"comment": ""}'),
  ('analysis_results', 'chat_score_is_zero_to_fourteen', '{"chat_score": 14.1}'),
  ('analysis_results', 'analysis_type_is_known', '{"analysis_type": "guess"}'),
  ('analysis_results', 'message_range_is_an_object', '{"message_range": []}'),
  ('analysis_results', 'chat_scoring_has_a_score', '{"analysis_type": "chat_scoring"}'),
  ('crisis_events', 'trigger_type_is_a_word', '{"trigger_type": "I said so"}'),
  ('crisis_events', 'severity_level_is_known', '{"severity_level": "medium"}'),
  ('crisis_events', 'resources_shown_is_a_list', '{"resources_shown": {}}'),
  ('crisis_events', 'resolved_after_it_began',
   '{"created_at": "2026-11-21", "resolution_timestamp": "2026-11-20"}'),
  ('alerts', 'subject_count_is_positive', '{"subject_count": 0}'),
  ('alerts', 'acknowledged_by_somebody_at_some_time',
   '{"acknowledged_by": "a0000000-0000-4000-8000-000000000001"}'),
  ('alerts', 'last_seen_after_it_was_raised',
   '{"raised_at": "2026-11-21", "last_seen_at": "2026-11-20"}'),
  ('alerts', 'resolved_after_it_was_raised',
   '{"raised_at": "2026-11-21", "resolved_at": "2026-11-20"}');

create temp view checks as
  select c.relname::text as relation, k.conname::text as name, k.convalidated as is_valid,
    pg_get_expr(k.conbin, k.conrelid) as says
  from pg_constraint k join pg_class c on c.oid = k.conrelid
  where k.contype = 'c' and c.relnamespace = 'public'::regnamespace;

create function pg_temp.says_no(relation text, says text, line jsonb) returns boolean
language plpgsql as $$
declare
  answer boolean;
begin
  execute format('select %s from jsonb_populate_record(null::public.%I, $1)', says, relation)
    into answer using line;
  return answer is false;
end
$$;

select is_empty('select relation, name from checks except select relation, name from broken',
  'a row is known that breaks each check');

select is_empty('select relation, name from broken except select relation, name from checks',
  'and each check is there');

select is_empty($$
  select b.relation, b.name, k.says from broken b join checks k using (relation, name)
  where not (k.is_valid and pg_temp.says_no(b.relation, k.says, b.line))
$$, 'each check says no to its row');

select * from finish();
rollback;
