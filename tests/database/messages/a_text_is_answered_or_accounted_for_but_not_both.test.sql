begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550123", "body": "hi"}');
end $$;

select throws_ok($$
  update public.messages set task_id = gen_random_uuid(), unanswered_reason = 'given_up'
$$, '23514', null, 'a text does not name a task and a reason why there was none');
select throws_ok($$ update public.messages set unanswered_reason = 'too busy' $$,
  '23514', null, 'the reasons are a list');
select lives_ok($$ update public.messages set unanswered_reason = 'given_up' $$, 'one is enough');

select * from finish();
rollback;
