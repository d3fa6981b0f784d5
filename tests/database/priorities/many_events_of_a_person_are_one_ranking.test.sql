begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform tests.one_item_a_type(); set constraints all immediate; end $$;
select results_eq('select t.lane_key, t.status, t.merged_count, cardinality(t.event_ids)
    from public.agent_tasks t', format('values (%L, ''pending'', 4, 5)',
  'user:' || (tests.grace()).id), 'what waits for her is one task of her lane');
select ok(t.scheduled_for > now(), 'it waits for what comes at once') from public.agent_tasks t;
do $$ begin perform tests.judge(tests.claim_ranking()); end $$;
select results_eq('select distinct processed from public.events', 'values (true)',
  'its end deals with all of them');

select * from finish();
rollback;
