begin;
set local search_path = extensions, public;
select plan(5);

create view pg_temp.told as select q.message_data ->> 'text' as words
  from public.message_queue q where q.subject like 'loop:%'
    and q.user_id = '00000000-0000-4000-8000-000000000021';
do $$ begin
  perform tests.expert(1, '{hulls}');
  perform tests.question();
  perform tests.choose_experts();
  perform worker.close_expired_community_requests(now() + interval '8 days');
  perform tests.work('agent-of-humans', 'close_loop', '{"model": "not_asked", "impacts": []}');
end $$;
select matches((select words from pg_temp.told), 'Nobody who was asked has answered', 'she is told');
select ok((select closed_loop_at is not null from public.community_requests), 'it is closed');

delete from public.community_requests;
delete from public.message_queue;
do $$ begin
  perform tests.question();
  perform tests.choose_experts();
  perform tests.answer_of_expert(1);
  perform tests.judge_next();
  perform worker.close_expired_community_requests(now() + interval '8 days');
  perform tests.work('agent-of-humans', 'close_loop', '{"model": "answered", "message":
    "One member says pitch; write to pat@pitch.example.",
    "impacts": [{"handle": "r1", "impact": "It was passed on."}]}');
end $$;
select matches((select words from pg_temp.told), 'One member says pitch; write to \[an address\]',
  'in words without addresses');
select results_eq($$ select item_type from private.priority_candidates(
  (select u from public.users u where u.phone_number = '+14155550201')) $$,
  array['expert_impact_notification'], 'its expert has something to be told');
do $$ begin
  insert into public.user_priorities (tenant_id, user_id, priority_rank, item_type, item_id)
    select tenant_id, user_id, 1, 'expert_impact_notification', id from public.community_responses;
  update public.user_priorities set status = 'presented', presented_at = now()
    where item_type = 'expert_impact_notification';
end $$;
select results_eq('select status, closed_loop_message from public.community_responses',
  $$ values ('closed_loop', 'It was passed on.') $$, 'and once told, that loop is closed, too');

select * from finish();
rollback;
