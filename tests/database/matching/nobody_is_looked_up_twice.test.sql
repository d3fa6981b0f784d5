begin;
set local search_path = extensions, public;
select plan(5);

select tests.innovator();
select tests.prospect('{"linkedin_url": "https://www.linkedin.com/in/noah"}'),
  tests.prospect('{"last_name": "Shem"}'), tests.prospect('{"last_name": "Ham", "company": null}');
select private.queue_matching(array['c3000000-0000-4000-8000-000000000001'::uuid], now());
set constraints all immediate;
create temp table turn as
  select worker.claim('social-butterfly', 1, now() + interval '1 s') -> 'turns' -> 0 as t;
create function pg_temp.may(handle text) returns boolean language sql as $$
  select worker.claim_research((t ->> 'lease')::uuid, handle) from turn
$$;

select is(jsonb_array_length(t -> 'context' -> 'prospects'), 3, 'three are looked at') from turn;
select is((select count(*) from generate_series(1, 3) n where pg_temp.may('x' || n)), 2::bigint,
  'who has a profile, or a name and a company, may be looked up');
select is((select count(*) from generate_series(1, 3) n where pg_temp.may('x' || n)), 0::bigint,
  'once, whatever came of it');
select worker.finish(jsonb_build_array(jsonb_build_object('lease', t -> 'lease', 'outcome', 'done',
  'actions', (select jsonb_agg(jsonb_build_object('type', 'record_research', 'input',
    jsonb_build_object('handle', p ->> 'handle', 'connections',
      '[{"name": "Mate"}]'::jsonb))) from jsonb_array_elements(t -> 'context' -> 'prospects') p))))
  from turn;
select is(count(*), 2::bigint, 'what was found is kept') from public.linkedin_research_prospects
  where mutual_connections = '[{"name": "Mate"}]' and last_researched_at is not null;
select is(pg_temp.may('x1'), false, 'and a turn that is over may nothing');

select * from finish();
rollback;
