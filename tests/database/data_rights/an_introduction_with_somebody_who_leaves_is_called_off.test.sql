begin;
set local search_path = extensions, public;
select plan(10);

-- Ada's prospect Noah is a member, whom Grace would introduce.
do $$ begin
  perform tests.innovator();
  perform tests.colleague(1);
  update public.users set first_name = 'Noah', last_name = 'Lamech', email_verified = true,
    email = 'noah@ark.example' where id = '20000000-0000-4000-8000-000000000051';
end $$;
create function pg_temp.erase(who text) returns void language sql as $$
  select private.erase_people(array[who::uuid], now())
$$;
create temp table made as select tests.accepted() as intro;
do $$ begin perform private.advance_intro(intro, now()) from made; end $$;
select is((select count(*) from private.intro_sides where side = 'prospect'), 1::bigint,
  'who would be introduced is asked');
do $$ begin perform pg_temp.erase('20000000-0000-4000-8000-000000000051'); end $$;
select results_eq('select status, prospect_name, prospect_company from public.intro_opportunities',
  $$ values ('cancelled', 'somebody who has left', null) $$, 'when they leave it ends at once');
select matches(tests.told_of_it('Grace'),
  '^The introduction of somebody who has left to Dry Boats is called off', 'its connector is told');
select matches(tests.told_of_it('Ada'), '^The introduction to somebody who has left is called off',
  'and who wanted it, both without a name');
select results_eq($$ select event_type, amount from tests.bounties order by 2 $$,
  $$ values ('escrow', -50), ('refund', 50) $$, 'whose credits are back');
select results_eq('select last_name, status from public.prospects',
  $$ values ('(deleted)', 'inactive') $$, 'and who is offered them no more');

do $$ begin
  perform tests.colleague(2);
  update public.users set email = 'shem@ark.example', email_verified = true where id::text ~ '52$';
  perform tests.offer_for(tests.prospect('{"email": "shem@ark.example", "first_name": "Shem"}'));
  perform pg_temp.erase('20000000-0000-4000-8000-000000000052');
end $$;
select is((select count(*) from public.intro_opportunities where status = 'cancelled'), 2::bigint,
  'an offer that is about them ends, too');
do $$ begin
  perform tests.offer_for(tests.prospect('{"first_name": "Japheth"}'));
  perform pg_temp.erase('20000000-0000-4000-8000-000000000005');
end $$;
select is_empty($$ select from public.intro_opportunities where status = 'open'
  or innovator_name is not null $$, 'without its innovator none is offered, nor named');
select is_empty($$ select from public.message_queue where final_message ~ 'Dry Boats' $$,
  'nor is anybody told of it any more');
select is_empty('select from private.credit_cache_drift', 'the books add up');

select * from finish();
rollback;
