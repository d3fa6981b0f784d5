begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin
  perform tests.people();
  insert into public.alerts (id, tenant_id, kind, subject_count) values
    ('c2000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
     'work_waits', 1);
end $$;
create function pg_temp.take(actor text) returns text language sql as $$
  select tests.answer(actor,
    'select public.acknowledge_alert(''c2000000-0000-4000-8000-000000000001'')')
$$;
create temp view taken as select acknowledged_by, acknowledged_at from public.alerts;

select is(pg_temp.take('viewer'), null, 'not a viewer');
select is(pg_temp.take('operator of another tenant'), null, 'not another tenant''s');
select is(pg_temp.take('member'), null, 'not a member');
select is(pg_temp.take('visitor'), '42501', 'and a visitor may not ask');
select results_eq('table taken', 'values (null::uuid, null::timestamptz)', 'nobody has it yet');
select is(pg_temp.take('operator')::timestamptz, now(), 'an operator may');
do $$ begin
  update public.alerts set acknowledged_at = now() - interval '1 hour';
end $$;
select is(pg_temp.take('owner')::timestamptz, now() - interval '1 hour',
  'who comes second is told since when');
select results_eq('table taken', $$
  select auth_id, now() - interval '1 hour' from tests.actors where actor = 'operator'
$$, 'and takes it from nobody');

select * from finish();
rollback;
