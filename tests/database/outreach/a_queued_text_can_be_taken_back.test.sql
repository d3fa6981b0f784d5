begin;
set local search_path = extensions, public;
select plan(6);

create function pg_temp.withdraw(words text) returns text language sql as $$
  select worker.withdraw_outreach(q.id, 'old news') from public.message_queue q
  where q.final_message = words
$$;
do $$ begin
  perform tests.consented();
  update public.users set hourly_limit = 1;
  perform tests.queue_text('first');
  perform tests.queue_text('second');
  perform tests.decide();
end $$;

select is(pg_temp.withdraw('second'), 'withdrawn', 'one that waits');
select is(pg_temp.withdraw('first'), 'withdrawn', 'and one in its lane that has not begun');
select is_empty('select * from tests.send_all() where send_all not like ''%(not_waiting)''',
  'neither leaves');
select results_eq('select status, status_reason, status_detail from public.message_queue', $$
  values ('cancelled', 'withdrawn', 'old news'), ('cancelled', 'withdrawn', 'old news') $$,
  'it is on record why');
do $$ begin
  perform tests.queue_text('third');
  perform tests.deliver();
end $$;
select is(pg_temp.withdraw('third'), 'over', 'what was sent is over');
select is(worker.withdraw_outreach(gen_random_uuid(), 'why'), 'unknown', 'there is no such text');

select * from finish();
rollback;
