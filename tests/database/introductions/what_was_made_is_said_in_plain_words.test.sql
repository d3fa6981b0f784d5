begin;
set local search_path = extensions, public;
select plan(14);

select tests.innovator();
create temp table intro as select tests.agreed() as id;
create function pg_temp.report(words text, outcome text default 'made', whose text default 'i1',
  says text default 'Aye.') returns text language sql as $$
  select tests.turn(words, 'report_introduction', jsonb_build_object('handle', whose,
    'outcome', outcome), says => says)
$$;

select matches(pg_temp.report(said), 'does not say so plainly', said)
from unnest(array['hello', 'was it made?', 'Not made', 'not yet', 'I will meet them tomorrow', 'yes',
  'Noah never wrote back']) said;
select is(pg_temp.report('Made it yesterday, thanks'), 'done', 'whatever a model reads');
select is(said, 'made', 'their word') from private.intro_sides where side = 'connector';
select matches(pg_temp.report('made', 'not_made'), 'does not say so plainly', 'nor the other way');

-- A second one is under way: which is it?
insert into public.intro_opportunities (id, tenant_id, connector_user_id, prospect_name, status,
    intro_scheduled_at)
  values ('c9000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
    '00000000-0000-4000-8000-000000000021', 'Utnapishtim', 'scheduled', now() + interval '9 days');
insert into private.intro_sides (intro_id, tenant_id, side, user_id, agreed_at)
  values ('c9000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
    'connector', '00000000-0000-4000-8000-000000000021', now());
create function pg_temp.handle_of(whom text) returns text language sql as $$
  select v ->> 'handle' from jsonb_array_elements(tests.view() -> 'open') v
  where v ->> 'about' ~ whom
$$;
select matches(pg_temp.report('made', whose => pg_temp.handle_of('Utna')), 'does not say so plainly',
  'of two it is said which');
select is(pg_temp.report('Utnapishtim: no show', 'not_made', pg_temp.handle_of('Utna'),
  'And Noah: MADE or NOT MADE?'), 'done', 'by name');
select is(pg_temp.report('no', 'not_made', pg_temp.handle_of('Noah')), 'done',
  'or to who was asked of one');
select results_eq('select said from private.intro_sides where side = ''connector''',
  array['not_made', 'not_made'], 'each has its own');

select * from finish();
rollback;
