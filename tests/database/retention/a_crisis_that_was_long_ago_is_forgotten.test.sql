begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.a_page();
  perform tests.write(1, screen => tests.screen('high'));
  perform tests.write(2, screen => tests.screen('high'));
end $$;
create function pg_temp.forgotten(after interval) returns integer language sql as $$
  select private.retire_crises(now() + after)
$$;
select is(pg_temp.forgotten('9 years'), 0, 'a crisis that is open is kept');
update public.crisis_events set resolution = 'safe', resolution_timestamp = now(), followup_at = null
  where repeats_id is null;
select is(pg_temp.forgotten('1094 days'), 0, 'one that is resolved for its time');
update public.tenants set settings = '{"crises_days": 365}' where slug = 'harbor-desk';
select is(pg_temp.forgotten('366 days'), 1, 'or for the tenant''s own');
select is_empty('select * from public.crisis_events', 'with what only said it again');
select is((select count(*) from tests.page where role = 'user'), 2::bigint,
  'what was written stays its person''s');

select * from finish();
rollback;
