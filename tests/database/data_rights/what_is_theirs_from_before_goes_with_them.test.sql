begin;
set local search_path = extensions, public;
select plan(5);
-- They texted from a number at whose door they were somebody new, until it became theirs.
do $$ begin
  perform tests.consented();
  perform tests.ask_of_data('b1', 'export');
  insert into public.users (id, tenant_id, moved_to, is_active)
    select '20000000-0000-4000-8000-0000000000b1', tenant_id, id, false from public.users
    where phone_number = '+14155550111';
  insert into public.conversations (id, tenant_id, user_id, channel)
    select 'c0000000-0000-4000-8000-0000000000b1', tenant_id, id, 'web' from public.users
    where id = '20000000-0000-4000-8000-0000000000b1';
  insert into public.messages (id, conversation_id, role, direction, content, screen)
    values ('d0000000-0000-4000-8000-0000000000b1', 'c0000000-0000-4000-8000-0000000000b1', 'user',
      'inbound', 'zzbefore', tests.screen());
  insert into public.message_media (tenant_id, message_id, media_index, content_type, source_url)
    select m.tenant_id, m.id, 0, 'image/png', 'https://api.twilio.com/zz' from public.messages m
    where m.content = 'zzbefore';
end $$;
create temp table opened as select worker.begin_export(encode(digest(substring(content from
    '(?:token=|#)([0-9a-f]{48})'), 'sha256'), 'hex'), null, null) as said
  from public.messages where purpose = 'reply' order by position desc limit 1;
create function pg_temp.of(relation text) returns jsonb language sql as $$
  select worker.export_rows((said ->> 'request_id')::uuid, relation, 0) from opened
$$;
select ok(pg_temp.of('public.messages') @> '[{"content": "zzbefore"}]', 'it is in their file');
select is(jsonb_array_length(pg_temp.of('public.users')), 2, 'with who they were there');
do $$ begin
  perform tests.ask_of_data('b2', 'erase');
  perform tests.ask_of_data('b3', 'erase');
  perform tests.send_all(now());
  insert into public.agent_tasks (tenant_id, task_type, agent_type, scheduled_for, context_json)
    select tenant_id, 'fetch_media', 'system', now(), jsonb_build_object('message_id', id)
    from public.messages where content = 'zzbefore';
end $$;
create function pg_temp.work() returns jsonb language sql as $$
  select worker.erasure_work(id) from public.data_requests
  where kind = 'erasure' and status = 'confirmed'
$$;
select is(pg_temp.work() -> 'paths', '["00000000-0000-4000-8000-000000000001/'
  'd0000000-0000-4000-8000-0000000000b1/0"]', 'a picture that nobody has settled is removed');
update public.agent_tasks set status = 'processing', lease_token = gen_random_uuid()
  where task_type = 'fetch_media';
select is(pg_temp.work() ->> 'state', 'wait', 'and one that is being stored is waited for');
update public.agent_tasks set status = 'completed', lease_token = null, completed_at = now()
  where task_type = 'fetch_media';
select is(pg_temp.work() ->> 'state', 'ready', 'until it is');
select * from finish();
rollback;
