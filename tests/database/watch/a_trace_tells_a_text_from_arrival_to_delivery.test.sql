begin;
set local search_path = extensions, public;
select plan(3);

create temp table texted as
  select tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
    'message_sid', 'SM' || n, 'from', '+14155550111', 'body', 'a secret')) as answer, n
  from generate_series(1, 2) n;
set constraints all immediate;
do $$ declare
  turn jsonb := worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0;
  send jsonb;
begin
  perform worker.finish(jsonb_build_array(jsonb_build_object('lease', turn -> 'lease',
    'outcome', 'done', 'actions', '[{"type": "reply", "input": {"text": "Aye"}}]'::jsonb)));
  send := worker.claim('sms-sender') -> 'turns' -> 0;
  perform worker.begin_send((send ->> 'lease')::uuid, (send -> 'tasks' -> 0 ->> 'id')::uuid,
    '{"index": 0, "count": 1, "body": "Aye", "encoding": "GSM-7", "segments": 1}');
end $$;
create temp view told as
  select t.n, s.step, s.detail
  from texted t, worker.trace((t.answer ->> 'trace_id')::uuid) s;

select bag_eq('select step from told where n = 1', array['text stored', 'event message.received',
  'task reply claimed', 'model called', 'reply written', 'task send_sms claimed', 'part sent'],
  'every hop of the first text');
select set_has('select step from told where n = 2', $$ values ('task reply claimed'),
  ('reply written'), ('part sent') $$, 'the second, that merged, leads to the same reply');
select is_empty('select * from told where detail::text ~ ''secret|Aye|4155550111''',
  'and no word or number of it is told');

select * from finish();
rollback;
