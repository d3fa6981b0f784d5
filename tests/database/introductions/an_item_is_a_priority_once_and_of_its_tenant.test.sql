begin;
set local search_path = extensions, public;
select plan(4);

insert into public.community_requests (id, tenant_id, requesting_agent_type, question)
  select ('c1000000-0000-4000-8000-00000000000' || n)::uuid,
    ('00000000-0000-4000-8000-00000000000' || n)::uuid, 'concierge', 'How is a boat kept dry?'
  from generate_series(1, 2) n;
create function pg_temp.rank(rank integer, item text, kind text) returns text language sql as $$
  select tests.attempt('postgres', null, format('insert into public.user_priorities
    (tenant_id, user_id, priority_rank, item_id, item_type)
    select tenant_id, id, %s, %L, %L from public.users where id = %L', rank, item, kind,
    '00000000-0000-4000-8000-000000000021'))
$$;

select is(pg_temp.rank(1, 'c1000000-0000-4000-8000-000000000001', 'community_request'), 'allowed',
  'a request of the tenant');
select is(pg_temp.rank(2, 'c1000000-0000-4000-8000-000000000001', 'community_request'), '23505',
  'once');
select is(pg_temp.rank(2, 'c1000000-0000-4000-8000-000000000002', 'community_request'), '23503',
  'none of another');
select is(pg_temp.rank(2, 'c1000000-0000-4000-8000-000000000001', 'intro_opportunity'), '23503',
  'and not under another name');

select * from finish();
rollback;
