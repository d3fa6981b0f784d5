begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;

create temp table first as
  select lease, tests.begin_part(lease) as answer from tests.send_lease() lease;
-- Its worker dies between the commit and the answer of the carrier.
do $$ begin perform worker.process_tasks_batch(now() + interval '3 minutes'); end $$;
select is(tests.begin_part(lease), '{"ok": false, "reason": "lease_lost"}',
  'the dead may not go on') from first;

create temp table second as
  select lease, tests.begin_part(lease) as answer
  from tests.send_lease(now() + interval '1 hour') lease;
select is(answer ->> 'reason', 'unknown', 'whoever has the lane then is told: it may have left')
from second;
select is(tests.begin_part(lease) ->> 'reason', 'unknown', 'as often as they ask') from second;
select results_eq('select p.status, m.status from public.message_parts p, public.messages m',
  $$ values ('unknown', 'unknown') $$, 'its fate is unknown');
select is(second.answer -> 'part_id', first.answer -> 'part_id', 'it is the same part')
from first, second;
select results_eq('select count(*) from public.message_parts', 'values (1::bigint)',
  'and the only one');

select * from finish();
rollback;
