begin;
set local search_path = extensions, public;
select plan(1);

do $$ begin
  perform tests.offer_intro(1, '{"prospect_title": "Captain"}'), tests.put_question(2);
  perform tests.give_answer(3, (tests.grace()).id, tests.neighbour()), tests.research(5);
  perform tests.give_answer(4, tests.neighbour(), (tests.grace()).id, 'It saved the season.');
end $$;
select results_eq('select private.priority_words(item_type, about)
    from private.priority_candidates(tests.grace()) order by item_id', array[
  'an introduction you could make: Noah, Captain at Ark Inc; 50 credits. Would you make it? YES or NO.',
  'a question you may have an answer to; just answer here: How is boat B kept dry?',
  'an answer to your question "Who mends sails?": The yard does.',
  'your answer to "Who mends sails?" was of use: It saved the season.',
  'your search "a dry boat" is finished'], 'for whoever puts it into words');

select * from finish();
rollback;
