begin;
set local search_path = extensions, public;
select plan(2);

do $$ begin
  perform tests.receive_sms('00000000-0000-4000-8000-000000000011', jsonb_build_object(
      'message_sid', 'SM' || n, 'from', '+14155550123', 'body', n::text))
    from generate_series(1, 3) n;
  set constraints all immediate;
end $$;
create function pg_temp.summarise(words text, up_to bigint) returns void language sql as $$
  select private.apply_write_summary(u, t,
      jsonb_populate_record(null::private.leases, jsonb_build_object('watermark', up_to)),
      jsonb_build_object('summary', words))
    from public.agent_tasks t join public.users u on u.id = t.user_id
$$;

do $$ begin perform pg_temp.summarise('to the third', 3); end $$;
select results_eq($$
  select c.conversation_summary, c.summary_position, m.content
  from public.conversations c join public.messages m on m.id = c.last_summary_message_id
$$, $$ values ('to the third', 3::bigint, '3') $$, 'a summary names the last message it covers');

do $$ begin perform pg_temp.summarise('to the second', 2); end $$;
select results_eq('select conversation_summary, summary_position from public.conversations',
  $$ values ('to the third', 3::bigint) $$, 'one that comes late is dropped');

select * from finish();
rollback;
