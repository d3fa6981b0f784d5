begin;
set local search_path = extensions, public;
select plan(2);

select tests.one_of_each();
update public.linkedin_research_prospects set linkedin_url = 'in/' || id;
update public.message_parts set twilio_message_sid = 'SM' || id;
update public.message_queue set sequence_id = id, sequence_position = 1, sequence_total = 1;

-- A row once more with what it must have, or changed to be what another is already.
create temp table again (relation text, key text, statement text);
insert into again
select k.relation, k.key, format('insert into public.%1$I (%2$s) select %2$s from public.%1$I
  where %3$s limit 1', k.relation, k.columns, coalesce(k.those, 'true'))
from (values
  ('tenants', 'tenants_slug_key', 'slug, name, product', null),
  ('operators', 'operators_tenant_id_auth_id_key', 'tenant_id, auth_id', 'auth_id is not null'),
  ('senders', 'senders_account_sid_phone_number_key',
   'tenant_id, phone_number, account_sid, auth_token_secret', null),
  ('users', 'one_person_a_number', 'tenant_id, phone_number', null),
  ('users', 'users_tenant_id_auth_id_key', 'tenant_id, auth_id', 'auth_id is not null'),
  ('conversations', 'one_open_text_thread_a_person_and_sender',
   'tenant_id, user_id, phone_number, sender_id', 'channel = ''sms'''),
  ('messages', 'one_inbound_message_a_sid',
   'conversation_id, role, direction, content, screen, twilio_message_sid',
   'direction = ''inbound'''),
  ('message_parts', 'message_parts_message_id_part_index_key',
   'tenant_id, message_id, part_index, part_count, body, encoding, segments, status', null),
  ('message_status_events', 'the_same_news_once',
   'tenant_id, twilio_message_sid, status', null),
  ('message_media', 'message_media_message_id_media_index_key',
   'tenant_id, message_id, media_index, source_url', null),
  ('event_dead_letters', 'event_dead_letters_task_id_key',
   'tenant_id, task_id, task_type, reason, attempts, errors, first_failed_at, last_failed_at',
   null),
  ('usage_metrics', 'usage_metrics_tenant_id_user_id_date_key', 'tenant_id, user_id, date', null),
  ('message_queue', 'one_text_a_position', 'tenant_id, user_id, agent_id, message_data, '
    'scheduled_for, sequence_id, sequence_position, sequence_total', null),
  ('user_message_budget', 'user_message_budget_user_id_date_key', 'tenant_id, user_id, date', null),
  ('credit_events', 'credit_events_tenant_id_idempotency_key_key', 'tenant_id, user_id, '
    'event_type, amount, reference_type, reference_id, idempotency_key', null),
  ('community_requests', 'one_open_request_a_question',
   'tenant_id, requesting_agent_type, requesting_user_id, question', null),
  ('solution_workflows', 'one_open_workflow_a_need',
   'tenant_id, user_id, request_description, current_step', null),
  ('community_responses', 'community_responses_request_id_user_id_key',
   'tenant_id, request_id, user_id, response_text, verbatim_answer', null),
  ('user_priorities', 'user_priorities_user_id_item_type_item_id_key',
   'tenant_id, user_id, priority_rank, item_type, item_id', null),
  ('innovators', 'innovators_user_id_key', 'tenant_id, user_id, company_name', null),
  ('linkedin_research_prospects', 'research_once_a_profile', 'tenant_id, name, linkedin_url', null),
  ('intro_opportunities', 'one_live_offer_a_prospect',
   'tenant_id, connector_user_id, prospect_id, prospect_name', null),
  ('feedback', 'feedback_user_id_message_id_key', 'tenant_id, user_id, message_id, rating', null),
  ('crisis_events', 'one_crisis_a_message',
   'tenant_id, user_id, message_id, trigger_type, severity_level', null),
  ('alerts', 'one_open_alert_a_subject', 'tenant_id, kind, subject, subject_count', null),
  ('alert_channels', 'alert_channels_tenant_id_kind_address_step_key',
   'tenant_id, kind, address, step', null),
  ('alert_deliveries', 'alert_deliveries_alert_id_channel_id_occasion_nth_key',
   'tenant_id, alert_id, channel_id, occasion', null)
) k (relation, key, columns, those);
insert into again values
  ('prospects', 'one_prospect_an_email', 'insert into public.prospects (tenant_id, innovator_id, '
    'email) select tenant_id, innovator_id, ''n@ark.example'' from public.prospects p, '
    'generate_series(1, 2)'),
  ('prospects', 'one_prospect_a_number', 'insert into public.prospects (tenant_id, innovator_id, '
    'phone_number) select tenant_id, innovator_id, ''+14155550100'' from public.prospects p, '
    'generate_series(1, 2)'),
  ('prospects', 'one_prospect_a_profile', 'insert into public.prospects (tenant_id, innovator_id, '
    'linkedin_url) select tenant_id, innovator_id, ''in/n'' from public.prospects p, '
    'generate_series(1, 2)'),
  ('prospects', 'one_prospect_a_name', 'insert into public.prospects (tenant_id, innovator_id, '
    'first_name, last_name, company) select tenant_id, innovator_id, ''Jo'', ''Noah'', ''Ark'' '
    'from public.prospects p, generate_series(1, 2)'),
  ('prospects', 'one_prospect_a_member_found', 'insert into public.prospects (tenant_id, '
    'innovator_id, last_name, upload_source, status, converted_at, converted_to_user_id) select '
    'p.tenant_id, innovator_id, ''Noah'', ''api'', ''converted'', now(), i.user_id from '
    'public.prospects p join public.innovators i on i.id = innovator_id, generate_series(1, 2)'),
  ('linkedin_research_prospects', 'research_once_a_name', 'insert into '
    'public.linkedin_research_prospects (tenant_id, name, company) select id, ''Noah'', '
    '''Ark'' from public.tenants, generate_series(1, 2)'),
  ('intro_opportunities', 'one_offer_a_prospect_and_connector', 'insert into '
    'public.intro_opportunities (tenant_id, connector_user_id, prospect_id, prospect_name, status) '
    'select tenant_id, connector_user_id, prospect_id, ''Noah'', ''declined'' '
    'from public.intro_opportunities'),
  ('intro_opportunities', 'one_introduction_an_address',
   'update public.intro_opportunities set intro_email = ''intro+1@verify.example'''),
  ('credit_events', 'an_escrow_leaves_once', 'insert into public.credit_events (tenant_id, user_id, '
    'event_type, amount, reference_type, reference_id, idempotency_key) select i.tenant_id, '
    'i.connector_user_id, e, 5, ''intro_opportunity'', i.id, e || i.id '
    'from public.intro_opportunities i, unnest(array[''bounty'', ''refund'']) e'),
  ('tenants', 'tenants_inbound_email_domain_key',
   'update public.tenants set inbound_email_domain = ''verify.example.com'''),
  ('users', 'one_verified_email_a_tenant',
   'update public.users set email = ''ada@example.com'', email_verified = true'),
  ('operators', 'operators_tenant_id_email_key',
   'update public.operators set email = ''ada@example.com'''),
  ('credit_purchases', 'credit_purchases_stripe_session_key', 'update public.credit_purchases '
    'set stripe_session = ''cs_1'', checkout_url = ''https://a.example'''),
  ('credit_purchases', 'credit_purchases_payment_intent_key',
   'update public.credit_purchases set payment_intent = ''pi_1'''),
  ('messages', 'one_message_a_client_id', 'update public.messages set client_message_id = id '
    'where direction = ''inbound''; insert into public.messages (conversation_id, role, direction, '
    'content, client_message_id, screen) select conversation_id, role, direction, content, '
    'client_message_id, screen from public.messages where client_message_id is not null'),
  ('messages', 'messages_conversation_id_position_key', 'update public.messages set position = 1'),
  ('message_parts', 'message_parts_twilio_message_sid_key',
   'update public.message_parts set twilio_message_sid = ''SM1'''),
  ('intro_opportunities', 'one_yes_accepts_one_introduction',
   'update public.intro_opportunities i set yes_in = (select min(m.id::text)::uuid '
    'from public.messages m where m.tenant_id = i.tenant_id)'),
  ('analysis_results', 'one_score_a_batch', 'insert into public.analysis_results (tenant_id, '
    'user_id, analysis_type, chat_score, message_range) select tenant_id, id, ''chat_scoring'', 7, '
    '''{"first": "m1"}'' from public.users, generate_series(1, 2)'),
  ('data_requests', 'one_open_erasure_a_person', 'insert into public.data_requests (tenant_id, '
    'user_id, kind, channel, status) select tenant_id, id, ''erasure'', ''web'', ''asked'' '
    'from public.users, generate_series(1, 2)'),
  ('agent_tasks', 'one_waiting_task_a_key', 'update public.agent_tasks set tenant_id = '
    '''00000000-0000-4000-8000-000000000001'', user_id = null, context_id = null, seq = 1, '
    'task_type = ''reply'', dedupe_key = ''once''');

create function pg_temp.refused_by(statement text) returns text
language plpgsql as $$
declare
  key text;
begin
  execute statement;
  return null;
exception when unique_violation then
  get stacked diagnostics key = constraint_name;
  return key;
end
$$;

select set_eq($$
  select i.indexrelid::regclass::text from pg_index i join pg_class c on c.oid = i.indrelid
  where c.relnamespace = 'public'::regnamespace and i.indisunique and not i.indisprimary
    -- What composite foreign keys point to: as unique as the id alone.
    and (select array_agg(pg_get_indexdef(i.indexrelid, n, true) order by n)
      from generate_series(1, i.indnkeyatts) n)
      not in (array['tenant_id', 'id'], array['tenant_id', 'user_id', 'id'])
$$, 'select key from again', 'a second row is known for each unique key');

select is_empty($$
  select * from (select relation, key, pg_temp.refused_by(statement) as by from again) a
  where by is distinct from key
$$, 'and is refused by it');

select * from finish();
rollback;
