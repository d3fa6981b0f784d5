begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('call 988', ', priority', ', ''urgent''');
  perform tests.decide();
end $$;
create temp table sent as select lease, tests.begin_part(lease) ->> 'part_id' as part
  from tests.send_lease() lease;
do $$ begin
  perform worker.settle_send(lease, jsonb_build_object('part_id', part, 'kind', 'unknown'))
    from sent;
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', lease, 'outcome', 'snooze',
    'snooze_seconds', 45))) from sent;
end $$;
select results_eq('select lane_key ~ ''^urgent:'', due from private.lanes',
  $$ values (true, now() + interval '45 seconds') $$,
  'a text in a crisis waits in a lane of its own to learn what became of it');
do $$ begin
  perform worker.receive_status('AC00000000000000000000000000000001', 'SM1', 'sent', null,
    part::uuid) from sent;
end $$;
select results_eq('select status from public.message_parts', array['sent'], 'a callback tells');
select results_eq('select lane_key ~ ''^urgent:'', due from private.lanes',
  $$ values (true, now()) $$, 'that lane may go on at once');

select * from finish();
rollback;
