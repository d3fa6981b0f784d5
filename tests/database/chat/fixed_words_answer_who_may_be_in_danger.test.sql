begin;
set local search_path = extensions, public;
select plan(12);

do $$ begin perform tests.a_page(); end $$;
create temp table opened as select tests.write(1, screen => tests.screen('high')) as answer;

select is(answer ->> 'state', 'answered', 'it is answered at once') from opened;
select matches(answer #>> '{answer,text}', '988', 'in fixed words') from opened;
select is(answer -> 'fixed_words', answer -> 'answer', 'which are the whole answer') from opened;
select is(answer -> 'turn', 'null', 'no model has a turn') from opened;
select is_empty($$ select from public.agent_tasks where task_type = 'reply' $$, 'now or later');
select results_eq('select status, unanswered_reason from tests.page',
  $$ values ('received', 'crisis'), ('delivered', null) $$, 'both stand in the conversation');
select is(tests.write(1) - '{duplicate,turn}'::text[], answer - '{duplicate,turn}'::text[],
  'and are what a page reads that comes back') from opened;

update public.tenants set settings = '{"chat_minute_max": 1}' where slug = 'harbor-desk';
select is(tests.write(2) ->> 'refused', 'too_many', 'who writes too fast is refused');
select is(tests.write(3, screen => tests.screen('high')) ->> 'refused', 'too_many',
  'also when the words have just been said');
insert into public.conversations (tenant_id, user_id, channel) select tenant_id, user_id, 'web'
  from public.conversations;
select results_eq($$ select private.outweighs_limits(c, tests.screen('high'), now())
  from public.conversations c order by c.last_position $$, array[true, false],
  'but in another conversation');
select matches(tests.write(4, screen => tests.screen('critical', 'suicide_now'))
  #>> '{answer,text}', '^This sounds like an emergency', 'but not when it is worse');
update public.tenants set settings = '{}' where slug = 'harbor-desk';
select matches(t.answer #>> '{fixed_words,text}', 'local emergency|988|911',
    'of what is moderate they stand before the model''s answer')
  from (select tests.write(5, screen => tests.screen('moderate', 'support')) as answer) t;

select * from finish();
rollback;
