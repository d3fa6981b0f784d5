begin;
set local search_path = extensions, public;
select plan(4);

create function pg_temp.text_dies(sid text) returns void language plpgsql as $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    jsonb_build_object('message_sid', sid, 'from', '+14155550123', 'body', sid));
  set constraints all immediate;
  perform worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'failed', 'lease',
    worker.claim('bouncer', 1, now() + interval '1 minute') -> 'turns' -> 0 -> 'lease')));
  set constraints all deferred;
end $$;
do $$ begin
  perform pg_temp.text_dies('SM1');
  perform pg_temp.text_dies('SM2');
end $$;

select results_eq('select unanswered_reason from public.messages
  where direction = ''inbound''',
  array['given_up', 'given_up'], 'two texts, two letters');
select is(worker.replay_dead_letters('reply'), 2, 'each revives its own');
select is((select count(*) from public.agent_tasks where status = 'pending'
    and task_type = 'reply'), 1::bigint,
  'for one turn, and one reply');
select results_eq('select content from public.messages
  where direction = ''inbound'' and unanswered_reason is null',
  array['SM1', 'SM2'], 'to both');

select * from finish();
rollback;
