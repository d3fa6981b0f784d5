begin;
set local search_path = extensions, public;
select plan(6);

create function pg_temp.put_back(change text) returns text language plpgsql as $$
declare
  said text;
  found text;
begin
  perform tests.queue_text('news');
  perform tests.decide();
  execute change;
  select s into said from tests.send_all(tests.noon(0, '12:01')) s;
  select concat_ws(' ', said, q.status, q.reason,
      case q.status when 'queued' then q.look_at - tests.noon(0, '12:01') end)
    into found from tests.queued q;
  raise exception using errcode = 'YP999', message = found;
exception when sqlstate 'YP999' then
  return sqlerrm;
end
$$;
do $$ begin perform tests.consented(); end $$;

select is(pg_temp.put_back(change), fate, change) from (values
  ('select', '>news sent'),
  ('update users set muted_until = tests.noon() + interval ''2 h''',
   '>news (put_back) queued muted 01:59:00'),
  ('update conversations set status = ''paused''',
   '>news (put_back) queued taken_over 00:05:00'),
  ('update users set daily_limit = 0; update user_message_budget set daily_limit = 0',
   '>news (put_back) queued daily_limit 11:59:00'),
  ('update users set hourly_limit = 0; update user_message_budget set hourly_limit = 0',
   '>news (put_back) queued hourly_limit 01:00:00'),
  ('update users set unreachable_at = now(), unreachable_code = 30003,
    unreachable_until = tests.noon() + interval ''1 h''', '>news (put_back) queued unreachable 00:59:00')
) t (change, fate);

select * from finish();
rollback;
