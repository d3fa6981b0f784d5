begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin
  perform tests.consented();
  perform worker.pause_function('sms-sender', 'a test');
  perform worker.pause_tenant('00000000-0000-4000-8000-000000000001', 'a test');
  perform tests.a_text_out();
  set constraints all immediate;
  set constraints all deferred;
end $$;
create function pg_temp.rung() returns boolean language sql as $$
  select pending from private.bells where function_name = 'sms-sender'
$$;
select ok(not pg_temp.rung(), 'a text that waits wakes nobody');
select is(worker.claim('sms-sender') -> 'turns', '[]', 'and is not claimed');
do $$ begin
  perform worker.process_tasks_batch(now() + interval '1 minute');
end $$;
select ok(not pg_temp.rung(), 'nor by the sweep');

do $$ begin perform tests.in_crisis('SM1'); end $$;
select ok(pg_temp.rung(), 'one in a crisis does');
update private.bells set pending = false;
do $$ begin perform worker.process_tasks_batch(now() + interval '1 minute'); end $$;
select ok(pg_temp.rung(), 'also when that ring was lost');
select is((select array_agg(t ->> 'lane_key') from jsonb_array_elements(
    worker.claim('sms-sender') -> 'turns') t),
  (select array['urgent:' || shown_message_id] from tests.crises), 'and it alone is claimed');

select * from finish();
rollback;
