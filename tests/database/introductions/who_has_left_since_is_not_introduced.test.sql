begin;
set local search_path = extensions, public;
select plan(8);

select tests.innovator();
select tests.colleague(1, 'Cobol Yachts');
update public.users set email = 'mate@ark.example', email_verified = true where last_name = 'No1';
select private.apply_adopt_match(u, jsonb_populate_record(null::public.agent_tasks,
    jsonb_build_object('tenant_id', u.tenant_id, 'context_json', jsonb_build_object(
      'innovator_id', 'c3000000-0000-4000-8000-000000000001'))), null, '{}')
  from public.users u where u.last_name = 'No1';
select tests.offer_for(id) from public.prospects;
update public.intro_opportunities set status = 'accepted', connector_response = 'Yes';
create function pg_temp.go_on() returns text language sql as $$
  select private.advance_intro(id, now()) from public.intro_opportunities
$$;
select is(pg_temp.go_on(), 'asked', 'all are asked');
update private.intro_sides set agreed_at = now() where agreed_at is null;
savepoint agreed;

update public.users set opted_out_at = now() where last_name = 'No1';
select is(pg_temp.go_on(), 'cancelled', 'who wants no texts any more is not introduced');
rollback to agreed;
update public.users set is_active = false where first_name = 'Ada';
select is(pg_temp.go_on(), 'cancelled', 'nor is anybody introduced to who is gone');
rollback to agreed;

delete from public.users where last_name = 'No1';
select is_empty('select from public.prospects', 'who was found is forgotten with their account');
select is(pg_temp.go_on(), 'cancelled', 'nobody agrees for them');
select is(prospect_name, 'a member who looks for what you offer', 'nor says their name')
  from public.intro_opportunities;
select unalike(string_agg(final_message, ' '), '%No1%', 'to anybody') from public.message_queue;
select results_eq($$ select event_type, amount from tests.bounties order by amount $$,
  $$ values ('escrow', -50), ('refund', 50) $$, 'and the bounty is back');

select * from finish();
rollback;
