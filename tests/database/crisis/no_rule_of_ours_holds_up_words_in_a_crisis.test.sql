begin;
set local search_path = extensions, public;
select plan(14);

do $$ begin perform tests.consented(); end $$;
create temp table walls (wall text, raise text);
insert into walls values
  ('a paused tenant', 'select worker.pause_tenant(tenant_id, ''a test'') from walled'),
  ('a paused number', 'update public.senders set paused_at = now(), paused_reason = ''a test'''),
  ('a paused function', 'select worker.pause_function(''sms-sender'', ''a test'')'),
  ('a conversation that somebody has taken over',
   'update public.conversations set status = ''paused'''),
  ('the tenant''s cap', $$insert into private.spending values
     ((select tenant_id from walled), '2030-01-03', 1000000, '2030-01-03 08:00Z', 1000000)$$),
  ('their own limits and hours', 'update public.users set hourly_limit = 0, daily_limit = 0'),
  ('their own wish for peace', 'update public.users set muted_until = ''2031-01-01'''),
  ('a busy number', 'update public.senders set segments_per_second = 0.0001'),
  ('a country that is not ours', 'update public.tenants set countries = ''{}'''),
  ('a block', 'update public.users set blocked_at = now(), blocked_reason = ''a test'''),
  ('an account that is not active', 'update public.users set is_active = false'),
  ('a no that only we were told', $$insert into public.consent_events
     (tenant_id, user_id, kind, source) select tenant_id, id, 'opt_out', 'plain_language'
     from walled$$);
create temp view walled as select * from public.users
  where id = '00000000-0000-4000-8000-000000000021';

select is(tests.behind(raise), 'left', wall) from walls;
select is(tests.behind(string_agg(raise, '; ')), 'left', 'all at once') from walls;
select throws_ok($$ insert into private.lanes (lane_key, tenant_id, paused_at, paused_reason)
  select 'urgent:1', tenant_id, now(), 'a test' from walled $$, '23514', null, 'nor a paused lane');

select * from finish();
rollback;
