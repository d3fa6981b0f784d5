begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin
  perform tests.consented();
  perform tests.queue_text('news');
  perform tests.queue_text('composed', ', requires_fresh_context', ', true');
  perform tests.queue_text('call 988', ', priority', ', ''urgent''');
  perform tests.decide();
  perform tests.text_in('SM1');
end $$;

select results_eq('select words, status, reason from tests.queued order by arrival', $$ values
  ('news', 'queued', 'person_writes'), ('composed', 'queued', 'person_writes'),
  ('call 988', 'approved', null) $$, 'all waits but what cannot');
select ok(bool_and(look_at > now() + interval '9 minutes'), 'until they have had their answer')
  from tests.queued where status = 'queued';
do $$ begin
  perform tests.finish_turn('[{"type": "reply", "input": {"text": "The fair opens."}}]',
    tests.noon());
end $$;
select is_empty($$ select from public.messages where purpose = 'proactive'
  and status <> 'cancelled' $$, 'words that were found meanwhile are not said');
select is(count(*), 1::bigint, 'what is put back is looked at again') from tests.queued
  where words = 'composed' and status = 'queued';

select * from finish();
rollback;
