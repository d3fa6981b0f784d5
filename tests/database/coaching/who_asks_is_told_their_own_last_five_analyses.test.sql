begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin perform tests.coached_person(); end $$;
insert into public.users (id, tenant_id, phone_number)
  select '20000000-0000-4000-8000-000000000002', tenant_id, '+14155550197' from public.users
  where id = '20000000-0000-4000-8000-000000000001';
create function pg_temp.told(person integer) returns jsonb language sql as $$
  select private.read_analyses(u) from public.users u
    where u.id = ('20000000-0000-4000-8000-00000000000' || person)::uuid
$$;

select is(pg_temp.told(1), '{"stage": 1, "graduated_on": null, "analyses": []}', 'none at first');
do $$ begin
  perform tests.analysed_day(n, timestamptz '2026-06-01 15:00Z' + make_interval(days => n))
    from generate_series(1, 7) n;
end $$;
select is(jsonb_path_query_array(pg_temp.told(1), '$.analyses[*].score'), '[7.0, 6.0, 5.0, 4.0, 3.0]',
  'then the newest five');
select is(pg_temp.told(1) #>> '{analyses,0,on}', '2026-06-08', 'each with the day of its messages');
select is(jsonb_array_length(pg_temp.told(1) #> '{analyses,0,strengths}')
  + jsonb_array_length(pg_temp.told(1) #> '{analyses,0,areas}'), 14,
  'what each of the fourteen is called: a strength, or what to work on');
select is(pg_temp.told(2) -> 'analyses', '[]'::jsonb, 'and nobody is told another''s');

select * from finish();
rollback;
