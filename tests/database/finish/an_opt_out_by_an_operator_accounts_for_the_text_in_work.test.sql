begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "take me off your list"}');
  set constraints all immediate;
  set constraints all deferred;
end $$;
create temp table held as
  select worker.claim('concierge', 1, now() + interval '2 s') -> 'turns' -> 0 ->> 'lease' as lease;
insert into public.consent_events (tenant_id, user_id, kind, source)
  select tenant_id, id, 'opt_out', 'operator' from public.users;

select is(worker.finish(jsonb_build_array(jsonb_build_object('lease', lease, 'outcome', 'done',
    'actions', '[{"type": "reply", "input": {"text": "Done"}}]'::jsonb)))
  -> 0 ->> 'result', 'finished', 'the turn ends') from held;
select results_eq('select direction, content from public.messages',
  $$ values ('inbound', 'take me off your list') $$, 'without its text');
select results_eq('select unanswered_reason, task_id from public.messages',
  $$ values ('opted_out', null::uuid) $$, 'and the text it took says why it has no answer');

select * from finish();
rollback;
