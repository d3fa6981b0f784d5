begin;
set local search_path = extensions, public;
select plan(3);

select set_eq($$
  select p.oid::regprocedure::text from pg_proc p
  where p.pronamespace = 'private'::regnamespace
    and has_function_privilege('authenticated', p.oid, 'execute')
$$, array['private.operator_tenant_ids()', 'private.user_ids()', 'private.link_sign_in()',
  'private.give_feedback(uuid,text,text)', 'private.withdraw_feedback(uuid)',
  'private.acknowledge_alert(uuid)',
  'private.set_alert_channel(uuid,text,text,text,text,boolean)',
  'private.remove_alert_channel(uuid)', 'private.test_alert_channel(uuid)', 'private.read_monthly_usage()',
  'private.read_feedback_summary()', 'private.start_conversation(text,uuid)',
  'private.rename_conversation(uuid,text)', 'private.archive_conversation(uuid,boolean)',
  'private.stop_answer(uuid)', 'private.set_assistant(uuid,text,text,text[],text)',
  'private.wilson(bigint,bigint)', 'private.read_crisis(uuid,text)',
  'private.acknowledge_crisis(uuid)', 'private.resolve_crisis(uuid,text)',
  'private.request_erasure(uuid)', 'private.confirm_my_erasure(uuid)'],
  'what row level security asks, and what stands behind the functions of public');

select set_eq($$
  select p.oid::regprocedure::text from pg_proc p
  where p.pronamespace = 'public'::regnamespace
    and has_function_privilege('authenticated', p.oid, 'execute')
$$, array['link_sign_in()', 'give_feedback(uuid,text,text)', 'withdraw_feedback(uuid)',
  'acknowledge_alert(uuid)', 'set_alert_channel(uuid,text,text,text,text,boolean)',
  'remove_alert_channel(uuid)', 'test_alert_channel(uuid)', 'credits_balance(innovators)',
  'start_conversation(text,uuid)', 'rename_conversation(uuid,text)',
  'archive_conversation(uuid,boolean)', 'stop_answer(uuid)',
  'set_assistant(uuid,text,text,text[],text)', 'feedback_statistics(uuid,date,date)',
  'usage_report(uuid,date,date,text)', 'export_usage(uuid,date,date)', 'read_crisis(uuid,text)',
  'acknowledge_crisis(uuid)', 'resolve_crisis(uuid,text)', 'request_erasure(uuid)',
  'confirm_erasure(uuid)'], 'what they may call themselves');

select is_empty($$
  select p.oid::regprocedure from pg_proc p
  where p.pronamespace in ('private'::regnamespace, 'public'::regnamespace)
    and has_function_privilege('anon', p.oid, 'execute')
$$, 'a visitor may execute none');

select * from finish();
rollback;
