begin;
set local search_path = extensions, public;
select plan(5);

create function pg_temp.seen() returns jsonb language sql as $$
  select tests.finish_turn('[{"type": "reply", "input": {"text": "Aye"}}]',
    now() + interval '10 seconds') -> 'crisis'
$$;
do $$ begin perform tests.in_crisis('SM1', 'none'); end $$;
select is(pg_temp.seen(), 'null', 'of none there is nothing to know');

do $$ begin perform tests.in_crisis('SM2', 'moderate'); end $$;
select is(pg_temp.seen() - 'since', '{"severity": "moderate", "kind": "suicide", "about": "self",
  "says_safe": false, "words_sent": true}', 'it knows how grave, and of what');
do $$ begin perform tests.in_crisis('SM3', 'none'); end $$;
select is(pg_temp.seen() ->> 'severity', 'moderate', 'at the next text, too');
update public.crisis_events set resolution = 'safe', resolution_timestamp = now();
do $$ begin perform tests.in_crisis('SM4', 'none'); end $$;
select is(pg_temp.seen(), 'null', 'until it is over');
select is((select count(*)::integer from public.messages where role = 'concierge'), 4,
  'and each time it answers');

select * from finish();
rollback;
