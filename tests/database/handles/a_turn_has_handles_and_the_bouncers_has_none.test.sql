begin;
set local search_path = extensions, public;
select plan(5);

select tests.member();
select tests.ask_grace();
select tests.text_in('SM1', body => 'Bail it');
select tests.text_in('SM2', body => 'and caulk it');
create temp table turn as
  select worker.claim('concierge', 1, now() + interval '10 s') -> 'turns' -> 0 -> 'context' as c;
select is(c -> 'texts', '[{"handle": "t1", "position": 1}, {"handle": "t2", "position": 2}]',
  'each text that it answers has one') from turn;
select is(c -> 'handles', null, 'what they stand for is not told') from turn;
select results_eq($$ select (select jsonb_object_agg(h.key, coalesce(m.content, r.question))
    from jsonb_each(l.handles) h
    left join public.messages m on m.id = (h.value ->> 'id')::uuid
    left join public.community_requests r on r.id = (h.value ->> 'id')::uuid)
  from private.leases l $$, $$ values ('{"q1": "How is a boat kept dry?", "t1": "Bail it",
  "t2": "and caulk it"}'::jsonb) $$, 'but kept with the lease');

select tests.text_in('SM3', '+14155550177', 'hi');
create temp table door as
  select worker.claim('bouncer', 1, now() + interval '10 s') -> 'turns' -> 0 -> 'context' as c;
select is(jsonb_build_array(c -> 'priorities', c -> 'open', c -> 'texts', c -> 'credits'),
  '[[], [], [], null]', 'at the door nothing is in view') from door;
select results_eq($$ select handles from private.leases where function_name = 'bouncer' $$,
  array['{}'::jsonb], 'and nothing can be named');

select * from finish();
rollback;
