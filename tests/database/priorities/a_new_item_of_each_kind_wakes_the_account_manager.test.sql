begin;
set local search_path = extensions, public;
select plan(8);

create function pg_temp.woken_by() returns text language plpgsql as $$
declare
  woken text := (select string_agg(distinct e.event_type, ' ') from public.events e
    where e.payload ->> 'user_id' = (tests.grace()).id::text);
begin
  delete from public.events;
  return woken;
end
$$;
select is(pg_temp.woken_by(), 'intro.changed', 'an introduction') from tests.offer_intro(1);
update public.intro_opportunities set bounty_credits = 70;
select is(pg_temp.woken_by(), 'intro.changed', 'and what becomes of it');
select is(pg_temp.woken_by(), 'community.request_changed', 'a question') from tests.put_question(2);
update public.community_requests set responses_count = 3, status = 'responses_received';
select is(pg_temp.woken_by(), null, 'but not that others have answered it');
select is(pg_temp.woken_by(), 'community.response_changed', 'an answer to hers')
  from tests.give_answer(3, (tests.grace()).id, tests.neighbour());
do $$ begin perform tests.give_answer(4, tests.neighbour(), (tests.grace()).id); end $$;
delete from public.events;
update public.community_responses set impact_description = 'It saved the season.'
  where id = tests.item(4);
select is(pg_temp.woken_by(), 'community.response_changed', 'what came of hers');
select is(pg_temp.woken_by(), 'solution.changed', 'research') from tests.research(5);
do $$ begin perform tests.a_text_out(); end $$;
update public.conversations set conversation_summary = 'She likes boats.';
select is(pg_temp.woken_by(), 'conversation.summarised', 'a milestone of a conversation');

select * from finish();
rollback;
