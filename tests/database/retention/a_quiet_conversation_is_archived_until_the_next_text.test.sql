begin;
set local search_path = extensions, public;
select plan(4);

insert into public.conversations
  (tenant_id, user_id, channel, title, status, created_at, last_message_at)
select '00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000021', 'web',
  title, status, '2030-01-01', last_message_at::timestamptz
from (values ('quiet', 'active', '2030-02-01'), ('new', 'active', '2030-02-02'),
  ('never used', 'active', null), ('paused', 'paused', '2030-01-01'),
  ('closed', 'closed', '2030-01-01')) c (title, status, last_message_at);
create temp view archived as
  select title from public.conversations where status = 'archived';

select is(private.archive_conversations('2030-08-01 00:01Z'), 2, 'two were quiet for six months');
select bag_eq('table archived', array['quiet', 'never used'],
  'and are archived; what is paused or closed stays so');
insert into public.messages (conversation_id, role, direction, content, created_at, screen)
  select id, 'user', 'inbound', 'hi', '2030-08-01', tests.screen()
  from public.conversations where title = 'quiet';
select bag_eq('table archived', array['never used'], 'the next text takes it up again');
select is(private.archive_conversations('2030-08-01 00:01Z'), 0, 'and it is not quiet any more');

select * from finish();
rollback;
