begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.a_text_out();
  set constraints all immediate;
  perform tests.begin_part(tests.send_lease());
  insert into public.messages (conversation_id, role, direction, content, status, sent_at,
      delivered_at)
    select 'c0000000-0000-4000-8000-000000000001', 'concierge', 'outbound', status, status, now(),
      case status when 'delivered' then now() end
    from unnest(array['sent', 'delivered']) status;
  insert into public.messages (conversation_id, role, direction, content)
    values ('c0000000-0000-4000-8000-000000000001', 'concierge', 'outbound', 'still waits');
  update public.users set phone_number = '+14155550199'
    where id = '00000000-0000-4000-8000-000000000021';
end $$;

select results_eq($$
  select split_part(content, E'\n', -1), status, status_reason from public.messages
  where conversation_id = 'c0000000-0000-4000-8000-000000000001' order by position
$$, $$ values ('hello', 'sending', null), ('sent', 'sent', null), ('delivered', 'delivered', null),
  ('still waits', 'cancelled', 'phone_number_changed') $$,
  'what the carrier has stays as it is; what waits is cancelled');
select results_eq('select status from public.message_parts', array['sending'],
  'and no part is taken back');

select * from finish();
rollback;
