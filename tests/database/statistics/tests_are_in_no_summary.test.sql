begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.a_page(), tests.write(1);
end $$;
do $$ begin
  perform tests.say(to_jsonb(l.token), 'Answer 1', jsonb_build_object('call',
      tests.settled_call(a.id::text)))
    from private.leases l join public.agent_actions_log a on a.lease_token = l.token;
  insert into public.feedback (tenant_id, user_id, message_id, rating)
    select tenant_id, user_id, id, 'up' from public.messages where direction = 'outbound';
end $$;
create function pg_temp.counted(tries boolean) returns text language plpgsql as $$
begin
  update public.users set is_test = tries;
  perform private.refresh_summaries();
  return concat_ws(' ', (select sum(up_count) from private.message_feedback_summary),
    (select sum(model_calls) from private.monthly_usage_summary),
    (select sum(up) from worker.agent_instance_report('assistant',
      until => now() + interval '1 hour')),
    (select sum(model_calls) from public.usage_report('00000000-0000-4000-8000-000000000002',
      current_date - 1, current_date + 1)),
    (select sum(up) from public.feedback_statistics('00000000-0000-4000-8000-000000000002',
      current_date - 1, current_date + 1)));
end $$;

select is(pg_temp.counted(false), '1 1 1 1 1', 'a call and its thumb are in each');
select is(pg_temp.counted(true), '', 'of who tries things out they are in none');
select is((select concat_ws(' ', sum(model_calls), count(*)) from public.usage_metrics), '1 1',
  'though they are kept, and cost what they cost');
select is(pg_temp.counted(false), '1 1 1 1 1', 'and count again when it is over');

select * from finish();
rollback;
