begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.consented();
  update public.users set hourly_limit = 100;
  perform tests.queue_text('old', ', subject', ', ''fair''');
  perform tests.decide();
  perform tests.queue_text('new', ', subject', ', ''fair''');
end $$;

select is(status, 'queued_for_send', 'the old one is in its lane') from public.messages;
select results_eq('select * from tests.send_all(tests.noon(0, ''12:01''))',
  array['>old (put_back)'], 'and does not leave');
do $$ begin perform tests.deliver(tests.noon(0, '12:02')); end $$;
select results_eq('select words, status, reason from tests.queued order by arrival', $$ values
  ('old', 'superseded', 'newer_on_subject'), ('new', 'sent', null) $$, 'the new one does');

select * from finish();
rollback;
