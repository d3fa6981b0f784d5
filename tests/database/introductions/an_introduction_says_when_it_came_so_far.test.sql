begin;
set local search_path = extensions, public;
select plan(6);

insert into public.innovators (id, tenant_id, user_id, company_name) values
  ('c3000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
   '00000000-0000-4000-8000-000000000021', 'Dry Boats');
insert into public.prospects (id, tenant_id, innovator_id, last_name) values
  ('c4000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
   'c3000000-0000-4000-8000-000000000001', 'Noah');
insert into public.intro_opportunities
  (tenant_id, connector_user_id, innovator_id, prospect_id, prospect_name, status)
values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000021',
  'c3000000-0000-4000-8000-000000000001', 'c4000000-0000-4000-8000-000000000001', 'Noah', 'accepted');
create function pg_temp.mark(change text) returns text language sql as $$
  select tests.attempt('postgres', null, 'update public.intro_opportunities set ' || change
    || ' where prospect_id = ''c4000000-0000-4000-8000-000000000001''')
$$;

select is(pg_temp.mark('status = ''scheduled'''), '23514', 'scheduled, and nobody knows for when');
select is(pg_temp.mark('status = ''completed'''), '23514', 'made, and nobody knows when');
select is(pg_temp.mark('intro_completed_at = now()'), '23514', 'or the other way round');
select is(pg_temp.mark('bounty_credits = -1'), '23514', 'a bounty is never owed');
select is(pg_temp.mark('status = ''scheduled'', intro_scheduled_at = now()'), 'allowed', 'for now');
select is(pg_temp.mark('status = ''completed'', intro_completed_at = now()'), 'allowed', 'made');

select * from finish();
rollback;
