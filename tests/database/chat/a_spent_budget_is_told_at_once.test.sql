begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin
  perform tests.a_page();
  update public.tenants set settings = '{"user_day_budget_micro_usd": 0}' where slug = 'harbor-desk';
end $$;
create function pg_temp.refused(turn jsonb, seconds integer, at timestamptz) returns text
language sql as $$
  select worker.finish(jsonb_build_array(jsonb_build_object('lease', turn -> 'lease',
    'outcome', 'snooze', 'snooze_seconds', seconds, 'reason', 'model_budget', 'error',
    '{"code": "model_budget", "message": "no model call"}'::jsonb)), at) -> 0 ->> 'result'
$$;
create temp table opened as select tests.write(1) as answer;
select is(answer #>> '{turn,context,call,refused}', 'user_day_budget', 'there is no leave for a call')
  from opened;
select is(pg_temp.refused(answer -> 'turn', 3600, clock_timestamp()), 'snoozed', 'the turn is put off')
  from opened;
select results_eq('select role, status, content from tests.page where position > 1',
  $$ values ('system', 'delivered', 'I have your message. Today''s limit for my answers is '
    'reached: I will answer it when that is renewed, at midnight UTC.') $$, 'which they read');
select is(tests.write(1) ->> 'state', 'queued', 'it is no answer');

create function pg_temp.hour(n integer) returns text language sql as $$
  select pg_temp.refused(worker.claim('assistant', 1, now() + n * interval '61 minutes')
    -> 'turns' -> 0, 3600, now() + n * interval '61 minutes')
$$;
do $$ begin perform pg_temp.hour(1); end $$;
select is((select count(*)::integer from tests.page), 2, 'it is not said again an hour later');
do $$ begin
  perform tests.write(2, at => now() + interval '70 minutes');
  update public.messages set created_at = now() + interval '70 minutes' where content = 'Message 2';
  perform pg_temp.hour(2);
end $$;
select is((select count(*)::integer from tests.page where role = 'system'), 2,
  'but to what they have written since');
update public.tenants set settings = '{}' where slug = 'harbor-desk';
create temp table turn as
  select worker.claim('assistant', 1, now() + interval '1 day') -> 'turns' -> 0 as turn;
select is(tests.say(turn -> 'lease', 'Answer'), 'finished', 'when there is leave again') from turn;
select is_empty($$ select from tests.page where role = 'user' and task_id is null $$,
  'they have their answer');

select * from finish();
rollback;
