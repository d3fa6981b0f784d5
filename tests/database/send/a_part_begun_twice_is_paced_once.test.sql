begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.consented();
  update public.senders set segments_per_second = 0.1;
  perform tests.a_text_out();
end $$;
set constraints all immediate;

create temp table first as
  select lease, tests.begin_part(lease) as answer from tests.send_lease() lease;
create temp table pace as select replies_free_at, free_at from private.sender_pace;
create temp table again as select tests.begin_part(lease) as answer from first;

select is(answer -> 'ok', 'true', 'a part of ten seconds may be begun') from first;
select results_eq('select answer from again', 'select answer from first',
  'when the answer was lost its worker hears it again');
select results_eq('select replies_free_at, free_at from private.sender_pace',
  'select * from pace', 'and nothing more is booked');
select is(context_json -> 'booked', null, 'it waits for no turn') from public.agent_tasks;

select * from finish();
rollback;
