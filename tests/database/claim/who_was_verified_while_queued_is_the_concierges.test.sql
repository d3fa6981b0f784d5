begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550123", "body": "hi"}');
  set constraints all immediate;
end $$;
select results_eq('select function_name from private.lanes', array['bouncer'],
  'an unverified person''s text rings the bouncer');
update public.users set verified = true;

select is(worker.claim('bouncer', 1, now() + interval '2 s') -> 'turns', '[]',
  'who finds that it is not theirs any more');
select results_eq('select function_name, lease_token from private.lanes',
  $$ values ('concierge', null::uuid) $$, 'and hands the lane on');
select ok(rings > 0, 'the concierge is rung')
  from private.bells where function_name = 'concierge';
select is(worker.claim('concierge', 1, now() + interval '2 s')
  -> 'turns' -> 0 -> 'context' ->> 'agent_type', 'concierge', 'and answers');

select * from finish();
rollback;
