begin;
set local search_path = extensions, public;
select plan(2);

select tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
  'message_sid', 'SM' || n, 'from', '+14155550123', 'body', 'text ' || n))
  from generate_series(1, 30) n;
set constraints all immediate;
create temp table turn as select worker.claim('bouncer', 1, now() + interval '1 minute')
  -> 'turns' -> 0 -> 'context' as context;

select is((select jsonb_array_length(context -> 'messages') from turn), 30,
  'all thirty that wait are in view, not only the last twenty');
select is((select context ->> 'watermark' from turn), '30', 'and the turn answers up to the last');

select * from finish();
rollback;
