begin;
set local search_path = extensions, public;
select plan(7);

-- A stranger says that they are Noah, whom Ada has on her list and Grace would introduce.
do $$ begin
  perform tests.innovator();
  perform tests.colleague(1);
  update public.users set first_name = 'Noah', last_name = 'Lamech', verified = false,
    email = 'noah@ark.example', linkedin_url = 'https://www.linkedin.com/in/noah'
    where id = '20000000-0000-4000-8000-000000000051';
  perform tests.offer_for(tests.prospect('{"email": "noah@ark.example", "first_name": "N."}'));
  update public.intro_opportunities set status = 'accepted', connector_response = 'Yes';
  perform private.advance_intro(id, now()) from public.intro_opportunities;
  perform tests.prospect('{"linkedin_url": "https://www.linkedin.com/in/noah"}');
  perform tests.prospect('{"title": "Shipwright"}');
  insert into public.linkedin_research_prospects (tenant_id, name, email, linkedin_url,
      mutual_connections)
    select id, 'Noah', 'noah@ark.example', 'https://www.linkedin.com/in/noah',
      '[{"name": "Noah", "linkedin_url": "https://www.linkedin.com/in/noah"}]'
    from public.tenants where slug = 'yachtparty';
end $$;
create temp table listed as select p.id, p.last_name, p.email, p.status from public.prospects p;
create function pg_temp.are() returns bigint language sql as $$
  select cardinality(private.prospects_who_are('{20000000-0000-4000-8000-000000000051}'))
$$;
select is(pg_temp.are(), 0::bigint, 'an email, a profile and a name that are only said are nobody''s');
update public.users set verified = true where id = '20000000-0000-4000-8000-000000000051';
select is(pg_temp.are(), 2::bigint, 'a member has a profile and a name');
update public.users set verified = false, email_verified = true
  where id = '20000000-0000-4000-8000-000000000051';
select is(pg_temp.are(), 1::bigint, 'whoever has proved an address has it');
update public.users set email_verified = false where id = '20000000-0000-4000-8000-000000000051';

do $$ begin
  perform private.erase_people('{20000000-0000-4000-8000-000000000051}', now());
end $$;
select results_eq('select id, last_name, email, status from public.prospects order by id',
  'select * from listed order by id', 'who leaves takes no prospect of others along');
select results_eq('select status from public.intro_opportunities', array['accepted'],
  'ends no introduction');
select results_eq('select event_type, amount from tests.bounties',
  $$ values ('escrow', -50) $$, 'and moves no credits');
select results_eq($$ select email, jsonb_array_length(mutual_connections)
  from public.linkedin_research_prospects $$, $$ values ('noah@ark.example', 1) $$,
  'nor what was found of whom they say they are');

select * from finish();
rollback;
