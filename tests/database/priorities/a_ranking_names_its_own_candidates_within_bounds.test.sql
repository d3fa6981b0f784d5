begin;
set local search_path = extensions, public;
select plan(18);

create function pg_temp.check_it(more text) returns text language sql as $$
  select private.check_action(tests.grace(), 'account-manager', 'rank_priorities',
    '{"relevances": [], "tell": null, "why": null, "model": "answered",
      "seen": "0123456789abcdef0123456789abcdef"}'::jsonb || more::jsonb,
    '{"c1": {"type": "solution_update"}, "c2": {}}')
$$;
select is(pg_temp.check_it(more), reason, more) from (values
  ('{}', null), ('{"tell": "c1", "why": "It is new."}', null),
  ('{"relevances": [{"handle": "c1", "relevance": 0}, {"handle": "c2", "relevance": 9.5}]}', null),
  ('{"model": "failed"}', null), ('{"model": "not_asked"}', null),
  ('{"model": "asleep"}', 'model is not known'), ('{"seen": "x"}', 'seen is a fingerprint'),
  ('{"relevances": 1}', 'relevances is a list of at most 20'),
  ('{"relevances": [1]}', 'a relevance has a handle and a number'),
  ('{"relevances": [{"handle": "c1", "relevance": 11}]}', 'a relevance is 0 to 10'),
  ('{"relevances": [{"handle": "c3", "relevance": 1}]}', 'there is no such handle'),
  ('{"relevances": [{"handle": "c1", "relevance": 1}, {"handle": "c1", "relevance": 2}]}',
   'a handle has one relevance'),
  ('{"tell": "c3", "why": "x"}', 'tell is a handle, or null'),
  ('{"tell": "c1"}', 'what is to be told has a why, and nothing else has'),
  ('{"why": "because"}', 'what is to be told has a why, and nothing else has'),
  (format('{"tell": "c1", "why": "%s"}', repeat('x', 201)),
   'why is a line of 1 to 200 characters'),
  ('{"tell": "c1", "why": "x", "model": "failed"}', 'only the model says what is relevant')
) v (more, reason);
select is(private.check_action(tests.grace(), 'concierge', 'rank_priorities', '{}'),
  'this agent ranks nothing', 'and no other agent ranks');

select * from finish();
rollback;
