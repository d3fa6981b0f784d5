begin;
set local search_path = extensions, public;
select plan(7);

select tests.innovator();
select tests.colleague(1), tests.colleague(2);
update public.users set first_name = 'Noah', last_name = 'Lamech',
  linkedin_url = 'LinkedIn.com/in/Noah/' where last_name = 'No1';
create temp table listed as select tests.prospect() as by_name,
  tests.prospect('{"last_name": "L.", "linkedin_url": "https://www.linkedin.com/in/noah"}')
    as by_profile,
  tests.prospect('{"company": "Cobol Yachtz"}') as misspelt;
create function pg_temp.why(prospect uuid) returns text language sql as $$
  select c.why_not from worker.explain_connectors(prospect) c
  where c.user_id = '20000000-0000-4000-8000-000000000051'
$$;

select is(pg_temp.why(by_name), 'is the prospect', 'by name and company it is him') from listed;
select is(pg_temp.why(by_profile), 'is the prospect', 'by his profile, too') from listed;
select is(pg_temp.why(misspelt), 'has the name of the prospect', 'or it may be') from listed;
select results_eq('select private.member_behind(u) from listed, unnest(array[by_name, by_profile]) u',
  $$ values ('20000000-0000-4000-8000-000000000051'::uuid),
    ('20000000-0000-4000-8000-000000000051') $$, 'and it is he who is asked to agree');
update public.users set linkedin_url = 'linkedin.com/in/other' where last_name = 'Lamech';
select is(private.member_behind(by_profile), null, 'who has another profile is somebody else')
  from listed;
update public.users set first_name = 'Noah', last_name = 'Lamech' where last_name = 'No2';
select is(private.member_behind(by_name), null, 'which of two is meant nobody guesses') from listed;
select bag_eq($$ select c.why_not from listed, worker.explain_connectors(by_name) c
  where c.why_not is not null $$, array['is the prospect', 'is the prospect'],
  'and neither introduces him');

select * from finish();
rollback;
