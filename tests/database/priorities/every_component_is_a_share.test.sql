begin;
set local search_path = extensions, public;
select plan(3);

do $$
begin
  perform tests.one_item_a_type();
  perform tests.offer_intro(6, '{"bounty_credits": 0}'), tests.offer_intro(7,
    jsonb_build_object('created_at', now() - interval '29 days', 'bounty_credits', 900));
  perform tests.put_question(8, '{"urgency": "high", "expertise_needed": ["cobol"]}');
end
$$;
select is_empty($$
  select c.item_id, part.key, part.value from private.priority_candidates(tests.grace()) c,
    jsonb_each(c.components) part where part.value::numeric not between 0 and 1
$$, 'each is 0 to 1');
select is_empty($$
  select c.item_type, w.component from private.priority_candidates(tests.grace()) c
    join private.priority_weights w using (item_type)
    where w.component <> 'relevance' and c.components -> w.component is null
$$, 'every component that has a weight has a value, but for what only the model can say');
select is_empty($$
  select c.item_type, part from private.priority_candidates(tests.grace()) c,
    jsonb_object_keys(c.components) part
    where not exists (select from private.priority_weights w
      where w.item_type = c.item_type and w.component = part)
$$, 'and every value a weight');

select * from finish();
rollback;
