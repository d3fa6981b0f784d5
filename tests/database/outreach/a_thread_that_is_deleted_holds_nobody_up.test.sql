begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('hi');
  insert into private.sender_pace (sender_id, let_go_until) select id, 'infinity' from public.senders;
  perform tests.decide();
end $$;

select is(status, 'approved', 'it waits for its number') from tests.queued;
delete from public.conversations;
update private.sender_pace set let_go_until = '-infinity';
select lives_ok('select tests.decide()', 'whose thread is gone meanwhile');
select is(tests.deliver(tests.noon(0, '12:01')), '>hi', 'it finds another');

select * from finish();
rollback;
