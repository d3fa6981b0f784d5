begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.consented();
  update public.users set hourly_limit = 1;
  perform tests.queue_text('old', ', subject', ', ''news''');
  perform tests.decide();
  perform tests.queue_text('new', ', subject', ', ''news''');
  perform tests.decide(tests.noon(0, '12:01'));
end $$;

select results_eq($$ select words, status, reason from tests.queued order by arrival $$,
  $$ values ('old', 'approved', null), ('new', 'queued', 'hourly_limit') $$,
  'the old one has the only place');
select results_eq($$ select * from tests.send_all(tests.noon(0, '12:02')) $$,
  array['>old (put_back)'], 'which it does not use: there is a newer one');
select is(tests.deliver(tests.noon(0, '12:03')), '>new', 'which takes it at once');

select * from finish();
rollback;
