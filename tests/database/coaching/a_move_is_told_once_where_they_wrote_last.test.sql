begin;
set local search_path = extensions, public;
select plan(6);

do $$ begin perform tests.coached_person(); end $$;
insert into public.senders (id, tenant_id, phone_number, account_sid, auth_token_secret)
  select 'e0000000-0000-4000-8000-000000000001', tenant_id, '+14155550198',
    'AC' || repeat('0', 32), 'none' from public.users
  where id = '20000000-0000-4000-8000-000000000001';
insert into public.conversations (id, tenant_id, user_id, channel, phone_number, sender_id)
  select 'c0000000-0000-4000-8000-000000000003', tenant_id, id, 'sms', phone_number,
    'e0000000-0000-4000-8000-000000000001' from public.users
  where id = '20000000-0000-4000-8000-000000000001';
create temp view said as select * from public.messages where direction = 'outbound';
create temp view queued as select * from public.message_queue
  where user_id = '20000000-0000-4000-8000-000000000001';

do $$ begin perform tests.analysed_day(8, date '2026-06-01' + n, 1) from generate_series(1, 3) n; end $$;
select results_eq('select content, status, position from said',
  $$ values ('You have come to stage 2 of 3. Ask me for your analyses whenever you like to see how.',
    'delivered', 51::bigint) $$, 'on the page it stands behind what moved them');
select is_empty('table queued', 'and is not texted, too');

do $$ begin perform tests.analysed_day(9, date '2026-06-03' + n, 3) from generate_series(1, 3) n; end $$;
select results_eq('select final_message, status, subject from queued',
  $$ values ('You have come to stage 3 of 3. Ask me for your analyses whenever you like to see how.',
    'queued', 'stage') $$, 'who texts is texted, when it may be');
select is((select count(*) from said), 1::bigint, 'and the page stays as it is');

do $$ begin perform tests.analysed_day(10, date '2026-06-06' + n, 2) from generate_series(1, 4) n; end $$;
select is((select string_agg(left(content, 42), '|' order by created_at) from said),
  'You have come to stage 2 of 3. Ask me for |You have come through all three stages: yo',
  'and who has graduated is told that, once');

insert into public.crisis_events (tenant_id, user_id, message_id, trigger_type, severity_level)
  select tenant_id, user_id, id, 'suicide', 'high' from public.messages
  where direction = 'inbound' limit 1;
do $$ begin
  perform private.tell_of_move(u, c, 'You have come further.', gen_random_uuid())
    from public.conversations c join public.users u on u.id = c.user_id where c.channel = 'web';
end $$;
select is((select count(*) from said), 2::bigint, 'in a crisis the page speaks of nothing else');

select * from finish();
rollback;
