begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin perform tests.a_page(); end $$;
update public.users set is_active = false where id = '00000000-0000-4000-8000-000000000031';

select is(tests.write(1), '{"refused": "nobody"}', 'who is not active any more may not write');
select is(tests.write(2, screen => tests.screen('low')), '{"refused": "nobody"}', 'as little else');
create temp table heard as
  select severity, tests.write(nth::integer, screen => tests.screen(severity)) as answer
  from unnest(array['moderate', 'high', 'critical']) with ordinality s (severity, n),
    lateral (select 2 + n as nth) i;
select matches(answer #>> '{fixed_words,text}', '988', severity || ' has its words') from heard;
select is_empty($$ select from heard where answer -> 'turn' <> 'null' $$, 'no agent answers');
select is_empty($$ select from public.agent_tasks where task_type = 'reply' $$, 'now or later');
update public.users set is_active = true, blocked_at = now(), blocked_reason = 'a test'
  where id = '00000000-0000-4000-8000-000000000031';
select matches(tests.write(6, screen => tests.screen('high', 'abuse'))
  #>> '{fixed_words,text}', '1-800-799-7233', 'and so has who is blocked');

select * from finish();
rollback;
