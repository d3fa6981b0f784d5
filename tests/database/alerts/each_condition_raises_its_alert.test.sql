begin;
set local search_path = extensions, public;
select plan(4);

create function pg_temp.be_wrong(lane text, due timestamptz) returns void language sql as $$
  insert into private.lanes (lane_key, tenant_id, function_name, priority, due)
    values (lane, '00000000-0000-4000-8000-000000000001', 'concierge', 1, due)
$$;
select is_empty('select * from private.conditions()', 'nothing is wrong');

do $$ begin
  perform tests.a_text_out();
  update public.messages set status = 'failed', status_reason = 'fate_unknown';
  insert into public.event_dead_letters (tenant_id, task_id, task_type, reason, attempts, errors,
      first_failed_at, last_failed_at)
    values ('00000000-0000-4000-8000-000000000001', gen_random_uuid(), 'reply', 'permanent', 1,
      '[]', now(), now());
  perform pg_temp.be_wrong('late', now() - interval '11 minutes');
  perform pg_temp.be_wrong('aside', null);
  insert into private.leases (lane_key, tenant_id, function_name, claimed_at, expires_at)
    values ('aside', '00000000-0000-4000-8000-000000000001', 'concierge', now(), 'infinity');
  insert into public.events (tenant_id, event_type, payload, created_at)
    values ('00000000-0000-4000-8000-000000000001', 'nobody.listens', '{}', '2020-01-01');
  insert into public.agent_actions_log (tenant_id, agent_type, action_type, created_at)
    values ('00000000-0000-4000-8000-000000000001', 'concierge', 'llm_call', '2020-01-01');
  insert into public.credit_events (tenant_id, user_id, event_type, amount, reference_type,
      reference_id, idempotency_key, processed)
    select tenant_id, id, 'answer', 5, 'user', id, 'one', true from public.users;
  insert into public.agent_tasks (tenant_id, task_type, user_id, scheduled_for, context_json,
      status, completed_at, result_json)
    select tenant_id, 'schedule_followup', id, now(), '{}', 'completed', now(),
      '{"withheld": true}' from public.users;
  alter table public.users disable trigger balances_move_by_the_ledger;
  update public.users set credit_balance = 6;
end $$;
select results_eq('select * from private.raise_alerts()', 'values (8::bigint, 0::bigint)',
  'all is');
select results_eq('select kind, subject, subject_count from public.alerts order by 1, 2', $$ values
  ('credit_drift', '', 1::bigint), ('dead_letters', 'reply', 1), ('lane_set_aside', 'concierge', 1),
  ('rows_without_a_month', 'agent_actions_log', 1), ('rows_without_a_month', 'events', 1),
  ('texts_given_up', '', 1), ('words_withheld', '', 1), ('work_waits', 'concierge', 1) $$, 'each of what it is about');
select set_eq('select kind from public.alerts', $$
  select kind from private.alert_kinds where kind not in ('sender_paused', 'numbers_unreachable',
    'auto_responder', 'erasure_late', 'daily_texts', 'new_numbers', 'reconcile_late',
    'credits_owed', 'payment_unmatched', 'introduction_disputed', 'test')
    and kind !~ '^(model_|tokens_|crisis)'
$$, 'and there is no other kind but those of sending, of the model, of money,
   of crises, of deletions, and a test');

select * from finish();
rollback;
