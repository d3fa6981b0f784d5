begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('hi');
end $$;

select is(tests.deliver(kind => 'nothing'), '>hi', 'it begins to leave');
delete from public.conversations;
select is(tests.deliver(tests.noon(0, '15:00')), null, 'and never again');

select * from finish();
rollback;
