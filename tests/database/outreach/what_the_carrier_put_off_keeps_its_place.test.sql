begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.consented();
  update public.users set daily_limit = 1;
  perform tests.queue_text(words) from unnest(array['one', 'two']) words;
end $$;

select is(tests.deliver(kind => 'later'), '>one', 'it is offered');
select is(tests.deliver(tests.noon(0, '12:10')), '>one', 'and again');
select results_eq('select messages_sent, cardinality(slots_at) from public.user_message_budget',
  'values (1, 1)', 'it is counted once');
select results_eq('select words, status, reason from tests.queued order by arrival',
  $$ values ('one', 'sent', null), ('two', 'queued', 'daily_limit') $$, 'the next has no place');

select * from finish();
rollback;
