begin;
set local search_path = extensions, public;
select plan(7);

create function pg_temp.fault(input jsonb) returns text language sql as $$
  select private.check_judge_crisis(null, '{"severity": "low", "follow_up": false,
    "why": ["idiom"]}'::jsonb || input, '{}')
$$;

select is(pg_temp.fault('{}'), null, 'a judgement');
select is(pg_temp.fault('{"severity": "bad"}'), 'severity is not known', 'a severity');
select is(pg_temp.fault('{"follow_up": "yes"}'), 'follow_up is true or false', 'a follow-up');
select is(pg_temp.fault(why), 'why is 1 to 8 known codes', why::text)
  from unnest(array['{"why": "plan"}', '{"why": []}', '{"why": ["she said that"]}']::jsonb[]) why;
select is(private.check_action(null, 'concierge', 'judge_crisis', '{}'),
  'this agent reviews no crises', 'and no other agent');

select * from finish();
rollback;
