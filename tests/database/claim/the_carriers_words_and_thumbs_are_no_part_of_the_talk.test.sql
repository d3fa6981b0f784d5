begin;
set local search_path = extensions, public;
select plan(1);

do $$ begin
  perform tests.text_in('SM1', body => 'hi');
  perform tests.text_in('SM2', body => 'STOP', keyword => 'stop');
  perform tests.text_in('SM3', body => 'START', keyword => 'start');
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011', '{"message_sid": "SM4",
    "from": "+14155550111", "body": "👍", "reaction": {"rating": "up", "removed": false}}');
  perform tests.text_in('SM5', body => 'I am Grace');
end $$;

select results_eq($$
  select m.value ->> 'content', (m.value ->> 'fresh')::boolean
  from jsonb_array_elements(worker.claim('concierge', 1, now() + interval '2 s')
    -> 'turns' -> 0 -> 'context' -> 'messages') m
$$, $$ values ('hi', false), ('I am Grace', true) $$, 'what was said to us is');

select * from finish();
rollback;
