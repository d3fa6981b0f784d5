begin;
set local search_path = extensions, public;
select plan(8);

do $$ begin perform tests.consented(); end $$;
create temp table failures (failure text, raise text);
insert into failures values
  ('nothing', 'select 1'),
  ('a model that is down', $$insert into private.model_breakers
     (model, state, since, cool_down_seconds, retry_at)
     select distinct model, 'open', now(), 3600, '2031-01-01'::timestamptz
     from public.agent_instances$$),
  ('a model without a budget',
   'update private.settings set value = 0 where name ~ ''budget_micro'''),
  ('agents of which there are variants, and none has a weight', $$insert into
     public.agent_instances (agent_type, model, prompt_version)
     select a.agent_type, 'm' || n, 'v' || n
     from public.agent_instances a, generate_series(1, 3) n;
     update public.agent_instances set weight = 0$$),
  ('a number that was out of reach', $$update public.users set unreachable_at = now(),
     unreachable_until = '2031-01-01', unreachable_code = 30003$$),
  ('a text before it that the carrier has not settled', $$insert into public.messages
     (conversation_id, role, direction, content) select id, 'system', 'outbound', 'before'
     from public.conversations;
     select tests.send_all('2030-01-02', 'unknown')$$),
  ('another crisis of theirs', $$select tests.in_crisis('SM00', 'critical', 'abuse');
     select tests.send_all('2030-01-02')$$);

select is(tests.behind(raise), 'left', failure) from failures;
select is(tests.behind(string_agg(raise, '; ')), 'left', 'all at once') from failures;

select * from finish();
rollback;
