begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
      'message_sid', 'SM' || n, 'from', phone, 'body', words))
    from (values (1, '+14155550111', 'My yacht is blue'),
      (2, '+14155550122', 'Mine is a yacht too'),
      (3, '+14155550111', 'What colour is it?')) t (n, phone, words);
  set constraints all immediate;
end $$;
create temp table step as
  select worker.step(
    (worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0 ->> 'lease')::uuid, null,
    '[{"tool_use_id": "t1", "type": "set_timezone", "input": {"timezone": "UTC"}},
      {"tool_use_id": "t2", "type": "mark_innovator", "input": {}}]',
    '[{"tool_use_id": "t3", "tool": "recall", "input": {"query": "colour of the yacht"}},
      {"tool_use_id": "t4", "tool": "profile", "input": {}},
      {"tool_use_id": "t5", "tool": "bank", "input": {}}]') as answer;

select is(answer -> 'checks', '[{"tool_use_id": "t1", "ok": true, "reason": null},
  {"tool_use_id": "t2", "ok": false, "reason": "only at the door"}]', 'each proposal has an answer')
from step;
select results_eq('select timezone from public.users where verified', array['America/New_York'],
  'and none has been carried out');
select results_eq($$
  select m.content from step, jsonb_array_elements(answer -> 'reads' -> 0 -> 'result') e
  join public.messages m on m.content = e ->> 'content' order by m.position
$$, array['My yacht is blue', 'What colour is it?'],
  'recall finds the words in this conversation and in no other');
select is(answer -> 'reads' -> 1 -> 'result' ->> 'last_name', 'Hopper',
  'profile is about the lane''s person') from step;
select is(answer -> 'reads' -> 2 -> 'ok', 'false', 'a tool that does not exist is no error')
from step;

select * from finish();
rollback;
