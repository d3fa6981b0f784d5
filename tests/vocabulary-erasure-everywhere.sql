-- Somebody who has left a mark in every way there is. Loaded after tests/vocabulary-erasure.sql.

create function tests.somebody_everywhere() returns void
language plpgsql set search_path = '' as $$
declare
  her public.users;
  thread uuid;
  said uuid;
  answered uuid;
  firm uuid;
  listed uuid;
  list uuid;
  page uuid;
  tenant constant uuid := '00000000-0000-4000-8000-000000000001';
  grace constant uuid := '00000000-0000-4000-8000-000000000021';
  word constant text := 'a zzgannet flew by';
begin
  perform tests.consented();
  perform tests.text_in('z1', '+14155550177', word);
  insert into auth.users (id, email, phone) values
    ('a0000000-0000-4000-8000-000000000077', 'zzwidow@lighthouse.example', '14155550177'),
    ('a0000000-0000-4000-8000-000000000078', 'operator@lighthouse.example', null);
  insert into auth.audit_log_entries (id, payload) values (gen_random_uuid(),
    '{"action": "login", "actor_id": "a0000000-0000-4000-8000-000000000077",
      "actor_username": "14155550177"}');
  update public.users u set email = 'zzwidow@lighthouse.example', first_name = 'Zzgannet',
      auth_id = 'a0000000-0000-4000-8000-000000000077',
      linkedin_url = 'https://www.linkedin.com/in/zzgannet', last_name = 'Zzgannet', company = 'Zzgannet Inc', verified = true,
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
  insert into public.message_status_events (tenant_id, part_id, twilio_message_sid, status)
    select tenant, p.id, 'SMzz', 'sent' from public.message_parts p where p.body = word;
  insert into public.message_media (tenant_id, message_id, media_index, source_url)
    values (tenant, said, 0, 'https://api.twilio.com/zzgannet');
  insert into public.feedback (tenant_id, user_id, message_id, rating, comment)
    values (tenant, her.id, answered, 'up', word);
  -- On the web, too.
  insert into public.conversations (tenant_id, user_id, channel, title)
    values (tenant, her.id, 'web', word) returning id into page;
  insert into public.messages (conversation_id, role, direction, content, client_message_id, screen)
    values (page, 'user', 'inbound', word, gen_random_uuid(), tests.screen());
  insert into public.crisis_events (tenant_id, user_id, message_id, trigger_type, severity_level,
      keywords_detected, resources_shown, acknowledged_at, acknowledged_by)
    values (tenant, her.id, said, 'words', 'low', array[word], jsonb_build_array(word), now(),
      'a0000000-0000-4000-8000-000000000078');
  insert into public.crisis_access (tenant_id, crisis_event_id, action, reason)
    select tenant, c.id, 'read', 'alert' from public.crisis_events c where c.user_id = her.id;
  insert into public.analysis_results
    (tenant_id, user_id, analysis_type, message_range, insights, strengths_identified)
    values (tenant, her.id, 'milestone_check', '{}', jsonb_build_object('x', word), array[word]);
  insert into public.agent_tasks (tenant_id, task_type, user_id, scheduled_for, context_json,
      result_json, error_log)
    values (tenant, 'schedule_followup', her.id, now() + interval '1 day',
      jsonb_build_object('conversation_id', thread, 'about', word), jsonb_build_object('x', word),
      word);
  insert into public.event_dead_letters (tenant_id, task_id, task_type, reason, attempts, errors,
      first_failed_at, last_failed_at)
    select tenant, t.id, t.task_type, 'permanent', 1, jsonb_build_array(word), now(), now()
    from public.agent_tasks t where t.user_id = her.id and t.task_type = 'schedule_followup';
  insert into public.agent_instances (tenant_id, agent_type, user_id, model)
    values (tenant, 'concierge', her.id, 'claude-opus-4-5') returning id into list;
  insert into private.variant_assignments (tenant_id, user_id, agent_type, instance_id)
    values (tenant, her.id, 'concierge', list);
  insert into private.analysis_batches (user_id, message_ids) values (her.id, array[said])
    on conflict do nothing;
  insert into private.budget_reservations (call_id, tenant_id, day, user_id, prompt_tokens,
      reserved_micro_usd) values (gen_random_uuid(), tenant, current_date, her.id, 1, 1);
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
    values (tenant, firm, 'Zzgannet', word) returning id into listed;
  insert into private.prospect_uploads (tenant_id, innovator_id, last_answer)
    values (tenant, firm, jsonb_build_object('x', word)) returning id into list;
  insert into private.prospect_merges (upload_id, prospect_id, filled) values (list, listed, '{}');
  insert into private.upload_links (tenant_id, innovator_id, token_hash, expires_at)
    values (tenant, firm, repeat('b', 64), now() + interval '1 day');
  insert into private.expert_asks (request_id, user_id, tenant_id, score, parts, asked_at)
    values ('c1000000-0000-4000-8000-000000000077', her.id, tenant, 1, '[]', now());
  insert into public.user_priorities (tenant_id, user_id, priority_rank, item_type, item_id)
    values (tenant, her.id, 1, 'community_request', 'c1000000-0000-4000-8000-000000000077')
    returning id into listed;
  insert into private.priority_scores (priority_id, parts, scored_at) values (listed, '[]', now())
    on conflict do nothing;
  insert into private.rankings (user_id, tenant_id, due_at, chosen_id, chosen_why)
    values (her.id, tenant, now(), listed, word)
    on conflict (user_id) do update set chosen_id = listed, chosen_why = word;
  insert into public.usage_metrics (tenant_id, user_id, date, model_calls)
    values (tenant, her.id, current_date, 1);
  insert into public.user_message_budget (tenant_id, user_id, date)
    values (tenant, her.id, current_date);
  insert into public.credit_purchases (tenant_id, user_id, package, credits, price_cents, currency,
      expires_at, words) values (tenant, her.id, 'small', 100, 10000, 'usd',
      now() + interval '1 day', word) returning id into listed;
  insert into private.stripe_events (id, event_type, tenant_id, purchase_id, said_at)
    values ('evt_zz', 'checkout.session.completed', tenant, listed, now());
  insert into private.inbound_emails (key, tenant_id, user_id, provider, verdict, received_at)
    values (repeat('a', 64), tenant, her.id, 'postmark', 'nobody', now());
  insert into public.data_requests (tenant_id, user_id, kind, channel, status, asked_at)
    values (tenant, her.id, 'export', 'web', 'asked', now() - interval '1 day')
    returning id into listed;
  insert into private.export_links (request_id, token_hash, expires_at)
    values (listed, repeat('c', 64), now() + interval '1 day');
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
  insert into public.intro_opportunities (tenant_id, connector_user_id, innovator_id, prospect_name,
      innovator_name, status) values (tenant, grace, firm, 'Noah', 'Zzgannet Inc', 'declined')
    returning id into listed;
  insert into public.message_queue (tenant_id, user_id, agent_id, message_data, final_message,
      scheduled_for, subject) values (tenant, grace, 'intro-agent', '{}',
      'Please introduce Noah to Zzgannet (zzwidow@lighthouse.example)', now(), 'intro:' || listed);
  insert into public.linkedin_research_prospects (tenant_id, name, email, users_researching)
    values (tenant, 'Zzgannet', 'zzwidow@lighthouse.example', array[grace]);
  insert into public.linkedin_research_prospects (tenant_id, name, users_researching,
      mutual_connections) values (tenant, 'Noah', array[her.id], '[{"name": "Zzgannet",
      "linkedin_url": "https://linkedin.com/in/zzgannet"}, {"name": "Shem"}]');
  insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, description, processed)
    values (tenant, her.id, 'referral', 10, 'user', her.id, 'zz', word, true);
end
$$;
comment on function tests.somebody_everywhere() is
  'Somebody at +14155550177, whose number, email (zzwidow@…) and words (zzgannet) stand wherever a '
  'person''s can.';
