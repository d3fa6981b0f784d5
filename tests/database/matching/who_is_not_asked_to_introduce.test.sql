begin;
set local search_path = extensions, public;
select plan(8);

select tests.innovator();
create temp table asked as select tests.prospect('{"email": "noah@ark.example"}') as id;
create function pg_temp.why(statement text) returns text language plpgsql as $$
declare
  why text;
begin
  execute statement;
  select c.why_not into why from asked a, worker.explain_connectors(a.id) c
    join public.users u on u.id = c.user_id and u.last_name = 'Hopper';
  raise exception using errcode = 'YP999', message = coalesce(why, 'nothing');
exception when sqlstate 'YP999' then
  return sqlerrm;
end
$$;

select is(pg_temp.why('select'), 'nothing', 'nothing speaks against Grace');
select matches(pg_temp.why('update public.users set ' || change || ' where last_name = ''Hopper'''),
  reason, change)
from (values ('verified = false', 'no member'), ('is_active = false', 'no member'),
  ('opted_out_at = now()', 'did not ask for'), ('muted_until = now() + interval ''1 day''', 'peace'),
  ('email = ''Noah@ark.example''', 'is the prospect')) t (change, reason);
select is(pg_temp.why('update public.innovators set user_id = (select id from public.users
  where last_name = ''Hopper'')'), 'is who would like to meet them', 'herself');
select matches(pg_temp.why($$ insert into public.intro_opportunities
  (tenant_id, connector_user_id, prospect_name) select tenant_id, id, 'Shem' from public.users,
    generate_series(1, 3) where last_name = 'Hopper' $$), 'as many', 'nor is she overrun');

select * from finish();
rollback;
