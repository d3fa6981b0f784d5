begin;
set local search_path = extensions, public;
select plan(4);

select tests.innovator();
select tests.colleague(1), tests.colleague(2), tests.colleague(3, 'Cobal Yacht'),
  tests.colleague(4, 'Pier Nine');
update public.users set company = 'Elsewhere' where last_name = 'No2';
create temp table whom as select tests.prospect() as id,
  tests.prospect('{"last_name": "Shem", "company": "Cobol Yachtz"}') as misspelt;
create temp table found as
  select u.last_name, c.* from whom w, worker.explain_connectors(w.id) c
  join public.users u on u.id = c.user_id;

select set_eq('select last_name from found', array['Hopper', 'No1', 'No2'],
  'by the name without its legal form; who works elsewhere is not thought of');
select is(last_name, 'Hopper', 'whose title is alike goes before') from found
  order by score desc limit 1;
select results_eq($$ select parts ->> 'company' from found where last_name in ('No1', 'No2')
  order by last_name $$, array['1.00', '0.70'], 'and who works there before who did');
select bag_eq($$ select last_name, parts ->> 'company' < '1' from whom w,
    worker.explain_connectors(w.misspelt) c
  join public.users u on u.id = c.user_id where u.last_name = 'No1' $$,
  $$ values ('No1', true) $$, 'a company that nobody works for is looked for as it may be meant');

select * from finish();
rollback;
