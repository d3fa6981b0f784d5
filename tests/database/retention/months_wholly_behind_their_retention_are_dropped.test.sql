begin;
set local search_path = extensions, public;
select plan(4);

create temp view months as
  select c.relname::text from pg_inherits i join pg_class c on c.oid = i.inhrelid
  where i.inhparent in ('public.events'::regclass, 'public.agent_actions_log'::regclass)
    and c.relname ~ '20(19|20)_';
do $$ begin
  -- November 2019 to May 2020, of each.
  perform private.make_partitions('2019-11-15'), private.make_partitions('2020-02-15');
  update private.settings set value = 60 where name = 'agent_actions_log_days';
end $$;

-- Ninety days before 2020-03-31 December ended; sixty days before it January had not.
select is(private.drop_partitions('2020-03-30 23:59Z'), 3, 'December''s events are not old enough');
select bag_eq('table months', $$
  select 'events_' || m from unnest(array['2019_12', '2020_01', '2020_02', '2020_03', '2020_04',
    '2020_05']) m
  union all select 'agent_actions_log_' || m from unnest(array['2020_01', '2020_02', '2020_03',
    '2020_04', '2020_05']) m
$$, 'each by its own setting');
select is(private.drop_partitions('2020-03-31 00:00Z'), 1, 'a minute later they are');
select is(private.drop_partitions('2020-03-31 00:00Z'), 0, 'once');

select * from finish();
rollback;
