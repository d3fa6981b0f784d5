begin;
set local search_path = extensions, public;
select plan(3);

create view pg_temp.told as select q.message_data ->> 'text' as words
  from public.message_queue q where q.subject like 'loop:%'
    and q.user_id = '00000000-0000-4000-8000-000000000021';
do $$ begin
  perform tests.expert(1, '{hulls}');
  perform tests.question();
  perform tests.choose_experts();
  perform tests.turn('never mind', 'close_item', '{"handle": "a1"}');
  perform tests.work('agent-of-humans', 'close_loop', '{"model": "not_asked", "impacts": []}');
end $$;
select is_empty('select from pg_temp.told', 'who took it back is told nothing');
select is((select closed_loop_message from public.community_requests), 'You took the question back.',
  'and it is on record why');

update public.community_requests set expires_at = now() - interval '1 second';
do $$ begin
  perform tests.answer_of_expert(1), tests.judge_next();
end $$;
select results_eq('select verdict, credits from tests.answers', $$ values ('late', 0) $$,
  'an answer that comes all the same is late');

select * from finish();
rollback;
