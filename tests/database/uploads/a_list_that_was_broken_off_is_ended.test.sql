begin;
set local search_path = extensions, public;
select plan(5);

select tests.innovator();
insert into private.prospect_uploads (tenant_id, innovator_id)
  values ('00000000-0000-4000-8000-000000000001', 'c3000000-0000-4000-8000-000000000001');
select worker.add_prospects(id, 1, '[{"email": "noah@ark.example"}]') from private.prospect_uploads;
create view pg_temp.list as select u.status, u.rows_count, u.id from private.prospect_uploads u
  where u.innovator_id = 'c3000000-0000-4000-8000-000000000001';

select is(private.retire_uploads(now() + interval '9 minutes'), 0, 'it may still be brought');
select is(private.retire_uploads(now() + interval '11 minutes'), 1, 'nobody brings it any more');
select results_eq('select status, rows_count from pg_temp.list', $$ values ('broken', 1) $$,
  'what came of it stays');
select is(count(*), 1::bigint, 'and connectors are looked for') from public.events
  where event_type = 'prospect.uploaded';
select throws_ok($$ select worker.add_prospects(id, 2, '[{"email": "shem@ark.example"}]')
  from pg_temp.list $$, '22023', null, 'whoever comes back is told that it is over');

select * from finish();
rollback;
