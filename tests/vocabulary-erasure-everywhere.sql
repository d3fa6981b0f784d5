-- Somebody who has left a mark in every way there is. Loaded after tests/vocabulary-erasure.sql.

create function tests.somebody_everywhere() returns void
language plpgsql set search_path = '' as $$
declare
  her public.users;
  thread uuid;
  said uuid;
  answered uuid;
  firm uuid;
  tenant constant uuid := '00000000-0000-4000-8000-000000000001';
  grace constant uuid := '00000000-0000-4000-8000-000000000021';
  word constant text := 'a zzgannet flew by';
begin
  perform tests.consented();
  perform tests.text_in('z1', '+14155550177', word);
  insert into auth.users (id, email, phone) values
    ('a0000000-0000-4000-8000-000000000077', 'zzwidow@lighthouse.example', '14155550177');
  update public.users u set email = 'zzwidow@lighthouse.example', first_name = 'Zzgannet',
      auth_id = 'a0000000-0000-4000-8000-000000000077', company = 'Zzgannet Inc', verified = true,
      email_verified = true, goals = array[word], profile = jsonb_build_object('work', word),
      preferences = jsonb_build_object('tone', word), expertise = array['zzgannet'],
      phone_number_history = '[{"phone_number": "+14155550178", "note": "zzgannet",
        "changed_at": "2026-01-01"}]'
    where u.phone_number = '+14155550177' returning u.* into her;
  select c.id into thread from public.conversations c where c.user_id = her.id;
  select m.id into said from public.messages m where m.user_id = her.id;
  update public.conversations c set conversation_summary = word, title = word,
      metadata = jsonb_build_object('about', word) where c.id = thread;
  insert into public.messages (conversation_id, role, direction, content, message_metadata)
    values (thread, 'concierge', 'outbound', 'You saw: ' || word, jsonb_build_object('x', word))
    returning id into answered;
  insert into public.message_parts
    (tenant_id, message_id, part_index, part_count, body, encoding, segments, status)
    values (tenant, answered, 0, 1, word, 'GSM-7', 1, 'queued');
  insert into public.message_media (tenant_id, message_id, media_index, source_url)
    values (tenant, said, 0, 'https://api.twilio.com/zzgannet');
  insert into public.feedback (tenant_id, user_id, message_id, rating, comment)
    values (tenant, her.id, answered, 'up', word);
  insert into public.crisis_events (tenant_id, user_id, message_id, trigger_type, severity_level,
      keywords_detected, resources_shown)
    values (tenant, her.id, said, 'words', 'low', array[word], jsonb_build_array(word));
  insert into public.analysis_results
    (tenant_id, user_id, analysis_type, message_range, insights, strengths_identified)
    values (tenant, her.id, 'milestone_check', '{}', jsonb_build_object('x', word), array[word]);
  insert into public.agent_tasks (tenant_id, task_type, user_id, scheduled_for, context_json,
      result_json, error_log)
    values (tenant, 'schedule_followup', her.id, now() + interval '1 day',
      jsonb_build_object('conversation_id', thread, 'about', word), jsonb_build_object('x', word),
      word);
  insert into public.agent_actions_log (tenant_id, agent_type, action_type, user_id, input_data,
      output_data) values (tenant, 'concierge', 'llm_call', her.id,
      jsonb_build_object('x', word), jsonb_build_object('x', word));
  insert into public.message_queue (tenant_id, user_id, agent_id, message_data, final_message,
      scheduled_for) values (tenant, her.id, 'account-manager', jsonb_build_object('text', word),
      word, now() + interval '1 day');
  insert into public.community_requests (tenant_id, requesting_agent_type, requesting_user_id,
      question, request_summary) values (tenant, 'concierge', her.id, word, word);
  insert into public.community_requests (id, tenant_id, requesting_agent_type,
      requesting_user_id, question, target_user_ids)
    values ('c1000000-0000-4000-8000-000000000077', tenant, 'concierge', grace, 'Who knows?',
      array[her.id]);
  insert into public.community_responses
    (tenant_id, request_id, user_id, response_text, verbatim_answer)
    values (tenant, 'c1000000-0000-4000-8000-000000000077', her.id, word, word);
  insert into public.solution_workflows (tenant_id, user_id, request_description, current_step,
      conversation_log) values (tenant, her.id, word, 'research', jsonb_build_array(word));
  insert into private.email_verifications (tenant_id, user_id, address, tag, expires_at)
    values (tenant, her.id, 'zzwidow@lighthouse.example', '0123456789abc',
      now() + interval '1 day');
  insert into public.innovators (tenant_id, user_id, company_name, solution_description)
    values (tenant, her.id, word, word) returning id into firm;
  insert into public.prospects (tenant_id, innovator_id, last_name, prospect_notes)
    values (tenant, firm, 'Zzgannet', word);
  insert into private.prospect_uploads (tenant_id, innovator_id, last_answer)
    values (tenant, firm, jsonb_build_object('x', word));
  insert into private.expert_asks (request_id, user_id, tenant_id, score, parts, asked_at)
    values ('c1000000-0000-4000-8000-000000000077', her.id, tenant, 1, '[]', now());
  insert into public.user_priorities (tenant_id, user_id, priority_rank, item_type, item_id)
    values (tenant, her.id, 1, 'community_request', 'c1000000-0000-4000-8000-000000000077');
  insert into public.usage_metrics (tenant_id, user_id, date, model_calls)
    values (tenant, her.id, current_date, 1);
  insert into public.user_message_budget (tenant_id, user_id, date)
    values (tenant, her.id, current_date);
  insert into public.credit_purchases (tenant_id, user_id, package, credits, price_cents, currency,
      expires_at, words) values (tenant, her.id, 'small', 100, 10000, 'usd',
      now() + interval '1 day', word);
  insert into private.inbound_emails (key, tenant_id, user_id, provider, verdict, received_at)
    values (repeat('a', 64), tenant, her.id, 'postmark', 'nobody', now());
  insert into public.data_requests (tenant_id, user_id, kind, channel, status, asked_at)
    values (tenant, her.id, 'export', 'web', 'asked', now() - interval '1 day');
  insert into public.intro_opportunities (tenant_id, connector_user_id, prospect_name,
      connector_response) values (tenant, her.id, 'Noah', word) returning id into said;
  insert into private.intro_sides (tenant_id, intro_id, side, user_id, words)
    values (tenant, said, 'connector', her.id, word) on conflict do nothing;
  -- What others have of her.
  insert into public.innovators (id, tenant_id, user_id, company_name) values
    ('00000000-0000-4000-8000-000000000077', tenant, grace, 'Lights');
  insert into public.prospects (tenant_id, innovator_id, last_name, email, phone_number,
      prospect_notes) values (tenant, '00000000-0000-4000-8000-000000000077', 'Zzgannet',
      'zzwidow@lighthouse.example', '+14155550177', word);
  insert into public.intro_opportunities (tenant_id, connector_user_id, innovator_id, prospect_id,
      prospect_name, bounty_credits)
    select tenant, grace, p.innovator_id, p.id, 'Zzgannet', 0 from public.prospects p
    where p.innovator_id = '00000000-0000-4000-8000-000000000077';
  insert into public.linkedin_research_prospects (tenant_id, name, email, users_researching)
    values (tenant, 'Zzgannet', 'zzwidow@lighthouse.example', array[grace]);
  insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, description, processed)
    values (tenant, her.id, 'referral', 10, 'user', her.id, 'zz', word, true);
end
$$;
comment on function tests.somebody_everywhere() is
  'Somebody at +14155550177, whose number, email (zzwidow@…) and words (zzgannet) stand wherever a '
  'person''s can.';
