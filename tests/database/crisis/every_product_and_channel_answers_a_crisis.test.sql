begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin perform tests.people(); perform tests.a_page(); end $$;
insert into public.senders (id, tenant_id, phone_number, account_sid, auth_token_secret) values
  ('00000000-0000-4000-8000-000000000013', '00000000-0000-4000-8000-000000000003',
   '+14155550300', 'AC00000000000000000000000000000003', 'twilio_auth_token');
do $$ begin
  perform tests.receive_sms(('00000000-0000-4000-8000-0000000000' || s)::uuid, jsonb_build_object(
      'message_sid', 'SMc' || s, 'from', '+14155550155', 'body', 'hard words',
      'screen', tests.screen('high')))
    from unnest(array['11', '12', '13']) s;
  perform tests.write(1, screen => tests.screen('high'));
end $$;
create temp table answered as
  select t.product, c.channel, m.content, i.unanswered_reason, a.kind
  from public.crisis_events e
  join public.tenants t on t.id = e.tenant_id
  join public.messages i on i.id = e.message_id
  join public.conversations c on c.id = i.conversation_id
  join public.messages m on m.id = e.shown_message_id
  join public.alerts a on a.tenant_id = e.tenant_id and a.subject = e.id::text;

select results_eq('select product, channel, unanswered_reason, kind from answered order by 1, 2',
  $$ values ('assistant', 'sms', 'crisis', 'crisis'), ('assistant', 'web', 'crisis', 'crisis'),
    ('coach', 'sms', 'crisis', 'crisis'), ('network', 'sms', 'crisis', 'crisis') $$,
  'each in words of its own, with its operators alerted');
select is_empty($$ select from answered where content !~ '988' $$,
  'and the numbers of its country');
select is((select count(*)::integer from public.agent_tasks t join public.crisis_events e
  on t.context_id = e.id and t.tenant_id = e.tenant_id where t.task_type = 'review_crisis'), 4,
  'each is looked at again');

select * from finish();
rollback;
