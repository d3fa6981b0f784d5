begin;
set local search_path = extensions, public;
select plan(4);

select tests.member();
select tests.ask_grace();
update public.community_requests set expires_at = now() - interval '1 day';
do $$ begin perform worker.close_expired_community_requests(); end $$;
select matches(tests.view() -> 'open' -> 0 ->> 'state', 'kept with thanks, and not paid',
  'what a late answer is worth is said before');
select is(tests.turn('Bail it.', 'record_answer', '{"handle": "q1", "summary": "By bailing."}'),
  'done', 'it is kept');
select results_eq($$ select r.status, r.responses_count, s.created_at > r.expires_at
  from public.community_requests r join public.community_responses s on s.request_id = r.id $$,
  $$ values ('closed', 1, true) $$, 'it is known to be late, and opens nothing again');
update public.community_requests set expires_at = now() - interval '31 days';
select is(tests.view() -> 'open', '[]', 'after a month it is too late');

select * from finish();
rollback;
