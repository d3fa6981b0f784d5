begin;
set local search_path = extensions, public;
select plan(2);

select is_empty($$
  select p.oid::regprocedure
  from pg_proc p
  where p.pronamespace in ('public'::regnamespace, 'worker'::regnamespace) and p.prosecdef
$$, 'no function of public or worker runs with its owner''s rights');

select set_eq($$
  select p.proname::text from pg_proc p
  where p.pronamespace = 'private'::regnamespace and p.prosecdef
$$, array['operator_tenant_ids', 'ring', 'user_ids', 'vault_secret', 'link_sign_in',
  'give_feedback', 'withdraw_feedback', 'acknowledge_alert', 'set_alert_channel',
  'remove_alert_channel', 'test_alert_channel', 'read_monthly_usage',
  'read_feedback_summary', 'place_tasks', 'settle_lanes', 'setting', 'agent_of',
  'settle_turned', 'turn_lanes', 'start_conversation', 'rename_conversation',
  'archive_conversation', 'stop_answer', 'set_assistant', 'access_crisis', 'read_crisis',
  'acknowledge_crisis', 'resolve_crisis', 'follow_crisis_alert', 'request_erasure',
  'confirm_my_erasure', 'delete_sign_in'],
  'in private these do, each for the reason its comment gives');

select * from finish();
rollback;
