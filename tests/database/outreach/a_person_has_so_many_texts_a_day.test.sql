begin;
set local search_path = extensions, public;
select plan(5);

do $$ begin
  perform tests.consented();
  update public.users set hourly_limit = 100;
  perform tests.queue_text('text ' || n) from generate_series(1, 7) n;
end $$;

select is(tests.deliver(), '>text 1, text 2, text 3, text 4, text 5', 'five, and the oldest');
select results_eq($$ select reason, look_at from tests.queued where status = 'queued' $$,
  $$ values ('daily_limit', tests.noon(1, '00:00')), ('daily_limit', tests.noon(1, '00:00')) $$,
  'the others wait for her next day');
select is(tests.deliver(tests.noon(0, '20:00')), null, 'and not for a later hour');
select is(tests.deliver(tests.noon(1)), 'text 6, text 7', 'then they leave');
select results_eq($$ select date, messages_sent from public.user_message_budget order by date $$,
  $$ values ('2030-01-02'::date, 5), ('2030-01-03', 2) $$, 'each day counts its own');

select * from finish();
rollback;
