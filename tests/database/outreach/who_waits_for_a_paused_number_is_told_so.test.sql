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
  select 'approved', reason, words from private.outreach_reasons where reason = 'paused'
$$, 'the number is paused, and not busy');
update public.senders set paused_at = null, paused_reason = null, segments_per_second = 0.000001;
update private.sender_pace set let_go_until = 'infinity';
select is(reason, 'sender_busy', 'or busy, and not paused') from private.outreach_explained;

select * from finish();
rollback;
