begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform tests.a_text_out(); end $$;
set constraints all immediate;

select is(worker.finish(jsonb_build_array(jsonb_build_object('outcome', 'failed', 'lease',
    worker.claim('sms-sender') -> 'turns' -> 0 -> 'lease',
    'error', '{"code": "carrier_21211", "message": "no such number"}'::jsonb)))
  -> 0 ->> 'result', 'dead', 'dead at the first try');
select results_eq('select reason, attempts from public.event_dead_letters',
  $$ values ('permanent', 1) $$, 'as its dead letter says');
select results_eq('select status, status_reason from public.messages',
  $$ values ('failed', 'given_up') $$, 'and the text it was to send');

select * from finish();
rollback;
