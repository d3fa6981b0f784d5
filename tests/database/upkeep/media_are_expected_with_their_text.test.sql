begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.text_in('SM1');
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM2", "from": "+14155550111", "media": null}');
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011', '{"message_sid": "MM1",
    "from": "+14155550111", "body": "", "media": [
      {"url": "https://api.twilio.com/1", "content_type": "image/png"},
      {"url": "https://api.twilio.com/2", "content_type": null}]}') from generate_series(1, 2);
end $$;
set constraints all immediate;

select results_eq($$
  select m.twilio_message_sid, k.media_index, k.content_type, k.source_url, k.status
  from public.message_media k join public.messages m on m.id = k.message_id order by 2
$$, $$ values
  ('MM1', 0, 'image/png', 'https://api.twilio.com/1', 'waiting'),
  ('MM1', 1, null, 'https://api.twilio.com/2', 'waiting')
$$, 'a row for each, once, and none for a text without');
select results_eq($$
  select t.lane_key = 'upkeep:' || c.id, t.trace_id = m.trace_id, t.user_id = m.user_id
  from public.agent_tasks t, public.conversations c, public.messages m
  where t.task_type = 'fetch_media' and m.twilio_message_sid = 'MM1'
$$, $$ values (true, true, true) $$, 'one task for both, in a lane beside the answer''s');
select results_eq($$
  select k -> 'context' ->> 'message_id' = m.id::text from public.messages m,
    jsonb_array_elements(worker.claim('housekeeping', 1, now()) -> 'turns' -> 0 -> 'tasks') k
  where m.twilio_message_sid = 'MM1'
$$, array[true], 'which names the text');
select results_eq($$
  select w ->> 'sender_id', w -> 'media' from (select worker.media_work(id) as w
    from public.messages where twilio_message_sid = 'MM1') w
$$, $$ values ('00000000-0000-4000-8000-000000000011', '[
  {"index": 0, "url": "https://api.twilio.com/1"},
  {"index": 1, "url": "https://api.twilio.com/2"}]'::jsonb) $$, 'and what is to be fetched');
select is((select count(*) from public.event_dead_letters), 0::bigint, 'nothing died of it');

select * from finish();
rollback;
