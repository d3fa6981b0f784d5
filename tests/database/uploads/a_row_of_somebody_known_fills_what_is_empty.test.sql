begin;
set local search_path = extensions, public;
select plan(4);

select tests.innovator();
select tests.prospect('{"email": "noah@ark.example", "title": null}');
select tests.upload('[[{"email": "noah@ark.example", "first_name": "N", "title": "Captain",
    "phone_number": "+14155550177"}, {"email": "shem@ark.example", "last_name": "Shem"}],
  [{"phone_number": "+14155550177", "company": "Pier"}, {"email": "ham@ark.example"}],
  [{"email": "shem@ark.example", "phone_number": "+14155550177"},
   {"first_name": "Jo", "last_name": "Lee", "company": "Ark"}],
  [{"first_name": "jo", "last_name": "LEE", "company": "ARK, Inc."}]]');

select results_eq('table tests.listed', array['Jo|Lee|Ark', 'ham@ark.example',
  'noah@ark.example|+14155550177|Noah|Lamech|Cobol Yachts, Inc.|Captain',
  'shem@ark.example|Shem'], 'and changes nothing that was there, nor takes what another has');
select results_eq('select rows_count, added_count, merged_count, status
  from private.prospect_uploads', $$ values (7, 3, 4, 'done') $$, 'each row is accounted for');
select is(count(*), 1::bigint, 'connectors are looked for') from public.agent_tasks
  where task_type = 'match_intro_opportunities';
select results_eq($$ select array_agg(f order by f) from private.prospect_merges m join public.prospects p
  on p.id = m.prospect_id, unnest(m.filled) f where p.email = 'noah@ark.example' $$,
  $$ values ('{phone_number,title}'::text[]) $$, 'what it filled is known');

select * from finish();
rollback;
