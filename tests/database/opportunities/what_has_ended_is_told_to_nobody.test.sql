begin;
set local search_path = extensions, public;
select plan(5);

select tests.consent();
select tests.member();
select tests.rank('community_request', tests.ask_grace());
select tests.want_told(priority_id => (select id from public.user_priorities));
savepoint waits;
update public.community_requests set status = 'closed', closed_reason = 'withdrawn';
select tests.finish_turn('[{"type": "reply", "input": {"text": "A question for you."}}]',
  tests.noon());
select is_empty($$ select from public.messages where content ~ 'A question for you' $$,
  'a question that was taken back meanwhile is not told of');
select results_eq('select status, status_detail from public.message_queue',
  $$ values ('cancelled', 'its matter is settled') $$, 'it is on record why');
select is((select status from public.user_priorities), 'active', 'and it was not presented');
rollback to waits;

delete from public.message_queue;
delete from public.agent_tasks;
update public.community_requests set status = 'closed', closed_reason = 'withdrawn';
select is(tests.turn('what is new?', 'present_opportunity', '{"handle": "p1", "asked": true}'),
  'that is not to be told any more', 'nor in a reply');
update public.community_requests set status = 'open', closed_reason = null;
select is(tests.turn('what is new?', 'present_opportunity', '{"handle": "p1", "asked": true}'),
  'done', 'as it would be');

select * from finish();
rollback;
