begin;
set local search_path = extensions, public;
select plan(1);

insert into public.conversations (id, tenant_id, user_id, phone_number, sender_id) values
  ('c0000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
   '00000000-0000-4000-8000-000000000021', '+14155550111', '00000000-0000-4000-8000-000000000011');
insert into public.messages (conversation_id, role, direction, content, status, screen)
  select 'c0000000-0000-4000-8000-000000000001', 'user', 'inbound', 'hi', 'received',
      tests.screen()
  from generate_series(1, 50);
set constraints all immediate;
insert into public.messages (conversation_id, role, direction, content, status, screen)
  select 'c0000000-0000-4000-8000-000000000001', 'user', 'inbound', 'hi', 'received',
      tests.screen()
  from generate_series(1, 50);

select results_eq('select status, merged_count from public.agent_tasks',
  $$ values ('pending', 1) $$, 'one task, which was asked for twice');

select * from finish();
rollback;
