begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('hi');
  update public.senders set paused_at = now(), paused_reason = 'a test';
  perform tests.decide();
end $$;

select results_eq($$ select status, reason, why from private.outreach_explained $$, $$
  select 'queued', reason, words from private.outreach_reasons where reason = 'paused'
$$, 'the number is paused, and not busy');
update public.senders set paused_at = null, paused_reason = null;
insert into private.sender_pace (sender_id, let_go_until) select id, 'infinity' from public.senders;
do $$ begin perform tests.decide(tests.noon(0, '12:06')); end $$;
select is(reason, 'sender_busy', 'or busy, and not paused') from private.outreach_explained;

select * from finish();
rollback;
