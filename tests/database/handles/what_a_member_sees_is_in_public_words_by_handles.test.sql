begin;
set local search_path = extensions, public;
select plan(7);

select tests.member();
select tests.ask_grace('Is +1 415 555 0155 yours, ada@engines.example?');
select tests.rank('intro_opportunity', tests.intro());
insert into public.solution_workflows (tenant_id, user_id, request_description, current_step,
    last_decision_at)
  select tenant_id, id, 'a CRM', 'evaluate', now() from public.users where first_name = 'Grace';
select tests.book_credits(12);
create temp table seen as select tests.view() as v;

select is(v -> 'priorities' -> 0, '{"handle": "p1", "item": "i1", "bounty_credits": 50,
  "about": "an introduction of Noah, Captain, Ark to Dry Boats", "until": null,
  "state": "they were not told of it yet"}', 'a priority, by what it is about') from seen;
select is(v -> 'open' -> 0, jsonb_build_object('handle', 'q1', 'urgency', 'medium', 'until',
  current_date + 7, 'about', 'Is [a number] yours, [an address]?', 'context',
  'Write to [an address] or [a number]', 'state', 'waits for their answer'),
  'a question, without what reaches its asker') from seen;
select is(v -> 'open' -> 1, jsonb_build_object('handle', 'w1', 'since', current_date, 'about',
  'a CRM', 'state', 'in work'), 'research') from seen;
select is(v -> 'open' -> 2, null, 'and what was not told is not open') from seen;
select is(v ->> 'credits', '12', 'the balance') from seen;
select bag_eq('select h.key, h.value ->> ''type'' from seen, jsonb_each(v -> ''handles'') h',
  $$ values ('p1', 'user_priority'), ('i1', 'intro_opportunity'), ('q1', 'community_request'),
    ('w1', 'solution_workflow') $$, 'each has a handle, which the database alone can read');
select doesnt_match((v - 'handles')::text, '[0-9a-f]{8}-[0-9a-f]{4}|Ada|Lovelace|0155|@',
  'no id, nobody''s name or number is in view') from seen;

select * from finish();
rollback;
