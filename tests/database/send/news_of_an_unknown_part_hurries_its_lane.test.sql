begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;

create temp table sent as select lease, tests.begin_part(lease) ->> 'part_id' as part
  from tests.send_lease() lease;
do $$ begin
  perform worker.settle_send(lease, jsonb_build_object('part_id', part, 'kind', 'unknown'))
    from sent;
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', lease, 'outcome', 'snooze',
    'snooze_seconds', 45))) from sent;
  perform worker.answer_bell('sms-sender');
end $$;
select results_eq('select due from private.lanes', $$ values (now() + interval '45 seconds') $$,
  'the lane waits to learn what became of a part');
do $$ begin
  perform worker.receive_status('AC00000000000000000000000000000001', 'SM1', 'sent', null,
    part::uuid) from sent;
end $$;

select results_eq('select status from public.message_parts', array['sent'], 'a callback tells');
select results_eq('select due from private.lanes', $$ values (now()) $$, 'it may go on at once');
select results_eq($$ select pending from private.bells where function_name = 'sms-sender' $$,
  array[true], 'and its sender is rung');

select * from finish();
rollback;
