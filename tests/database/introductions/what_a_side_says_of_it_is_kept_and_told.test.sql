begin;
set local search_path = extensions, public;
select plan(4);

select tests.innovator();
create temp table intro as select tests.agreed() as id;
create function pg_temp.ada(words text, outcome text) returns text language sql as $$
  select tests.turn(words, 'report_introduction',
    jsonb_build_object('handle', 'i1', 'outcome', outcome), '+14155550155')
$$;

select is(pg_temp.ada('We met today', 'made'), 'done', 'Ada says that they have met');
select results_eq($$ select side, said from private.intro_sides where said is not null $$,
  $$ values ('innovator', 'made') $$, 'it is her word');
select results_eq('select event_type from tests.told_events()', array['intro.reported'],
  'the Intro Agent is told');
select matches(pg_temp.ada('We met, really', 'made'), 'said so already', 'and is told once');

select * from finish();
rollback;
