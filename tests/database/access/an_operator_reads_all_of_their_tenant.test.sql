begin;
set local search_path = extensions, public;
select plan(13);

insert into auth.users (id) values ('a0000000-0000-4000-8000-000000000003');
insert into public.operators (tenant_id, auth_id) values
  ('00000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000003');
do $$ begin
  perform worker.receive_sms('00000000-0000-4000-8000-000000000011',
    '{"message_sid": "SM1", "from": "+14155550111", "body": "hi"}');
end $$;
insert into public.consent_events (tenant_id, user_id, kind, source)
  select tenant_id, id, 'opt_in', 'operator' from public.users;
insert into public.messages (conversation_id, role, direction, content)
  select id, 'concierge', 'outbound', 'hello' from public.conversations;
insert into public.message_parts
  (tenant_id, message_id, part_index, part_count, body, encoding, segments, status)
  select tenant_id, id, 0, 1, content, 'GSM-7', 1, 'queued'
  from public.messages where direction = 'outbound';
insert into public.message_status_events (tenant_id, part_id, twilio_message_sid, status)
  select tenant_id, id, 'SM2', 'sent' from public.message_parts;
insert into public.agent_instances (tenant_id, agent_type, model)
  select tenant_id, 'concierge', 'a-model' from public.senders;
insert into public.agent_actions_log (tenant_id, agent_type, action_type, user_id)
  select tenant_id, 'concierge', 'llm_call', id from public.users;
insert into public.event_dead_letters (tenant_id, task_id, task_type, reason, attempts, errors,
    first_failed_at, last_failed_at)
  select tenant_id, id, task_type, 'permanent', 1, '[]', now(), now() from public.agent_tasks;

create function pg_temp.seen_by(sign_in text, what text) returns bigint
language plpgsql as $$ declare seen bigint; begin
  perform set_config('request.jwt.' || c.name, c.value, true) from (values ('sub', sign_in),
    ('claim.sub', sign_in), ('claims', json_build_object('sub', sign_in)::text)) c (name, value);
  if sign_in is not null then set local role authenticated; end if;
  execute 'select count(*) from public.' || what into seen;
  reset role;
  return seen;
end $$;

select cmp_ok(pg_temp.seen_by('a0000000-0000-4000-8000-000000000003', t), '>', 0::bigint, t)
from unnest(array['users', 'conversations', 'messages', 'consent_events', 'message_parts',
  'message_status_events', 'events', 'agent_tasks', 'event_dead_letters', 'agent_actions_log',
  'agent_instances', 'senders']) t;
select is(pg_temp.seen_by('a0000000-0000-4000-8000-000000000003', 'tenants'), 1::bigint,
  'and no other tenant');

select * from finish();
rollback;
