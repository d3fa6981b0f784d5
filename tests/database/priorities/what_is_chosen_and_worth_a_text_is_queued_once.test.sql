begin;
set local search_path = extensions, public;
select plan(5);

do $$
declare
  turn jsonb;
begin
  perform tests.consent(), tests.research(5);
  turn := tests.claim_ranking();
  perform tests.judge(turn, '{"tell": "c1", "why": "She asked for it.",
    "relevances": [{"handle": "c1", "relevance": 9}]}');
end
$$;
select is(tests.telling(), 'queued', 'it is written down');
select results_eq($$ select agent_id, priority, subject, final_message, status, expires_at
    from public.message_queue $$, $$ select 'account-manager', 'medium', 'priority:' || id,
    null::text, 'queued', expires_at from public.user_priorities $$,
  'a text waits, to be put into words, until the priority is stale');
select is((select message_data - array['priority_id', 'item_id'] from public.message_queue),
  '{"item_type": "solution_update", "request": "a dry boat",
    "why": "She asked for it.", "text": "your search \"a dry boat\" is finished"}',
  'it says what it is about');
select results_eq($$ select message_data ->> 'priority_id', message_data ->> 'item_id'
    from public.message_queue $$, 'select id::text, item_id::text from public.user_priorities',
  'and which priority it presents');
select is(tests.choose(5), 'told_already', 'and never again');

select * from finish();
rollback;
