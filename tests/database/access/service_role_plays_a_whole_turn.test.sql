begin;
set local search_path = extensions, public;
select plan(2);

create function pg_temp.play() returns void language plpgsql as $$
declare
  turn jsonb;
  part jsonb;
begin
  set local role service_role;
  perform worker.find_sender('AC00000000000000000000000000000001', '+14155550100');
  perform worker.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "hi",
      "screen": {"version": "1", "severity": "high"}}');
  perform worker.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM0", "from": "+14155550111", "body": "hi",
      "screen": {"version": "1", "severity": "none"}}');
  set constraints all immediate;
  perform worker.answer_bell('concierge');
  turn := worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0;
  perform worker.beat(array[(turn ->> 'lease')::uuid]);
  perform worker.step((turn ->> 'lease')::uuid, null, '[{"type": "mark_innovator", "input": {}}]',
    '[{"tool": "recall", "input": {"query": "boats"}}, {"tool": "profile"}]');
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', turn -> 'lease',
    'outcome', 'done', 'actions', '[{"type": "set_timezone", "input": {"timezone": "UTC"}},
      {"type": "reply", "input": {"text": "Aye"}}]'::jsonb)));
  perform worker.claim('sms-sender', 1), worker.follow_up_crises();
  turn := worker.claim('sms-sender') -> 'turns' -> 0;
  part := worker.begin_send((turn ->> 'lease')::uuid, (turn -> 'tasks' -> 0 ->> 'id')::uuid,
    '{"index": 0, "count": 1, "body": "Aye", "encoding": "GSM-7", "segments": 1}');
  perform worker.settle_send((turn ->> 'lease')::uuid,
    part || '{"kind": "accepted", "sid": "SM2"}');
  perform worker.receive_status('AC00000000000000000000000000000001', 'SM2', 'delivered');
  perform worker.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM3", "from": "+14155550111", "body": "STOP", "keyword": "stop",
      "screen": {"version": "1", "severity": "none"}}');
  perform worker.give_back(array[(turn ->> 'lease')::uuid]);
  perform worker.sender_credentials('00000000-0000-4000-8000-000000000011'), worker.health(),
    worker.process_tasks_batch(), worker.sweep_when_silent(), worker.ring_on('bouncer');
  perform worker.trace(trace_id), worker.get_pending_tasks_count() from public.messages;
  reset role;
end $$;

select lives_ok('select pg_temp.play()', 'it may do all that the functions ask of it');
select results_eq($$ select status from public.messages where purpose = 'reply'
  and direction = 'outbound' $$, array['delivered'], 'and the reply is delivered');

select * from finish();
rollback;
