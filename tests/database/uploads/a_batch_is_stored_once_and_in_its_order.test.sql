begin;
set local search_path = extensions, public;
select plan(4);

select tests.innovator();
create temp table list as select (worker.begin_upload(null,
  'a0000000-0000-4000-8000-000000000005', null)) as answer;
select is(answer ->> 'refused', 'nobody', 'a sign-in that is no innovator brings nothing') from list;
insert into private.prospect_uploads (id, tenant_id, innovator_id)
  values ('c6000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
    'c3000000-0000-4000-8000-000000000001');
create function pg_temp.add(batch integer, rows text default '[{"email": "n@ark.example"}]')
returns jsonb language sql as $$
  select worker.add_prospects('c6000000-0000-4000-8000-000000000001', batch, rows::jsonb)
$$;

select results_eq($$ select pg_temp.add(1) from generate_series(1, 2) $$,
  $$ select '{"added": 1, "merged": 0}'::jsonb from generate_series(1, 2) $$,
  'whoever asks again hears the same');
select throws_ok('select pg_temp.add(3)', '22023', null, 'none is left out');
select worker.end_upload('c6000000-0000-4000-8000-000000000001', 0, true);
select throws_ok('select pg_temp.add(2)', '22023', null, 'and none comes after the end');

select * from finish();
rollback;
