begin;
set local search_path = extensions, public;
select plan(1);

insert into public.conversations (id, tenant_id, user_id, phone_number, sender_id) values
  ('c0000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000001',
   '00000000-0000-4000-8000-000000000021', '+14155550111', '00000000-0000-4000-8000-000000000011');
insert into public.users (id, tenant_id, phone_number) values
  ('c0000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000002',
   '+14155550122');
insert into public.messages (conversation_id, tenant_id, user_id, role, direction, content) values
  ('c0000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002',
   'c0000000-0000-4000-8000-000000000002', 'bouncer', 'outbound', 'hello');

select results_eq(
  'select tenant_id, user_id from public.messages',
  'select tenant_id, user_id from public.conversations',
  'whatever the writer says, a message belongs where its conversation does');

select * from finish();
rollback;
