begin;
set local search_path = extensions, public;
select plan(4);

do $$ begin perform tests.one_item_a_type(); end $$;
create temp table turn as select tests.claim_ranking() as turn;
select results_eq($$ select c ->> 'handle' from turn,
    jsonb_array_elements(turn -> 'context' -> 'candidates') c $$,
  array['c1', 'c2', 'c3', 'c4', 'c5'], 'each has one');
select is_empty($$ select turn from turn where (turn -> 'context' -> 'candidates')::text
  ~ '[0-9a-f]{8}-[0-9a-f]{4}' $$, 'and no id');
select is_empty($$ select turn from turn where (turn -> 'context')::text ~ 'Grace|Hopper|\+1415' $$,
  'nor is the member named');
select results_eq($$ select h.value ->> 'type', (h.value ->> 'id')::uuid
    from private.leases l, jsonb_each(l.handles) h (key, value) order by 2 $$,
  'select item_type, item_id from private.priority_candidates(tests.grace()) order by 2',
  'what they stand for is the lease''s');

select * from finish();
rollback;
