begin;
set local search_path = extensions, public;
select plan(4);

create function pg_temp.models() returns setof text language sql as $$
  select (private.instance_of('concierge', u.tenant_id, u.id)).model
  from public.users u order by u.id
$$;
insert into public.users (tenant_id, phone_number)
  select '00000000-0000-4000-8000-000000000001', '+1415555' || n from generate_series(2000, 2399) n;
update public.agent_instances set weight = 0 where agent_type = 'concierge';
insert into public.agent_instances (tenant_id, agent_type, model, weight) values
  ('00000000-0000-4000-8000-000000000001', 'concierge', 'a', 3),
  ('00000000-0000-4000-8000-000000000001', 'concierge', 'b', 1);
create temp table first as select row_number() over () as nth, m from pg_temp.models() m;

select is(count(*) filter (where m = 'a') between 260 and 340, true, 'three of four, by weight')
from first;
insert into public.agent_instances (tenant_id, agent_type, model, weight) values
  ('00000000-0000-4000-8000-000000000001', 'concierge', 'c', 100);
select results_eq('select * from pg_temp.models()', 'select m from first order by nth',
  'a new variant moves nobody');
update public.agent_instances set status = 'terminated', terminated_at = now() where model = 'b';
create temp table later as select row_number() over () as nth, m from pg_temp.models() m;
select is_empty($$ select from first f join later l using (nth) where f.m = 'a' and l.m <> 'a' $$,
  'one that is switched off moves its own people only');
select is_empty($$ select from later where m = 'b' $$, 'and all of them');

select * from finish();
rollback;
