begin;
set local search_path = extensions, public;
select plan(6);

select tests.innovator();
select tests.colleague(1), tests.colleague(2);
create temp table listed as select tests.prospect('{"first_name": "Mate", "last_name": "No1"}') as id;
create function pg_temp.version() returns text language sql as $$
  select p.ctid || ' ' || p.match_at from public.prospects p join listed l on l.id = p.id
$$;
create temp table before as select pg_temp.version() as version;
select private.apply_adopt_match(u, jsonb_populate_record(null::public.agent_tasks,
    jsonb_build_object('tenant_id', u.tenant_id, 'context_json', jsonb_build_object('innovator_id',
      'c3000000-0000-4000-8000-000000000001'))), null, '{}')
  from public.users u where u.last_name = 'No1';

select is(pg_temp.version(), version, 'nothing of the row that its innovator reads has moved')
  from before;
select is(tests.offer_for(id), 'nobody', 'though it is not offered') from listed;
select is(tests.offer_for(id), 'offered', 'but as who was found') from public.prospects
  where upload_source = 'api';
delete from public.prospects p using listed l where p.id = l.id;
select tests.upload('[[{"first_name": "Mate", "last_name": "No1", "company": "Cobol Yachts"}]]');
select is(added_count, 1, 'who lists them later adds them, as anybody') from private.prospect_uploads
  where innovator_id = 'c3000000-0000-4000-8000-000000000001';
select is(tests.offer_for(tests.prospect('{"first_name": "Shem"}')), 'offered', 'others as ever');
select is_empty($$ select c.name from unnest(array['match_at', 'waits_for_credits', 'updated_at',
    'metadata']) c (name)
  where has_column_privilege('authenticated', 'public.prospects', c.name, 'select') $$,
  'and what the engine keeps of a row its innovator does not read');

select * from finish();
rollback;
