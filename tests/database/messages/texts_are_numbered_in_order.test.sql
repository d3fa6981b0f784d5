begin;
set local search_path = extensions, public;
select plan(3);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
      'message_sid', 'SM' || n, 'from', '+14155550123', 'body', n::text))
    from generate_series(1, 3) n;
  insert into public.messages (conversation_id, role, direction, content)
    select id, 'bouncer', 'outbound', '4' from public.conversations;
end $$;

select results_eq(
  'select position, split_part(content, E''\n'', -1) from public.messages order by position',
  $$ values (1::bigint, '1'), (2, '2'), (3, '3'), (4, '4') $$,
  'a message stands where it was stored');
select results_eq(
  'select last_position, last_inbound_position, messages_since_summary from public.conversations',
  'values (4::bigint, 3::bigint, 4)', 'the conversation keeps count');
select throws_ok($$
  insert into public.messages (conversation_id, role, direction, content)
  values ('00000000-0000-4000-8000-0000000000ff', 'bouncer', 'outbound', 'hello')
$$, '23503', null, 'a message of no conversation is refused');

select * from finish();
rollback;
