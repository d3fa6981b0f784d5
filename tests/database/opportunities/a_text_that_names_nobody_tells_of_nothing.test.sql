begin;
set local search_path = extensions, public;
select plan(4);

select tests.rank('intro_opportunity', tests.intro('Noah Builder'));
create temp view told as select p.status, i.told_in is not null as told
  from public.user_priorities p join public.intro_opportunities i on i.id = p.item_id;
create function pg_temp.tell(says text) returns text language sql as $$
  select tests.turn('what is new?', 'present_opportunity', '{"handle": "p1", "asked": true}',
    says => says)
$$;

select is(pg_temp.tell('There is an introduction you could make. Yes or no?'), 'done',
  'a model tells of somebody, and names nobody');
select results_eq('select * from told', $$ values ('active', false) $$, 'that has told nothing');
select matches((select refusal from public.agent_tasks where refusal is not null),
  'names whom it is about', 'and its turn is made again with the reason in view');
update public.agent_tasks set refusal = null, scheduled_for = now();
select is(tests.turn(null, 'present_opportunity', '{"handle": "p1", "asked": true}',
  says => 'Would you introduce Noah?'), 'done', 'a name is enough');

select * from finish();
rollback;
