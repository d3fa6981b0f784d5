begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.consented();
  update public.users set muted_until = 'infinity';
  perform tests.queue_text('held');
  perform tests.queue_text('dated', ', expires_at', ', ''2030-06-01''');
  perform tests.decide();
end $$;

select results_eq('select expires_at from public.message_queue order by arrival', $$
  values ('2030-01-15'::timestamptz), ('2030-06-01') $$, 'two weeks, unless it is said');
select is(count(*), 2::bigint, 'both are held') from tests.queued where reason = 'muted';
do $$ begin
  update public.users set muted_until = null;
  perform tests.decide(tests.noon(20));
end $$;
select results_eq('select status, reason from tests.queued where words = ''held''',
  $$ values ('expired', 'expired') $$, 'who is back after that is not sent it');
select is(status, 'approved', 'but what has a time of its own') from tests.queued
where words = 'dated';

select * from finish();
rollback;
