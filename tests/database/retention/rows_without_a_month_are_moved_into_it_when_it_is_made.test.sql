begin;
set local search_path = extensions, public;
select plan(5);

insert into public.events (tenant_id, event_type, payload, created_at) values
  ('00000000-0000-4000-8000-000000000001', 'far.ahead', '{}', '2031-05-10'),
  ('00000000-0000-4000-8000-000000000001', 'long.ago', '{}', '2020-01-01');
create temp view tells as
  select tableoid::regclass::text as partition, event_type from public.events order by 2;
select results_eq('select partition from tells',
  array['private.events_default', 'private.events_default'], 'no month is theirs yet');
select cmp_ok(private.make_partitions('2031-03-01'), '>', 0, 'months are made all the same');
select results_eq('select * from tells', $$ values
  ('private.events_2031_05', 'far.ahead'), ('private.events_default', 'long.ago') $$,
  'and the row has moved');
do $$ begin perform private.drop_partitions('2031-03-01'); end $$;
select results_eq('select event_type from tells', array['far.ahead'], 'the default forgets, too');
select is((select count(*) from public.agent_tasks), 0::bigint,
  'a moved event causes nothing anew');

select * from finish();
rollback;
