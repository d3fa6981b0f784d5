begin;
set local search_path = extensions, public;
select plan(5);

insert into public.conversations (id, tenant_id, user_id, phone_number, sender_id) values
  ('c0000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
   '00000000-0000-4000-8000-000000000021', '+14155550111', '00000000-0000-4000-8000-000000000011');
create function pg_temp.write(messages integer) returns void language sql as $$
  insert into public.messages (conversation_id, role, direction, content, status, screen)
    select 'c0000000-0000-4000-8000-000000000001', 'user', 'inbound', 'hi', 'received',
      tests.screen()
    from generate_series(1, messages);
  set constraints all immediate;
$$;

do $$ begin perform pg_temp.write(49); end $$;
select is_empty('select * from public.agent_tasks', 'forty-nine messages ask for nothing');

do $$ begin perform pg_temp.write(1); end $$;
select results_eq('select task_type, lane_key, dedupe_key from public.agent_tasks',
  $$ values ('create_conversation_summary', 'summary:c0000000-0000-4000-8000-000000000001',
    'c0000000-0000-4000-8000-000000000001') $$, 'the fiftieth asks for a summary');
select results_eq('select messages_since_summary from public.conversations', 'values (0)',
  'and the count starts again');

update public.agent_tasks set status = 'completed', completed_at = now();
do $$ begin perform pg_temp.write(49); end $$;
select results_eq('select count(*) from public.agent_tasks', 'values (1::bigint)',
  'forty-nine more ask for nothing');
do $$ begin perform pg_temp.write(1); end $$;
select results_eq('select count(*) from public.agent_tasks', 'values (2::bigint)',
  'the hundredth asks again');

select * from finish();
rollback;
