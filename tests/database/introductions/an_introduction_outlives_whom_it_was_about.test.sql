begin;
set local search_path = extensions, public;
select plan(3);

insert into public.innovators (id, tenant_id, user_id, company_name) values
  ('c3000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
   '00000000-0000-4000-8000-000000000021', 'Dry Boats');
insert into public.prospects (id, tenant_id, innovator_id, last_name) values
  ('c4000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
   'c3000000-0000-4000-8000-000000000001', 'Noah');
insert into public.intro_opportunities
  (tenant_id, connector_user_id, innovator_id, prospect_id, prospect_name)
values ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000021',
  'c3000000-0000-4000-8000-000000000001', 'c4000000-0000-4000-8000-000000000001', 'Noah');
create temp view intro as
  select prospect_name, prospect_id, innovator_id from public.intro_opportunities
  where prospect_name = 'Noah';

delete from public.prospects where id = 'c4000000-0000-4000-8000-000000000001';
select results_eq('table intro',
  $$ values ('Noah', null::uuid, 'c3000000-0000-4000-8000-000000000001'::uuid) $$,
  'the prospect may be forgotten');
delete from public.innovators where id = 'c3000000-0000-4000-8000-000000000001';
select results_eq('table intro', $$ values ('Noah', null::uuid, null::uuid) $$,
  'and so may the innovator');
delete from public.users where id = '00000000-0000-4000-8000-000000000021';
select is_empty('table intro', 'its connector may not');

select * from finish();
rollback;
