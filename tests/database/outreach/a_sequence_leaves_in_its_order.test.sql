begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.consented();
  update public.users set hourly_limit = 100, daily_limit = 100;
  perform tests.queue_text('part ' || n, ', sequence_id, sequence_position, sequence_total,
      priority', format(', ''5e000000-0000-4000-8000-000000000001'', %s, 3, %L', n,
      case n when 3 then 'high' else 'low' end)) from unnest(array[3, 1, 2]) n;
end $$;

select is(tests.deliver(kind => 'nothing'), '>part 1', 'the first alone, whatever the others are');
select is(tests.deliver(tests.noon(0, '12:01')), '>part 1 (unknown)', 'begun is not accepted');
do $$ begin
  perform worker.receive_status('AC00000000000000000000000000000001', 'SM1', 'sent', null, id)
    from public.message_parts;
end $$;
select is(tests.deliver(tests.noon(0, '12:02')), 'part 2', 'now the next may');
select is(tests.deliver(tests.noon(0, '12:03')), 'part 3', 'and the last');
select is(count(*), 3::bigint, 'all are sent') from tests.queued where status = 'sent';

select * from finish();
rollback;
