begin;
set local search_path = extensions, public;
select plan(3);

insert into public.users (id, tenant_id, phone_number, verified, company)
  values ('20000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002',
    '+14155550111', true, 'Harbor');
insert into public.intro_opportunities (id, tenant_id, connector_user_id, prospect_name,
    bounty_credits) values (tests.item(9), '00000000-0000-4000-8000-000000000002',
  '20000000-0000-4000-8000-000000000001', 'Their own', 5000);
do $$ begin perform tests.one_item_a_type(), tests.rank_grace();
  perform private.rank(u, '[]', now()) from public.users u where u.company = 'Harbor';
end $$;
select is_empty($$ select p.* from public.user_priorities p join public.users u on u.id = p.user_id
  where u.tenant_id <> p.tenant_id or (p.item_id = tests.item(9)) <> (u.company = 'Harbor') $$,
  'each member has their own tenant''s items');
select is((components ->> 'reward')::numeric, 1.0, 'a bounty is measured by its tenant''s highest')
  from private.priority_candidates(tests.grace()) where item_type = 'intro_opportunity';
select throws_ok($$ insert into public.user_priorities
    (tenant_id, user_id, priority_rank, item_type, item_id)
  select tenant_id, id, 9, 'intro_opportunity', tests.item(9) from tests.grace() $$, '23503', null,
  'and no priority names another''s');

select * from finish();
rollback;
