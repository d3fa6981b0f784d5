begin;
set local search_path = extensions, public;
select plan(6);

create function pg_temp.first_of_two() returns integer language plpgsql as $$
declare
  first integer;
begin
  perform tests.rank_grace();
  select item into first from tests.priorities where status = 'active' and rank = 1;
  delete from public.user_priorities;
  delete from public.intro_opportunities;
  delete from public.community_requests;
  return first;
end
$$;
select tests.offer_intro(1, '{"bounty_credits": 10}'), tests.offer_intro(2, '{"bounty_credits": 90}');
select is(pg_temp.first_of_two(), 2, 'what pays more');
select tests.offer_intro(1, '{"prospect_title": "Cook"}'),
  tests.offer_intro(2, '{"prospect_title": "Admiral of the rear"}');
select is(pg_temp.first_of_two(), 2, 'what is in her line');
select tests.offer_intro(1),
  tests.offer_intro(2, jsonb_build_object('expires_at', now() + interval '1 day'));
select tests.rank_grace(now() + interval '20 hours');
select is(tests.ranks(), '2,1', 'what is over sooner');
delete from public.intro_opportunities;
select tests.put_question(1, '{"urgency": "low"}'), tests.put_question(2, '{"urgency": "high"}');
select is(pg_temp.first_of_two(), 2, 'what is more urgent');
select tests.offer_intro(1, jsonb_build_object('created_at', now() - interval '9 days',
    'expires_at', now() + interval '30 days')),
  tests.offer_intro(2, jsonb_build_object('expires_at', now() + interval '39 days'));
update private.priority_weights set weight = 0 where component = 'urgency';
select is(pg_temp.first_of_two(), 2, 'what is newer');
select tests.put_question(1), tests.put_question(2);
select tests.give_answer(3, (tests.grace()).id, tests.neighbour());
update public.community_requests set requesting_user_id = null where id = tests.item(1);
select tests.rank_grace();
select matches(tests.ranks(), '2,1$', 'what somebody asks who has answered her');

select * from finish();
rollback;
