begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform tests.coached_person(); end $$;
insert into public.users (id, tenant_id, phone_number) values
  ('20000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000001', '+14155550199'),
  ('20000000-0000-4000-8000-000000000004', '00000000-0000-4000-8000-000000000002', '+14155550199');
insert into public.conversations (id, tenant_id, user_id, channel)
  select ('c0000000-0000-4000-8000-00000000000' || n)::uuid, u.tenant_id, u.id, 'web'
  from generate_series(3, 4) n, public.users u
  where u.id = ('20000000-0000-4000-8000-00000000000' || n)::uuid;
create temp view asked as select * from public.agent_tasks where task_type = 'analysis_job';

do $$ begin perform tests.say(n, 30) from generate_series(3, 4) n; end $$;
select is_empty('table asked', 'no member''s and no assistant''s user''s texts are');
insert into public.messages (conversation_id, role, direction, content, status, sent_at)
  select 'c0000000-0000-4000-8000-000000000001', 'coach', 'outbound', 'hello', 'sent', now()
  from generate_series(1, 30);
select is_empty('table asked', 'nor is what the coach says');
do $$ begin perform tests.say(1, 25); end $$;
select isnt_empty('table asked', 'what the coached person says is');

select * from finish();
rollback;
