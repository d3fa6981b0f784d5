begin;
set local search_path = extensions, public;
select plan(12);

select tests.innovator();
select tests.colleague(1, 'Cobol Yachts');
update public.users set email = 'mate@ark.example', email_verified = true, title = 'CEO'
  where last_name = 'No1';
create function pg_temp.adopt() returns void language sql as $$
  select private.apply_adopt_match(u, jsonb_populate_record(null::public.agent_tasks,
    jsonb_build_object('tenant_id', u.tenant_id, 'context_json', jsonb_build_object(
      'innovator_id', 'c3000000-0000-4000-8000-000000000001'))), null, '{}')
  from public.users u where u.last_name = 'No1'
$$;
select tests.prospect('{"email": "mate@ark.example", "last_name": "No1", "company": "Ark"}');
select pg_temp.adopt();
select results_eq('select upload_source, status, last_name from public.prospects
  order by 1 nulls first', $$ values (null::text, 'pending', 'No1'), ('api', 'converted', 'No1') $$,
  'whom the innovator has listed stays what it was');
select is(tests.offer_for(id), 'offered', 'somebody could introduce them') from public.prospects
  where upload_source = 'api';
select pg_temp.adopt();
select is(count(*), 2::bigint, 'once at a time') from public.prospects;

create temp view facts as select concat_ws('|', prospect_name, prospect_title, prospect_company,
  prospect_linkedin_url) as line from public.intro_opportunities;
select is(line, 'a member who looks for what you offer', 'a connector hears not who they are')
  from facts;
select unalike(private.intro_view(u, i.id)::text, '%No1%', 'nor from their agent')
  from public.intro_opportunities i join public.users u on u.id = i.connector_user_id;
update public.intro_opportunities set status = 'accepted', connector_response = 'Yes';
create function pg_temp.go_on() returns text language sql as $$
  select private.advance_intro(id, now()) from public.intro_opportunities
$$;
select is(pg_temp.go_on(), 'asked', 'both are asked');
select unalike(tests.told_of_it('Ada'), '%No1%', 'the innovator hears not who it is');
savepoint asked;
update private.intro_sides set refused_at = now() where side = 'prospect';
select is(pg_temp.go_on(), 'cancelled', 'nor if they say no');
select unalike(tests.told_of_it('Ada'), '%No1%', 'and is told so') from facts;
rollback to asked;
update private.intro_sides set agreed_at = now() where agreed_at is null;
select is(pg_temp.go_on(), 'scheduled', 'when all agree');
select matches(tests.told_of_it('Grace'), 'introduces Mate No1, CEO, Cobol Yachts '
  '\(mate@ark.example\) to Ada Lovelace \(ada@', 'who introduces them can reach both');
select matches(tests.told_of_it('Ada'), 'Grace Hopper will introduce you to Mate No1, CEO',
  'and the innovator knows whom to expect');

select * from finish();
rollback;
