begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.consented();
  update public.senders set segments_per_second = 1;
  perform tests.a_text_out();
  insert into private.sender_pace (sender_id, free_at)
    select id, tests.noon() + interval '1 hour' from public.senders;
end $$;

select results_eq('select * from tests.send_all()', array['>hello'], 'it leaves at once');
select is(free_at, tests.noon() + interval '1 hour 1 s', 'and pushes the others on')
  from private.sender_pace;

select * from finish();
rollback;
