begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('hi');
end $$;

select is(tests.deliver(tests.noon(0, '20:30'), 'later'), '>hi', 'the carrier has no time for it');
select is(day_left, 4, 'it keeps its place') from public.users u
  cross join private.standing(array[u.id], tests.noon(0, '20:30'));
select results_eq($$ select * from tests.send_all(tests.noon(0, '21:10')) $$,
  array['>hi (put_back)'], 'an hour later it is night');
select is(cardinality(slots_at), 0, 'it never left') from public.user_message_budget
  where date = '2030-01-02';
do $$ begin perform tests.decide(tests.noon(0, '21:11')); end $$;
select is(tests.deliver(tests.noon(1)), '>hi', 'and does in the morning');

select * from finish();
rollback;
