begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin
  perform tests.expert(n, '{hulls}') from generate_series(1, 12) n;
  perform tests.question();
  perform tests.choose_experts();
end $$;
create function pg_temp.asked() returns bigint language sql as $$
  select count(*) from private.expert_asks $$;

select is(pg_temp.asked(), 3::bigint, 'three at first');
select is(tests.choose_experts(), null, 'while they have their time nothing is due');
do $$ begin
  update public.community_requests set declined_user_ids = target_user_ids[:1];
  insert into public.events (tenant_id, event_type, aggregate_id, aggregate_type, payload)
    select tenant_id, 'community.question_declined', id, 'community_request', jsonb_build_object(
      'request_id', id, 'user_id', target_user_ids[1], 'requesting_user_id', null)
    from public.community_requests;
  perform tests.choose_experts();
end $$;
select is(pg_temp.asked(), 4::bigint, 'for one who declines another is asked');
do $$ begin
  update private.expert_asks set asked_at = asked_at - interval '25 hours';
  perform tests.choose_experts(now() + interval '25 hours');
end $$;
select is(pg_temp.asked(), 7::bigint, 'who has had their time is not waited for');
do $$ begin
  update private.expert_asks set asked_at = asked_at - interval '25 hours';
  perform tests.choose_experts(now() + interval '50 hours');
end $$;
select is(pg_temp.asked(), 9::bigint, 'nine at most');
select is_empty($$ select from private.expert_asks a where not exists (
  select from public.message_queue q where q.user_id = a.user_id
    and q.agent_id = 'agent-of-humans' and q.message_data ->> 'question' ~ 'hulls') $$,
  'each gets a text, which waits for the orchestrator');

select * from finish();
rollback;
