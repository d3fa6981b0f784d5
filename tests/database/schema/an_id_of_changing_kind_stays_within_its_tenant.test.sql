begin;
set local search_path = extensions, public;
select plan(8);

insert into public.users (id, tenant_id, phone_number) values
  ('d0000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001', '+12125550181'),
  ('d0000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000001', '+12125550183'),
  ('d0000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000002', '+12125550182');

create function pg_temp.asks(target uuid, kind text, experts text[] default null) returns text
language sql as $$
  select format('insert into public.community_requests (tenant_id, requesting_agent_type, question,
      context_id, context_type, target_user_ids)
    values (%L, ''concierge'', ''Which winch?'', %L, %L, %L)',
    '00000000-0000-4000-8000-000000000001', target, kind, experts)
$$;

select lives_ok(pg_temp.asks('d0000000-0000-4000-8000-000000000003', 'user'),
  'a row of the same tenant');
select throws_ok(pg_temp.asks('d0000000-0000-4000-8000-000000000002', 'user'), '23503', null,
  'not one of another tenant');
select throws_ok(pg_temp.asks('00000000-0000-4000-8000-0000000000ff', 'user'), '23503', null,
  'not one that is not there');
select throws_ok(pg_temp.asks('d0000000-0000-4000-8000-000000000003', 'message'), '23503', null,
  'not one of another kind');
select throws_ok(pg_temp.asks('d0000000-0000-4000-8000-000000000003', 'yacht'), '23503', null,
  'not a kind that nobody knows');

select lives_ok(pg_temp.asks(null, null, array['d0000000-0000-4000-8000-000000000003',
  'd0000000-0000-4000-8000-000000000001']), 'a list of the tenant''s own');
select throws_ok(pg_temp.asks(null, null, array['d0000000-0000-4000-8000-000000000003',
  'd0000000-0000-4000-8000-000000000002']), '23503', null, 'not a list with one stranger');
select throws_ok($$update public.community_requests
  set context_id = 'd0000000-0000-4000-8000-000000000002' where question = 'Which winch?'$$,
  '23503', null, 'nor is it changed to one later');

select * from finish();
rollback;
