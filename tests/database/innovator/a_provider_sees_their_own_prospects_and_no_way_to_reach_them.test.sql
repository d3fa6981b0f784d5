begin;
set local search_path = extensions, public;
select plan(4);

select tests.member();
insert into public.innovators (tenant_id, user_id, company_name)
  select tenant_id, id, 'Dry Boats ' || first_name from public.users
  where id in ('00000000-0000-4000-8000-000000000021', '20000000-0000-4000-8000-000000000005');
insert into public.prospects (tenant_id, innovator_id, first_name, last_name, company, email,
    phone_number)
  select tenant_id, id, 'Noah', company_name, 'Ark', 'noah@ark.example', '+14155550199'
  from public.innovators where company_name ~ '^Dry';
insert into public.intro_opportunities (tenant_id, connector_user_id, innovator_id, prospect_id,
    prospect_name)
  select tenant_id, '20000000-0000-4000-8000-000000000005', innovator_id, id, 'Noah'
  from public.prospects where last_name = 'Dry Boats Grace';

create temp table seen as
  select private.read_prospects(u) as it from public.users u
  where u.id = '00000000-0000-4000-8000-000000000021';
select is((select it -> 'prospects' from seen), '{"pending": 1}', 'theirs');
select is((select it -> 'newest' from seen), '[{"about": "Noah Dry Boats Grace, Ark",
  "state": "waits for somebody who knows them", "introduction": "open"}]', 'as they brought them');
select unalike((select it::text from seen), '%@%', 'no address');
select unalike((select it::text from seen), '%555%', 'and no number');

select * from finish();
rollback;
