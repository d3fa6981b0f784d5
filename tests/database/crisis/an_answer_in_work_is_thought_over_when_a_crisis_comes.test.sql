begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform tests.in_crisis('SM1', 'none'); end $$;
create temp table turn as
  select worker.claim('concierge', 1, now() + interval '10 seconds') -> 'turns' -> 0 as turn;
do $$ begin perform tests.in_crisis('SM2', 'high'); end $$;

select is(worker.finish(jsonb_build_array(jsonb_build_object('lease', turn -> 'lease',
  'outcome', 'done', 'actions', '[{"type": "reply", "input": {"text": "How is the boat?"}}]'::jsonb)))
  -> 0 ->> 'result', 'stale', 'what was written without it is not sent') from turn;
select is_empty($$ select from public.messages where role = 'concierge' $$, 'at all');
select is(worker.claim('concierge', 1, now() + interval '1 minute')
  #>> '{turns,0,context,crisis,severity}', 'high', 'it is written anew, with the crisis in view');

select * from finish();
rollback;
