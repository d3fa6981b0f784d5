begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
      'message_sid', 'SM' || n, 'from', '+14155550111', 'body', n::text))
    from generate_series(1, 2) n;
  set constraints all immediate;
end $$;
select results_eq('select event_type, events, oldest from private.unprocessed_events',
  $$ values ('message.received', 2::bigint, now()) $$, 'two texts wait for their answer');

do $$ begin
  perform worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'done',
    'actions', '[{"type": "reply", "input": {"text": "Aye"}}]'::jsonb,
    'lease', worker.claim('concierge', 1, now() + interval '6 s') -> 'turns' -> 0 -> 'lease')));
end $$;
select is_empty('table private.unprocessed_events', 'then they do not');

select * from finish();
rollback;
