begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;

create temp table first as
  select lease, tests.begin_part(lease) as answer from tests.send_lease() lease;

select is(worker.settle_send(lease, jsonb_build_object('part_id', answer -> 'part_id',
  'kind', 'later', 'error_code', 20429)), '{"held": true, "known": false}', 'a 429 is no answer')
from first;
select results_eq('select status, twilio_message_sid from public.message_parts',
  $$ values ('queued', null) $$, 'the carrier never had it');

do $$ begin
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', lease, 'outcome', 'snooze',
    'snooze_seconds', 30))) from first;
end $$;
select is(tests.send_lease(), null, 'it waits');
create temp table second as
  select lease, tests.begin_part(lease) as answer
  from tests.send_lease(now() + interval '30 s') lease;
select is(answer -> 'ok', 'true', 'and another lease may begin it again') from second;
select is(second.answer -> 'part_id', first.answer -> 'part_id', 'as the same part')
from first, second;

select * from finish();
rollback;
