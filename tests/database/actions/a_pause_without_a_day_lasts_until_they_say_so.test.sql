begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin
  perform tests.consent();
  perform tests.queue_text('The fair opens', ', expires_at', ', ''2032-01-01''');
  perform tests.act('pause_texts');
  perform worker.process_outbound_messages('2030-01-01 17:00+00');
end $$;

select is(muted_until, 'infinity', 'it has no end') from public.users;
select results_eq('select status, status_reason from public.message_queue',
  $$ values ('queued', 'muted') $$, 'what waits for them waits');
do $$ begin perform worker.process_outbound_messages('2031-01-01 17:00+00'); end $$;
select results_eq('select status, status_reason from public.message_queue',
  $$ values ('queued', 'muted') $$, 'a year later, too');

select is(tests.act('resume_texts'), 'done', 'they say so');
select is(muted_until, null, 'and it is over') from public.users;
do $$ begin perform worker.process_outbound_messages('2031-01-02 17:00+00'); end $$;
select results_eq('select status, final_message from public.message_queue',
  $$ values ('approved', 'The fair opens') $$, 'what waited may go');

select * from finish();
rollback;
