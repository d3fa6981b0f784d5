begin;
set local search_path = extensions, public;
select plan(4);

select tests.member();
insert into public.community_requests (id, tenant_id, requesting_agent_type, requesting_user_id,
    question)
  values ('c1000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
    'concierge', '00000000-0000-4000-8000-000000000021', 'Who paints hulls?');
insert into public.community_responses (tenant_id, request_id, user_id, response_text,
    verbatim_answer)
  select r.tenant_id, r.id, '20000000-0000-4000-8000-000000000005', 'Noah.', 'Noah'
  from public.community_requests r;
select tests.rank('intro_opportunity', tests.intro(), 1);
select tests.rank('community_response', (select id from public.community_responses), 2);
select tests.rank('intro_opportunity', tests.intro('Utnapishtim'), 3);
create function pg_temp.tell(handle text) returns text language sql as $$
  select tests.turn('thanks for ' || gen_random_uuid(), 'present_opportunity',
    jsonb_build_object('handle', handle, 'asked', false)) $$;

select is(pg_temp.tell('p1'), 'done', 'an opportunity is told');
select is(pg_temp.tell('p1'), 'done', 'an answer to a question of theirs is news, and told, too');
select matches(pg_temp.tell('p1'), 'waits for their answer', 'another opportunity is not');
select bag_eq('select item_type, status from public.user_priorities', $$ values
  ('intro_opportunity', 'presented'), ('community_response', 'presented'),
  ('intro_opportunity', 'active') $$, 'so it is');

select * from finish();
rollback;
