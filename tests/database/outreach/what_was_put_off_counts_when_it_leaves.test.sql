begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin
  perform tests.consented();
  update public.users set hourly_limit = 1;
  perform tests.queue_text(words) from unnest(array['one', 'two']) words;
end $$;
create function pg_temp.left() returns integer language sql as $$
  select s.hour_left from private.standing(array(select id from public.users
    where phone_number = '+14155550111'), tests.noon()) s
$$;

select is(tests.deliver(kind => 'later'), '>one', 'the carrier puts it off');
select is(pg_temp.left(), 0, 'it keeps its place');
select is(tests.deliver(tests.noon(0, '12:50')), '>one', 'and leaves fifty minutes later');
select is(tests.deliver(tests.noon(0, '13:10')), null, 'the hour is counted from then');
select is(tests.deliver(tests.noon(0, '13:50:01')), 'two', 'and the next leaves after it');
select results_eq('select messages_sent, cardinality(slots_at) from public.user_message_budget',
  'values (2, 2)', 'each is counted once');

select * from finish();
rollback;
