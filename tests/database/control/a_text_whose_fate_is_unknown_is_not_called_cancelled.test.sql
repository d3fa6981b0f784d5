begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;
do $$
declare
  lease uuid := tests.send_lease();
  part uuid := tests.begin_part(lease) ->> 'part_id';
begin
  perform worker.settle_send(lease, jsonb_build_object('part_id', part, 'kind', 'unknown'));
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', lease,
    'outcome', 'snooze', 'snooze_seconds', 5)));
end $$;

select is(worker.cancel_task((select id from public.agent_tasks), 'enough'), 'cancelled',
  'nobody looks for it any more');
select results_eq('select status, status_reason from public.messages',
  $$ values ('unknown', 'fate_unknown') $$, 'it may have left, and says so');

select * from finish();
rollback;
