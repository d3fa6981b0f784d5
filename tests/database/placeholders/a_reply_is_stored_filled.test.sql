begin;
set local search_path = extensions, public;
select plan(2);

select tests.book_credits(12);
select tests.text_in('SM1');
do $$ begin perform tests.finish_turn('[{"type": "reply",
  "input": {"text": "You have {{balance}} credits."}}]', now() + interval '10 s'); end $$;
select matches((select content from public.messages where direction = 'outbound'),
  'You have 12 credits\.', 'the number stands in it');
select tests.text_in('SM2');
do $$ begin perform tests.finish_turn('[{"type": "reply", "input": {"text": "{{secret}}"}}]',
  now() + interval '20 s'); end $$;
select results_eq($$ select refusal, (select count(*) from public.messages
  where direction = 'outbound') from public.agent_tasks where status = 'pending'
    and task_type = 'reply' $$, $$ values ('there is no such placeholder as {{secret}}', 1::bigint) $$,
  'one without words is not sent');

select * from finish();
rollback;
