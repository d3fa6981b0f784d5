begin;
set local search_path = extensions, public;
select plan(16);

create function pg_temp.decided(change text) returns text language plpgsql as $$
declare
  found text;
begin
  execute change;
  perform tests.queue_text('news');
  perform tests.decide();
  select concat_ws(' ', status, reason, look_at - tests.noon()) into found from tests.queued;
  raise exception using errcode = 'YP999', message = found;
exception when sqlstate 'YP999' then
  return sqlerrm;
end
$$;
do $$ begin perform tests.consented(); end $$;

select is(pg_temp.decided(change), decision, change) from (values
  ('select', 'approved -1 days -17:00:00'),
  ('update users set muted_until = tests.noon() + interval ''2 h''', 'queued muted 02:00:00'),
  ('update users set muted_until = ''infinity''', 'queued muted 1 day'),
  ('update users set last_active_at = tests.noon() - interval ''9 min''',
   'queued person_writes 00:01:00'),
  ('update users set last_active_at = tests.noon() - interval ''10 min''',
   'approved -1 days -17:00:00'),
  ('update users set unreachable_at = now(), unreachable_code = 30003,
    unreachable_until = tests.noon() + interval ''1 h''', 'queued unreachable 01:00:00'),
  ('update tenants set paused_at = now(), paused_reason = ''a test''', 'queued paused 00:01:00'),
  ('select tests.a_text_out(); update conversations set status = ''paused''',
   'queued taken_over 00:05:00'),
  ('update users set quiet_hours_start = ''11:00'', quiet_hours_end = ''14:00''',
   'queued quiet_hours 02:00:00'),
  ('delete from senders', 'queued no_sender 01:00:00'),
  ('update users set daily_limit = 0', 'queued daily_limit 12:00:00'),
  ('update users set hourly_limit = 0', 'queued hourly_limit 01:00:00'),
  ('select worker.block_person(id, ''abuse'') from users', 'cancelled blocked -1 days -17:00:00'),
  ('update users set is_active = false', 'cancelled inactive -1 days -17:00:00'),
  ('update users set phone_number = null', 'cancelled no_number -1 days -17:00:00'),
  ('insert into users (id, tenant_id, phone_number) select gen_random_uuid(), tenant_id,
    ''+14155550177'' from users; update message_queue set user_id = user_id',
   'approved -1 days -17:00:00')
) t (change, decision);

select * from finish();
rollback;
