begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform worker.process_tasks_batch();
  perform tests.a_text_out();
end $$;
set constraints all immediate;
do $$ begin perform tests.begin_part(tests.send_lease()); end $$;
update public.message_parts set sending_at = now() - interval '1 day';
select ok(worker.health() -> 'alarms' ? 'a text has been sending or unknown for over 10 min',
  'it left, and nobody knows');

update public.agent_tasks set retry_count = max_retries;
update private.leases set expires_at = now() - interval '1 second';
do $$ begin perform worker.process_tasks_batch(); end $$;
select results_eq('select status, status_reason from public.messages',
  $$ values ('unknown', 'fate_unknown') $$, 'its worker died once too often');
select is(worker.health() -> 'alarms', '["texts of unknown fate were given up today"]'::jsonb,
  'what was given up is told, and not waited for');

select * from finish();
rollback;
