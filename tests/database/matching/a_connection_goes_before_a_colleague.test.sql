begin;
set local search_path = extensions, public;
select plan(2);

select tests.innovator();
select tests.colleague(1, 'Pier Nine'), tests.colleague(2, 'Pier Ten');
update public.users set linkedin_url = 'LinkedIn.com/in/Mate-One/' where last_name = 'No1';
insert into public.linkedin_research_prospects (tenant_id, name, company, mutual_connections)
  values ('00000000-0000-4000-8000-000000000001', 'Noah Lamech', 'Cobol Yachts',
    '[{"name": "M", "linkedin_url": "https://www.linkedin.com/in/mate-one?x=1"},
      {"name": "mate  no2"}, {"name": "Nobody Here"}]');
create temp table whom as select tests.prospect() as id;

select results_eq($$ select u.last_name from whom w, worker.explain_connectors(w.id) c
    join public.users u on u.id = c.user_id order by c.score desc, u.last_name $$,
  array['No1', 'No2', 'Hopper'], 'by their profile, or by a name that is one member''s');
insert into public.users (tenant_id, phone_number, first_name, last_name, verified)
  values ('00000000-0000-4000-8000-000000000001', '+14155550300', 'Mate', 'No2', true);
select is((select count(*) from public.prospects p, private.connections_of(p)), 1::bigint,
  'a name that two have is nobody''s');

select * from finish();
rollback;
