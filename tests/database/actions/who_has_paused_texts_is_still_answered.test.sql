begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.text_in('SM1', body => 'pause me');
  perform tests.finish_turn('[{"type": "pause_texts", "input": {}},
    {"type": "reply", "input": {"text": "I will"}}]', now() + interval '2 s');
end $$;

select is(muted_until, 'infinity', 'they are left in peace') from public.users;
select results_eq($$ select purpose, status from public.messages where direction = 'outbound' $$,
  $$ values ('reply', 'queued_for_send') $$, 'and are told so');
do $$ begin
  perform tests.text_in('SM2', body => 'when does the fair open?');
  perform tests.finish_turn('[{"type": "reply", "input": {"text": "On Friday"}}]',
    now() + interval '2 s');
end $$;
select results_eq($$ select status from public.messages where content = 'On Friday' $$,
  $$ values ('queued_for_send') $$, 'what they ask is answered');
select is(worker.begin_send(tests.send_lease(), t.id, '{"index": 0, "count": 1, "body": "I will",
    "encoding": "GSM-7", "segments": 1, "country": "US", "premium": false}') -> 'ok', 'true',
  'and the answer leaves')
from public.agent_tasks t join public.messages m on m.id = (t.context_json ->> 'message_id')::uuid
where t.task_type = 'send_sms' and m.content like '%I will';

select * from finish();
rollback;
