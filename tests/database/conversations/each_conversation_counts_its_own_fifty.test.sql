begin;
set local search_path = extensions, public;
select plan(2);

insert into public.conversations (id, tenant_id, user_id, channel)
  select ('c0000000-0000-4000-8000-00000000000' || n)::uuid, tenant_id, id, 'web'
  from public.users, generate_series(1, 2) n where id = '00000000-0000-4000-8000-000000000021';
create function pg_temp.exchange(n integer, messages integer) returns void language sql as $$
  insert into public.messages (conversation_id, role, direction, content, status, sent_at, screen)
    select ('c0000000-0000-4000-8000-00000000000' || n)::uuid, kind.role, kind.direction, 'hi',
      kind.status, kind.sent_at, kind.screen
    from generate_series(1, messages / 2),
      (values ('user', 'inbound', 'received', null, tests.screen()),
        ('concierge', 'outbound', 'sent', now(), null))
        kind (role, direction, status, sent_at, screen);
  set constraints all immediate;
$$;

do $$ begin perform pg_temp.exchange(n, 48) from generate_series(1, 2) n; end $$;
select is_empty($$ select * from public.agent_tasks
  where task_type = 'create_conversation_summary' $$, 'ninety-six in two threads ask for nothing');
do $$ begin perform pg_temp.exchange(2, 2); end $$;
select results_eq($$ select context_id::text from public.agent_tasks
  where task_type = 'create_conversation_summary' $$,
  array['c0000000-0000-4000-8000-000000000002'], 'the fiftieth of one does, in or out');

select * from finish();
rollback;
