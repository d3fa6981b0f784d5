begin;
set local search_path = extensions, public;
set local client_min_messages = error;
select plan(3);

-- A reply that the last of many agents has asked for waits when its person writes.
do $$ begin perform tests.text_in('SM1'); end $$;
update public.agent_tasks set hop = 9;
do $$ begin perform tests.text_in('SM2'); end $$;
select is((select hop from public.agent_tasks where status = 'pending'), 0, 'they have spoken');

update public.agent_tasks set hop = 9;
do $$ begin
  perform worker.claim('concierge', 1, now() + interval '1 minute');
  perform worker.process_tasks_batch(now() + interval '1 minute');
end $$;
select results_eq('select reason, first_position, last_position from public.event_dead_letters',
  $$ values ('hop_limit', 1::bigint, 2::bigint) $$, 'had they not, they would be told of');
do $$ begin perform worker.replay_dead_letter(id) from public.event_dead_letters; end $$;
select is(jsonb_array_length(worker.claim('concierge', 1, now() + interval '1 minute') -> 'turns'),
  1, 'whoever replays it has spoken, too');

select * from finish();
rollback;
