begin;
set local search_path = extensions, public;
select plan(8);

select tests.innovator();
create function pg_temp.bring() returns uuid language sql as $$
  select tests.upload('[[{"first_name": "Noah", "last_name": "Lamech", "company": "Cobol Yachts"},
    {"email": "shem@ark.example", "company": "Cobol Yachts"},
    {"email": "ham@ark.example", "company": "Cobol Yachts"}]]')
$$;
create temp table list as select pg_temp.bring() as id;
create function pg_temp.offers() returns text language sql as $$
  select string_agg(tests.offer_for(p.id), ' ' order by p.last_name, p.email desc)
  from public.prospects p where p.status <> 'inactive' and p.match_at <= now()
$$;
select is(pg_temp.offers(), 'offered offered offered', 'Grace is asked about three');
update public.intro_opportunities set status = 'declined' where prospect_name = 'Noah Lamech';
update public.intro_opportunities i set status = 'accepted', connector_response = 'Yes'
  from public.prospects p where p.id = i.prospect_id and p.email = 'shem@ark.example';
select private.advance_intro(id, now()) from public.intro_opportunities where status = 'accepted';
update private.intro_sides set refused_at = now() where side = 'innovator';
select private.advance_intro(id, now()) from public.intro_opportunities where status = 'accepted';
create temp table before as select id, email from public.prospects;

select is(worker.undo_upload(id), '{"removed": 3, "restored": 0, "kept": 0}'::jsonb,
  'the list is taken back') from list;
select results_eq('select coalesce(email, last_name), status from public.prospects order by 1',
  $$ values ('Lamech', 'inactive'), ('shem@ark.example', 'inactive') $$,
  'of whom somebody said no the row stays, and of whom nobody has heard none');
select is(worker.undo_upload(pg_temp.bring()) - 'restored', '{"removed": 3, "kept": 0}'::jsonb,
  'brought again, and taken back again');
select pg_temp.bring();
select is(count(*), 2::bigint, 'whoever is brought once more is who they were') from before
  join public.prospects p using (id) where p.status = 'pending';
select is(count(*), 3::bigint, 'and nobody is there twice') from public.prospects;
select is(pg_temp.offers(), 'nobody offered', 'Grace is asked about him alone who is new');
select is(match_at, 'infinity', 'and about her who would not meet nobody is')
  from public.prospects where email = 'shem@ark.example';

select * from finish();
rollback;
