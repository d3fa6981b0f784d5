begin;
set local search_path = extensions, public;
select plan(3);

create function pg_temp.look_up(url text, tenant integer default 1) returns text language sql as $$
  select tests.attempt('postgres', null, format('insert into public.linkedin_research_prospects
    (tenant_id, name, linkedin_url) values (%L, ''Noah'', %L)',
    '00000000-0000-4000-8000-00000000000' || tenant, url))
$$;
do $$ begin perform pg_temp.look_up('https://linkedin.example/in/noah'); end $$;

select is(pg_temp.look_up('https://linkedin.example/in/Noah'), '23505',
  'a profile, however it is written');
select is(pg_temp.look_up('https://linkedin.example/in/noah', 2), 'allowed', 'a tenant');
select results_eq($$
  select array_agg(pg_temp.look_up(null)) from generate_series(1, 2)
$$, $$ values (array['allowed', 'allowed']) $$, 'without a profile one name may be two people');

select * from finish();
rollback;
