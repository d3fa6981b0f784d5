begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('hi');
  update public.senders set paused_at = now(), paused_reason = 'a test';
  perform tests.decide();
end $$;

select is(status, 'approved', 'it waits for its number') from tests.queued;
delete from public.conversations;
update public.senders set paused_at = null, paused_reason = null;
select lives_ok('select tests.decide()', 'whose thread is gone meanwhile');
select is(tests.deliver(tests.noon(0, '12:01')), '>hi', 'it finds another');

select * from finish();
rollback;
