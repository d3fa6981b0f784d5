begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.queue_text('news');
  perform tests.decide();
end $$;

select results_eq('select status, reason from tests.queued',
  $$ values ('cancelled', 'no_consent') $$,
  'nobody knows whether she wants it');
do $$ begin
  perform tests.text_in('SM1');
  perform tests.queue_text('news');
  perform tests.decide();
end $$;
select is(status, 'approved', 'who writes to us first has said so') from tests.queued
  order by arrival desc limit 1;

select * from finish();
rollback;
