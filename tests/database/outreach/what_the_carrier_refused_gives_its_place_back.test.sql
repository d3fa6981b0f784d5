begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.consented();
  update public.users set daily_limit = 1;
  perform tests.queue_text(words) from unnest(array['one', 'two']) words;
end $$;

select is(tests.deliver(kind => 'rejected'), '>one', 'it is offered');
select results_eq('select messages_sent, slots_at from public.user_message_budget',
  $$ values (0, '{}'::timestamptz[]) $$, 'and refused: its place is free');
select results_eq($$ select words, status, reason from tests.queued where words = 'one' $$,
  $$ values ('one', 'failed', 'carrier_refused') $$, 'it says so');
select is(tests.deliver(tests.noon(0, '12:01')), '>two', 'the next has the place');

select * from finish();
rollback;
